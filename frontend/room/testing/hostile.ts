/** A server in memory for tests: honest until a test bends what it shows. Holds ciphertext only, like the real one. */
import { fromBase64url, sha256, toBase64url } from "../core/bytes";
import type { CardWire } from "../core/cards";
import type { DraftWire, FormerWrapWire, KeyringWire, NewKeyringWire, NewRevisionWire, RenewedKeyringWire, RoomSummary, Server, WriteAnswer } from "../core/client";
import { ApiError } from "../core/errors";
import { peek, text } from "../core/format";
import type { Way } from "../core/keyring";
import type { GrantWire, MemberWire, ObjectWire, RevisionWire, RoomWire, SealedRoom } from "../core/room";
import type { Half, HalfStore } from "../core/halves";
import type { WaitingStore, WaitingText } from "../core/outbox";
import type { Ground } from "../core/vault";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
export type StoredRevision = Mutable<RevisionWire> & { file: string };
export interface StoredObject {
  id: string;
  kind: string;
  about: string | null;
  author: string;
  destroyed: string | null;
  destruction: string | null;
  revisions: StoredRevision[];
}
export interface StoredRoom {
  id: string;
  purpose: string;
  closed: string | null;
  members: MemberWire[];
  epochs: { number: number; recipient: string }[];
  grants: (Mutable<GrantWire> & { member: string })[];
  objects: StoredObject[];
}

const AT = "2026-01-01T00:00:00Z";

/** The database that all connections of a test share. */
export class Database {
  readonly keyrings = new Map<string, Mutable<KeyringWire>>();
  readonly former = new Map<string, FormerWrapWire[]>();
  readonly rooms = new Map<string, StoredRoom>();
  readonly drafts = new Map<string, Mutable<DraftWire> & { person: string; room: string }>();
  /** What people are called; by their id where nothing is known. */
  names: Readonly<Record<string, string>> = {};
  /** The server's clock, which stands still until a test lets it go. */
  now: () => string = () => AT;

  /** What a higher layer's action does: files a sealed room for these people. */
  async file(sealed: SealedRoom, maker: string, members: readonly string[], purpose = ""): Promise<StoredRoom> {
    const room: StoredRoom = {
      id: sealed.id,
      purpose,
      closed: null,
      members: members.map((person) => ({ person, name: this.names[person] ?? person, joined: AT, left: null })),
      epochs: [{ number: 1, recipient: sealed.recipient }],
      grants: Object.entries(sealed.grants).map(([member, file]) => ({ epoch: 1, issuer: maker, member, file })),
      objects: [],
    };
    for (const { id, kind, about, file } of sealed.objects) {
      const first = { kind, about, number: 1, epoch: 1, previous: null, file };
      room.objects.push({ id, kind, about, author: maker, destroyed: null, destruction: null, revisions: [await stored(first, maker, this.now())] });
    }
    this.rooms.set(room.id, room);
    return room;
  }
}

export async function stored(revision: NewRevisionWire, author: string, at: string): Promise<StoredRevision> {
  const { number, epoch, previous, file } = revision;
  const bytes = fromBase64url(file);
  return { number, epoch, author, previous, file, sha256: await sha256(bytes), size: bytes.length, at };
}

export class MemoryServer implements Server {
  private half: string | null = null;
  /** A test bends the room here, just before it is handed out. */
  bend: (room: Mutable<RoomWire> & { objects: Mutable<ObjectWire>[] }) => void = () => undefined;
  bendKeyring: (keyring: Mutable<KeyringWire>) => void = () => undefined;

  constructor(
    readonly database: Database,
    readonly person: string,
  ) {}

