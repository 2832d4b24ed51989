import { describe, expect, it } from "vitest";
import { ApiError, NoStorage, Tampered, TooLong, WrongSecret, type TamperReason } from "../core";
import { TAMPER_REASONS } from "../core/errors";
import { en } from "../texts/en";
import { fr } from "../texts/fr";
import { hasNoKeys, inWords, meaning } from "./failures";

const LANGUAGES = [["fr", fr], ["en", en]] as const;

/** What each reason must make a reader understand: a word that only that sentence has. */
const UNDERSTOOD: Record<TamperReason, readonly [french: RegExp, english: RegExp]> = (() => {
  const changed = [/n’est pas ce que son auteur a écrit/u, /not what its author wrote/u] as const;
  const key = [/La clé de votre correspondant·e n’est plus/u, /key of your counterpart is no longer/u] as const;
  const name = [/pas cette personne sous le nom/u, /not under the name/u] as const;
  const older = [/plus ancien que celui que vous aviez déjà vu/u, /older state than/u] as const;
  const own = [/comme vôtre une clé qui n’est pas la vôtre/u, /presents a key as yours/u] as const;
  const weak = [/moins protégé/u, /less protected/u] as const;
  return {
    malformed: changed, scheme: changed, signature: changed, hash: changed, object: changed, kind: changed, about: changed, room: changed, epoch: changed, revision: changed, previous: changed, author: changed,
    key, recipient: key, member: key, issuer: key, card: key, pin: key,
    name,
    chain: older, generation: older, rollback: older, missing: older,
    "own-card": own, person: own,
    kdf: weak,
  };
})();

describe("what the vault refuses, in words", () => {
  it.each(TAMPER_REASONS)("%s is said so that a reader knows what happened", (reason) => {
    const [french, english] = UNDERSTOOD[reason];
    expect(meaning(reason, fr)).toMatch(french);
    expect(meaning(reason, en)).toMatch(english);
  });

  it.each(LANGUAGES)("says what to do, in plain words (%s)", (_language, words) => {
    const { title, item, code, ...sentences } = words.blocked;
    expect([title, item, code].every(Boolean)).toBe(true);
    for (const sentence of Object.values(sentences)) {
      expect(sentence.length).toBeGreaterThan(80);
      expect(sentence).not.toMatch(/signature|hash|epoch|JWS|ledger|empreinte|époque/iu);
    }
    for (const todo of [words.blocked.doAll, words.blocked.doItem, words.blocked.doKey]) expect(todo).toMatch(/coordinat/u);
  });
});

describe("other failures, in words", () => {
  it.each(LANGUAGES)("have a sentence each (%s)", (_language, words) => {
    expect(inWords(new TooLong(9), words)).toBe(words.tooLong);
    expect(inWords(new NoStorage(""), words)).toBe(words.failure.storage);
    expect(inWords(new ApiError(0, "unreachable", ""), words)).toBe(words.unreachable);
    expect(inWords(new ApiError(409, "refused", "Ce binôme est clos."), words)).toBe("Ce binôme est clos.");
    expect(inWords(new ApiError(409, "destroyed", ""), words)).toBe(words.failed);
    expect(inWords(new ApiError(500, "500", ""), words)).toBe(words.failure.server);
    expect(inWords(new ApiError(503, "503", ""), words)).toBe(words.failure.server);
    expect(inWords(new ApiError(413, "413", ""), words)).toBe(words.failure.tooLarge);
    expect(inWords(new ApiError(429, "429", ""), words)).toBe(words.failure.tooMany);
    expect(inWords(new WrongSecret(), words)).toBe(words.failed);
  });

  it("know somebody without keys from keys that are gone", () => {
    expect(hasNoKeys(new Tampered("missing", "card"))).toBe(true);
    expect(hasNoKeys(new Tampered("missing", "grant"))).toBe(false);
  });
});
