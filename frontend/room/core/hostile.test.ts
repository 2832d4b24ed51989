import { beforeAll, describe, expect, it, vi } from "vitest";
import { fromBase64url, newId, sha256, toBase64url } from "./bytes";
import { makeCard } from "./cards";
import { signDestruction } from "./destruction";
import { DraftKeeper } from "./drafts";
import { ApiError, Locked, WrongSecret } from "./errors";
import { signingKeyFrom } from "./format";
import { createKeyring, signerOf, wrap } from "./keyring";
import { makeRoom } from "./room";
import { RoomSearch } from "./search";
import { Vault } from "./vault";
import type { Entry } from "./workspace";
import { again, entry, INES, makeWorld, MARC, refusal, SECRETS, shownAs } from "../testing/world";

beforeAll(makeWorld, 120_000);

describe("with an honest server", () => {
  it("both read, write, and see who wrote", async () => {
    const { ines, marc, stored, note } = await again();
    const room = await marc.openRoom(stored.id);
    expect(entry(room, note).head.content).toEqual({ title: "Première note", text: "Bonjour" });
    const written = await room.create("summary", { text: "Compte rendu" }, { about: note });
    expect(written.state).toBe("saved");
    const hers = await ines.openRoom(stored.id);
    const summary = hers.items.find((item) => item.kind === "summary") as Entry;
    expect([summary.author, summary.about, summary.head.content]).toEqual([MARC, note, { text: "Compte rendu" }]);
  });

  it("two who write at once keep both texts", async () => {
    const { ines, marc, stored, note } = await again();
    const [hers, his] = [await ines.openRoom(stored.id), await marc.openRoom(stored.id)];
    const base = entry(his, note);
    expect((await hers.revise(entry(hers, note), { text: "d’Inès" })).state).toBe("saved");
    const late = await his.revise(base, { text: "de Marc" });
    if (late.state !== "conflict") throw new Error("no conflict");
    expect([late.mine, late.theirs.head.content]).toEqual([{ text: "de Marc" }, { text: "d’Inès" }]);
    expect((await his.revise(late.theirs, { text: "les deux" })).state).toBe("saved");
    expect((await his.history(note)).map((one) => one.author)).toEqual([INES, INES, MARC]);
  });

  it("a lost answer writes nothing twice", async () => {
    const { ines, inesDevice, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    const write = inesDevice.server.write.bind(inesDevice.server);
    vi.spyOn(inesDevice.server, "write").mockImplementationOnce(async (...call) => {
      await write(...call);
      throw new ApiError(0, "unreachable", "");
    });
    expect((await room.revise(entry(room, note), { text: "une fois" })).state).toBe("saved");
    expect(stored.objects[0]?.revisions.length).toBe(2);
  });

  it("search finds words by their beginning, without accents", async () => {
    const { ines, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    const search = new RoomSearch(room.items);
    expect(search.find("PREMIÈRE bonj").map((hit) => hit.id)).toEqual([note]);
    expect(search.find("premiere").length).toBe(1);
    expect(search.find("absent")).toEqual([]);
    await room.revise(entry(room, note), { text: "changé" });
    search.put(entry(room, note));
    expect([search.find("bonjour").length, search.find("change").length]).toEqual([0, 1]);
  });

  it("drafts come back, and only to their author", async () => {
    const { ines, marc, stored } = await again();
    const states: string[] = [];
    const keeper = new DraftKeeper(ines, stored.id, (_id, state) => states.push(state), 10_000);
    const draft = { object: newId(), kind: "note", base: null, content: { text: "pas fini" } };
    keeper.keep(draft);
    await keeper.flush();
    expect(states).toEqual(["typing", "saving", "saved"]);
    const back = await new DraftKeeper(ines, stored.id).restore();
    expect(back.drafts).toMatchObject([draft]);
    const his = await new DraftKeeper(marc, stored.id).restore();
    expect([his.drafts, his.refused[0]?.reason.reason]).toEqual([[], "key"]);
    await keeper.discard(draft.object);
    expect((await keeper.restore()).drafts).toEqual([]);
  });

  it("the vault locks, and either half alone opens nothing", async () => {
    const { ines, inesDevice } = await again();
    const { half } = inesDevice.store;
    await inesDevice.server.dropSessionHalf();
    await expect(Vault.restore(inesDevice, INES)).rejects.toThrow(Locked);
    expect(inesDevice.store.half).toBeNull();
    inesDevice.store.half = half;
    await inesDevice.server.keepSessionHalf(toBase64url(new Uint8Array(32)));
    await expect(Vault.restore(inesDevice, INES)).rejects.toThrow(Locked);
    await ines.lock();
    await expect(Vault.unlock(inesDevice, INES, "kit", "autre chose")).rejects.toThrow(WrongSecret);
    expect((await Vault.unlock(inesDevice, INES, "kit", SECRETS.kit)).person).toBe(INES);
  });

  it("a new kit opens, the old one no longer", async () => {
    const { ines, inesDevice, database } = await again();
    const before = structuredClone(database.keyrings.get(INES)?.wraps ?? []);
    await ines.putWrap("kit", "un autre kit");
    expect((await Vault.unlock(inesDevice, INES, "kit", "un autre kit")).person).toBe(INES);
    await expect(Vault.unlock(inesDevice, INES, "kit", SECRETS.kit)).rejects.toThrow(WrongSecret);
    inesDevice.server.bendKeyring = (keyring) => (keyring.wraps = before);
    expect(await refusal(() => Vault.unlock(inesDevice, INES, "kit", SECRETS.kit))).toBe("generation");
  });

  it("the pair compares sixty digits", async () => {
    const { ines, marc } = await again();
    const [hers, his] = [await ines.safetyNumber(MARC), await marc.safetyNumber(INES)];
    expect(hers.groups).toEqual(his.groups);
    expect(hers.compared).toBeNull();
    await ines.markCompared(MARC, hers.groups);
    expect((await ines.safetyNumber(MARC)).compared).not.toBeNull();
  });
});

describe("a hostile server", () => {
  it("swaps the keyring", async () => {
    const { inesDevice, database } = await again();
    const foreign = await createKeyring(INES);
    const file = toBase64url(await wrap(foreign.keyring, "kit", SECRETS.kit)); // even if it knew the kit
    inesDevice.server.bendKeyring = (keyring) => (keyring.wraps = [{ way: "kit", file, created: "", proven: "" }]);
    expect(await refusal(() => Vault.unlock(inesDevice, INES, "kit", SECRETS.kit))).toBe("own-card");
    inesDevice.server.bendKeyring = (keyring) => (keyring.wraps = database.keyrings.get(MARC)?.wraps ?? []);
    expect(await refusal(() => Vault.unlock(inesDevice, INES, "kit", SECRETS.kit))).toBe("person");
  });

  it("lowers the KDF", async () => {
    const { inesDevice, database } = await again();
    const kit = database.keyrings.get(INES)?.wraps.find((one) => one.way === "kit")?.file ?? "";
    inesDevice.server.bendKeyring = (keyring) => (keyring.wraps = [{ way: "passphrase", file: kit, created: "", proven: "" }]);
    expect(await refusal(() => Vault.unlock(inesDevice, INES, "passphrase", SECRETS.kit))).toBe("kdf");
  });

  it("shows another card as mine", async () => {
    const { inesDevice, marcDevice, database } = await again();
    const fake = (await createKeyring(INES)).card;
    const cards = [{ number: 1, jws: fake.jws, sha256: fake.fingerprint }];
    inesDevice.server.bendKeyring = (keyring) => (keyring.cards = cards);
    await expect(Vault.restore(inesDevice, INES)).rejects.toBeInstanceOf(Locked);
    expect(await refusal(() => Vault.unlock(inesDevice, INES, "kit", SECRETS.kit))).toBe("own-card");
    expect(database.keyrings.has(marcDevice.server.person)).toBe(true);
  });

  it("swaps the counterpart's card", async () => {
    const { ines, inesDevice, stored } = await again();
    const fake = (await createKeyring(MARC)).card;
    const cards = [{ number: 1, jws: fake.jws, sha256: fake.fingerprint }];
    inesDevice.server.bend = (room) => (room.cards = { ...room.cards, [MARC]: cards });
    expect(await refusal(() => ines.openRoom(stored.id))).toBe("pin");
    vi.spyOn(inesDevice.server, "cards").mockResolvedValue(cards);
    expect(await refusal(() => ines.sealRoom([MARC]))).toBe("pin");
  });

  it("appends a card of its own to the counterpart's chain", async () => {
    const { ines, inesDevice, marc, stored } = await again();
    const signer = await signingKeyFrom(new Uint8Array(32).fill(9));
    const next = await makeCard(MARC, marc.self.card.recipient, signer, marc.self.card);
    inesDevice.server.bend = (room) => {
      const more = [...(room.cards[MARC] ?? []), { number: 2, jws: next.jws, sha256: next.fingerprint }];
      room.cards = { ...room.cards, [MARC]: more };
    };
    expect(await refusal(() => ines.openRoom(stored.id))).toBe("pin");
  });

  it("swaps the grant, or makes one itself", async () => {
    const { ines, inesDevice, marc, stored } = await again();
    const bend = (change: object) => {
      inesDevice.server.bend = (room) => (room.grants = room.grants.map((grant) => ({ ...grant, ...change })));
    };
    bend({ file: stored.grants.find((grant) => grant.member === MARC)?.file });
    expect(await refusal(() => ines.openRoom(stored.id))).toBe("key");
    const server = await createKeyring("0192eeee-0000-7000-8000-00000000ffff");
    const self = { person: server.keyring.person, identity: server.keyring.identity, signer: await signerOf(server.keyring), card: server.card };
    const forged = (await makeRoom(self, [server.card, ines.self.card], stored.id)).sealed;
    bend({ file: forged.grants[INES], issuer: MARC });
    expect(await refusal(() => ines.openRoom(stored.id))).toBe("issuer");
    const elsewhere = (await makeRoom(marc.self, [marc.self.card, ines.self.card])).sealed;
    bend({ file: elsewhere.grants[INES], issuer: MARC });
    expect(await refusal(() => ines.openRoom(stored.id))).toBe("room");
  });

  it("adds a recipient, or a member", async () => {
    const { ines, inesDevice, stored } = await again();
    inesDevice.server.bend = (room) => (room.epochs = [{ number: 1, recipient: ines.self.card.recipient }]);
    expect(await refusal(() => ines.openRoom(stored.id))).toBe("recipient");
    inesDevice.server.bend = (room) => {
      const { keyring: person } = { keyring: "0192eeee-0000-7000-8000-00000000ffff" };
      room.members = [...room.members, { person, name: "", joined: "", left: null }];
    };
    expect(await refusal(() => ines.openRoom(stored.id))).toBe("missing");
  });

  it("begins an epoch of its own", async () => {
    const { ines, inesDevice, stored } = await again();
    const server = await createKeyring("0192eeee-0000-7000-8000-00000000ffff");
    inesDevice.server.bend = (room) => (room.epochs = [...room.epochs, { number: 2, recipient: server.card.recipient }]);
    const room = await ines.openRoom(stored.id);
    expect(room.broken?.reason).toBe("missing");
    expect(await refusal(() => room.create("note", { text: "x" }))).toBe("missing");
  });

  it("rolls back a text, or drops one", async () => {
    const { ines, inesDevice, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    await room.revise(entry(room, note), { text: "plus récent" });
    const old = structuredClone(stored);
    old.objects[0]?.revisions.pop();
    const first = old.objects[0]?.revisions[0];
    inesDevice.server.bend = (wire) => {
      wire.objects = wire.objects.map((object) => ({ ...object, head: 1, revisions: object.revisions.slice(0, 1), file: first?.file ?? null }));
    };
    expect(shownAs(await ines.openRoom(stored.id), note)).toBe("rollback");
    expect(shownAs(await (await Vault.restore(inesDevice, INES)).openRoom(stored.id), note)).toBe("rollback");
    inesDevice.server.bend = (wire) => (wire.objects = []);
    expect(await refusal(() => room.refresh())).toBe("missing");
    expect(await refusal(async () => (await Vault.restore(inesDevice, INES)).openRoom(stored.id))).toBe("missing");
  });

  it("calls a text destroyed that is not, or takes one destruction for another", async () => {
    const { ines, marc, inesDevice, marcDevice, stored, note } = await again();
    const [hers, his] = [await ines.openRoom(stored.id), await marc.openRoom(stored.id)];
    await hers.revise(entry(hers, note), { text: "deux" });
    const other = await hers.create("note", { text: "autre" });
    if (other.state !== "saved") throw new Error("not saved");
    await his.refresh();
    const signed = {
      mine: await signDestruction(marc.self, entry(his, note)),
      hers: await signDestruction(ines.self, entry(hers, note)),
      ofAnother: await signDestruction(ines.self, other.entry),
      ofTheFirst: await signDestruction(ines.self, { ...entry(hers, note), head: { ...entry(hers, note).head, revision: 1 } }),
    };
    const bends: [string, string | null, object][] = [
      ["missing", null, {}],
      ["key", signed.mine, {}],
      ["object", signed.ofAnother, {}],
      ["object", signed.ofTheFirst, {}],
      ["object", signed.hers, { kind: "document" }],
      ["author", signed.mine, { author: MARC }],
      ["malformed", "x.y.z", {}],
      ["destroyed", signed.hers, {}],
    ];
    for (const [shown, destruction, change] of bends) {
      marcDevice.server.bend = (wire) => (wire.objects = wire.objects.map((object) => (object.id === note ? { ...object, file: null, destroyed: "2026-01-02T00:00:00Z", destruction, ...change } : object)));
      expect(shownAs(await marc.openRoom(stored.id), note)).toBe(shown);
    }
    const atFirst = await signDestruction(ines.self, { ...entry(hers, note), head: (await hers.history(note))[0] ?? entry(hers, note).head });
    inesDevice.server.bend = (wire) => (wire.objects = wire.objects.map((object) => (object.id === note ? { ...object, head: 1, revisions: object.revisions.slice(0, 1), file: null, destroyed: "2026-01-02T00:00:00Z", destruction: atFirst } : object)));
    expect(shownAs(await ines.openRoom(stored.id), note)).toBe("rollback");
  });

  it("drops, reorders or exchanges revisions", async () => {
    const { ines, inesDevice, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    await room.revise(entry(room, note), { text: "deux" });
    await room.revise(entry(room, note), { text: "trois" });
    const bends: [string, (object: { revisions: readonly unknown[]; head: number }) => object][] = [
      ["chain", ({ revisions }) => ({ revisions: [revisions[0], revisions[2]] })],
      ["chain", ({ revisions }) => ({ revisions: [revisions[1], revisions[0], revisions[2]] })],
      ["missing", () => ({ head: 4 })],
      ["hash", () => ({ file: stored.objects[0]?.revisions[0]?.file })],
    ];
    for (const [reason, bend] of bends) {
      inesDevice.server.bend = (wire) => (wire.objects = wire.objects.map((object) => ({ ...object, ...bend(object) })));
      expect(shownAs(await ines.openRoom(stored.id), note)).toBe(reason);
    }
    inesDevice.server.bend = () => undefined;
    stored.objects[0]?.revisions.splice(1, 1);
    expect(await refusal(() => room.history(note))).toBe("chain");
  });

  it("replays a text under another id, kind, meeting or author", async () => {
    const { ines, inesDevice, stored, note } = await again();
    const bends: [string, object][] = [
      ["kind", { kind: "goal" }],
      ["about", { about: newId() }],
    ];
    for (const [reason, change] of bends) {
      inesDevice.server.bend = (wire) => (wire.objects = wire.objects.map((object) => ({ ...object, ...change })));
      expect(shownAs(await ines.openRoom(stored.id), note)).toBe(reason);
    }
    const copy = newId();
    inesDevice.server.bend = (wire) => (wire.objects = wire.objects.flatMap((object) => [object, { ...object, id: copy }]));
    expect(shownAs(await ines.openRoom(stored.id), copy)).toBe("object");
    inesDevice.server.bend = (wire) => {
      wire.objects = wire.objects.map((object) => ({ ...object, revisions: object.revisions.map((one) => ({ ...one, author: MARC })) }));
    };
    expect(shownAs(await ines.openRoom(stored.id), note)).toBe("author");
  });

  it("rolls back the ledger, with or without this device's memory", async () => {
    const { ines, inesDevice, database, stored, note } = await again();
    const old = structuredClone(database.keyrings.get(INES));
    const room = await ines.openRoom(stored.id);
    await room.revise(entry(room, note), { text: "un" });
    await room.revise(entry(room, note), { text: "deux" });
    inesDevice.server.bendKeyring = (keyring) => (keyring.ledger = old?.ledger ?? "");
    expect(await refusal(() => Vault.restore(inesDevice, INES))).toBe("generation");
    inesDevice.memory.set(INES, 0);
    const forgetful = await Vault.restore(inesDevice, INES);
    expect(await refusal(() => forgetful.openRoom(stored.id))).toBe("generation");
  });

  it("answers a conflict with a text of its own", async () => {
    const { ines, marc, marcDevice, stored, note } = await again();
    const [hers, his] = [await ines.openRoom(stored.id), await marc.openRoom(stored.id)];
    await hers.revise(entry(hers, note), { text: "d’Inès" });
    const wire = (await marcDevice.server.room(stored.id)).objects[0];
    const file = stored.objects[0]?.revisions[0]?.file ?? "";
    const [one, two] = wire?.revisions ?? [];
    if (!wire || !one || !two) throw new Error("no revisions");
    const object = { ...wire, file, revisions: [one, { ...two, sha256: await sha256(fromBase64url(file)) }] };
    vi.spyOn(marcDevice.server, "write").mockResolvedValue({ state: "conflict", object });
    expect(await refusal(() => his.revise(entry(his, note), { text: "de Marc" }))).toBe("revision");
  });
});