  keyring(): Promise<KeyringWire | null> {
    const kept = structuredClone(this.database.keyrings.get(this.person) ?? null);
    if (kept !== null) this.bendKeyring(kept);
    return Promise.resolve(kept);
  }
  async setUp({ card, wraps, ledger }: NewKeyringWire): Promise<void> {
    const cards = [{ number: 1, jws: card, sha256: await sha256(card) }];
    const files = (Object.entries(wraps) as [Way, string][]).map(([way, file]) => ({ way, file, created: AT, proven: AT }));
    const person = text(peek("card", card), "person");
    this.database.keyrings.set(person, { person, scheme: "ithaca.v1", generation: 1, ledger, wraps: files, cards });
  }
  async putWrap(way: Way, file: Uint8Array, ledger: Uint8Array, generation: number): Promise<void> {
    await this.saveLedger(ledger, generation);
    const mine = this.mine();
    mine.wraps = [...mine.wraps.filter((one) => one.way !== way), { way, file: toBase64url(file), created: AT, proven: AT }];
  }
  /** What the API of the ways does; no part of `Server`, for a passkey goes through its account. */
  async removeWrap(way: Way, ledger: Uint8Array, generation: number): Promise<void> {
    await this.saveLedger(ledger, generation);
    const mine = this.mine();
    mine.wraps = mine.wraps.filter((one) => one.way !== way);
  }
  async renew({ card, wraps, ledger, generation }: RenewedKeyringWire): Promise<void> {
    await this.saveLedger(fromBase64url(ledger), generation);
    const mine = this.mine();
    const retired = mine.wraps.map(({ way, file }) => ({ way, file, retired: AT }));
    this.database.former.set(this.person, [...(this.database.former.get(this.person) ?? []), ...retired]);
    mine.wraps = (Object.entries(wraps) as [Way, string][]).map(([way, file]) => ({ way, file, created: AT, proven: AT }));
    mine.cards = [...mine.cards, { number: mine.cards.length + 1, jws: card, sha256: await sha256(card) }];
  }
  formerWraps(): Promise<readonly FormerWrapWire[]> {
    return Promise.resolve(this.database.former.get(this.person) ?? []);
  }
  beginEpoch(id: string, { number, recipient }: { number: number; recipient: string }, grants: Readonly<Record<string, string>>): Promise<void> {
    const room = this.here(id);
    if (number !== room.epochs.length + 1) return Promise.reject(new ApiError(409, "refused", ""));
    room.epochs.push({ number, recipient });
    for (const [member, file] of Object.entries(grants)) room.grants.push({ epoch: number, issuer: this.person, member, file });
    return Promise.resolve();
  }
  proveWrap(): Promise<void> {
    return Promise.resolve();
  }
  saveLedger(file: Uint8Array, generation: number): Promise<void> {
    const mine = this.mine();
    if (generation !== mine.generation + 1) return Promise.reject(new ApiError(409, "outdated", ""));
    mine.generation = generation;
    mine.ledger = toBase64url(file);
    return Promise.resolve();
  }
  cards(person: string): Promise<readonly CardWire[]> {
    return Promise.resolve(structuredClone(this.database.keyrings.get(person)?.cards ?? []));
  }
  rooms(): Promise<readonly RoomSummary[]> {
    const mine = [...this.database.rooms.values()].filter((room) => room.members.some((member) => member.person === this.person));
    return Promise.resolve(mine.map(({ id, purpose, members }) => ({ id, purpose, members })));
  }
  room(id: string): Promise<RoomWire> {
    const room = this.here(id);
    const wire = {
      id,
      purpose: room.purpose,
      closed: room.closed,
      members: room.members,
      epochs: room.epochs,
      grants: room.grants.filter((grant) => grant.member === this.person),
      cards: Object.fromEntries(room.members.map(({ person }) => [person, this.database.keyrings.get(person)?.cards ?? []])),
      objects: room.objects.map(shown),
    };
    const copy = structuredClone(wire);
    this.bend(copy);
    return Promise.resolve(copy);
  }
  news(id: string): Promise<RoomWire | null> {
    return this.room(id);
  }
  async createRoom(sealed: SealedRoom): Promise<void> {
    await this.database.file(sealed, this.person, [this.person], "journal");
  }
  history(room: string, object: string): Promise<readonly (RevisionWire & { file: string })[]> {
    return Promise.resolve(structuredClone(this.object(room, object)?.revisions ?? []));
  }
  async write(room: string, id: string, revision: NewRevisionWire): Promise<WriteAnswer> {
    const made = await stored(revision, this.person, this.database.now());
    const known = this.object(room, id);
    if (known === undefined) {
      const { kind, about } = revision;
      this.here(room).objects.push({ id, kind, about, author: this.person, destroyed: null, destruction: null, revisions: [made] });
      return { state: "saved", revision: made };
    }
    const same = known.revisions.find((one) => one.sha256 === made.sha256);
    if (same) return { state: "saved", revision: same };
    if (known.revisions.at(-1)?.sha256 !== revision.previous) return { state: "conflict", object: structuredClone(shown(known)) };
    known.revisions.push(made);
    return { state: "saved", revision: made };
  }
  destroy(room: string, object: string, destruction: string): Promise<void> {
    const known = this.object(room, object);
    if (known) Object.assign(known, { destroyed: this.database.now(), destruction });
    return Promise.resolve();
  }
  drafts(): Promise<readonly DraftWire[]> {
    return Promise.resolve([...this.database.drafts.values()]);
  }
  saveDraft(room: string, object: string, file: Uint8Array): Promise<void> {
    this.database.drafts.set(object, { object, file: toBase64url(file), at: AT, person: this.person, room });
    return Promise.resolve();
  }
  discardDraft(_room: string, object: string): Promise<void> {
    this.database.drafts.delete(object);
    return Promise.resolve();
  }
  sessionHalf(): Promise<string | null> {
    return Promise.resolve(this.half);
  }
  keepSessionHalf(half: string): Promise<void> {
    this.half = half;
    return Promise.resolve();
  }
  dropSessionHalf(): Promise<void> {
    this.half = null;
    return Promise.resolve();
  }

