/** What belongs together in a portfolio's room, and how a mentee's name is kept out of it. */
import { sha256, type Entry, type JsonObject } from "../core";
import { valuesOf } from "./values";

export const EVIDENCE = "evidence";
export const EXHIBIT = "exhibit";
export const REFLECTION = "reflection";
export const MOST_FILES = 10;

/** Under which id the nth file of an item lies: the server finds them by it when the item is removed. */
export async function exhibitId(item: string, n: number): Promise<string> {
  const hex = (await sha256(`ithaca exhibit ${item} ${n}`)).slice(0, 32).split("");
  hex[12] = "8";
  hex[16] = "8";
  const text = hex.join("");
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join("-");
}

/** "7b" for `c7b`, as the pages say it. */
export function codeOf(slug: string): string {
  return /^c\d/.test(slug) ? slug.slice(1) : slug.replaceAll("_", ".");
}

/** The files of an item. */
export function exhibitsOf(entries: readonly Entry[], item: string): Entry[] {
  return entries.filter((entry) => entry.head.content["item"] === item);
}

/** The reflections on one ability, the newest first. */
export function reflectionsOn(entries: readonly Entry[], portfolio: string, ability: string): Entry[] {
  const mine = entries.filter(({ about, head }) => about === portfolio && head.content["ability"] === ability);
  return mine.sort((a, b) => b.created.localeCompare(a.created));
}

/** A text with a person's name, whole or in parts, replaced. */
export function withoutName(text: string, name: string, instead: string): string {
  const parts = [name, ...name.split(/\s+/)].filter((part) => part.length > 1).sort((a, b) => b.length - a.length);
  return parts.reduce((told, part) => told.replace(new RegExp(`(?<![\\p{L}\\p{N}])${part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "giu"), instead), text);
}

/** A text of the pair's room as evidence: its words without the name, and which revision they are of. */
export function frozenFrom(entry: Entry, room: string, name: string, instead: string): { title: string; text: string; source: JsonObject } {
  const { title = "", ...rest } = valuesOf(entry.head.content);
  const text = Object.values(rest).filter((part) => part.trim() !== "").join("\n\n");
  const source = { room, object: entry.id, kind: entry.kind, revision: entry.head.revision, sha256: entry.head.sha256 };
  return { title: withoutName(title, name, instead), text: withoutName(text, name, instead), source };
}
