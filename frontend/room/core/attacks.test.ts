/** Attacks that once worked, each as whoever tried it would go about it. */
import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { beforeAll, describe, expect, it } from "vitest";
import { newId, random, toBase64url, utf8 } from "./bytes";
import { current, makeCard, readChain, type Card } from "./cards";
import { fetchDocument, sendDocument, type Depot } from "./documents";
import { ApiError, Locked, Tampered } from "./errors";
import { peek, SCHEME, sealTo, sign, signingKeyFrom } from "./format";
import { device } from "../testing/hostile";
import { makeEpoch, openEpochs, sealContent, type Epoch, type Self } from "./room";
import { Vault } from "./vault";
import { again, entry, INES, makeWorld, MARC, NEW_SECRETS, refusal, SECRETS, shownAs, type World } from "../testing/world";

beforeAll(makeWorld, 60_000);

async function chainsOf({ inesDevice, stored }: World): Promise<Map<string, readonly Card[]>> {
  const wire = await inesDevice.server.room(stored.id);
  return new Map(await Promise.all([INES, MARC].map(async (person) => [person, await readChain(person, wire.cards[person] ?? [])] as const)));
}

async function keysOf(world: World, self: Self): Promise<Epoch[]> {
  const { server } = self.person === INES ? world.inesDevice : world.marcDevice;
  return [...(await openEpochs(self, await server.room(world.stored.id), await chainsOf(world))).values()];
}

async function compare(world: World): Promise<void> {
  await world.marc.markCompared(INES, (await world.marc.safetyNumber(INES)).groups);
}

describe("what was compared and pinned", () => {
  it("stays, also when it happens while a room is being read", async () => {
    const { ines, stored } = await again();
    const room = await ines.openRoom(stored.id);
    for (let i = 0; i < 20; i++) await room.create("note", { text: `${i}` });
    const comparing: Promise<void>[] = [];
    await ines.openRoom(stored.id, () => {
      if (comparing.length === 0) comparing.push(ines.safetyNumber(MARC).then(({ groups }) => ines.markCompared(MARC, groups)));
    });
    await Promise.all(comparing);
    await ines.openRoom(stored.id);
    expect(ines.ledger.pins[MARC]?.compared).not.toBeNull();
  });

  it("on another device stays when this one reads a room", async () => {
    const { database, ines, stored } = await again();
    const other = await Vault.unlock(device(database, INES), INES, "kit", SECRETS.kit);
    await other.markCompared(MARC, (await other.safetyNumber(MARC)).groups);
    await (await ines.openRoom(stored.id)).create("note", { text: "from this device" });
    const third = await Vault.unlock(device(database, INES), INES, "kit", SECRETS.kit);
    expect(third.ledger.pins[MARC]?.compared).not.toBeNull();
  });
});

describe("a server that makes up a card", () => {
  it("is not handed a room key by somebody who found an old kit again", async () => {
    const { database, inesDevice, stored } = await again();
    const fresh = await Vault.renew(inesDevice, INES, NEW_SECRETS, null);
    const marcs = database.keyrings.get(MARC)?.cards ?? [];
    const forged = await makeCard(MARC, await identityToRecipient(await generateX25519Identity()), await signingKeyFrom(random(32)), current(await readChain(MARC, marcs)));
    (marcs as unknown[]).push({ number: forged.number, jws: forged.jws, sha256: forged.fingerprint });
    const outcome = await fresh.carryOver(await fresh.formerSelf("kit", SECRETS.kit));
    expect([outcome.carried, outcome.waiting.map(({ id }) => id)]).toEqual([0, [stored.id]]);
  });
});