  private mine(): Mutable<KeyringWire> {
    const mine = this.database.keyrings.get(this.person);
    if (mine === undefined) throw new ApiError(404, "not-found", "");
    return mine;
  }
  private here(id: string): StoredRoom {
    const room = this.database.rooms.get(id);
    if (room === undefined) throw new ApiError(404, "not-found", "");
    return room;
  }
  private object(room: string, id: string): StoredObject | undefined {
    return this.here(room).objects.find((one) => one.id === id);
  }
}

function shown({ revisions, ...object }: StoredObject): ObjectWire {
  const last = revisions.at(-1);
  const facts = revisions.map(({ number, epoch, author, sha256, previous, size, at }) => ({ number, epoch, author, sha256, previous, size, at }));
  return { ...object, head: last?.number ?? 0, created: revisions[0]?.at ?? AT, revisions: facts, file: object.destroyed ? null : (last?.file ?? null) };
}

/** A browser's half in memory. */
export class MemoryStore implements HalfStore {
  half: Half | null = null;
  get(): Promise<Half | null> {
    return Promise.resolve(this.half);
  }
  put(half: Half): Promise<void> {
    this.half = half;
    return Promise.resolve();
  }
  clear(): Promise<void> {
    this.half = null;
    return Promise.resolve();
  }
}

/** What waits on a device, in memory. */
export class MemoryWaiting implements WaitingStore {
  readonly texts = new Map<string, WaitingText>();
  all(): Promise<readonly WaitingText[]> {
    return Promise.resolve([...this.texts.values()]);
  }
  put(text: WaitingText): Promise<void> {
    this.texts.set(text.object, text);
    return Promise.resolve();
  }
  remove(object: string): Promise<void> {
    this.texts.delete(object);
    return Promise.resolve();
  }
}

/** A device of `person`: its own store and memory, the shared database. */
export function device(database: Database, person: string): Ground & { server: MemoryServer; store: MemoryStore; waiting: MemoryWaiting } {
  const generations = new Map<string, number>();
  const memory = {
    get: (id: string) => generations.get(id) ?? 0,
    set: (id: string, generation: number) => void generations.set(id, generation),
  };
  return { server: new MemoryServer(database, person), store: new MemoryStore(), memory, waiting: new MemoryWaiting() };
}
