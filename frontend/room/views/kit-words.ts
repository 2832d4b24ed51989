/** The words of a kit as people type them. */
import { isKit, kitMistakes } from "../core";
import type { Words } from "../texts";
import { tidy } from "./tidy";

/** What is wrong with typed kit words, in a sentence; "" where nothing is. */
export function kitProblem(typed: string, words: Words): string {
  const list = listOf(typed);
  const unknown = list.length === 0 ? undefined : kitMistakes(tidy(typed))[0];
  if (unknown !== undefined) return words.kit.unknown(unknown + 1, list[unknown] ?? "");
  if (list.length !== 24) return words.kit.wrongCount(list.length);
  return isKit(tidy(typed)) ? "" : words.kit.notAKit;
}

export function listOf(typed: string): string[] {
  return tidy(typed).split(" ").filter(Boolean);
}
