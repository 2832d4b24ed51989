/**
 * What a person's vault remembers: whose card was seen, whose was compared, how far each object had come.
 *
 * One file, sealed to oneself and signed by oneself, kept by the server under a counter. Own writings
 * carry the counter (`ring`), so that a server that hands out an older ledger is found out.
 */
import type { Json, JsonObject } from "./bytes";
import { current, type Card } from "./cards";
import { Tampered } from "./errors";
import { record, sealTo, sign, text, textOrNull, unseal, verify, whole, type SigningKey } from "./format";
import type { Way } from "./keyring";

export interface Pin {
  readonly card: string;
  /** When the two compared their safety number; null until then. */
  readonly compared: string | null;
  /** The name that the other had then; null where none was compared. */
  readonly name: string | null;
}

export interface Ledger {
  readonly generation: number;
  readonly pins: Readonly<Record<string, Pin>>;
  /** Room id → object id → highest revision seen; under EPOCH the highest number of a room key, under MESSAGES and an author that of their messages. */
  readonly seen: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Way of unlocking → generation of the keyring in its newest wrap. */
  readonly wraps: Readonly<Partial<Record<Way, number>>>;
}

export const EPOCH = "epoch";
export const MESSAGES = "message/";
export const EMPTY_LEDGER: Ledger = { generation: 0, pins: {}, seen: {}, wraps: {} };

/** Takes a person's card chain against the pin: pins at first sight, blocks on any change since. */
export function meet(ledger: Ledger, chain: readonly Card[]): Ledger {
  const card = current(chain);
  const pin = ledger.pins[card.person];
  if (pin === undefined) return withPin(ledger, card.person, { card: card.fingerprint, compared: null, name: null });
  if (pin.card !== card.fingerprint) throw new Tampered("pin", card.person);
  return ledger;
}

/** Notes that the two have compared the safety number made of this very card, and under which name; also accepts a changed card. */
export function compared(ledger: Ledger, card: Card, name: string | null = null): Ledger {
  return withPin(ledger, card.person, { card: card.fingerprint, compared: new Date().toISOString(), name });
}

/** Refuses an older state than remembered. */
export function checkSeen(ledger: Ledger, room: string, object: string, revision: number): void {
  if (revision < (ledger.seen[room]?.[object] ?? 0)) throw new Tampered("rollback", object);
}

/** Remembers how far objects of a room have come; refuses an older state than remembered. */
export function seeAll(ledger: Ledger, room: string, revisions: Iterable<readonly [object: string, revision: number]>): Ledger {
  const here = { ...ledger.seen[room] };
  let changed = false;
  for (const [object, revision] of revisions) {
    checkSeen(ledger, room, object, revision);
    changed ||= revision > (here[object] ?? 0);
    here[object] = revision;
  }
  return changed ? { ...ledger, seen: { ...ledger.seen, [room]: here } } : ledger;
}

/** Refuses a room from which an object seen before is gone; a destroyed one is still there as a fact. */
export function checkComplete(ledger: Ledger, room: string, objects: ReadonlyMap<string, unknown>): void {
  const gone = Object.keys(ledger.seen[room] ?? {}).find((object) => object !== EPOCH && !object.startsWith(MESSAGES) && !objects.has(object));
  if (gone !== undefined) throw new Tampered("missing", gone);
}

/** Notes that a way of unlocking has a new wrap. */
export function rewrapped(ledger: Ledger, way: Way, generation: number): Ledger {
  return { ...ledger, wraps: { ...ledger.wraps, [way]: generation } };
}

/** Forgets a way of unlocking. */
export function withoutWay(ledger: Ledger, way: Way): Ledger {
  return { ...ledger, wraps: Object.fromEntries(Object.entries(ledger.wraps).filter(([one]) => one !== way)) };
}

/**
 * Two devices' ledgers in one: the later counter, every pin, the furthest revision. Pins that differ block. The ways
 * of unlocking are the stored ones: they change together with what the server keeps, so that one removed stays removed.
 */
export function merge(mine: Ledger, stored: Ledger): Ledger {
  const pins = { ...stored.pins };
  for (const [person, pin] of Object.entries(mine.pins)) {
    const other = stored.pins[person];
    if (other === undefined || (pin.compared ?? "") > (other.compared ?? "")) pins[person] = pin;
    else if (other.card !== pin.card && other.compared === null) throw new Tampered("pin", person);
  }
  const seen: Record<string, Record<string, number>> = {};
  for (const room of Object.keys({ ...stored.seen, ...mine.seen })) {
    const here = { ...stored.seen[room] };
    for (const [object, revision] of Object.entries(mine.seen[room] ?? {})) here[object] = Math.max(revision, here[object] ?? 0);
    seen[room] = here;
  }
  return { generation: stored.generation, pins, seen, wraps: stored.wraps };
}

function withPin(ledger: Ledger, person: string, pin: Pin): Ledger {
  return { ...ledger, pins: { ...ledger.pins, [person]: pin } };
}

/** The ledger as the file that the server keeps, one generation on. */
export async function sealLedger(ledger: Ledger, card: Card, signer: SigningKey): Promise<{ ledger: Ledger; file: Uint8Array }> {
  const next: Ledger = { ...ledger, generation: ledger.generation + 1 };
  const claims = { ...next, person: card.person } as unknown as JsonObject;
  return { ledger: next, file: await sealTo(card.recipient, await sign("ledger", claims, signer)) };
}

/** Opens the ledger; refuses one older than `atLeast`. */
export async function openLedger(file: Uint8Array, identity: string, card: Card, atLeast = 1): Promise<Ledger> {
  const claims = await verify("ledger", await unseal(identity, file), card.signing);
  if (text(claims, "person") !== card.person) throw new Tampered("person");
  const generation = whole(claims, "generation");
  if (generation < atLeast) throw new Tampered("generation");
  return {
    generation,
    pins: Object.fromEntries(Object.entries(record(claims, "pins")).map(([id, pin]) => [id, readPin(pin)])),
    seen: rooms(record(claims, "seen")),
    wraps: numbers(record(claims, "wraps")),
  };
}

function readPin(value: Json): Pin {
  const claims = record({ value }, "value");
  return { card: text(claims, "card"), compared: textOrNull(claims, "compared"), name: claims["name"] === undefined ? null : textOrNull(claims, "name") };
}

function rooms(claims: JsonObject): Record<string, Record<string, number>> {
  return Object.fromEntries(Object.keys(claims).map((room) => [room, numbers(record(claims, room))]));
}

function numbers(claims: JsonObject): Record<string, number> {
  return Object.fromEntries(Object.keys(claims).map((key) => [key, whole(claims, key)]));
}
