import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { canonicalJson, fromBase64url, newId, toBase64url, utf8, type JsonObject } from "./bytes";
import { readCard, readChain, makeCard } from "./cards";
import { sendDocument, fetchDocument, type Depot } from "./documents";
import { openDraft, sealDraft } from "./drafts";
import { Tampered, TooLong, WrongSecret } from "./errors";
import { LARGEST, pad, peek, sealTo, sign, stanzas, unpad, unseal, verify, workFactor } from "./format";
import { createKeyring, fromText, toText, unwrap, wrap } from "./keyring";
import { openLedger } from "./ledger";
import { openContent, openGrant, sealContent, type Epoch, type Place } from "./room";
import { again, entry, INES, makeWorld, MARC, refusal, type World } from "../testing/world";

const held = ({ room, identity }: Epoch): { room: string; identities: readonly string[] } => ({ room, identities: [identity] });

let world: World;
let epoch: Epoch;
beforeAll(async () => {
  await makeWorld();
  world = await again();
  epoch = (await world.ines.openRoom(world.stored.id)).key;
}, 120_000);

/** Any text a person or a program may put in: every plane of Unicode, control signs, halves of a pair alone. */
const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 400 }),
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes)),
);
const place = (): Place => ({ room: world.stored.id, object: newId(), kind: "note", about: null, revision: 1, previous: null, author: INES });

describe("any text", () => {
  it("comes out as it went in, lone surrogates included", async () => {
    const there = async (title: string, text: string): Promise<void> => {
      const at = place();
      const { file } = await sealContent(world.ines.self, epoch, { place: at, content: { title, text }, ring: 1 });
      expect((await openContent(file, epoch, at)).content).toEqual({ title, text });
    };
    await fc.assert(fc.asyncProperty(anyText, anyText, there), { numRuns: 60 });
    await there("\ud800", "fin \udfff");
  });

  it("tells by its size a class and no more", async () => {
    const sizes = async (length: number): Promise<void> => {
      const { file } = await sealContent(world.ines.self, epoch, { place: place(), content: { text: "é".repeat(length) }, ring: 1 });
      const plain = pad((await unseal(epoch.identity, file))).length;
      expect([Math.log2(plain) % 1, plain >= 1024, plain <= LARGEST]).toEqual([0, true, true]);
      expect(file.length - plain, "what age adds depends on the class alone").toBe(184 + 16 * Math.max(1, Math.ceil(plain / 65_536)));
    };
    await fc.assert(fc.asyncProperty(fc.oneof(fc.nat(3000), fc.nat(80_000)), sizes), { numRuns: 40 });
  });

  it("of neighbouring lengths gives one size, and one too long gives none", () => {
    const token = (length: number): string => "a".repeat(length);
    for (const edge of [1023, 2047, 131_071, LARGEST - 1]) expect([pad(token(edge)).length, unpad(pad(token(edge)))]).toEqual([edge + 1, token(edge)]);
    expect([pad(token(1024)).length, pad(token(2047)).length, pad("").length]).toEqual([2048, 2048, 1024]);
    expect(() => pad(token(LARGEST))).toThrow(TooLong);
  });
});

describe("canonical JSON", () => {
  const json = fc.jsonValue({ maxDepth: 3, noUnicodeString: false }) as fc.Arbitrary<JsonObject>;
  it("is read back as what it was, whatever the order of its keys", () => {
    fc.assert(fc.property(json, (value) => canonicalJson(JSON.parse(canonicalJson(value)) as JsonObject) === canonicalJson(value)));
    const turned = (value: JsonObject): JsonObject => Object.fromEntries(Object.entries(value).reverse());
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => canonicalJson(turned(value)) === canonicalJson(value)));
  });
});

