import { beforeAll, describe, expect, it } from "vitest";
import { toBase64url, type JsonObject } from "./bytes";
import type { Card } from "./cards";
import { KeysRenewed } from "./errors";
import { sealTo, sign } from "./format";
import { createKeyring, signerOf } from "./keyring";
import { makeEpoch, makeRoom, openGrant, type Epoch, type RoomWire, type Self } from "./room";
import { again, INES, makeWorld, MARC, refusal, shownAs, type World } from "../testing/world";

beforeAll(makeWorld, 120_000);

const STRANGER = "0192eeee-0000-7000-8000-00000000ffff";
type Bend = (wire: { -readonly [K in keyof RoomWire]: RoomWire[K] }) => void;

async function someone(person: string): Promise<Self> {
  const { keyring, card } = await createKeyring(person);
  return { person, identity: keyring.identity, signer: await signerOf(keyring), card };
}

/** A grant for Inès in Marc's hand: he knows the key, so a server in league with him can have anything signed. */
async function marcs(world: World, changes: JsonObject, hand: Self = world.marc.self): Promise<string> {
  const { identity } = (await world.marc.openRoom(world.stored.id)).key;
  const claims: JsonObject = {
    room: world.stored.id,
    epoch: 1,
    member: INES,
    issuer: MARC,
    card: world.marc.self.card.fingerprint,
    identity,
    previous: null,
    members: fingerprints(world.ines.self.card, world.marc.self.card),
    past: [],
    at: "2026-01-01T00:00:00Z",
    ...changes,
  };
  return toBase64url(await sealTo(world.ines.self.card.recipient, await sign("grant", claims, hand.signer)));
}

const fingerprints = (...cards: readonly Card[]): Record<string, string> => Object.fromEntries(cards.map((card) => [card.person, card.fingerprint]));

async function opening(world: World, file: string, bend: Bend = () => undefined): Promise<string> {
  world.inesDevice.server.bend = (wire) => {
    wire.grants = wire.grants.map((grant) => ({ ...grant, issuer: MARC, file }));
    bend(wire);
  };
  return refusal(() => world.ines.openRoom(world.stored.id));
}

describe("a grant that a member and the server forged together is refused", () => {
  const forgeries: [string, string, (world: World) => JsonObject][] = [
    ["made for another epoch", "epoch", () => ({ epoch: 2 })],
    ["made for another member", "member", () => ({ member: MARC })],
    ["made for another room", "room", () => ({ room: STRANGER })],
    ["that leaves its issuer out", "issuer", ({ ines }) => ({ members: fingerprints(ines.self.card) })],
    ["that leaves its reader out", "own-card", ({ marc }) => ({ members: fingerprints(marc.self.card) })],
    ["that names a card nobody has shown", "card", ({ marc }) => ({ members: { [INES]: "0".repeat(64), [MARC]: marc.self.card.fingerprint } })],
    ["in the name of a card nobody has shown", "issuer", () => ({ card: "0".repeat(64) })],
    ["in the reader's own name", "signature", ({ ines }) => ({ issuer: INES, card: ines.self.card.fingerprint })],
    ["with another key than the room's", "recipient", ({ ines }) => ({ identity: ines.self.identity })],
    ["with a key that is none", "recipient", () => ({ identity: "AGE-SECRET-KEY-1" })],
    ["with no key", "malformed", () => ({ identity: null })],
    ["that follows a key that never was", "chain", () => ({ previous: "age1never" })],
    ["with more keys than the room has had", "chain", ({ marc }) => ({ past: [{ identity: "AGE", members: fingerprints(marc.self.card) }] })],
    ["with a past that is no list", "malformed", () => ({ past: "none" })],
    ["with a past of no objects", "malformed", () => ({ past: [1] })],
    ["with members that are a list", "malformed", () => ({ members: [] })],
  ];
  it.each(forgeries)("%s: %s", async (_what, reason, changes) => {
    const world = await again();
    expect(await opening(world, await marcs(world, changes(world)))).toBe(reason);
  });

  it("while an honest one in the same hand is taken", async () => {
    const world = await again();
    expect(await opening(world, await marcs(world, {}))).toBe("taken");
  });

  it("signed by nobody of the room", async () => {
    const world = await again();
    expect(await opening(world, await marcs(world, {}, await someone(STRANGER)))).toBe("signature");
  });

  it("said to be another member's", async () => {
    const world = await again();
    const asMine: Bend = (wire) => (wire.grants = wire.grants.map((grant) => ({ ...grant, issuer: INES })));
    expect(await opening(world, await marcs(world, {}), asMine)).toBe("issuer");
  });

  it("that is a text, not a grant", async () => {
    const world = await again();
    const { self } = world.marc;
    const note = toBase64url(await sealTo(world.ines.self.card.recipient, await sign("content", { room: world.stored.id }, self.signer)));
    expect(await opening(world, note)).toBe("malformed");
  });
});

