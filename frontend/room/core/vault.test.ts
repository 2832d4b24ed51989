import { beforeAll, describe, expect, it, vi } from "vitest";
import { newId, toBase64url } from "./bytes";
import { current } from "./cards";
import { DraftKeeper, sealDraft } from "./drafts";
import { ApiError, Locked, WrongSecret } from "./errors";
import { sealTo } from "./format";
import { device } from "../testing/hostile";
import { createKeyring, wrap } from "./keyring";
import { meet } from "./ledger";
import { Outbox } from "./outbox";
import { Vault } from "./vault";
import { again, entry, INES, makeWorld, MARC, NEW_SECRETS, refusal, SECRETS } from "../testing/world";

beforeAll(makeWorld, 120_000);

describe("a server that has lost a keyring, or says so", () => {
  it("makes nobody begin anew by mistake", async () => {
    const { ines, inesDevice } = await again();
    vi.spyOn(inesDevice.server, "keyring").mockResolvedValue(null);
    await expect(Vault.restore(inesDevice, INES)).rejects.toBeInstanceOf(Locked);
    expect(await refusal(() => ines.refreshLedger())).toBe("missing");
    expect(await refusal(() => ines.prove("kit", SECRETS.kit))).toBe("missing");
    expect(await refusal(() => Vault.unlock(inesDevice, INES, "kit", SECRETS.kit))).toBe("missing");
    expect(await refusal(() => Vault.renew(inesDevice, INES, NEW_SECRETS))).toBe("missing");
    expect(await refusal(() => ines.formerSelf("kit", SECRETS.kit))).toBe("missing");
  });

  it("has no former keys to find a kit for", async () => {
    const { ines } = await again();
    await expect(ines.formerSelf("kit", SECRETS.kit)).rejects.toBeInstanceOf(WrongSecret);
  });

  it("hands out former keys that were never mine", async () => {
    const { ines, inesDevice } = await again();
    const strange = toBase64url(await wrap((await createKeyring(INES)).keyring, "kit", SECRETS.kit));
    const mine = (await inesDevice.server.keyring())?.wraps.find(({ way }) => way === "kit")?.file ?? "";
    const former = (...files: string[]): void => {
      vi.spyOn(inesDevice.server, "formerWraps").mockResolvedValue(files.map((file) => ({ way: "kit", file, retired: "" })));
    };
    former(strange);
    expect(await refusal(() => ines.formerSelf("kit", SECRETS.kit))).toBe("own-card");
    const other = toBase64url(await wrap((await createKeyring(INES)).keyring, "kit", "un kit d’avant"));
    former(other, mine);
    expect((await ines.formerSelf("kit", SECRETS.kit)).card.fingerprint).toBe(ines.self.card.fingerprint);
  });

  it("shows my own card otherwise than I made it", async () => {
    const { ines, inesDevice, database } = await again();
    vi.spyOn(inesDevice.server, "cards").mockResolvedValue(database.keyrings.get(MARC)?.cards ?? []);
    expect(await refusal(() => ines.chainOf(INES))).toBe("card");
    const { card } = await createKeyring(INES);
    vi.spyOn(inesDevice.server, "cards").mockResolvedValue([{ number: 1, jws: card.jws, sha256: card.fingerprint }]);
    expect(await refusal(() => ines.chainOf(INES))).toBe("own-card");
    const elsewhere = await Vault.restore(inesDevice, INES);
    inesDevice.server.bendKeyring = (keyring) => (keyring.cards = [{ number: 1, jws: card.jws, sha256: card.fingerprint }]);
    expect(await refusal(() => Vault.renew(inesDevice, INES, NEW_SECRETS, elsewhere))).toBe("own-card");
  });

  it("a chain without a card has none in force", () => {
    expect(() => current([])).toThrow("missing");
    expect(() => meet({ generation: 0, pins: {}, seen: {}, wraps: {} }, [])).toThrow("missing");
  });
});

describe("comparing the safety number", () => {
  it("counts only for the card that stood there while comparing", async () => {
    const { ines, marcDevice } = await again();
    const { groups } = await ines.safetyNumber(MARC);
    await Vault.renew(marcDevice, MARC, NEW_SECRETS);
    expect(await refusal(() => ines.markCompared(MARC, groups))).toBe("pin");
    expect((await ines.safetyNumber(MARC)).compared).toBeNull();
  });
});

describe("the ledger on the way to the server", () => {
  it("of two devices is put together", async () => {
    const { database, ines, inesDevice, stored } = await again();
    const second = device(database, INES);
    second.store.half = inesDevice.store.half;
    await second.server.keepSessionHalf((await inesDevice.server.sessionHalf()) ?? "");
    const there = await Vault.restore(second, INES);
    await ines.markCompared(MARC, (await ines.safetyNumber(MARC)).groups);
    await (await there.openRoom(stored.id)).create("note", { text: "de l’autre appareil" });
    expect(there.ledger.pins[MARC]?.compared).not.toBeNull();
    await ines.refreshLedger();
    expect(ines.ledger.seen[stored.id]).toEqual(there.ledger.seen[stored.id]);
  });

  it("that the server does not take is an error, and what follows is kept all the same", async () => {
    const { ines, inesDevice, stored } = await again();
    const room = await ines.openRoom(stored.id);
    vi.spyOn(inesDevice.server, "saveLedger").mockRejectedValueOnce(new ApiError(500, "broken", "Panne."));
    await expect(room.create("note", { text: "un" })).rejects.toMatchObject({ status: 500 });
    expect((await room.create("note", { text: "deux" })).state).toBe("saved");
    expect(Object.keys(ines.ledger.seen[stored.id] ?? {}).length).toBe(4);
    expect((await Vault.restore(inesDevice, INES)).ledger.seen).toEqual(ines.ledger.seen);
  });
});

