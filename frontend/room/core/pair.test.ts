import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "./bytes";
import { openPairRoom, openTopicRoom } from "./pair";
import { again, entry, INES, makeWorld, MARC, refusal } from "./world";

beforeAll(makeWorld, 60_000);

describe("a room of two", () => {
  it("opens for the two it was made for", async () => {
    const { ines, marc, stored, note } = await again();
    expect(entry(await openPairRoom(ines, stored.id, MARC), note).kind).toBe("note");
    expect(entry(await openPairRoom(marc, stored.id, INES), note).kind).toBe("note");
  });

  it("shown as the room with somebody else is refused: nobody writes to one what is meant for another", async () => {
    const { ines, stored } = await again();
    expect(await refusal(() => openPairRoom(ines, stored.id, newId()))).toBe("room");
  });

  it("is not one's own journal", async () => {
    const { ines } = await again();
    const own = await ines.createOwnRoom();
    expect(await refusal(() => openPairRoom(ines, own, MARC))).toBe("room");
  });
});

describe("a private topic", () => {
  it("is a room apart, with a key of its own", async () => {
    const { database, ines, marc, stored } = await again();
    const apart = await database.file(await ines.sealRoom([MARC]), INES, [INES, MARC]);
    const hers = await openTopicRoom(ines, apart.id, MARC, stored.id);
    const written = await hers.create("note", { text: "ce que je traverse" });
    if (written.state !== "saved") throw new Error("conflict");
    const his = await openTopicRoom(marc, apart.id, INES, stored.id);
    expect(entry(his, written.entry.id).head.content).toEqual({ text: "ce que je traverse" });
    expect(his.key.identity).not.toBe((await openPairRoom(marc, stored.id, INES)).key.identity);
  });

  it("shown as the room that the two share anyway is refused", async () => {
    const { ines, stored } = await again();
    expect(await refusal(() => openTopicRoom(ines, stored.id, MARC, stored.id))).toBe("room");
  });

  it("whose texts were moved over from the other room shows none of them", async () => {
    const { database, ines, stored, note } = await again();
    const apart = await database.file(await ines.sealRoom([MARC]), INES, [INES, MARC]);
    apart.objects.push(...structuredClone(stored.objects));
    const room = await openTopicRoom(ines, apart.id, MARC, stored.id);
    expect(room.get(note)?.state).toBe("refused");
  });
});