describe("a room that the server shows otherwise than it was granted is refused", () => {
  const bends: [string, string, Bend][] = [
    ["under another id", "room", (wire) => (wire.id = STRANGER)],
    ["with keys that do not begin at the first", "chain", (wire) => (wire.epochs = wire.epochs.map((one) => ({ ...one, number: 2 })))],
    ["without a grant", "missing", (wire) => (wire.grants = [])],
    ["without a key", "rollback", (wire) => (wire.epochs = [])],
    ["without the other's card", "missing", (wire) => (wire.cards = { [INES]: wire.cards[INES] ?? [] })],
    ["with a card whose hash is another", "hash", (wire) => (wire.cards = { ...wire.cards, [MARC]: (wire.cards[MARC] ?? []).map((card) => ({ ...card, sha256: "0".repeat(64) })) })],
  ];
  it.each(bends)("%s: %s", async (_what, reason, bend) => {
    const { ines, inesDevice, stored } = await again();
    inesDevice.server.bend = bend;
    expect(await refusal(() => ines.openRoom(stored.id))).toBe(reason);
  });

  it("with a member more, whose card is genuine", async () => {
    const { ines, inesDevice, stored } = await again();
    const { card } = await someone(STRANGER);
    inesDevice.server.bend = (wire) => {
      wire.members = [...wire.members, { person: STRANGER, name: "Ève", joined: "", left: null }];
      wire.cards = { ...wire.cards, [STRANGER]: [{ number: 1, jws: card.jws, sha256: card.fingerprint }] };
    };
    expect(await refusal(() => ines.openRoom(stored.id))).toBe("member");
  });

  it("but a member who left stays named without a grant", async () => {
    const { ines, inesDevice, stored } = await again();
    const { card } = await someone(STRANGER);
    inesDevice.server.bend = (wire) => {
      wire.members = [...wire.members, { person: STRANGER, name: "Ève", joined: "", left: "2026-02-01T00:00:00Z" }];
      wire.cards = { ...wire.cards, [STRANGER]: [{ number: 1, jws: card.jws, sha256: card.fingerprint }] };
    };
    expect((await ines.openRoom(stored.id)).members.length).toBe(3);
  });
});

describe("a private topic has a room and a key of its own", () => {
  it("which the server cannot pass off as the pair's, nor the other way about", async () => {
    const { database, ines, inesDevice, marc, stored, note } = await again();
    const sealed = await ines.sealRoom([MARC], [{ kind: "note", content: { text: "entre nous deux" } }]);
    const topic = await database.file(sealed, INES, [INES, MARC]);
    const hers = await ines.openRoom(topic.id);
    expect(hers.items.map((item) => item.state)).toEqual(["opened"]);
    expect((await marc.openRoom(topic.id)).key.recipient).not.toBe((await marc.openRoom(stored.id)).key.recipient);
    const pair = await inesDevice.server.room(stored.id);
    inesDevice.server.bend = (wire) => (wire.objects = [...wire.objects, ...pair.objects]);
    await hers.refresh();
    expect(shownAs(hers, note), "a text of the pair's room").toBe("key");
    inesDevice.server.bend = (wire) => (wire.grants = pair.grants);
    expect(await refusal(() => ines.openRoom(topic.id)), "the pair's grant").toBe("room");
    inesDevice.server.bend = (wire) => Object.assign(wire, pair);
    expect(await refusal(() => ines.openRoom(topic.id)), "the whole room").toBe("room");
  });

  it("once destroyed it is not there, and an empty one in its place is refused", async () => {
    const { database, ines, inesDevice } = await again();
    const sealed = await ines.sealRoom([MARC], [{ kind: "note", content: { text: "entre nous deux" } }]);
    const topic = await database.file(sealed, INES, [INES, MARC]);
    await ines.openRoom(topic.id);
    inesDevice.server.bend = (wire) => (wire.objects = []);
    expect(await refusal(() => ines.openRoom(topic.id))).toBe("missing");
    inesDevice.server.bend = (wire) => (wire.grants = []);
    expect(await refusal(() => ines.openRoom(topic.id))).toBe("missing");
    database.rooms.delete(topic.id);
    await expect(ines.openRoom(topic.id)).rejects.toMatchObject({ status: 404 });
  });
});

