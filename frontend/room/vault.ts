/** The same static page, for what lies over all rooms: keys, search, export. */
import { start } from "./views/app";
import { VaultPages } from "./views/vault-pages";

const root = document.getElementById("island");
if (root !== null) void start(root, VaultPages);