describe("keys that leaked", () => {
  it("begin no room key after they were replaced", async () => {
    const world = await again();
    const { ines: thief, inesDevice, marc, stored } = world;
    const past = await keysOf(world, thief.self);
    const chains = await chainsOf(world);
    await Vault.renew(inesDevice, INES, NEW_SECRETS, thief);
    await compare(world);
    const made = await makeEpoch(thief.self, stored.id, [thief.self.card, current(chains.get(MARC) ?? [])], past);
    await inesDevice.server.beginEpoch(stored.id, made.epoch, made.grants);
    const room = await marc.openRoom(stored.id);
    expect(room.broken?.reason).toBe("issuer");
    expect(await refusal(() => room.create("note", { text: "for the new keys alone" }))).toBe("issuer");
    expect(shownAs(room, world.note)).toBe("opened");
  });

  it("write nothing new under the former room key, even with the server's help", async () => {
    const world = await again();
    const { ines: thief, inesDevice, marc, stored, database } = world;
    const [first] = await keysOf(world, thief.self);
    const fresh = await Vault.renew(inesDevice, INES, NEW_SECRETS, thief);
    await fresh.carryOver(thief.self);
    await compare(world);
    await marc.openRoom(stored.id);
    const id = newId();
    const place = { room: stored.id, object: id, kind: "note", about: null, revision: 1, previous: null, author: INES };
    const { file, sha256 } = await sealContent(thief.self, first as Epoch, { place, content: { text: "made up" }, ring: 0 });
    const revision = { number: 1, epoch: 1, author: INES, sha256, previous: null, size: file.length, at: "2026-05-01T00:00:00Z", file: toBase64url(file) };
    (database.rooms.get(stored.id)?.objects as unknown[]).push({ id, kind: "note", about: null, author: INES, destroyed: null, destruction: null, revisions: [revision] });
    expect(shownAs(await marc.openRoom(stored.id), id)).toBe("epoch");
  });

  it("nothing is written while a member waits for the room key", async () => {
    const world = await again();
    await Vault.renew(world.inesDevice, INES, NEW_SECRETS, null);
    await compare(world);
    const room = await world.marc.openRoom(world.stored.id);
    expect(room.waitingForGrant.length).toBe(1);
    expect(await refusal(() => room.create("note", { text: "x" }))).toBe("epoch");
    await room.grantAgain();
    expect((await room.create("note", { text: "x" })).state).toBe("saved");
  });

  it("a room is granted again to nobody whose card was not compared", async () => {
    const world = await again();
    await Vault.renew(world.inesDevice, INES, NEW_SECRETS, null);
    const room = await world.marc.openRoom(world.stored.id).catch(() => null);
    expect(room).toBeNull(); // the pin blocks
  });
});

describe("a member who hands out a room key that does not open", () => {
  async function rubbish(world: World, to: string): Promise<void> {
    const chains = await chainsOf(world);
    const cards = [current(chains.get(INES) ?? []), world.marc.self.card];
    const made = await makeEpoch(world.marc.self, world.stored.id, cards, await keysOf(world, world.marc.self));
    const file = toBase64url(await sealTo(to, await sign("draft", {}, world.marc.self.signer)));
    await world.marcDevice.server.beginEpoch(world.stored.id, made.epoch, { ...made.grants, [INES]: file });
  }

  it("takes nothing away of what was there", async () => {
    const world = await again();
    await rubbish(world, await identityToRecipient(await generateX25519Identity()));
    const room = await world.ines.openRoom(world.stored.id);
    expect(entry(room, world.note).head.content["text"]).toBe("Bonjour");
    expect(room.broken?.reason).toBe("key");
    expect(await refusal(() => room.create("note", { text: "x" }))).toBe("key");
  });

  it("keeps no other room from coming along to new keys", async () => {
    const world = await again();
    const journal = await world.ines.createOwnRoom();
    await (await world.ines.openRoom(journal)).create("entry", { text: "my own" });
    await rubbish(world, world.ines.self.card.recipient);
    const fresh = await Vault.renew(world.inesDevice, INES, NEW_SECRETS, world.ines);
    const { carried, waiting } = await fresh.carryOver(world.ines.self);
    expect([carried, waiting.map(({ id }) => id)]).toEqual([1, [world.stored.id]]);
    expect((await fresh.openRoom(journal)).items.length).toBe(1);
  });
});

