/** A room: a key that its members were granted, and objects written under it. No network here. */
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { fromBase64url, newId, sha256, toBase64url, type Bytes, type JsonObject } from "./bytes";
import type { Card, CardWire } from "./cards";
import { KeysRenewed, Tampered } from "./errors";
import { checkHash, list, peek, record, sealTo, sign, text, textOrNull, unseal, verify, whole, type SigningKey } from "./format";

/** Oneself, unlocked. */
export interface Self {
  readonly person: string;
  readonly identity: string;
  readonly signer: SigningKey;
  readonly card: Card;
}

/** A room key with the people it was granted to. */
export interface Epoch {
  readonly room: string;
  readonly number: number;
  readonly identity: string;
  readonly recipient: string;
  /** Person id → the card that the person signs with in this epoch. */
  readonly members: ReadonlyMap<string, Card>;
}

/** What a room's maker sends: JSON of the API's `SealedRoom`. Bytes are base64url. */
export interface SealedRoom {
  readonly id: string;
  readonly recipient: string;
  readonly grants: Readonly<Record<string, string>>;
  readonly objects: readonly SealedObject[];
}

/** The first revision of an object that is made together with its room. */
export interface SealedObject {
  readonly id: string;
  readonly kind: string;
  readonly about: string | null;
  readonly file: string;
}

export interface EpochWire {
  readonly number: number;
  readonly recipient: string;
}
export interface GrantWire {
  readonly epoch: number;
  readonly issuer: string;
  readonly file: string;
}
export interface MemberWire {
  readonly person: string;
  readonly name: string;
  readonly joined: string;
  readonly left: string | null;
}
export interface RevisionWire {
  readonly number: number;
  readonly epoch: number;
  readonly author: string;
  readonly sha256: string;
  readonly previous: string | null;
  readonly size: number;
  readonly at: string;
}
export interface ObjectWire {
  readonly id: string;
  readonly kind: string;
  /** The fact that the object belongs to (a meeting, a goal), where there is one. */
  readonly about: string | null;
  readonly author: string;
  readonly head: number;
  readonly created: string;
  readonly destroyed: string | null;
  /** What its author has signed on destroying it. */
  readonly destruction: string | null;
  readonly revisions: readonly RevisionWire[];
  /** The head's age file, base64url; null once destroyed. */
  readonly file: string | null;
}
export interface RoomWire {
  readonly id: string;
  /** A mark of everything that follows; it changes with it. */
  readonly version?: string;
  readonly purpose: string;
  /** Since when nothing is added any more; null while the room is in use. */
  readonly closed: string | null;
  readonly members: readonly MemberWire[];
  readonly epochs: readonly EpochWire[];
  /** The reader's own grants. */
  readonly grants: readonly GrantWire[];
  /** Person id → card chain, for everyone who ever was a member. */
  readonly cards: Readonly<Record<string, readonly CardWire[]>>;
  readonly objects: readonly ObjectWire[];
}

/** Where a revision must stand; all of it is checked against what its author signed. */
export interface Place {
  readonly room: string;
  readonly object: string;
  readonly kind: string;
  readonly about: string | null;
  readonly revision: number;
  readonly previous: string | null;
  readonly author: string;
}

/** A revision, decrypted and verified. */
export interface Opened extends Place {
  readonly content: JsonObject;
  readonly at: string;
  readonly epoch: number;
  /** Generation of the author's ledger at the time of writing. */
  readonly ring: number;
  readonly sha256: string;
}

/** Makes a room for these members (oneself included) and grants its key to each. */
export async function makeRoom(self: Self, members: readonly Card[], id: string = newId()): Promise<{ sealed: SealedRoom; epoch: Epoch }> {
  const { epoch, grants } = await makeEpoch(self, id, members);
  return { sealed: { id, recipient: epoch.recipient, grants, objects: [] }, epoch };
}

/** Adds a first object to a room that is about to be created. */
export async function withObject(
  made: { sealed: SealedRoom; epoch: Epoch },
  self: Self,
  object: { id?: string; kind: string; about?: string | null; content: JsonObject; ring: number },
): Promise<{ sealed: SealedRoom; epoch: Epoch }> {
  const id = object.id ?? newId();
  const about = object.about ?? null;
  const place = { room: made.sealed.id, object: id, kind: object.kind, about, revision: 1, previous: null, author: self.person };
  const { file } = await sealContent(self, made.epoch, { place, content: object.content, ring: object.ring });
  const objects = [...made.sealed.objects, { id, kind: object.kind, about, file: toBase64url(file) }];
  return { sealed: { ...made.sealed, objects }, epoch: made.epoch };
}

