import { beforeAll, describe, expect, it } from "vitest";
import { newId, type Vault } from "../core";
import { again, entry, INES, makeWorld, MARC } from "../testing/world";
import type { RoomPlace } from "./product";
import { isOpen, openShelf, type Shelf } from "./everything";

beforeAll(makeWorld, 120_000);

const placed = (room: string, person: string): RoomPlace => ({ room, kind: "mentorship", id: newId(), topic: null, counterpart: { person, name: "" }, programme: "Cap" });
const shelf = (id: string, place: RoomPlace | null, purpose = "", ...people: string[]): Shelf => ({ summary: { id, purpose, members: people.map((person) => ({ person, name: person, joined: "", left: null })) }, place });

/** Why a room does not come along under this name; "open" where it does. */
async function outcome(vault: Vault, one: Shelf): Promise<string> {
  const opened = await openShelf(vault, one);
  return isOpen(opened) ? "open" : opened.reason.message;
}

describe("a room on the way into search and export", () => {
  it("opens under the name of the one it is shared with", async () => {
    const { ines, stored, note } = await again();
    const opened = await openShelf(ines, shelf(stored.id, placed(stored.id, MARC)));
    if (!isOpen(opened)) throw opened.reason;
    expect(entry(opened.workspace, note).head.content["text"]).toBe("Bonjour");
    expect(opened.wire.objects[0]?.file).toBe(stored.objects[0]?.revisions[0]?.file);
    expect(await outcome(ines, shelf(stored.id, null, "", INES, MARC))).toBe("open");
  });

  it.each([
    ["somebody else's name", (id: string) => shelf(id, placed(id, newId())), "room: of other people"],
    ["the names of others, without a place", (id: string) => shelf(id, null, "", INES, newId()), "room: of other people"],
    ["one's own name alone", (id: string) => shelf(id, null, "", INES), "room: of other people"],
    ["more names than it has keys for", (id: string) => shelf(id, null, "", INES, MARC, newId()), "room: of other people"],
    ["the name of the journal", (id: string) => shelf(id, null, "journal", INES), "room: not mine alone"],
  ] as const)("stays shut under %s", async (_name, under, reason) => {
    const { ines, stored } = await again();
    expect(await outcome(ines, under(stored.id))).toBe(reason);
  });

  it("stays shut where it is one's own, filed as a room of two", async () => {
    const { ines } = await again();
    const own = await ines.createOwnRoom();
    expect(await outcome(ines, shelf(own, placed(own, MARC)))).toBe("room: of other people");
    expect(await outcome(ines, shelf(own, null, "journal", INES))).toBe("open");
  });

  it("stays shut where another one is handed out in its place", async () => {
    const { ines, inesDevice, stored } = await again();
    const own = await ines.createOwnRoom();
    inesDevice.server.bend = (room) => { room.id = own; };
    expect(await outcome(ines, shelf(stored.id, placed(stored.id, MARC)))).toBe("room");
  });
});
