import { describe, expect, it } from "vitest";
import type { Entry, Hit } from "../core";
import type { RoomPlace } from "./product";
import { addressIn, inRooms } from "./finding";

const entry = (id: string, kind = "note"): Entry => ({ id, kind }) as Entry;
const hit = (id: string): Hit => ({ id, kind: "note", score: 1 });
const place = (kind: RoomPlace["kind"], topic: string | null = null): RoomPlace => ({ room: "r", kind, id: "p", topic, counterpart: { person: "m", name: "Marc" }, programme: "Cap" });
const summary = (purpose: string): { id: string; purpose: string; members: [] } => ({ id: "r", purpose, members: [] });

describe("what was found over all rooms", () => {
  it("stands under its room, the room of the best hit first", () => {
    const rooms = [{ name: "one", entries: new Map([["a", entry("a")], ["b", entry("b")]]) }, { name: "two", entries: new Map([["c", entry("c")]]) }];
    const groups = inRooms([hit("c"), hit("b"), hit("gone"), hit("a")], rooms);
    expect(groups.map(({ room, found }) => [room.name, found.map(({ id }) => id)])).toEqual([["two", ["c"]], ["one", ["b", "a"]]]);
  });

  it.each([
    ["a note of a pair", place("mentorship"), "mentorship", entry("n"), "/mentorships/p/room/#notes/n"],
    ["a goal", place("mentorship"), "mentorship", entry("g", "goal"), "/mentorships/p/room/#goals/g"],
    ["a note of a private topic", place("mentorship", "t"), "private", entry("n"), "/mentorships/p/room/#topics/t/n"],
    ["a private topic itself", place("mentorship", "t"), "private", null, "/mentorships/p/room/#topics/t"],
    ["a request", place("request"), "mentorship", entry("q", "request"), "/requests/p/"],
    ["the journal", null, "journal", entry("e", "entry"), "/journal/#entries/e"],
    ["a sheet", null, "journal", entry("s", "preparation"), "/journal/#sheets/s"],
    ["a room itself", place("mentorship"), "mentorship", null, "/mentorships/p/room/"],
  ])("%s leads to its place", (_what, where, purpose, text, address) => {
    expect(addressIn({ place: where, summary: summary(purpose) }, text)).toBe(address);
  });
});
