import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "./bytes";
import { current, readChain } from "./cards";
import { createKeyring } from "./keyring";
import { openPairRoom, openTopicRoom, requestIn } from "./pair";
import { makeEpoch } from "./room";
import { again, entry, INES, makeWorld, MARC, refusal, type World } from "../testing/world";

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

const ZOE = "0192eeee-0000-7000-8000-000000000003";

/** Marc, or whoever uses his keys, grants the room to a third person. */
async function letIn({ database, marc, stored }: World): Promise<void> {
  const { card } = await createKeyring(ZOE);
  database.keyrings.set(ZOE, { person: ZOE, scheme: "ithaca.v1", generation: 1, ledger: "", wraps: [], cards: [{ number: 1, jws: card.jws, sha256: card.fingerprint }] });
  const his = await marc.openRoom(stored.id);
  const ines = current(await readChain(INES, database.keyrings.get(INES)?.cards ?? []));
  const { epoch, grants } = await makeEpoch(marc.self, stored.id, [marc.self.card, ines, card], [his.key]);
  await marc.ground.server.beginEpoch(stored.id, epoch, grants);
  stored.members.push({ person: ZOE, name: "Zoé", joined: "2026-01-01T00:00:00Z", left: null });
}

describe("a room of two that a third was let into", () => {
  it("closes at once, also where it stands open", async () => {
    const world = await again();
    const { ines, stored } = world;
    const room = await openPairRoom(ines, stored.id, MARC);
    const { recipient } = room.key;
    await letIn(world);
    expect(await refusal(() => room.refresh())).toBe("room");
    expect(room.key.recipient, "nothing is written under the new key").toBe(recipient);
    expect(await refusal(() => openPairRoom(ines, stored.id, MARC))).toBe("room");
  });

  it("stays closed though the third has left: one of its keys was theirs too", async () => {
    const world = await again();
    const { ines, marc, stored } = world;
    await letIn(world);
    stored.members[2] = { person: ZOE, name: "Zoé", joined: "", left: "2026-01-02T00:00:00Z" };
    await (await marc.openRoom(stored.id)).grantAgain();
    expect((await ines.openRoom(stored.id)).key.members.size).toBe(2);
    expect(await refusal(() => openPairRoom(ines, stored.id, MARC))).toBe("room");
  });
});

describe("the request of a pair", () => {
  async function asked(): Promise<World & { readonly request: string }> {
    const world = await again();
    const room = await world.ines.openRoom(world.stored.id);
    const written = await room.create("request", { problem: "Je change de poste." });
    if (written.state !== "saved") throw new Error("conflict");
    return { ...world, request: written.entry.id };
  }

  it("is the mentee's text, for both", async () => {
    const { ines, marc, stored, request } = await asked();
    expect(requestIn(await openPairRoom(ines, stored.id, MARC), request, INES).state).toBe("opened");
    expect(requestIn(await openPairRoom(marc, stored.id, INES), request, INES).state).toBe("opened");
  });

  it.each([
    ["another text of the room", "note", INES, "kind"],
    ["nothing that is in the room", "missing", INES, "missing"],
    ["a text that the other one wrote", "request", MARC, "author"],
  ] as const)("is refused where the server shows %s as it", async (_what, shown, author, reason) => {
    const { ines, stored, note, request } = await asked();
    const object = shown === "note" ? note : shown === "missing" ? newId() : request;
    const item = requestIn(await openPairRoom(ines, stored.id, MARC), object, author);
    expect(item.state === "refused" && item.reason.reason).toBe(reason);
  });

  it("once altered stays refused for that reason", async () => {
    const { ines, inesDevice, stored, request } = await asked();
    inesDevice.server.bend = (room) => {
      Object.assign(room.objects.find(({ id }) => id === request) ?? {}, { file: room.objects[0]?.file });
    };
    const item = requestIn(await openPairRoom(ines, stored.id, MARC), request, INES);
    expect(item.state === "refused" && item.reason.reason).toBe("hash");
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
