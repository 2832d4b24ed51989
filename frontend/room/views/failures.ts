/** Errors as sentences for the reader. */
import { ApiError, NoStorage, Tampered, TooLong } from "../core";
import type { Words } from "../texts";

/** The sentence for an error; Tampered is not said in passing but blocks (views/blocked.tsx). */
export function inWords(error: unknown, words: Words): string {
  if (error instanceof TooLong) return words.tooLong;
  if (error instanceof NoStorage) return words.failure.storage;
  if (error instanceof ApiError) {
    if (error.status === 0) return words.unreachable;
    if (error.message !== "") return error.message;
  }
  return words.failed;
}

/** Whether the reason is that the other person has no keys yet. */
export function hasNoKeys(error: unknown): boolean {
  return error instanceof Tampered && error.reason === "missing" && error.detail === "card";
}
