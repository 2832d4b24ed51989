/** The same static page, for what a candidate hands over and what whoever judges reads. */
import { start } from "./views/app";
import { CertificationPages } from "./views/certification-pages";

const root = document.getElementById("island");
if (root !== null) void start(root, CertificationPages);