/**
 * Makes the next room key and a signed grant for each member. `past` are the epochs before, oldest first:
 * each grant hands their keys on, so that whoever holds the newest grant reads the whole room.
 */
export async function makeEpoch(self: Self, room: string, cards: readonly Card[], past: readonly Epoch[] = []): Promise<{ epoch: Epoch; grants: Record<string, string> }> {
  const members = new Map(cards.map((card) => [card.person, card]));
  if (members.size !== cards.length || members.get(self.person)?.fingerprint !== self.card.fingerprint) {
    throw new TypeError("a room has each member once, its maker included");
  }
  const identity = await generateX25519Identity();
  const epoch: Epoch = { room, number: past.length + 1, identity, recipient: await identityToRecipient(identity), members };
  const grants: Record<string, string> = {};
  for (const card of cards) grants[card.person] = toBase64url(await sealGrant(self, epoch, past, card));
  return { epoch, grants };
}

async function sealGrant(self: Self, epoch: Epoch, past: readonly Epoch[], member: Card): Promise<Bytes> {
  const claims: JsonObject = {
    room: epoch.room,
    epoch: epoch.number,
    member: member.person,
    issuer: self.person,
    card: self.card.fingerprint,
    identity: epoch.identity,
    previous: past.at(-1)?.recipient ?? null,
    members: fingerprints(epoch),
    past: past.map((one) => ({ identity: one.identity, members: fingerprints(one) })),
    at: new Date().toISOString(),
  };
  return sealTo(member.recipient, await sign("grant", claims, self.signer));
}

function fingerprints(epoch: Epoch): Record<string, string> {
  return Object.fromEntries([...epoch.members].map(([person, card]) => [person, card.fingerprint]));
}

type Chains = ReadonlyMap<string, readonly Card[]>;

/** Opens a grant and verifies that somebody of the room made it, for me; returns every epoch that it hands on, its own last. */
export async function openGrant(self: Self, room: string, wire: GrantWire, announced: readonly EpochWire[], chains: Chains): Promise<Epoch[]> {
  const jws = await unseal(self.identity, fromBase64url(wire.file));
  const unchecked = peek("grant", jws);
  const issuer = cardOf(chains, text(unchecked, "issuer"), text(unchecked, "card"), "issuer");
  const claims = await verify("grant", jws, issuer.signing);
  if (text(claims, "room") !== room) throw new Tampered("room", "grant");
  if (whole(claims, "epoch") !== wire.epoch) throw new Tampered("epoch", "grant");
  if (text(claims, "member") !== self.person) throw new Tampered("member", "grant");
  if (issuer.person !== wire.issuer) throw new Tampered("issuer");
  // Grants of the first epoch were made before there was anything to hand on.
  const past = claims["past"] === undefined ? [] : list(claims, "past");
  const keys = [...past, { identity: text(claims, "identity"), members: record(claims, "members") }];
  if (keys.length !== wire.epoch) throw new Tampered("chain", "epoch");
  const epochs: Epoch[] = [];
  for (const [i, key] of keys.entries()) epochs.push(await readEpoch(room, announced[i], key, chains));
  const [before, last] = [epochs.at(-2), epochs.at(-1)];
  if (last?.members.get(issuer.person)?.fingerprint !== issuer.fingerprint) throw new Tampered("issuer");
  if (last.members.get(self.person)?.fingerprint !== self.card.fingerprint) throw new Tampered("own-card", "grant");
  if (before && !before.members.has(issuer.person)) throw new Tampered("issuer", "not a member before");
  if (textOrNull(claims, "previous") !== (before?.recipient ?? null)) throw new Tampered("chain", "epoch");
  return epochs;
}

async function readEpoch(room: string, announced: EpochWire | undefined, key: JsonObject, chains: Chains): Promise<Epoch> {
  if (announced === undefined) throw new Tampered("chain", "epoch");
  const listed = record(key, "members");
  const members = new Map(Object.keys(listed).map((person) => [person, cardOf(chains, person, text(listed, person), "card")]));
  const { number, recipient } = announced;
  const identity = text(key, "identity");
  if ((await identityToRecipient(identity).catch(() => "")) !== recipient) throw new Tampered("recipient");
  return { room, number, identity, recipient, members };
}

function cardOf(chains: Chains, person: string, fingerprint: string, reason: "issuer" | "card"): Card {
  const card = chains.get(person)?.find((one) => one.fingerprint === fingerprint);
  if (card === undefined) throw new Tampered(reason, person);
  return card;
}

