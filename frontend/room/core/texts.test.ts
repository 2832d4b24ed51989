import { Encrypter } from "age-encryption";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { fromBase64url, newId, sha256, toBase64url, type Bytes } from "./bytes";
import { DraftKeeper, openDraft, sealDraft } from "./drafts";
import { ApiError, Tampered, TooLong } from "./errors";
import { pad, sealTo, sign, unseal } from "./format";
import type { StoredRevision } from "../testing/hostile";
import { openContent, sealContent, type Place } from "./room";
import { signatureHolds, signRevision } from "./signature";
import { again, entry, INES, makeWorld, MARC, refusal, shownAs, type World } from "../testing/world";

beforeAll(makeWorld, 120_000);

const newest = (world: World): StoredRevision => {
  const last = world.stored.objects[0]?.revisions.at(-1);
  if (last === undefined) throw new Error("no revision");
  return last;
};

/** The note's newest file exchanged, its hash announced anew. */
async function exchanged(world: World, file: Uint8Array): Promise<string> {
  Object.assign(newest(world), { file: toBase64url(file), sha256: await sha256(file) });
  return shownAs(await world.ines.openRoom(world.stored.id), world.note);
}

async function sealedByMarc(world: World, place: Partial<Place>, epoch = 1): Promise<Bytes> {
  const { key } = await world.marc.openRoom(world.stored.id);
  const full = { room: world.stored.id, object: world.note, kind: "note", about: null, revision: 2, previous: newest(world).sha256, author: MARC, ...place };
  return (await sealContent(world.marc.self, { ...key, number: epoch }, { place: full, content: { text: "faux" }, ring: 1 })).file;
}

async function toTwo(world: World): Promise<Bytes> {
  const { key } = await world.ines.openRoom(world.stored.id);
  const encrypter = new Encrypter();
  encrypter.addRecipient(key.recipient);
  encrypter.addRecipient(world.marc.self.card.recipient);
  const jws = await unseal(key.identity, fromBase64url(newest(world).file));
  return new Uint8Array(await encrypter.encrypt(pad(jws)));
}

describe("a text that the server exchanged is shown as refused, never as a text", () => {
  const files: [string, string, (world: World) => Promise<Uint8Array> | Uint8Array][] = [
    ["with a byte altered", "malformed", (world) => fromBase64url(newest(world).file).map((byte, i, all) => (i === all.length - 1 ? byte ^ 1 : byte))],
    ["for a recipient more", "recipient", toTwo],
    ["sealed to somebody else", "key", async ({ marc }) => sealTo(marc.self.card.recipient, "a.b.c")],
    ["that is no age file", "malformed", () => new TextEncoder().encode("Bonjour")],
    ["that is empty", "malformed", () => new Uint8Array()],
    ["cut short", "malformed", (world) => fromBase64url(newest(world).file).subarray(0, 300)],
    ["a genuine one of another place", "author", (world) => sealedByMarc(world, { object: newId() })],
  ];
  it.each(files)("%s: %s", async (_what, reason, file) => {
    const world = await again();
    expect(await exchanged(world, await file(world))).toBe(reason);
  });

  it("without its hash announced anew: hash", async () => {
    const world = await again();
    newest(world).file = toBase64url(await sealedByMarc(world, {}));
    expect(shownAs(await world.ines.openRoom(world.stored.id), world.note)).toBe("hash");
  });

  it("spelt in signs that no file is spelt in: malformed", async () => {
    const world = await again();
    newest(world).file = "<script>";
    expect(shownAs(await world.ines.openRoom(world.stored.id), world.note)).toBe("malformed");
  });

  it("gone, though it is not destroyed: missing", async () => {
    const { ines, inesDevice, stored, note } = await again();
    inesDevice.server.bend = (wire) => (wire.objects = wire.objects.map((object) => ({ ...object, file: null })));
    expect(shownAs(await ines.openRoom(stored.id), note)).toBe("missing");
  });

  it("under a key that the room never had, or an older one than before: epoch", async () => {
    const world = await again();
    newest(world).epoch = 9;
    expect(shownAs(await world.ines.openRoom(world.stored.id), world.note)).toBe("epoch");
    const first = newest(world);
    world.stored.objects[0]?.revisions.push({ ...first, number: 2, epoch: 1, previous: first.sha256 });
    expect(shownAs(await world.ines.openRoom(world.stored.id), world.note)).toBe("epoch");
  });
});