/** Every file of the vault, with the one way in which it is opened. */
function files(): [string, () => Promise<{ file: Uint8Array; open: (bent: Uint8Array) => Promise<unknown> }>][] {
  const { self } = world.ines;
  const at = place();
  return [
    ["text", async () => ({ file: (await sealContent(self, epoch, { place: at, content: { text: "à nous" }, ring: 1 })).file, open: (bent) => openContent(bent, epoch, at) })],
    ["draft", async () => {
      const draft = { object: at.object, kind: "note", base: null, content: {}, at: "" };
      return { file: await sealDraft(self, at.room, draft), open: (bent) => openDraft(self, at.room, at.object, bent) };
    }],
    ["grant", () => {
      const grant = world.stored.grants.find((one) => one.member === INES);
      if (grant === undefined) throw new Error("no grant");
      const chains = new Map([world.ines, world.marc].map((vault) => [vault.person, [vault.self.card]]));
      return Promise.resolve({ file: fromBase64url(grant.file), open: (bent) => openGrant(self, at.room, { ...grant, file: toBase64url(bent) }, world.stored.epochs, chains) });
    }],
    ["ledger", () => Promise.resolve({ file: fromBase64url(world.database.keyrings.get(INES)?.ledger ?? ""), open: (bent) => openLedger(bent, self.identity, self.card) })],
    ["wrap", async () => ({ file: await wrap((await createKeyring(INES)).keyring, "kit", "un kit"), open: (bent) => unwrap(bent, "kit", "un kit", INES) })],
    ["card", () => Promise.resolve({ file: utf8(self.card.jws), open: (bent) => readCard(new TextDecoder("latin1").decode(bent)) })],
  ];
}

describe("a byte changed anywhere in any file is refused, with a reason", () => {
  it.each(["text", "draft", "grant", "ledger", "wrap", "card"])("in a %s", async (name) => {
    const found = files().find(([one]) => one === name);
    if (found === undefined) throw new Error("no such file");
    const { file, open } = await found[1]();
    await open(file);
    const flip = async (at: number, by: number): Promise<void> => {
      const bent = new Uint8Array(file);
      bent[at] = (bent[at] ?? 0) ^ by;
      const error: unknown = await open(bent).then(() => "taken", (thrown: unknown) => thrown);
      expect(error instanceof Tampered || error instanceof WrongSecret, `${at} ^ ${by}: ${String(error)}`).toBe(true);
    };
    await fc.assert(fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), flip), { numRuns: 120 });
    // The head and the end are where formats are lenient: each of those bytes in turn.
    for (const at of [...Array(24).keys(), ...Array.from({ length: 24 }, (_, i) => file.length - 1 - i)]) await flip(at, 1);
  });

  it("in a document", async () => {
    class One implements Depot {
      bytes = new Uint8Array();
      putPart = (...[, , , bytes]: [string, string, number, Uint8Array<ArrayBuffer>]) => Promise.resolve(void (this.bytes = new Uint8Array([...this.bytes, ...bytes])));
      complete = () => Promise.resolve();
      fetch = () => Promise.resolve(new Blob([this.bytes]).stream());
    }
    const depot = new One();
    const facts = await sendDocument(depot, epoch, new File(["bonjour"], "a.txt"), () => undefined);
    const told = { ...place(), about: facts.attachment, content: { ...facts }, at: "", epoch: 1, ring: 1, sha256: "" };
    const whole = depot.bytes;
    const flip = async (at: number, by: number): Promise<boolean> => {
      depot.bytes = new Uint8Array(whole);
      depot.bytes[at] = (whole[at] ?? 0) ^ by;
      return (await refusal(() => fetchDocument(depot, held(epoch), told, () => undefined))) !== "taken";
    };
    await fc.assert(fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), flip), { numRuns: 80 });
  });
});

describe("any two edits at the same time", () => {
  it("keep both texts, and end as one history that both read", async () => {
    const meet = async (hers: string, his: string): Promise<void> => {
      const [here, there] = [await world.ines.openRoom(world.stored.id), await world.marc.openRoom(world.stored.id)];
      const made = await here.create("note", { text: "" });
      await there.refresh();
      if (made.state !== "saved") throw new Error("conflict at the first");
      const { id } = made.entry;
      const base = entry(there, id);
      await here.revise(made.entry, { text: hers });
      const late = await there.revise(base, { text: his });
      if (late.state !== "conflict") throw new Error("the second was laid over the first");
      expect([late.theirs.head.content, late.mine]).toEqual([{ text: hers }, { text: his }]);
      await there.revise(late.theirs, { text: `${his}\n${hers}` });
      await here.refresh();
      expect((await here.history(id)).map((one) => one.content["text"])).toEqual(["", hers, `${his}\n${hers}`]);
    };
    await fc.assert(fc.asyncProperty(anyText, anyText, meet), { numRuns: 12 });
  });
});

