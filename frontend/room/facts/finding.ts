/** What was found over all rooms: by room, best room first, and where each text stands. */
import type { Entry, Hit } from "../core";
import { hrefOf } from "./items";
import type { Shelf } from "./everything";

/** The hits sorted into their rooms; the order of the hits decides that of the rooms. */
export function inRooms<R extends { readonly entries: ReadonlyMap<string, Entry> }>(hits: readonly Hit[], rooms: readonly R[]): { room: R; found: Entry[] }[] {
  const groups = new Map<R, Entry[]>();
  for (const { id } of hits) {
    const room = rooms.find(({ entries }) => entries.has(id));
    const entry = room?.entries.get(id);
    if (room === undefined || entry === undefined) continue;
    groups.set(room, [...(groups.get(room) ?? []), entry]);
  }
  return [...groups].map(([room, found]) => ({ room, found }));
}

/** The address of a text, or of its room. Ids only: no word that was looked for ever stands in an address. */
export function addressIn({ place, summary }: Shelf, entry: Pick<Entry, "id" | "kind"> | null): string {
  if (place === null && summary.purpose === "portfolio") return "/competences/room/";
  if (place === null) return summary.purpose === "journal" ? `/journal/${entry ? hrefOf(entry) : ""}` : "/vault/";
  if (place.kind === "request") return `/requests/${place.id}/`;
  const room = `/mentorships/${place.id}/room/`;
  const under = place.topic === null ? undefined : `topics/${place.topic}`;
  if (entry === null) return under === undefined ? room : `${room}#${under}`;
  return room + hrefOf(entry, under);
}
