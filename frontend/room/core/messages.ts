/**
 * Messages of a room. Each author numbers theirs from 1, and the ledger remembers the highest number: thousands of
 * entries of their own would not fit into it. A message that is hidden leaves a hole among the numbers.
 */
import { MESSAGES, type Ledger } from "./ledger";
import type { Opened } from "./room";
import type { Item } from "./workspace";

export const MESSAGE = "message";

/** The number that a message says it has; 0 where it says none. */
function numberOf(item: Item): number {
  const n = item.state === "opened" ? item.head.content["n"] : 0;
  return typeof n === "number" && Number.isSafeInteger(n) && n > 0 ? n : 0;
}

/** Whether the ledger knows of it by its number alone. */
export function isCounted(item: Item): boolean {
  return item.kind === MESSAGE && item.state === "opened" && item.head.revision === 1 && numberOf(item) > 0;
}

/** Whether a message is one of those that were read before: the ledger has no entry of its own for it, only the count. */
export function knownByNumber(seen: Readonly<Record<string, number>>, { kind, revision, author, content }: Opened): boolean {
  const n = content["n"];
  return kind === MESSAGE && revision === 1 && typeof n === "number" && n > 0 && n <= (seen[MESSAGES + author] ?? 0);
}

/** The highest number of each author, as entries of the ledger. */
export function counts(ledger: Ledger, room: string, items: Iterable<Item>): [string, number][] {
  const highest = new Map(Object.entries(ledger.seen[room] ?? {}).filter(([name]) => name.startsWith(MESSAGES)));
  for (const item of items) {
    if (item.kind !== MESSAGE || item.state !== "opened" || numberOf(item) === 0) continue;
    const name = MESSAGES + item.head.author;
    highest.set(name, Math.max(highest.get(name) ?? 0, numberOf(item)));
  }
  return [...highest];
}

/** The number of the next message of an author. */
export function nextNumber(ledger: Ledger, room: string, items: Iterable<Item>, author: string): number {
  return (counts(ledger, room, items).find(([name]) => name === MESSAGES + author)?.[1] ?? 0) + 1;
}

/** Authors of whose messages fewer are shown than there must be; what was taken back stands for one. */
export function authorsWithHoles(ledger: Ledger, room: string, items: readonly Item[]): string[] {
  const messages = items.filter(({ kind }) => kind === MESSAGE);
  return counts(ledger, room, messages).flatMap(([name, highest]) => {
    const author = name.slice(MESSAGES.length);
    const numbers = new Set(messages.flatMap((item) => (item.state === "opened" && item.head.author === author ? [numberOf(item)] : [])));
    numbers.delete(0);
    const closed = messages.filter((item) => item.state !== "opened" && item.author === author).length;
    return numbers.size + closed < highest ? [author] : [];
  });
}
