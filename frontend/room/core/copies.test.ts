import { beforeAll, describe, expect, it } from "vitest";
import browser from "../../../tests/vectors/v1/copy-browser.json";
import python from "../../../tests/vectors/v1/copy-python.json";
import { fromBase64url, newId, type Bytes } from "./bytes";
import { current, readCard, type Card } from "./cards";
import { openCopy, sealCopy, type Copy, type CopySource } from "./copies";
import { KeysRenewed } from "./errors";
import { sealTo, sign, unseal } from "./format";
import { device } from "../testing/hostile";
import { createKeyring, fromText, signerOf } from "./keyring";
import type { Self } from "./room";
import { Vault } from "./vault";
import { again, entry, INES, makeWorld, MARC, NEW_SECRETS, refusal, type World } from "../testing/world";

beforeAll(makeWorld, 60_000);

async function selfOf(keyring: string, card: string): Promise<Self> {
  const ring = fromText(keyring);
  return { person: ring.person, identity: ring.identity, signer: await signerOf(ring), card: await readCard(card) };
}

async function stranger(person: string): Promise<Self> {
  const { keyring, card } = await createKeyring(person);
  return { person, identity: keyring.identity, signer: await signerOf(keyring), card };
}

interface Shown extends World {
  readonly copy: Copy;
  readonly file: Bytes;
  readonly chain: readonly Card[];
}

/** Inès shows her note to Marc, who stands for any reader. */
async function shown(): Promise<Shown> {
  const world = await again();
  const { head } = entry(await world.ines.openRoom(world.stored.id), world.note);
  const source = { room: head.room, object: head.object, kind: head.kind, revision: head.revision, sha256: head.sha256 };
  const copy: Copy = { id: newId(), source, content: head.content, note: "À lire avant jeudi" };
  const file = await sealCopy(world.ines.self, await world.ines.meet(MARC), copy);
  return { ...world, copy, file, chain: await world.marc.chainOf(INES) };
}

describe.each([
  ["browser", browser],
  ["python", python],
])("golden copy made by %s", (_side, v) => {
  it("opens for its reader, with what its author wrote and said", async () => {
    const reader = await selfOf(v.reader.keyring, v.reader.card);
    const opened = await openCopy(reader, [await readCard(v.owner.card)], v.copy, v.source, fromBase64url(v.file));
    expect([opened.content, opened.note, opened.owner]).toEqual([v.content, v.note, fromText(v.owner.keyring).person]);
  });
});

describe("a frozen copy", () => {
  it("is what its author chose to show, to the letter", async () => {
    const { marc, chain, copy, file } = await shown();
    const opened = await openCopy(marc.self, chain, copy.id, copy.source, file);
    expect(opened).toMatchObject({ ...copy, owner: INES });
  });

  it("opens for nobody but its reader, its author included", async () => {
    const { ines, chain, copy, file } = await shown();
    expect(await refusal(() => openCopy(ines.self, chain, copy.id, copy.source, file))).toBe("key");
    const eve = await stranger(newId());
    expect(await refusal(() => openCopy(eve, chain, copy.id, copy.source, file))).toBe("key");
  });

  it("handed on by its reader to another is refused there", async () => {
    const { marc, chain, copy, file } = await shown();
    const eve = await stranger(newId());
    const passedOn = await sealTo(eve.card.recipient, await unseal(marc.self.identity, file));
    expect(await refusal(() => openCopy(eve, chain, copy.id, copy.source, passedOn))).toBe("member");
  });

  it("is refused under any other place than the one it was taken from", async () => {
    const { marc, chain, copy, file } = await shown();
    const changes: [Partial<CopySource>, string][] = [
      [{ room: newId() }, "room"],
      [{ object: newId() }, "object"],
      [{ kind: "summary" }, "kind"],
      [{ revision: 2 }, "revision"],
      [{ sha256: "0".repeat(64) }, "hash"],
    ];
    for (const [change, reason] of changes) {
      expect(await refusal(() => openCopy(marc.self, chain, copy.id, { ...copy.source, ...change }, file))).toBe(reason);
    }
    expect(await refusal(() => openCopy(marc.self, chain, newId(), copy.source, file))).toBe("object");
  });

  it("made by somebody else in the author's name is refused", async () => {
    const { marc, chain, copy, ines } = await shown();
    const forger = await stranger(INES);
    const recipient = marc.self.card;
    const forged = await sealCopy(forger, recipient, copy);
    expect(await refusal(() => openCopy(marc.self, chain, copy.id, copy.source, forged))).toBe("card");
    const underHerCard = await sealCopy({ ...forger, card: ines.self.card }, recipient, copy);
    expect(await refusal(() => openCopy(marc.self, chain, copy.id, copy.source, underHerCard))).toBe("signature");
    const eve = await stranger(newId());
    const borrowed = await sealCopy({ ...eve, person: INES }, recipient, copy);
    expect(await refusal(() => openCopy(marc.self, [eve.card], copy.id, copy.source, borrowed))).toBe("author");
  });

  it("is never taken for a note, nor a note for a copy", async () => {
    const { marc, ines, chain, copy } = await shown();
    const claims = { copy: copy.id, owner: INES, card: ines.self.card.fingerprint, reader: MARC, source: { ...copy.source }, content: copy.content, note: "", at: "" };
    const note = await sealTo(marc.self.card.recipient, await sign("content", claims, ines.self.signer));
    expect(await refusal(() => openCopy(marc.self, chain, copy.id, copy.source, note))).toBe("malformed");
  });

  it("is not made for a reader whose card was exchanged", async () => {
    const { database, ines } = await shown();
    const kept = database.keyrings.get(MARC);
    const forged = await createKeyring(MARC, current(await ines.chainOf(MARC)));
    if (kept) kept.cards = [...kept.cards, { number: 2, jws: forged.card.jws, sha256: forged.card.fingerprint }];
    expect(await refusal(() => ines.meet(MARC))).toBe("pin");
  });

  it("still opens after its author has made new keys, once the two have compared", async () => {
    const { database, ines, inesDevice, marc, copy, file } = await shown();
    await Vault.renew(inesDevice, INES, NEW_SECRETS, ines);
    expect(database.keyrings.get(INES)?.cards.length).toBe(2);
    expect(await refusal(() => marc.chainOf(INES))).toBe("pin");
    await marc.markCompared(INES, (await marc.safetyNumber(INES)).groups);
    const opened = await openCopy(marc.self, await marc.chainOf(INES), copy.id, copy.source, file);
    expect(opened.content).toEqual(copy.content);
  });

  it("sealed to keys that its reader no longer has says so", async () => {
    const { database, chain, copy, file } = await shown();
    const anew = await Vault.renew(device(database, MARC), MARC, NEW_SECRETS);
    await expect(openCopy(anew.self, chain, copy.id, copy.source, file)).rejects.toBeInstanceOf(KeysRenewed);
  });
});