/** A second revision of the note in Marc's hand, as the server files it. */
async function second(world: World, place: Partial<Place> = {}, epoch = 1): Promise<void> {
  const file = await sealedByMarc(world, place, epoch);
  const { previous = newest(world).sha256 } = place;
  world.stored.objects[0]?.revisions.push({ number: 2, epoch: 1, author: MARC, sha256: await sha256(file), previous, size: file.length, at: "", file: toBase64url(file) });
}

describe("a member cannot write what the others would read otherwise", () => {
  it("under another epoch than it says", async () => {
    const world = await again();
    await second(world, {}, 2);
    expect(shownAs(await world.ines.openRoom(world.stored.id), world.note)).toBe("epoch");
  });

  it("after a revision that is not the one before", async () => {
    const world = await again();
    await second(world, { previous: "f".repeat(64) });
    expect(shownAs(await world.ines.openRoom(world.stored.id), world.note)).toBe("previous");
  });

  it("in another room", async () => {
    const world = await again();
    await second(world, { room: newId() });
    expect(shownAs(await world.ines.openRoom(world.stored.id), world.note)).toBe("room");
  });

  it("nor have a fork of the history read", async () => {
    const world = await again();
    await second(world);
    const room = await world.ines.openRoom(world.stored.id);
    const fork = await sealedByMarc(world, { previous: "f".repeat(64) });
    const revisions = structuredClone(world.stored.objects[0]?.revisions ?? []);
    Object.assign(revisions[1] ?? {}, { file: toBase64url(fork), sha256: await sha256(fork), previous: "f".repeat(64) });
    vi.spyOn(world.inesDevice.server, "history").mockResolvedValueOnce(revisions).mockResolvedValueOnce(revisions.slice(0, 1));
    expect(await refusal(() => room.history(world.note))).toBe("previous");
    expect(await refusal(() => room.history(world.note))).toBe("rollback");
  });
});

describe("a text that was destroyed", () => {
  it("leaves the fact, for both, and no history", async () => {
    const { ines, marc, stored, note } = await again();
    const hers = await ines.openRoom(stored.id);
    await hers.destroy(note);
    expect(shownAs(hers, note)).toBe("destroyed");
    expect(await hers.history(note)).toEqual([]);
    expect(shownAs(await marc.openRoom(stored.id), note)).toBe("destroyed");
  });

  it("while somebody was writing over it is said, and nothing is laid over it", async () => {
    const { ines, marc, marcDevice, stored, note } = await again();
    const his = await marc.openRoom(stored.id);
    await (await ines.openRoom(stored.id)).destroy(note);
    const object = (await marcDevice.server.room(stored.id)).objects[0];
    if (object === undefined) throw new Error("no object");
    vi.spyOn(marcDevice.server, "write").mockResolvedValue({ state: "conflict", object });
    await expect(his.revise(entry(his, note), { text: "trop tard" })).rejects.toMatchObject({ status: 409, code: "destroyed" });
  });
});

