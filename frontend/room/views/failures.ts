/** Errors as sentences for the reader. */
import { ApiError, NoStorage, Renamed, Tampered, TooLong, type TamperReason } from "../core";
import type { Words } from "../texts";

/** The sentence for an error; Tampered is not said in passing but blocks (views/blocked.tsx). */
export function inWords(error: unknown, words: Words): string {
  if (error instanceof TooLong) return words.tooLong;
  if (error instanceof Renamed) return words.safety.renamed(error.before, error.now);
  if (error instanceof NoStorage) return words.failure.storage;
  if (error instanceof ApiError) {
    if (error.status === 0) return words.unreachable;
    if (error.message !== "") return error.message;
    if (error.status === 413) return words.failure.tooLarge; // what a server in front of ours answers without a sentence
    if (error.status === 429) return words.failure.tooMany;
    if (error.status >= 500) return words.failure.server;
  }
  return words.failed;
}

/** Whether the reason is that the other person has no keys yet. */
export function hasNoKeys(error: unknown): boolean {
  return error instanceof Tampered && error.reason === "missing" && error.detail === "card";
}

/** What each refusal of the vault means to a reader. */
const MEANINGS: Readonly<Record<TamperReason, "changed" | "older" | "key" | "name" | "own" | "weak">> = {
  malformed: "changed",
  scheme: "changed",
  signature: "changed",
  hash: "changed",
  object: "changed",
  kind: "changed",
  about: "changed",
  room: "changed",
  epoch: "changed",
  revision: "changed",
  previous: "changed",
  author: "changed",
  key: "key",
  recipient: "key",
  member: "key",
  issuer: "key",
  card: "key",
  chain: "older",
  pin: "key",
  name: "name",
  "own-card": "own",
  person: "own",
  kdf: "weak",
  generation: "older",
  rollback: "older",
  missing: "older",
};

export function meaning(reason: TamperReason, words: Words): string {
  return words.blocked[MEANINGS[reason]];
}
