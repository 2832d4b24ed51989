/** The same static page, for one's keys and one's journal. */
import { start } from "./views/app";
import { VaultPages } from "./views/vault-pages";

const root = document.getElementById("island");
if (root !== null) void start(root, VaultPages);
