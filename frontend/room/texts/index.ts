/** The words of the island, one language a bundle. English must say everything that French says: tsc compares the two. */
import { en } from "./en";
import { fr } from "./fr";
export type Words = typeof fr;
export const words: Words = LANGUAGE === "en" ? en : fr;
