/** The same static page, for the documents of a seal file: what a programme keeps and hands over, and what auditors read. */
import { start } from "./views/app";
import { SealPages } from "./views/seal-pages";

const root = document.getElementById("island");
if (root !== null) void start(root, SealPages);
