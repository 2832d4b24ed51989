import fc from "fast-check";
import { describe, expect, it } from "vitest";
import browser from "../../../tests/vectors/v1/browser.json";
import python from "../../../tests/vectors/v1/python.json";
import { canonicalJson, fold, fromBase64url, newId, sha256, toBase64url } from "./bytes";
import { makeCard, readCard, readChain, safetyNumber, type Card } from "./cards";
import { Tampered, WrongSecret } from "./errors";
import { pad, signingKeyFrom, unpad, workFactor } from "./format";
import { checkOwnCard, createKeyring, fromText, signerOf, toText, unwrap, wrap } from "./keyring";
import { openLedger } from "./ledger";
import { makeRoom, openContent, openGrant, sealContent, type Epoch, type Place, type Self } from "./room";
import { isKit, kitMistakes, makeKit, makePassphrase, meantWord, proves, strength, strongEnough } from "./secrets";
import { refusal } from "../testing/world";

const PEOPLE = ["0192dddd-0000-7000-8000-000000000001", "0192dddd-0000-7000-8000-000000000002"];

async function someone(person: string): Promise<Self> {
  const { keyring, card } = await createKeyring(person);
  return { person, identity: keyring.identity, signer: await signerOf(keyring), card };
}

describe.each([
  ["browser", browser],
  ["python", python],
])("golden files made by %s", (_side, v) => {
  it.each(["passphrase", "kit"] as const)("a keyring opens with its %s", async (way) => {
    const person = fromText(v.people[0]?.keyring ?? "").person;
    const keyring = await unwrap(fromBase64url(v.wraps[way]), way, v.secrets[way].toUpperCase(), person);
    expect(toText(keyring)).toBe(v.people[0]?.keyring);
    const card = await checkOwnCard(keyring, [await readCard(v.people[0]?.card ?? "")]);
    expect((await openLedger(fromBase64url(v.ledger), keyring.identity, card)).pins).toEqual({});
  }, 120_000);

  it.each([0, 1])("member %i reads every revision", async (reader) => {
    const cards = new Map<string, Card[]>();
    for (const { card } of v.people) {
      const read = await readCard(card);
      cards.set(read.person, [read]);
    }
    const keyring = fromText(v.people[reader]?.keyring ?? "");
    const card = cards.get(keyring.person)?.[0];
    if (card === undefined) throw new Error("no card");
    const self: Self = { person: keyring.person, identity: keyring.identity, signer: await signerOf(keyring), card };
    const issuer = fromText(v.people[0]?.keyring ?? "").person;
    const grants: Record<string, string> = v.room.grants;
    const grant = { epoch: 1, issuer, file: grants[keyring.person] ?? "" };
    const epochs = await openGrant(self, v.room.id, grant, [{ number: 1, recipient: v.room.recipient }], cards);
    const epoch = epochs[0] as Epoch;
    let previous: string | null = null;
    for (const [i, { author, file, content, sha256: hash }] of v.revisions.entries()) {
      const place: Place = { ...v.place, room: v.room.id, revision: i + 1, previous, author };
      expect((await openContent(fromBase64url(file), epoch, place)).content).toEqual(content);
      previous = hash;
    }
  });
});