describe("the next key of a room", () => {
  async function second(world: World, before: (first: Epoch) => JsonObject): Promise<string> {
    const first = (await world.marc.openRoom(world.stored.id)).key;
    const { epoch } = await makeEpoch(world.marc.self, world.stored.id, [world.ines.self.card, world.marc.self.card], [first]);
    const file = await marcs(world, { epoch: 2, identity: epoch.identity, previous: first.recipient, ...before(first) });
    return opening(world, file, (wire) => {
      wire.epochs = [...wire.epochs, { number: 2, recipient: epoch.recipient }];
      wire.grants = wire.grants.map((grant) => ({ ...grant, epoch: 2 }));
    });
  }
  const both = ({ ines, marc }: World): Record<string, string> => fingerprints(ines.self.card, marc.self.card);

  it("is taken from a member, refused from who was none before, or where it skips one", async () => {
    const world = await again();
    expect(await second(world, ({ identity }) => ({ past: [{ identity, members: both(world) }] }))).toBe("taken");
    const alone = await again();
    expect(await second(alone, ({ identity }) => ({ past: [{ identity, members: fingerprints(alone.ines.self.card) }] }))).toBe("issuer");
    expect(await second(await again(), () => ({ past: [] }))).toBe("chain");
    const forgetful = await again();
    expect(await second(forgetful, ({ identity }) => ({ previous: null, past: [{ identity, members: both(forgetful) }] }))).toBe("chain");
  });

  it("with fewer announced than handed on is refused", async () => {
    const { ines, marc, stored } = await again();
    const { key } = await marc.openRoom(stored.id);
    const { grants } = await makeEpoch(marc.self, stored.id, [ines.self.card, marc.self.card], [key]);
    const chains = new Map([ines, marc].map(({ self }) => [self.person, [self.card]]));
    const wire = { epoch: 2, issuer: MARC, file: grants[INES] ?? "" };
    expect(await refusal(() => openGrant(ines.self, stored.id, wire, [{ number: 1, recipient: key.recipient }], chains))).toBe("chain");
  });

  it("sealed to keys of before asks for a new grant", async () => {
    const world = await again();
    const strange = await sealTo((await someone(INES)).card.recipient, "a.b.c");
    world.inesDevice.server.bend = (wire) => (wire.grants = wire.grants.map((grant) => ({ ...grant, file: toBase64url(strange) })));
    expect(await refusal(() => world.ines.openRoom(world.stored.id))).toBe("key");
    const { card } = world.ines.self;
    Object.assign(world.ines.self, { card: { ...card, number: 2 } });
    await expect(world.ines.openRoom(world.stored.id)).rejects.toBeInstanceOf(KeysRenewed);
  });

  it("cannot be made with a member twice, or without oneself", async () => {
    const [one, other] = [await someone(INES), await someone(MARC)];
    await expect(makeRoom(one, [one.card, other.card, other.card])).rejects.toBeInstanceOf(TypeError);
    await expect(makeRoom(one, [other.card])).rejects.toBeInstanceOf(TypeError);
  });
});
