/** The words of the island, one language a bundle. English must say everything that French says: tsc compares the two. */
import { en } from "./en";
import { fr } from "./fr";

/** Told by the build (frontend/build.mjs), which leaves the other language out; French where nothing was built. */
declare const LANGUAGE: "fr" | "en" | undefined;

export type Words = typeof fr;
export const words: Words = typeof LANGUAGE !== "undefined" && LANGUAGE === "en" ? en : fr;
