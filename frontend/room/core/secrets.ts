/**
 * What people keep: the recovery kit and the vault passphrase, as words.
 *
 * Both are compared without case and accents. The folded words, joined by single spaces, are the age
 * passphrase, so the ordinary `age` tool opens a keyring with what stands on the printed kit.
 */
import { entropyToMnemonic, validateMnemonic } from "@scure/bip39";
import { wordlist as english } from "@scure/bip39/wordlists/english.js";
import { wordlist as french } from "@scure/bip39/wordlists/french.js";
import { fold, random } from "./bytes";

export type WordLanguage = "fr" | "en";
const LISTS: Record<WordLanguage, string[]> = { fr: french, en: english };

/** Bits that a passphrase of one's own must be worth: seven words of a list of 2,048. */
export const NEEDED_BITS = 77;
const GENERATED_WORDS = 7;

/** A new recovery kit: 256 random bits as 24 words, the last of which carries a checksum. */
export function makeKit(language: WordLanguage): string[] {
  return entropyToMnemonic(random(32), LISTS[language]).normalize("NFC").split(/\s/u);
}

/** Whether typed words are a kit at all (known words, right checksum), in either language. */
export function isKit(typed: string): boolean {
  return kitMistakes(typed).length === 0 && languages().some((language) => checks(typed, language));
}

/** The places (from 0) of typed words that stand in no list. */
export function kitMistakes(typed: string): number[] {
  const words = fold(typed).split(" ");
  return mistakes(words, likeliest(words));
}

/** The word that was probably meant by one that stands in no list; "" where none is near. The lists are public. */
export function meantWord(typed: string, place: number): string {
  const words = fold(typed).split(" ");
  const given = words.at(place) ?? "";
  const known = folded(likeliest(words));
  const first = (candidates: Iterable<string>): string | undefined => {
    for (const one of candidates) if (known.has(one)) return one;
    return undefined;
  };
  // No two words of a list begin with the same four letters.
  const begun = (): string | undefined => [...known.keys()].find((one) => one.slice(0, 4) === given.slice(0, 4));
  const found = first(slips(given)) ?? begun() ?? (given.length < 6 ? undefined : first(slipsTwice(given)));
  return (found === undefined ? "" : known.get(found) ?? "").normalize("NFC");
}

/** What a word may have been: a letter too many, two exchanged, one forgotten, one wrong. */
function* slips(word: string): Generator<string> {
  for (let i = 0; i <= word.length; i++) {
    const [start, end] = [word.slice(0, i), word.slice(i)];
    yield start + end.slice(1);
    yield start + end.slice(1, 2) + end.slice(0, 1) + end.slice(2);
    for (const letter of "abcdefghijklmnopqrstuvwxyz") {
      yield start + letter + end;
      yield start + letter + end.slice(1);
    }
  }
}

function* slipsTwice(word: string): Generator<string> {
  for (const one of slips(word)) yield* slips(one);
}

/** Whether the kit was typed back faithfully: the proof that it was kept. */
export function proves(kit: readonly string[], typed: string): boolean {
  return fold(kit.join(" ")) === fold(typed);
}

/** A new vault passphrase of seven random words. */
export function makePassphrase(language: WordLanguage): string {
  const list = LISTS[language];
  const words = new Set<string>();
  while (words.size < GENERATED_WORDS) {
    const [high = 0, low = 0] = random(2);
    words.add(list[(high * 256 + low) % list.length] ?? ""); // 2,048 divides 65,536: no word is likelier
  }
  return [...words].join(" ").normalize("NFC");
}

/**
 * A cautious estimate of what a passphrase of one's own is worth, in bits.
 *
 * A word of three letters or more counts 11 bits (as if drawn from 2,048), whatever its length, and once
 * only; other signs count 4 bits each unless they repeat or continue the one before. It overrates famous
 * quotations: the interface offers a generated one first.
 */
export function strength(passphrase: string): number {
  const tokens = new Set(fold(passphrase).split(" "));
  let bits = 0;
  for (const token of tokens) bits += /^[\p{L}'-]*$/u.test(token) ? word(token) : signs(token);
  return Math.floor(bits);
}

function word(token: string): number {
  const different = new Set(token).size; // "aaaa" is no word
  return token.length >= 3 && different >= 2 ? 11 : 2 * different;
}

function signs(token: string): number {
  const codes = Array.from(token, (sign) => sign.codePointAt(0) ?? 0);
  return codes.filter((code, i) => i === 0 || Math.abs(code - (codes[i - 1] ?? 0)) > 1).length * 4;
}

export function strongEnough(passphrase: string): boolean {
  return strength(passphrase) >= NEEDED_BITS;
}

/** The spelling that age receives. */
export const agePassphrase = fold;

function languages(): WordLanguage[] {
  return ["fr", "en"];
}

function mistakes(words: readonly string[], language: WordLanguage): number[] {
  const known = folded(language);
  return words.flatMap((word, i) => (known.has(word) ? [] : [i]));
}

/** The language of a kit: that in which fewest of its words are wrong. */
function likeliest(words: readonly string[]): WordLanguage {
  return mistakes(words, "en").length < mistakes(words, "fr").length ? "en" : "fr";
}

function folded(language: WordLanguage): Map<string, string> {
  return new Map(LISTS[language].map((word) => [fold(word), word]));
}

function checks(typed: string, language: WordLanguage): boolean {
  const known = folded(language);
  const words = fold(typed).split(" ").map((word) => known.get(word) ?? "");
  return words.length === 24 && validateMnemonic(words.join(" "), LISTS[language]);
}
