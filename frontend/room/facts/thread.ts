/** The messages of a room as they are read: oldest first, by day, what is new marked once. */
import { Tampered, type Item } from "../core";

export interface Line {
  readonly item: Item;
  readonly author: string;
  /** The first of its day. */
  readonly opensDay: boolean;
  /** The first that had not been seen when the reader came. */
  readonly opensNew: boolean;
  /** Said right after the one before, by the same person: the name needs not be said again. */
  readonly goesOn: boolean;
}

/** What had been seen before, and what was there when the reader came. */
export interface Visit {
  readonly since: string | null;
  readonly until: string | null;
}

const RIGHT_AFTER = 5 * 60_000;

export function thread(items: readonly Item[], me: string, visit: Visit, dayOf: (iso: string) => string): Line[] {
  const messages = items.filter(({ kind }) => kind === "message").map(inOwnName).sort((a, b) => (a.created < b.created || (a.created === b.created && a.id < b.id) ? -1 : 1));
  let before: { readonly day: string; readonly author: string; readonly at: number } | undefined;
  let marked = false;
  return messages.map((item) => {
    const author = authorOf(item);
    const [day, at] = [dayOf(item.created), Date.parse(item.created)];
    const opensDay = day !== before?.day;
    const opensNew = !marked && author !== me && item.state === "opened" && isNew(item.created, visit.since) && visit.until !== null && item.created <= visit.until;
    const goesOn = !opensDay && !opensNew && before?.author === author && at - before.at < RIGHT_AFTER;
    marked ||= opensNew;
    before = { day, author, at };
    return { item, author, opensDay, opensNew, goesOn };
  });
}

/** How many of the other's messages have come in since the reader last looked. */
export function unread(items: readonly Item[], me: string, since: string | null): number {
  return items.filter((item) => item.kind === "message" && item.state === "opened" && item.head.author !== me && isNew(item.created, since)).length;
}

function isNew(created: string, since: string | null): boolean {
  return since === null || created > since;
}

function authorOf(item: Item): string {
  return item.state === "opened" ? item.head.author : item.author;
}

/** A message that another than its author has changed is nobody's word. */
function inOwnName(item: Item): Item {
  if (item.state !== "opened" || item.head.author === item.author) return item;
  const { id, kind, author, created } = item;
  return { state: "refused", id, kind, author, created, reason: new Tampered("author", id) };
}
