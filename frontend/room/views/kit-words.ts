/** The words of a kit as people type them. */
import { isKit, kitMistakes, meantWord } from "../core";
import type { Words } from "../texts";
import { tidy } from "./tidy";

/** What is wrong with typed kit words, in a sentence; "" where nothing is. */
export function kitProblem(typed: string, words: Words): string {
  const list = listOf(typed);
  const unknown = list.length === 0 ? undefined : kitMistakes(tidy(typed))[0];
  if (unknown !== undefined) return inNoKit(typed, unknown, words);
  if (list.length !== 24) return words.kit.wrongCount(list.length);
  return isKit(tidy(typed)) ? "" : words.kit.notAKit;
}

/** The word at a place (from 0) stands in no list: which one it may be. */
export function inNoKit(typed: string, place: number, words: Words): string {
  return words.kit.unknown(place + 1, listOf(typed)[place] ?? "", meantWord(tidy(typed), place));
}

export function listOf(typed: string): string[] {
  return tidy(typed).split(" ").filter(Boolean);
}
