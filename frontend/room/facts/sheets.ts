/** What the texts of a journal ask for. */
import type { Words } from "../texts";
import { journalWords } from "../texts/journal";
import type { Field } from "./values";

export type SheetKind = "preparation" | "follow_up";
export const SHEETS: readonly string[] = ["preparation", "follow_up"] satisfies SheetKind[];

/** What each kind of text in the journal asks for. */
export function fieldsOf(kind: string, words: Words): readonly Field[] {
  const { fields } = journalWords;
  if (kind === "preparation") {
    return [
      { key: "needs", label: fields.needs, hint: fields.needsHint, kind: "text", rows: 3 },
      { key: "aims", label: fields.aims, hint: fields.aimsHint, kind: "text", rows: 3 },
      { key: "offer", label: fields.offer, hint: fields.offerHint, kind: "text", rows: 3 },
      { key: "manner", label: fields.manner, hint: fields.mannerHint, kind: "text", rows: 3 },
    ];
  }
  if (kind === "follow_up") {
    return [
      { key: "needs", label: fields.expressed, kind: "text", rows: 3 },
      { key: "given", label: fields.given, hint: fields.givenHint, kind: "text", rows: 3 },
      { key: "manner", label: fields.used, hint: fields.usedHint, kind: "text", rows: 3 },
      { key: "next_manner", label: fields.nextManner, kind: "text", rows: 3 },
      { key: "next_offer", label: fields.nextOffer, kind: "text", rows: 3 },
      { key: "next_aims", label: fields.nextAims, kind: "text", rows: 3 },
    ];
  }
  return [{ key: "title", label: words.notes.name, kind: "line", optional: true }, { key: "text", label: words.notes.text, kind: "text" }];
}
