/** The same static page, for a request from a mentee to a mentor. */
import { start } from "./views/app";
import { RequestPages } from "./views/request-pages";

const root = document.getElementById("island");
if (root !== null) void start(root, RequestPages);