describe("a chain of cards", () => {
  it("is taken whole and in order, and in no other way", async () => {
    const { keyring, card } = await createKeyring(MARC);
    const chain = [card];
    for (let i = 0; i < 3; i++) {
      const { card: next } = await createKeyring(MARC, chain.at(-1));
      chain.push(next);
    }
    expect(fromText(toText(keyring))).toEqual(keyring);
    const wires = chain.map(({ number, jws, fingerprint }) => ({ number, jws, sha256: fingerprint }));
    expect((await readChain(MARC, wires)).length).toBe(4);
    const some = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 1 }).filter((picked) => picked.some((one, i) => one !== i));
    await fc.assert(fc.asyncProperty(some, async (picked) => (await refusal(() => readChain(MARC, picked.flatMap((i) => wires[i] ?? [])))) === "chain"), { numRuns: 40 });
    const renumbered = wires.map((wire, i) => ({ ...wire, number: i + 2 }));
    expect(await refusal(() => readChain(MARC, renumbered))).toBe("chain");
  });

  it("with a second that follows another first is refused", async () => {
    const [one, other] = [await createKeyring(MARC), await createKeyring(MARC)];
    const next = await createKeyring(MARC, other.card);
    const wires = [one.card, next.card].map(({ number, jws, fingerprint }) => ({ number, jws, sha256: fingerprint }));
    expect(await refusal(() => readChain(MARC, wires))).toBe("chain");
  });
});

describe("a signature", () => {
  const claims = { a: 1 };
  it("is for one purpose and one scheme, has three parts and a header of ours", async () => {
    const { signer } = world.ines.self;
    const jws = await sign("draft", claims, signer);
    expect(await verify("draft", jws, signer.publicKey)).toMatchObject(claims);
    const part = (value: unknown): string => toBase64url(utf8(typeof value === "string" ? value : JSON.stringify(value)));
    const [head = "", body = "", tail = ""] = jws.split(".");
    const forms: [string, string][] = [
      ["malformed", ""],
      ["malformed", `${head}.${body}`],
      ["malformed", `${jws}.${tail}`],
      ["malformed", `${part({ alg: "none", typ: "ithaca.v1.draft" })}.${body}.`],
      ["malformed", `${part({ alg: "Ed25519", typ: "ithaca.v1.draft", kid: "1" })}.${body}.${tail}`],
      ["malformed", `${part({ alg: "Ed25519", typ: "ithaca.v1.content" })}.${body}.${tail}`],
      ["malformed", `${part("null")}.${body}.${tail}`],
      ["malformed", `${head}.${part("[1]")}.${tail}`],
      ["malformed", `${head}.${part("{")}.${tail}`],
      ["scheme", `${head}.${part({ a: 1, scheme: "ithaca.v0" })}.${tail}`],
      ["signature", `${head}.${part({ a: 2, scheme: "ithaca.v1" })}.${tail}`],
      ["signature", `${head}.${body}.${"A".repeat(86)}`],
    ];
    for (const [reason, form] of forms) expect(await refusal(() => verify("draft", form, signer.publicKey)), form).toBe(reason);
    expect(await refusal(() => verify("draft", jws, "no key"))).toBe("card");
    expect(() => peek("draft", "a.b.c.d")).toThrow(Tampered);
  });

  it("has one spelling: a card spelt otherwise would have another fingerprint", async () => {
    const { card } = world.ines.self;
    const last = card.jws.slice(-1);
    for (const sign of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_") {
      if (sign !== last) expect(await refusal(() => readCard(card.jws.slice(0, -1) + sign)), sign).toBe("signature");
    }
  });

  it("makes a card that follows the one before", async () => {
    const { card, signer } = world.ines.self;
    expect(await makeCard(INES, card.recipient, signer, card)).toMatchObject({ number: 2, previous: card.fingerprint });
  });
});

describe("an age file", () => {
  it("for passphrases is none for a key, and the other way about", async () => {
    const { card, identity } = world.ines.self;
    const sealed = await sealTo(card.recipient, "a.b.c");
    expect([stanzas(sealed), workFactor(sealed)]).toEqual([["X25519"], null]);
    expect(await refusal(() => unwrap(sealed, "kit", "un kit", INES))).toBe("kdf");
    const wrapped = await wrap((await createKeyring(INES)).keyring, "kit", "un kit");
    expect(await refusal(() => unseal(identity, wrapped))).toBe("recipient");
    const head = "age-encryption.org/v1\n-> \n-> scrypt a 10\n-> scrypt b 10\n--- mac\n";
    expect([stanzas(utf8(head)), workFactor(utf8(head))]).toEqual([["", "scrypt", "scrypt"], null]);
    expect(() => stanzas(utf8("age-encryption.org/v1\n-> X25519 a\n"))).toThrow(Tampered);
  });

  it("keyrings in it are of this scheme, or none", () => {
    expect(() => fromText("{")).toThrow(Tampered);
    expect(() => fromText('{"scheme":"ithaca.v0"}')).toThrow("scheme");
  });
});
