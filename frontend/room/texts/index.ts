/** The words of the island. English must say everything that French says: tsc compares the two. */
import { en } from "./en";
import { fr } from "./fr";

export type Words = typeof fr;
const ALL: Readonly<Record<string, Words>> = { fr, en };

export function wordsFor(language: string): Words {
  return ALL[language.slice(0, 2)] ?? fr;
}
