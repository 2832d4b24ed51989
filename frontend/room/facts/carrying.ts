/** What a mentee takes along from the room of a former mentorship: texts of their own alone, never the mentor's. */
import { sha256, type Entry, type JsonObject, type SealedObject, type Workspace } from "../core";
import { valuesOf } from "./values";

const KINDS: readonly string[] = ["goal", "note"];

/** Goals and notes every version of which this person wrote. */
export async function ownTexts(former: Workspace): Promise<Entry[]> {
  const me = former.vault.person;
  const mine: Entry[] = [];
  for (const item of former.items) {
    if (item.state !== "opened" || !KINDS.includes(item.kind) || item.author !== me || item.head.author !== me) continue;
    const versions = item.head.revision === 1 ? [item.head] : await former.history(item.id);
    if (versions.every(({ author }) => author === me)) mine.push(item);
  }
  return mine;
}

/** The id that a text has in the new room: always the same, so that nothing is taken along twice. */
export async function idIn(room: string, object: string, part = ""): Promise<string> {
  const hex = await sha256(`${room} ${object} ${part}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Its words, with the line that says where they come from. */
export function anew(entry: Entry, origin: string): JsonObject {
  const values = valuesOf(entry.head.content);
  return { ...values, text: [values["text"] ?? "", origin].filter(Boolean).join("\n\n") };
}

/** Writes a text anew as one's own; a goal goes with its fact, which `setGoal` makes. */
export async function carry(into: Workspace, entry: Entry, origin: string, setGoal: (goal: string, object: SealedObject) => Promise<unknown>): Promise<void> {
  const id = await idIn(into.room, entry.id);
  if (into.get(id) !== undefined) return;
  if (entry.kind === "note") await into.create("note", anew(entry, origin), { id });
  else await setGoal(await idIn(into.room, entry.id, "goal"), await into.seal("goal", anew(entry, origin), { id }));
}