describe("rooms that come along to new keys", () => {
  it("bring their drafts, and leave those that never opened", async () => {
    const { ines, inesDevice, stored } = await again();
    const draft = { object: newId(), kind: "note", base: null, content: { text: "pas fini" }, at: "" };
    await inesDevice.server.saveDraft(stored.id, draft.object, await sealDraft(ines.self, stored.id, draft));
    await inesDevice.server.saveDraft(stored.id, newId(), Uint8Array.of(1, 2));
    const anew = await Vault.renew(inesDevice, INES, NEW_SECRETS, ines);
    expect((await anew.carryOver(ines.self)).carried).toBe(1);
    expect(await anew.carryOver(ines.self), "once").toEqual({ carried: 0, waiting: [] });
    const { drafts, refused } = await new DraftKeeper(anew, stored.id).restore();
    expect([drafts.map(({ content }) => content), refused.length]).toEqual([[draft.content], 1]);
  });

  it("pass an altered room by, and stop at a server that is away", async () => {
    const { ines, inesDevice, stored } = await again();
    const anew = await Vault.renew(inesDevice, INES, NEW_SECRETS, ines);
    await inesDevice.server.saveDraft(stored.id, newId(), Uint8Array.of(1));
    vi.spyOn(inesDevice.server, "drafts").mockRejectedValueOnce(new ApiError(0, "unreachable", ""));
    await expect(anew.carryOver(ines.self)).rejects.toBeInstanceOf(ApiError);
    const bent = await again();
    const next = await Vault.renew(bent.inesDevice, INES, NEW_SECRETS, bent.ines);
    bent.inesDevice.server.bend = (room) => (room.grants = []);
    expect((await next.carryOver(bent.ines.self)).waiting.length).toBe(1);
    bent.inesDevice.server.bend = (room) => (room.cards = {});
    expect((await next.carryOver(bent.ines.self)).waiting.length).toBe(1);
  });

  it("a draft that cannot be sent on is not lost in silence", async () => {
    const { ines, inesDevice, stored } = await again();
    const draft = { object: newId(), kind: "note", base: null, content: {}, at: "" };
    await inesDevice.server.saveDraft(stored.id, draft.object, await sealDraft(ines.self, stored.id, draft));
    const anew = await Vault.renew(inesDevice, INES, NEW_SECRETS, ines);
    vi.spyOn(inesDevice.server, "saveDraft").mockRejectedValue(new ApiError(413, "413", ""));
    await expect(anew.carryOver(ines.self)).rejects.toBeInstanceOf(ApiError);
  });
});

describe("texts that wait, in bad weather", () => {
  it("a new one whose place is taken, or whose text was destroyed, comes back as a draft with its meeting", async () => {
    const { ines, inesDevice, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    const outbox = new Outbox(room);
    const about = newId();
    await outbox.keep({ id: note, kind: "note", about, base: null, content: { text: "même place" } });
    await outbox.keep({ id: newId(), kind: "note", about: null, base: "f".repeat(64), content: { text: "plus de base" } });
    expect((await outbox.flush()).crossed.length).toBe(2);
    expect([...inesDevice.server.database.drafts.keys()]).toContain(note);
  });

  it("a conflict at the last moment keeps both", async () => {
    const { ines, marc, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    const outbox = new Outbox(room);
    const id = newId();
    await outbox.keep({ id: note, kind: "note", about: null, base: entry(room, note).head.sha256, content: { text: "d’Inès" } });
    await outbox.keep({ id, kind: "note", about: null, base: null, content: { text: "nouveau" } });
    const his = await marc.openRoom(stored.id);
    await his.revise(entry(his, note), { text: "de Marc" });
    await his.create("note", { text: "de Marc aussi" }, { id });
    expect(await outbox.flush()).toEqual({ sent: 0, crossed: [note, id], refused: [] });
  });

  it("sent by two tabs at once it is there once, and no draft of it is left behind", async () => {
    const { ines, inesDevice, stored, note } = await again();
    const [one, other] = [await ines.openRoom(stored.id), await (await Vault.restore(inesDevice, INES)).openRoom(stored.id)];
    await new Outbox(one).keep({ id: newId(), kind: "note", about: null, base: null, content: { text: "écrit dans le tunnel" } });
    await new Outbox(one).keep({ id: note, kind: "note", about: null, base: entry(one, note).head.sha256, content: { text: "corrigé dans le tunnel" } });
    const outcomes = await Promise.all([one, other].map((room) => new Outbox(room).flush()));
    expect(outcomes.flatMap(({ crossed }) => crossed)).toEqual([]);
    expect(stored.objects.map(({ revisions }) => revisions.length)).toEqual([2, 1]);
    expect(inesDevice.server.database.drafts.size).toBe(0);
  });

  it("one that does not open is never let go", async () => {
    const { ines, inesDevice, stored } = await again();
    const store = inesDevice.waiting;
    const outbox = new Outbox(await ines.openRoom(stored.id));
    const file = toBase64url(await sealTo(ines.self.card.recipient, "a.b.c"));
    await store.put({ object: newId(), room: stored.id, person: INES, file });
    expect(await outbox.flush()).toEqual({ sent: 0, crossed: [], refused: [] });
    expect(await outbox.waiting()).toEqual({ ready: [], closed: 1 });
    await store.put({ object: newId(), room: stored.id, person: INES, file: null as unknown as string });
    await expect(outbox.flush()).rejects.toThrow(TypeError);
    expect(store.texts.size).toBe(2);
  });
});

describe("somebody without a vault", () => {
  it("is met by nobody", async () => {
    const { ines } = await again();
    expect(await refusal(() => ines.meet("0192eeee-0000-7000-8000-00000000ffff"))).toBe("missing");
  });
});
