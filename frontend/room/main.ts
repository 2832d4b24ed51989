/** The encrypted room: a static page that builds itself from text nodes. */
import { start } from "./views/app";
import { RoomPages } from "./views/room-pages";

const root = document.getElementById("island");
if (root !== null) void start(root, RoomPages);
