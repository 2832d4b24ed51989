/** The same static page, for the words and files of one's portfolio. */
import { start } from "./views/app";
import { CompetencesPages } from "./views/competences-pages";

const root = document.getElementById("island");
if (root !== null) void start(root, CompetencesPages);
