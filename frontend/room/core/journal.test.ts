import { beforeAll, describe, expect, it } from "vitest";
import { openOwnRoom } from "./journal";
import { again, entry, INES, makeWorld, refusal } from "../testing/world";

beforeAll(makeWorld, 120_000);

describe("a room of one's own", () => {
  it("holds what one wrote, and opens to nobody else", async () => {
    const { database, ines, marc } = await again();
    const sealed = await ines.sealRoom([]);
    const stored = await database.file(sealed, INES, [INES]);
    const journal = await openOwnRoom(ines, stored.id);
    const written = await journal.create("entry", { title: "Ce soir", text: "J’hésite encore." });
    if (written.state !== "saved") throw new Error("conflict");
    expect(entry(await openOwnRoom(ines, stored.id), written.entry.id).head.content["text"]).toBe("J’hésite encore.");
    expect(await refusal(() => openOwnRoom(marc, stored.id))).not.toBe("taken");
  });

  it("is not the room of the pair, whatever the server says", async () => {
    const { ines, stored } = await again();
    expect(await refusal(() => openOwnRoom(ines, stored.id))).toBe("room");
  });
});