describe("a text opens in its own place only", () => {
  const place: Place = { room: newId(), object: newId(), kind: "note", about: null, revision: 3, previous: "a".repeat(64), author: PEOPLE[0] ?? "" };
  const world = (async (): Promise<{ file: Uint8Array; epoch: Epoch; ines: Self; marc: Self; eve: Self }> => {
    const [ines, marc, eve] = await Promise.all([someone(PEOPLE[0] ?? ""), someone(PEOPLE[1] ?? ""), someone(newId())]);
    const { epoch } = await makeRoom(ines, [ines.card, marc.card], place.room);
    const { file } = await sealContent(ines, epoch, { place, content: { text: "à nous" }, ring: 1 });
    return { file, epoch, ines, marc, eve };
  })();

  it("and comes out as it went in", async () => {
    const { file, epoch } = await world;
    expect((await openContent(file, epoch, place)).content).toEqual({ text: "à nous" });
  });

  it("any other place is refused, by name", async () => {
    const { file, epoch } = await world;
    const change = fc.oneof(
      fc.record({ name: fc.constant("object"), value: fc.uuid() }),
      fc.record({ name: fc.constant("room"), value: fc.uuid() }),
      fc.record({ name: fc.constant("about"), value: fc.uuid() }),
      fc.record({ name: fc.constant("kind"), value: fc.constantFrom("goal", "summary") }),
      fc.record({ name: fc.constant("revision"), value: fc.integer({ min: 1, max: 9 }).filter((n) => n !== 3) }),
      fc.record({ name: fc.constant("previous"), value: fc.constantFrom(null, "b".repeat(64)) }),
      fc.record({ name: fc.constant("author"), value: fc.constant(PEOPLE[1] ?? "") }),
    );
    const attempt = ({ name, value }: { name: string; value: unknown }): Promise<boolean> =>
      refusal(() => openContent(file, epoch, { ...place, [name]: value })).then((reason) => reason === name);
    await fc.assert(fc.asyncProperty(change, attempt), { numRuns: 40 });
  });

  it("a changed byte is refused, wherever it is", async () => {
    const { file, epoch } = await world;
    const flip = fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const bent = new Uint8Array(file);
      bent[at] = (bent[at] ?? 0) ^ by;
      return (await refusal(() => openContent(bent, epoch, place))) !== "taken";
    });
    await fc.assert(flip, { numRuns: 60 });
  });

  it("a member cannot write in another's name, nor a stranger at all", async () => {
    const { epoch, marc, eve } = await world;
    const forged = await sealContent(marc, epoch, { place, content: {}, ring: 1 });
    expect(await refusal(() => openContent(forged.file, epoch, place))).toBe("author");
    const strange = await sealContent(eve, epoch, { place, content: {}, ring: 1 });
    expect(await refusal(() => openContent(strange.file, epoch, { ...place, author: eve.person }))).toBe("key");
    const imposter = { ...eve, person: PEOPLE[0] ?? "", card: (await world).ines.card };
    const signed = await sealContent(imposter, epoch, { place, content: {}, ring: 1 });
    expect(await refusal(() => openContent(signed.file, epoch, place))).toBe("signature");
  });

  it("another epoch's key does not open it", async () => {
    const { file, ines, marc } = await world;
    const other = (await makeRoom(ines, [ines.card, marc.card], place.room)).epoch;
    expect(await refusal(() => openContent(file, other, place))).toBe("key");
  });
});

describe("padding", () => {
  it("tells only the size class", () => {
    const tokens = fc.string({ unit: fc.constantFrom("a", "Z", "0", "-", "_", "."), maxLength: 6000 });
    fc.assert(fc.property(tokens, (token) => unpad(pad(token)) === token && Math.log2(pad(token).length) % 1 === 0));
  });
  it("refuses any other filling", () => {
    const bent = pad("a.b.c");
    bent[1000] = 0x61;
    expect(() => unpad(bent)).toThrow(Tampered);
    expect(() => unpad(new Uint8Array(1024).fill(0x20))).toThrow(Tampered);
  });
});