/** Opens the newest grant, which hands on every earlier key; refuses gaps, and members other than those it was made for. */
export async function openEpochs(self: Self, wire: RoomWire, chains: Chains): Promise<Map<number, Epoch>> {
  if (wire.epochs.some(({ number }, i) => number !== i + 1)) throw new Tampered("chain", "epoch");
  const grant = wire.grants.find((one) => one.epoch === wire.epochs.length);
  if (grant === undefined) throw new Tampered("missing", "grant");
  const epochs = await openGrant(self, wire.id, grant, wire.epochs, chains).catch((error: unknown) => {
    // Sealed to keys that I had before: somebody of the room has to grant it again.
    if (error instanceof Tampered && error.reason === "key" && self.card.number > 1) throw new KeysRenewed(wire.id);
    throw error;
  });
  const granted = epochs.at(-1)?.members;
  const present = wire.members.filter((member) => member.left === null).map((member) => member.person);
  if (present.some((person) => !granted?.has(person))) throw new Tampered("member");
  return new Map(epochs.map((epoch) => [epoch.number, epoch]));
}

/** Seals one revision under the room key. */
export async function sealContent(self: Self, epoch: Epoch, revision: { place: Place; content: JsonObject; ring: number }): Promise<{ file: Bytes; sha256: string }> {
  const { place, content, ring } = revision;
  const claims: JsonObject = {
    object: place.object,
    kind: place.kind,
    about: place.about,
    room: place.room,
    revision: place.revision,
    previous: place.previous,
    author: self.person,
    card: self.card.fingerprint,
    epoch: epoch.number,
    ring,
    content,
    at: new Date().toISOString(),
  };
  const file = await sealTo(epoch.recipient, await sign("content", claims, self.signer));
  return { file, sha256: await sha256(file) };
}

/** Opens one revision; throws Tampered unless it was written for this very place by a member of its epoch. */
export async function openContent(file: Uint8Array, epoch: Epoch, place: Place): Promise<Opened> {
  const jws = await unseal(epoch.identity, file);
  const author = text(peek("content", jws), "author");
  if (author !== place.author) throw new Tampered("author");
  const card = epoch.members.get(author);
  if (card?.fingerprint !== text(peek("content", jws), "card")) throw new Tampered("key");
  const claims = await verify("content", jws, card.signing);
  if (text(claims, "room") !== place.room || place.room !== epoch.room) throw new Tampered("room");
  if (whole(claims, "epoch") !== epoch.number) throw new Tampered("epoch");
  if (text(claims, "object") !== place.object) throw new Tampered("object");
  if (text(claims, "kind") !== place.kind) throw new Tampered("kind");
  if (textOrNull(claims, "about") !== place.about) throw new Tampered("about");
  if (whole(claims, "revision") !== place.revision) throw new Tampered("revision");
  if (textOrNull(claims, "previous") !== place.previous) throw new Tampered("previous");
  return {
    ...place,
    content: record(claims, "content"),
    at: text(claims, "at"),
    epoch: epoch.number,
    ring: whole(claims, "ring"),
    sha256: await sha256(file),
  };
}

/** Opens the head of an object; the list of revisions must be one chain without a gap. */
export async function openHead(epochs: ReadonlyMap<number, Epoch>, room: string, wire: ObjectWire): Promise<Opened> {
  checkChain(wire);
  const head = wire.revisions.at(-1);
  if (head === undefined || wire.file === null) throw new Tampered("missing", wire.id);
  return openRevision(epochs, room, wire, { ...head, file: wire.file });
}

/** Opens any one revision of an object. */
export async function openRevision(epochs: ReadonlyMap<number, Epoch>, room: string, object: { id: string; kind: string; about: string | null }, wire: RevisionWire & { file: string }): Promise<Opened> {
  const epoch = epochs.get(wire.epoch);
  if (epoch === undefined) throw new Tampered("epoch");
  const file = fromBase64url(wire.file);
  await checkHash(file, wire.sha256);
  const { number: revision, previous, author } = wire;
  return openContent(file, epoch, { room, object: object.id, kind: object.kind, about: object.about, revision, previous, author });
}

/** Refuses a list of revisions that is not the whole, in order. */
export function checkChain(wire: { head: number; revisions: readonly RevisionWire[] }): void {
  let before: RevisionWire | null = null;
  for (const revision of wire.revisions) {
    if (revision.number !== (before?.number ?? 0) + 1) throw new Tampered("chain", "revision");
    if (revision.previous !== (before?.sha256 ?? null)) throw new Tampered("previous");
    if (revision.epoch < (before?.epoch ?? 1)) throw new Tampered("epoch", "older key than before");
    before = revision;
  }
  if (before?.number !== wire.head) throw new Tampered("missing", "revision");
}
