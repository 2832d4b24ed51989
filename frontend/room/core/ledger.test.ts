import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { JsonObject } from "./bytes";
import { createKeyring, signerOf } from "./keyring";
import { checkComplete, compared, EMPTY_LEDGER, EPOCH, meet, merge, openLedger, rewrapped, sealLedger, seeAll, withoutWay, type Ledger, type Pin } from "./ledger";
import { sealTo, sign } from "./format";
import { INES, MARC, refusal } from "../testing/world";
import type { Self } from "./room";

const ROOM = "0192eeee-0000-7000-8000-00000000aaaa";
const see = (ledger: Ledger, room: string, object: string, revision: number): Ledger => seeAll(ledger, room, [[object, revision]]);
let ines: Self;
let marc: Self;

async function someone(person: string): Promise<Self> {
  const { keyring, card } = await createKeyring(person);
  return { person, identity: keyring.identity, signer: await signerOf(keyring), card };
}
beforeAll(async () => {
  [ines, marc] = await Promise.all([someone(INES), someone(MARC)]);
});

/** What one device may remember: cards at first sight, or as compared at some moment. */
const pin: fc.Arbitrary<Pin> = fc
  .option(fc.integer({ min: 10, max: 99 }), { nil: null })
  .map((day) => (day === null ? { card: "first sight", compared: null, name: null } : { card: `card of ${day}`, compared: `20${day}-01-01T00:00:00Z`, name: `name of ${day}` }));
const name = fc.constantFrom("a", "b", "c", EPOCH);
const ledgers = fc.record({
  generation: fc.nat(9),
  pins: fc.dictionary(name, pin),
  seen: fc.dictionary(name, fc.dictionary(name, fc.integer({ min: 1, max: 9 }))),
  wraps: fc.constant({}),
});
const shown = ({ pins, seen }: Ledger): string => JSON.stringify([pins, seen].map((one) => sorted(one)));
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]);
}
const all = (list: readonly Ledger[]): Ledger => list.reduce((stored, mine) => merge(mine, stored), EMPTY_LEDGER);

describe("ledgers of several devices", () => {
  it("end the same in whatever order they are merged", () => {
    const orders = fc.array(ledgers, { maxLength: 5 }).chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
    fc.assert(fc.property(orders, ([one, other]) => shown(all(one)) === shown(all(other))), { numRuns: 500 });
  });

  it("merged twice are merged once", () => {
    fc.assert(fc.property(ledgers, ledgers, (one, other) => shown(merge(one, merge(one, other))) === shown(merge(one, other))));
  });

  it("forget no pin and no revision", () => {
    const kept = (mine: Ledger, stored: Ledger): boolean => {
      const both = merge(mine, stored);
      return [mine, stored].every((one) =>
        Object.keys(one.pins).every((person) => person in both.pins) &&
        Object.entries(one.seen).every(([room, seen]) => Object.entries(seen).every(([object, n]) => (both.seen[room]?.[object] ?? 0) >= n)));
    };
    fc.assert(fc.property(ledgers, ledgers, kept));
  });

  it("that were shown two cards of one person block; once compared, that card stands", () => {
    const pinned = (card: string): Ledger => ({ ...EMPTY_LEDGER, pins: { [MARC]: { card, compared: null, name: null } } });
    const [one, other] = [pinned("card 1"), pinned("card 2")];
    for (const [mine, stored] of [[one, other], [other, one]] as const) expect(() => merge(mine, stored)).toThrow("pin");
    const sure = { ...EMPTY_LEDGER, pins: { [MARC]: { card: "card 2", compared: "2026-01-01T00:00:00Z", name: "Marc" } } };
    expect([merge(one, sure).pins, merge(sure, one).pins]).toEqual([sure.pins, sure.pins]);
  });

  it("take the ways of opening and the counter from what the server keeps", () => {
    const stored = rewrapped({ ...EMPTY_LEDGER, generation: 5 }, "kit", 4);
    const mine = rewrapped({ ...EMPTY_LEDGER, generation: 3 }, "passphrase", 2);
    expect(merge(mine, stored)).toMatchObject({ generation: 5, wraps: { kit: 4 } });
    expect(withoutWay(stored, "kit").wraps).toEqual({});
  });
});

describe("what was seen", () => {
  it("never goes back", () => {
    const far = see(see(EMPTY_LEDGER, ROOM, "o", 3), ROOM, EPOCH, 1);
    expect(see(far, ROOM, "o", 3)).toBe(far);
    expect(() => see(far, ROOM, "o", 2)).toThrow("rollback");
    expect(() => { checkComplete(far, ROOM, new Map()); }).toThrow("missing");
    expect(() => { checkComplete(far, ROOM, new Map([["o", 1]])); }).not.toThrow();
    expect(() => { checkComplete(far, "another room", new Map()); }).not.toThrow();
  });

  it("a card is pinned at first sight, and a change accepted by comparing only", async () => {
    const met = meet(EMPTY_LEDGER, [marc.card]);
    expect(meet(met, [marc.card])).toBe(met);
    const changed = (await someone(MARC)).card;
    expect(() => meet(met, [changed])).toThrow("pin");
    expect(meet(compared(met, changed), [changed]).pins[MARC]?.card).toBe(changed.fingerprint);
  });
});

describe("the ledger's file", () => {
  it("opens as it was sealed, one generation on", async () => {
    const remembered = compared(see(meet(rewrapped(EMPTY_LEDGER, "kit", 1), [ines.card]), ROOM, "o", 2), marc.card);
    const { ledger, file } = await sealLedger(remembered, ines.card, ines.signer);
    expect(ledger.generation).toBe(1);
    expect(await openLedger(file, ines.identity, ines.card)).toEqual(ledger);
    expect(await refusal(() => openLedger(file, ines.identity, ines.card, 2))).toBe("generation");
    expect(await refusal(() => openLedger(file, ines.identity, { ...ines.card, person: MARC }))).toBe("person");
    expect(await refusal(() => openLedger(file, marc.identity, marc.card))).toBe("key");
  });

  const holes: [string, JsonObject][] = [
    ["a counter that is no number", { generation: "1" }],
    ["a counter below nothing", { generation: -1 }],
    ["a counter with a fraction", { generation: 1.5 }],
    ["pins that are a list", { pins: [] }],
    ["a pin that is none", { pins: { [MARC]: "card" } }],
    ["a pin without a card", { pins: { [MARC]: { compared: null } } }],
    ["a pin compared at no time", { pins: { [MARC]: { card: "c", compared: 3 } } }],
    ["a revision that is a word", { seen: { [ROOM]: { o: "two" } } }],
    ["no ways", { wraps: null }],
  ];
  it.each(holes)("with %s is malformed, even under one's own signature", async (_what, hole) => {
    const claims: JsonObject = { person: INES, generation: 1, pins: {}, seen: {}, wraps: {}, ...hole };
    const file = await sealTo(ines.card.recipient, await sign("ledger", claims, ines.signer));
    expect(await refusal(() => openLedger(file, ines.identity, ines.card))).toBe("malformed");
  });
});
