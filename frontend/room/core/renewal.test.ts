import { beforeAll, describe, expect, it } from "vitest";
import { fromBase64url, sha256 } from "./bytes";
import { readCard } from "./cards";
import { ApiError, KeysRenewed, Tampered, WrongSecret } from "./errors";
import { unseal } from "./format";
import { device } from "../testing/hostile";
import { createKeyring } from "./keyring";
import { signatureHolds, signRevision } from "./signature";
import { Vault } from "./vault";
import { again, entry, INES, makeWorld, MARC, NEW_SECRETS, refusal, SECRETS, type World } from "../testing/world";

beforeAll(makeWorld, 120_000);

/** A snapshot of one connection's world, in which Inès loses everything and makes new keys. */
async function afterLoss(): Promise<World & { readonly anew: Vault }> {
  const before = await again();
  const anew = await Vault.renew(device(before.database, INES), INES, NEW_SECRETS);
  return { ...before, anew };
}

describe("new keys", () => {
  it("after a loss the room stays closed until the other has compared and granted it again", async () => {
    const { anew, marc, stored, note } = await afterLoss();
    await expect(anew.openRoom(stored.id)).rejects.toBeInstanceOf(KeysRenewed);
    expect(await refusal(() => marc.openRoom(stored.id))).toBe("pin");
    const { groups } = await marc.safetyNumber(INES);
    expect((await anew.safetyNumber(MARC)).groups).toEqual(groups);
    await marc.markCompared(INES, groups);
    const his = await marc.openRoom(stored.id);
    expect(his.waitingForGrant.map((member) => member.person)).toEqual([INES]);
    await his.grantAgain();
    expect(his.waitingForGrant).toEqual([]);
    const hers = await anew.openRoom(stored.id);
    expect(entry(hers, note).head.content).toEqual({ title: "Première note", text: "Bonjour" });
    expect((await hers.revise(entry(hers, note), { text: "me revoilà" })).state).toBe("saved");
    await his.refresh();
    expect((await his.history(note)).map((one) => one.epoch)).toEqual([1, 2]);
  });

  it("after a leak all rooms come along, and what follows is closed to the leaked keys", async () => {
    const { ines, inesDevice, marc, stored, note } = await again();
    const leaked = ines.self;
    const steps: string[] = [];
    const anew = await Vault.renew(inesDevice, INES, NEW_SECRETS, ines);
    const { carried, waiting } = await anew.carryOver(leaked, (done, all) => steps.push(`${done}/${all}`));
    expect([carried, waiting, steps]).toEqual([1, [], ["0/1", "1/1"]]);
    expect(anew.ledger.pins).toEqual(ines.ledger.pins);
    expect(await refusal(() => marc.openRoom(stored.id))).toBe("pin");
    await marc.markCompared(INES, (await marc.safetyNumber(INES)).groups);
    const his = await marc.openRoom(stored.id);
    await his.revise(entry(his, note), { text: "pour la suite" });
    const file = stored.objects[0]?.revisions.at(-1)?.file ?? "";
    await expect(unseal(leaked.identity, fromBase64url(file))).rejects.toThrow(Tampered);
    expect(entry(await anew.openRoom(stored.id), note).head.content).toEqual({ text: "pour la suite" });
  });

  it("what was read before stays readable under every key that follows, messages too; what leaked keys add does not", async () => {
    const { ines, inesDevice, marc, stored } = await again();
    const his = await marc.openRoom(stored.id);
    const sent = await his.create("message", { text: "à jeudi" });
    const id = sent.state === "saved" ? sent.entry.id : "";
    const leaked = await ines.openRoom(stored.id);
    const forged = await leaked.seal("message", { text: "d’une main volée", n: 1 });
    const anew = await Vault.renew(inesDevice, INES, NEW_SECRETS, ines);
    await anew.carryOver(ines.self);
    await marc.markCompared(INES, (await marc.safetyNumber(INES)).groups);
    for (const vault of [marc, anew, marc, anew]) expect(entry(await vault.openRoom(stored.id), id).head.content["text"]).toBe("à jeudi");
    const [message] = stored.objects.filter((object) => object.id === id);
    if (message === undefined) throw new Error("not sent");
    const revision = { ...message.revisions[0], author: INES, sha256: await sha256(fromBase64url(forged.file)), file: forged.file };
    stored.objects.push({ ...message, id: forged.id, author: INES, revisions: [revision] } as typeof message);
    expect((await marc.openRoom(stored.id)).get(forged.id)).toMatchObject({ state: "refused", reason: { reason: "epoch" } });
  });

  it("a kit found later brings back the rooms of one's own", async () => {
    const { database, ines } = await again();
    const own = await ines.createOwnRoom();
    const journal = await ines.openRoom(own);
    const kept = await journal.create("note", { text: "pour moi seule" });
    const anew = await Vault.renew(device(database, INES), INES, NEW_SECRETS);
    await expect(anew.openRoom(own)).rejects.toBeInstanceOf(KeysRenewed);
    await expect(anew.formerSelf("kit", "un autre kit")).rejects.toBeInstanceOf(WrongSecret);
    const { carried, waiting } = await anew.carryOver(await anew.formerSelf("kit", SECRETS.kit));
    expect([carried, waiting]).toEqual([2, []]);
    const mine = await anew.openRoom(own);
    expect(kept.state === "saved" && entry(mine, kept.entry.id).head.content).toEqual({ text: "pour moi seule" });
  });

  it("a room that waits for the other is said to wait", async () => {
    const { anew, stored } = await afterLoss();
    const stranger = await createKeyring(INES);
    const self = { ...anew.self, identity: stranger.keyring.identity, card: { ...anew.self.card, number: 2 } };
    const { carried, waiting } = await anew.carryOver(self);
    expect([carried, waiting.map((room) => room.id)]).toEqual([0, [stored.id]]);
  });

  it("signatures of before stay valid", async () => {
    const { ines, inesDevice, marc, stored, note } = await again();
    const text = entry(await ines.openRoom(stored.id), note).head;
    const signature = await signRevision(ines, text);
    const anew = await Vault.renew(inesDevice, INES, NEW_SECRETS, ines);
    expect(await signatureHolds(anew, text, INES, signature)).toBe(true);
    await marc.markCompared(INES, (await marc.safetyNumber(INES)).groups);
    expect(await signatureHolds(marc, text, INES, signature)).toBe(true);
    expect(await signatureHolds(marc, text, MARC, signature)).toBe(false);
  });

  it("a server that makes new keys in somebody's name is found out by the safety number", async () => {
    const { database, marc, ines, stored } = await again();
    const forged = await createKeyring(INES, await readCard(database.keyrings.get(INES)?.cards[0]?.jws ?? ""));
    const kept = database.keyrings.get(INES);
    if (kept) kept.cards = [...kept.cards, { number: 2, jws: forged.card.jws, sha256: forged.card.fingerprint }];
    expect(await refusal(() => marc.openRoom(stored.id))).toBe("pin");
    expect((await marc.safetyNumber(INES)).groups).not.toEqual((await ines.safetyNumber(MARC)).groups);
    expect(await refusal(() => ines.openRoom(stored.id))).toBe("own-card");
    expect(await refusal(() => Vault.unlock(device(database, INES), INES, "passphrase", SECRETS.passphrase))).toBe("own-card");
  });

  it("a stale epoch is refused: nothing more is written to a key that was given up", async () => {
    const { marc, marcDevice, stored } = await again();
    const his = await marc.openRoom(stored.id);
    await his.grantAgain();
    marcDevice.server.bend = (room) => {
      room.epochs = room.epochs.slice(0, 1);
      room.grants = room.grants.slice(0, 1);
    };
    expect(await refusal(() => marc.openRoom(stored.id))).toBe("rollback");
  });

  it("two who grant at once make one key", async () => {
    const { ines, marc, stored } = await again();
    const [hers, his] = [await ines.openRoom(stored.id), await marc.openRoom(stored.id)];
    await his.grantAgain();
    await expect(hers.grantAgain()).rejects.toBeInstanceOf(ApiError);
    await hers.refresh();
    expect((await hers.create("note", { text: "sous la nouvelle clé" })).state).toBe("saved");
  });
});