describe("keyrings", () => {
  it("a wrap asks the work factor of this client, and none below", async () => {
    const { keyring } = await createKeyring(newId());
    const strong = await wrap(keyring, "passphrase", "un deux trois");
    const weak = await wrap(keyring, "kit", "un deux trois");
    expect([workFactor(strong), workFactor(weak)]).toEqual([18, 10]);
    expect(await refusal(() => unwrap(weak, "passphrase", "un deux trois", keyring.person))).toBe("kdf");
    await expect(unwrap(weak, "kit", "un deux quatre", keyring.person)).rejects.toThrow(WrongSecret);
    expect(await refusal(() => unwrap(weak, "kit", "un deux trois", newId()))).toBe("person");
  }, 120_000);

  it("a chain of cards has no gap and no stranger", async () => {
    const signer = await signingKeyFrom(new Uint8Array(32).fill(7));
    const [one, other] = [await someone(newId()), newId()];
    const first = one.card;
    const second = await makeCard(one.person, first.recipient, signer, first);
    const wire = (card: Card): { number: number; jws: string; sha256: string } => ({ number: card.number, jws: card.jws, sha256: card.fingerprint });
    expect((await readChain(one.person, [wire(first), wire(second)])).length).toBe(2);
    expect(await refusal(() => readChain(one.person, [wire(second)]))).toBe("chain");
    expect(await refusal(() => readChain(one.person, [wire(second), wire(first)]))).toBe("chain");
    expect(await refusal(() => readChain(other, [wire(first)]))).toBe("card");
    expect(await refusal(() => readChain(one.person, []))).toBe("missing");
  });

  it("the safety number is the same on both sides: twelve groups of five digits", async () => {
    const [a, b] = [await sha256("a"), await sha256("b")];
    const groups = await safetyNumber(a, b);
    expect(groups).toEqual(await safetyNumber(b, a));
    expect(groups.join(" ")).toMatch(/^(\d{5} ){11}\d{5}$/);
    expect(groups).not.toEqual(await safetyNumber(a, await sha256("c")));
    const cards = await Promise.all(browser.people.map(({ card }) => readCard(card)));
    expect(await safetyNumber(cards[0]?.fingerprint ?? "", cards[1]?.fingerprint ?? "")).toEqual(browser.safety);
  });
});

describe("what people keep", () => {
  it.each(["fr", "en"] as const)("a kit (%s) is typed back without accents", (language) => {
    const kit = makeKit(language);
    const typed = kit.join("  ").normalize("NFD").replaceAll(/\p{M}/gu, "").toUpperCase();
    expect([kit.length, proves(kit, typed), isKit(typed), kitMistakes(typed)]).toEqual([24, true, true, []]);
    expect(proves(kit, kit.slice(1).join(" "))).toBe(false);
    expect(isKit(kit.toReversed().join(" "))).toBe(false);
  });
  it("names the words that are none", () => {
    expect(kitMistakes(["xyzzy", ...makeKit("fr").slice(1)].join(" "))).toEqual([0]);
  });
  it.each([
    ["a letter too many", "fr", "abaissser", "abaisser"],
    ["two exchanged", "fr", "abdiqure", "abdiquer"],
    ["one forgotten, and an accent", "fr", "amenaer", "aménager"],
    ["one wrong", "en", "abandan", "abandon"],
    ["another ending", "en", "abandonned", "abandon"],
    ["two slips in a long word", "fr", "amfibie", "amphibie"],
    ["nothing that is near", "fr", "xyzzy", ""],
  ] as const)("says which word was meant: %s", (_slip, language, typed, meant) => {
    const kit = [typed, ...makeKit(language).slice(1)].join(" ");
    expect(meantWord(kit, 0)).toBe(meant);
  });
  it("a passphrase of one's own is worth seven words", () => {
    expect(strongEnough(makePassphrase("fr"))).toBe(true);
    expect(strongEnough("le chat boit du lait")).toBe(false);
    expect(strongEnough("oui oui oui oui oui oui oui oui oui oui")).toBe(false);
    expect(strongEnough("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")).toBe(false);
    expect(strongEnough("P4ssw0rd!2026")).toBe(false);
    expect(strength("12345678901234567890")).toBeLessThan(20);
    expect(strongEnough("k7#vQ9!mZ2$xR5&wT8@p")).toBe(true);
  });
});

describe("bytes", () => {
  it("base64url and canonical JSON are one to one", () => {
    fc.assert(fc.property(fc.uint8Array(), (b) => toBase64url(fromBase64url(toBase64url(b))) === toBase64url(b)));
    expect(canonicalJson({ b: [1, { d: null, c: "é" }], a: true })).toBe('{"a":true,"b":[1,{"c":"é","d":null}]}');
    for (const none of ["a+b/", "a", "abc=", "abcde"]) expect(() => fromBase64url(none), none).toThrow(Tampered);
  });
  it("folds accents, case and spaces like the Python side", () => {
    expect(fold("  Élève\u00a0 CŒUR\nl’Île ")).toBe("eleve coeur l'ile");
  });
  it("ids are UUIDs of version 7 in the order of time", () => {
    expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(newId(1_000_000) < newId(2_000_000)).toBe(true);
  });
});