describe("looking for news", () => {
  it("deciphers only what has changed, and still refuses what stands elsewhere than before", async () => {
    const { ines, inesDevice, marc, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    const { head } = entry(room, note);
    await (await marc.openRoom(stored.id)).create("note", { text: "de Marc" });
    await room.refresh();
    expect(entry(room, note).head, "the very same").toBe(head);
    expect(room.items.map((item) => item.state)).toEqual(["opened", "opened"]);
    const elsewhere: [string, object][] = [["about", { about: newId() }], ["kind", { kind: "goal" }], ["missing", { file: null }], ["chain", { revisions: [{ ...stored.objects[0]?.revisions[0], number: 2 }] }]];
    for (const [reason, change] of elsewhere) {
      inesDevice.server.bend = (wire) => (wire.objects = wire.objects.map((object) => (object.id === note ? { ...object, ...change } : object)));
      await room.refresh();
      expect(shownAs(room, note)).toBe(reason);
      inesDevice.server.bend = () => undefined;
      await room.refresh();
      expect(shownAs(room, note)).toBe("opened");
    }
  });
});

describe("a room with much in it", () => {
  it("opens whole, text by text", async () => {
    const { ines, stored } = await again();
    const room = await ines.openRoom(stored.id);
    for (let i = 0; i < 60; i++) await room.create("note", { text: `note ${i}` });
    expect((await ines.openRoom(stored.id)).items.filter((item) => item.state === "opened").length).toBe(61);
  });

  it("shows its newest text at once and the others behind it, in their order", async () => {
    const { ines, stored } = await again();
    const room = await ines.openRoom(stored.id);
    for (let i = 0; i < 30; i++) await room.create("note", { text: `note ${i}` });
    const looks: { ids: string[]; complete: boolean }[] = [];
    const opened = await ines.openRoom(stored.id, undefined, ({ items, complete }) => { looks.push({ ids: items.map(({ id }) => id), complete }); });
    const all = opened.items.map(({ id }) => id);
    expect(looks[0]).toEqual({ ids: all.slice(-1), complete: false });
    for (const { ids } of looks) expect(ids).toEqual(all.slice(-ids.length));
    expect([opened.complete, all.length]).toEqual([true, 31]);
  });

  it("is not shown at all where whoever looks finds it to be another", async () => {
    const { ines, stored } = await again();
    const looks = ines.openRoom(stored.id, undefined, () => { throw new Tampered("room"); });
    await expect(looks).rejects.toThrow(Tampered);
  });

  it("says of a text whose key is not there that it is refused", async () => {
    const { ines, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    const { head } = entry(room, note);
    expect(head.epoch).toBe(1);
    expect(room.identities).toEqual([room.key.identity]);
    expect([room.closed, room.members.length]).toEqual([null, 2]);
  });

  it("a text is sealed without being sent, for addresses that make a fact with it", async () => {
    const { ines, stored } = await again();
    const room = await ines.openRoom(stored.id);
    const sealed = await room.seal("goal", { text: "Présenter mon projet" });
    const place = { room: stored.id, object: sealed.id, kind: "goal", about: null, revision: 1, previous: null, author: INES };
    expect((await openContent(fromBase64url(sealed.file), room.key, place)).content).toEqual({ text: "Présenter mon projet" });
    expect((await room.seal("goal", {}, { id: newId(), about: newId() })).about).not.toBeNull();
  });

  it("a text that is too long is told before anything is sent", async () => {
    const { ines, stored } = await again();
    const room = await ines.openRoom(stored.id);
    await expect(room.create("note", { text: "é".repeat(200_000) })).rejects.toBeInstanceOf(TooLong);
    expect(stored.objects.length).toBe(1);
  });
});

describe("drafts", () => {
  const draft = { object: newId(), kind: "note", base: null, content: { text: "pas fini" }, at: "2026-01-01T00:00:00Z" };

  it("put under another room, object or author are refused", async () => {
    const { ines, marc, stored } = await again();
    const file = await sealDraft(ines.self, stored.id, draft);
    expect((await openDraft(ines.self, stored.id, draft.object, file)).content).toEqual(draft.content);
    expect(await refusal(() => openDraft(ines.self, newId(), draft.object, file))).toBe("room");
    expect(await refusal(() => openDraft(ines.self, stored.id, newId(), file))).toBe("object");
    const inHerName = await sealTo(ines.self.card.recipient, await sign("draft", { ...draft, room: stored.id, author: INES }, marc.self.signer));
    expect(await refusal(() => openDraft(ines.self, stored.id, draft.object, inHerName))).toBe("signature");
    const asMarc = await sealTo(ines.self.card.recipient, await sign("draft", { ...draft, room: stored.id, author: MARC }, ines.self.signer));
    expect(await refusal(() => openDraft(ines.self, stored.id, draft.object, asMarc))).toBe("author");
  });

  it("that cannot be saved say so, stay, and go with the next try", async () => {
    const { ines, inesDevice, stored } = await again();
    const states: string[] = [];
    const keeper = new DraftKeeper(ines, stored.id, (_id, state) => states.push(state), 5);
    const failing = vi.spyOn(inesDevice.server, "saveDraft").mockRejectedValueOnce(new ApiError(413, "413", "trop grand"));
    keeper.keep(draft);
    await vi.waitFor(() => { expect(states).toEqual(["typing", "saving", "failed"]); });
    await keeper.flush();
    await keeper.flush();
    expect(states.slice(3)).toEqual(["saving", "saved"]);
    expect(failing).toHaveBeenCalledTimes(2);
  });

  it("typed on while the last is being saved are not taken for saved", async () => {
    const { ines, inesDevice, stored } = await again();
    const states: string[] = [];
    const keeper = new DraftKeeper(ines, stored.id, (_id, state) => states.push(state), 10_000);
    const save = inesDevice.server.saveDraft.bind(inesDevice.server);
    vi.spyOn(inesDevice.server, "saveDraft").mockImplementationOnce(async (...call) => {
      keeper.keep({ ...draft, content: { text: "pas fini du tout" } });
      await save(...call);
    });
    keeper.keep(draft);
    await keeper.flush();
    expect(states).not.toContain("saved");
    await Promise.all([keeper.flush(), keeper.flush()]);
    const { drafts } = await new DraftKeeper(ines, stored.id).restore();
    expect(drafts.map(({ content }) => content)).toEqual([{ text: "pas fini du tout" }]);
  });

  it("an unreachable server is no altered draft; discarding goes on without it", async () => {
    const { ines, inesDevice, stored } = await again();
    const keeper = new DraftKeeper(ines, stored.id);
    vi.spyOn(inesDevice.server, "discardDraft").mockRejectedValue(new ApiError(0, "unreachable", ""));
    await keeper.discard(draft.object);
    await inesDevice.server.saveDraft("", draft.object, Uint8Array.of(1));
    expect((await keeper.restore()).refused.map(({ reason }) => reason.reason)).toEqual(["malformed"]);
    vi.spyOn(inesDevice.server, "drafts").mockResolvedValueOnce([{ object: draft.object, file: "+", at: "" }]).mockRejectedValueOnce(new ApiError(0, "unreachable", ""));
    expect((await keeper.restore()).refused.map(({ reason }) => reason.reason)).toEqual(["malformed"]);
    await expect(keeper.restore()).rejects.toBeInstanceOf(ApiError);
  });
});

describe("a signature under a text", () => {
  it("holds for this very revision and person, and nothing else passes for it", async () => {
    const { ines, marc, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    const text = entry(room, note).head;
    const signature = await signRevision(ines, text);
    expect(await signatureHolds(marc, text, INES, signature)).toBe(true);
    const draft = await sign("draft", { card: ines.self.card.fingerprint }, ines.self.signer);
    const [head = "", body = ""] = signature.jws.split(".");
    const bent = [
      { ...signature, revision_sha256: "0".repeat(64) },
      { ...signature, jws: draft },
      { ...signature, jws: "" },
      { ...signature, jws: `${head}.${body}.AAAA` },
      await signRevision(marc, text),
    ];
    for (const one of bent) expect(await signatureHolds(marc, text, INES, one), one.jws).toBe(false);
    for (const other of [{ ...text, revision: 2 }, { ...text, object: newId() }, { ...text, room: newId() }]) {
      expect(await signatureHolds(marc, other, INES, signature)).toBe(false);
    }
  });

  it("an unreachable server is no forged signature", async () => {
    const { ines, marc, marcDevice, stored, note } = await again();
    const text = entry(await ines.openRoom(stored.id), note).head;
    const signature = await signRevision(ines, text);
    vi.spyOn(marcDevice.server, "cards").mockRejectedValue(new ApiError(0, "unreachable", ""));
    await expect(signatureHolds(marc, text, INES, signature)).rejects.toBeInstanceOf(ApiError);
  });
});