describe("a renewal", () => {
  it("whose answer is lost is asked for again and made once", async () => {
    const { database, inesDevice, ines } = await again();
    const real = inesDevice.server.renew.bind(inesDevice.server);
    let lost = true;
    inesDevice.server.renew = async (keyring) => {
      if (!lost) return;
      lost = false;
      await real(keyring);
      throw new ApiError(0, "unreachable", "");
    };
    const fresh = await Vault.renew(inesDevice, INES, NEW_SECRETS, ines);
    expect(database.keyrings.get(INES)?.cards.at(-1)?.sha256).toBe(fresh.self.card.fingerprint);
  });

  it("on another device asks this one to unlock, and raises no alarm", async () => {
    const { database, inesDevice, ines } = await again();
    const other = device(database, INES);
    await Vault.renew(other, INES, NEW_SECRETS, ines);
    await expect(Vault.restore(inesDevice, INES)).rejects.toBeInstanceOf(Locked);
    expect(inesDevice.store.half).toBeNull();
    expect((await Vault.unlock(inesDevice, INES, "kit", NEW_SECRETS.kit ?? "")).person).toBe(INES);
  });

  it("a planted former wrap does not hide the real kit", async () => {
    const { database, inesDevice } = await again();
    const back = await Vault.renew(inesDevice, INES, NEW_SECRETS, null);
    const weak = new Encrypter();
    weak.setScryptWorkFactor(9);
    weak.setPassphrase("x");
    const planted = { way: "kit" as const, file: toBase64url(await weak.encrypt("{}")), retired: "2026-01-01T00:00:00Z" };
    database.former.set(INES, [planted, ...(database.former.get(INES) ?? [])] as never);
    expect((await back.formerSelf("kit", SECRETS.kit)).person).toBe(INES);
  });
});

describe("a text", () => {
  it.each(["agreement", "request", "goal"])("that nobody destroys alone is missing where the server calls it destroyed: %s", async (kind) => {
    const { ines, inesDevice, stored } = await again();
    const room = await ines.openRoom(stored.id);
    const written = await room.create(kind, { text: "x" });
    if (written.state !== "saved") throw new Error("conflict");
    inesDevice.server.bend = ({ objects }) => {
      for (const object of objects) Object.assign(object, { destroyed: "2026-03-01T00:00:00Z", file: null, revisions: [] });
    };
    expect(shownAs(await ines.openRoom(stored.id), written.entry.id)).toBe("missing");
  });

  it("of a quote that nobody closes is refused at once", () => {
    const head = toBase64url(utf8(JSON.stringify({ alg: "Ed25519", typ: `${SCHEME}.content` })));
    const payload = toBase64url(utf8(`"${'\\"'.repeat(90_000)}`));
    const begun = performance.now();
    expect(() => peek("content", `${head}.${payload}.AA`)).toThrow(Tampered);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it("of nested brackets without end is refused, not stumbled over", async () => {
    const { ines } = await again();
    let content: { [key: string]: unknown } = {};
    for (let i = 0; i < 40; i++) content = { content };
    const jws = await sign("content", content as never, ines.self.signer);
    expect(() => peek("content", jws)).toThrow(Tampered);
    expect(peek("content", await sign("content", { text: `"${"[{".repeat(50)}\\"` }, ines.self.signer))["text"]).toContain("[{");
  });
});

describe("a document", () => {
  it("sent while the room gets a new key opens all the same", async () => {
    const { ines, marc, stored } = await again();
    const files = new Map<string, Uint8Array[]>();
    const depot: Depot = {
      putPart: (_room, id, number, bytes) => { const parts = files.get(id) ?? []; parts[number] = bytes.slice(); files.set(id, parts); return Promise.resolve(); },
      complete: () => Promise.resolve(),
      fetch: (_room, id) => Promise.resolve(new Blob((files.get(id) ?? []) as BlobPart[]).stream()),
    };
    const room = await ines.openRoom(stored.id);
    const facts = await sendDocument(depot, room.key, new File(["hello"], "a.txt"), () => undefined);
    await (await marc.openRoom(stored.id)).grantAgain();
    await room.refresh();
    const written = await room.create("document", { ...facts }, { about: facts.attachment });
    if (written.state !== "saved") throw new Error("conflict");
    expect(await (await fetchDocument(depot, room, written.entry.head, () => undefined)).text()).toBe("hello");
  });
});
