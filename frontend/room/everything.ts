/** The same static page, for what opens every room at once: search and export. */
import { start } from "./views/app";
import { EverythingPages } from "./views/everything-pages";

const root = document.getElementById("island");
if (root !== null) void start(root, EverythingPages);
