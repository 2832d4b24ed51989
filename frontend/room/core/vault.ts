/** A person's unlocked vault: keyring, ledger and the way to the server in one hand. */
import { fromBase64url, toBase64url, type JsonObject } from "./bytes";
import { current, readChain, safetyNumber, type Card, type CardWire } from "./cards";
import type { KeyringWire, OwnPurpose, RoomSummary, Server } from "./client";
import { openDraft, sealDraft } from "./drafts";
import { ApiError, KeysRenewed, Locked, Tampered, WrongSecret } from "./errors";
import type { HalfStore } from "./halves";
import { checkOwnCard, createKeyring, signerOf, unwrap, wrap, type Keyring, type Secrets, type Way } from "./keyring";
import { compared, EMPTY_LEDGER, meet, merge, openLedger, rewrapped, sealLedger, withoutWay, type Ledger } from "./ledger";
import { carryWaiting, type WaitingStore } from "./outbox";
import { takePending } from "./pending";
import { makeEpoch, makeRoom, openEpochs, withObject, type Epoch, type RoomWire, type SealedRoom, type Self } from "./room";
import { keepUnlocked, lock, restore, tellLocked } from "./session";
import { openWorkspace, type Check, type Look, type Workspace } from "./workspace";

/** Remembers on this device how far the ledger had come; forgotten at sign-out, so a help and no more. */
export interface Memory {
  get(person: string): number;
  set(person: string, generation: number): void;
}

export const deviceMemory: Memory = {
  get: (person) => Number(localStorage.getItem(`ithaca-vault-generation:${person}`) ?? 0),
  set: (person, generation) => {
    localStorage.setItem(`ithaca-vault-generation:${person}`, String(generation));
  },
};

/** What a vault stands on. */
export interface Ground {
  readonly server: Server;
  readonly store: HalfStore;
  readonly memory: Memory;
  /** What was written without a network waits here. */
  readonly waiting: WaitingStore;
}

export interface FirstObject {
  readonly id?: string;
  readonly kind: string;
  readonly about?: string | null;
  readonly content: JsonObject;
}

/** Gives the server the ledger that no longer knows of a way. */
export type SendLedger = (ledger: Uint8Array, generation: number) => Promise<void>;
type SendWrap = (file: Uint8Array, ledger: Uint8Array, generation: number) => Promise<void>;

export class Vault {
  private saving: Promise<void> = Promise.resolve();

  private constructor(
    readonly ground: Ground,
    readonly self: Self,
    private keyring: Keyring,
    private book: Ledger,
  ) {}

  /**
   * Makes a keyring and hands its wraps to the server. Call only after the kit was typed back (`proves`)
   * and the passphrase found strong enough (`strongEnough`) or generated.
   */
  static async setUp(ground: Ground, person: string, secrets: Secrets): Promise<Vault> {
    const { keyring, card } = await createKeyring(person);
    const signer = await signerOf(keyring);
    const { files, generations } = await wrapAll(keyring, secrets);
    const { ledger, file } = await sealLedger({ ...EMPTY_LEDGER, wraps: generations }, card, signer);
    await keepUnlocked(keyring, ground.server, ground.store); // first: a browser that keeps nothing is told before anything is made
    await ground.server.setUp({ card: card.jws, wraps: files, ledger: toBase64url(file) });
    ground.memory.set(person, ledger.generation);
    return new Vault(ground, { person, identity: keyring.identity, signer, card }, keyring, ledger);
  }

  /**
   * Makes new keys, under new secrets: after a leak from the unlocked vault (`old`), or when every way of opening
   * was lost. Rooms stay closed to the new keys until they are granted again: `carryOver`, or a counterpart.
   */
  static async renew(ground: Ground, person: string, secrets: Secrets, old: Vault | null = null): Promise<Vault> {
    const wire = await ground.server.keyring();
    if (wire === null) throw new Tampered("missing", "keyring");
    if (old) await checkOwnCard(old.keyring, await ownChain(person, wire.cards));
    const { keyring, card } = await createKeyring(person, current(await readChain(person, wire.cards)));
    const signer = await signerOf(keyring);
    const remembered = old ? old.book : EMPTY_LEDGER;
    const { files, generations } = await wrapAll(keyring, secrets);
    const { ledger, file } = await sealLedger({ ...remembered, wraps: generations, generation: wire.generation }, card, signer);
    const made = { card: card.jws, wraps: files, ledger: toBase64url(file), generation: ledger.generation };
    // The same card again after a lost answer: the server knows it and renews nothing twice.
    await ground.server.renew(made).catch((error: unknown) => {
      if (!(error instanceof ApiError) || error.status !== 0) throw error;
      return ground.server.renew(made);
    });
    ground.memory.set(person, ledger.generation);
    await keepUnlocked(keyring, ground.server, ground.store);
    return new Vault(ground, { person, identity: keyring.identity, signer, card }, keyring, ledger);
  }

  /**
   * Takes every room that earlier keys of mine still open over to the present ones: a new room key for each,
   * with the earlier ones handed on, and every text that is not yet part of a room. Says how many rooms came along and which have to wait for their other member.
   */
  async carryOver(from: Self, onRoom: (done: number, all: number) => void = () => undefined): Promise<{ carried: number; waiting: RoomSummary[] }> {
    await carryWaiting(this.ground.waiting, from, this.self); // first: what follows may fail and be tried another day
    const rooms = await this.ground.server.rooms();
    const waiting: RoomSummary[] = [];
    let carried = 0;
    for (const [i, room] of rooms.entries()) {
      onRoom(i, rooms.length);
      const outcome = await this.carryRoom(from, room.id).catch(waitsIfTampered);
      await this.carryDrafts(from, room.id);
      if (outcome === "carried") carried += 1;
      if (outcome === "waits") waiting.push(room);
    }
    onRoom(rooms.length, rooms.length);
    return { carried, waiting };
  }

  private async carryRoom(from: Self, id: string): Promise<"open" | "carried" | "waits"> {
    const wire = await this.ground.server.room(id);
    const chains = new Map<string, readonly Card[]>();
    for (const { person } of wire.members) chains.set(person, await readChain(person, wire.cards[person] ?? []));
    if (await opens(this.self, wire, chains)) return "open";
    const epochs = await opens(from, wire, chains);
    if (epochs === null) return "waits";
    let book = this.book;
    for (const [person, chain] of chains) if (person !== this.person) book = meet(book, chain);
    const present = wire.members.filter((member) => member.left === null);
    const cards = present.map(({ person }) => current(chains.get(person) ?? []));
    const last = [...epochs.values()].at(-1);
    if (last === undefined || !cards.every((card) => this.trusts(card, last))) return "waits";
    const { epoch, grants } = await makeEpoch(this.self, id, cards, [...epochs.values()]);
    await this.ground.server.beginEpoch(id, epoch, grants);
    await this.remember({ ...book, generation: this.book.generation });
    return "carried";
  }

  private async carryDrafts(from: Self, id: string): Promise<void> {
    for (const { object, file } of await this.ground.server.drafts(id)) {
      try {
        const draft = await openDraft(from, id, object, fromBase64url(file));
        await this.ground.server.saveDraft(id, object, await sealDraft(this.self, id, draft));
      } catch (error) {
        if (!(error instanceof Tampered)) throw error; // one that did not open before either
      }
    }
  }

  /** The keys that a former wrap of mine opens, to carry rooms over with. Throws WrongSecret. */
  async formerSelf(way: Way, secret: string): Promise<Self> {
    const wire = await this.ground.server.keyring();
    const chain = await readChain(this.person, wire?.cards ?? []);
    const wraps = (await this.ground.server.formerWraps()).filter((one) => one.way === way);
    if (wraps.length === 0) throw new WrongSecret();
    for (const [i, former] of wraps.entries()) {
      try {
        const keyring = await unwrap(fromBase64url(former.file), way, secret, this.person);
        const card = chain.find((one) => one.fingerprint === keyring.card);
        if (card === undefined) throw new Tampered("own-card");
        return { person: this.person, identity: keyring.identity, signer: await signerOf(keyring), card };
      } catch (error) {
        const passing = error instanceof WrongSecret || error instanceof Tampered; // one that was put there to hide another
        if (!passing || i === wraps.length - 1) throw error;
      }
    }
    throw new WrongSecret();
  }

  /** Opens the vault with the secret of one way. Throws WrongSecret, or Tampered if anything of mine was exchanged. */
  static async unlock(ground: Ground, person: string, way: Way, secret: string): Promise<Vault> {
    const wire = await ground.server.keyring();
    const file = wire?.wraps.find((one) => one.way === way)?.file;
    if (!wire || file === undefined) throw new Tampered("missing", "keyring");
    const keyring = await unwrap(fromBase64url(file), way, secret, person);
    const vault = await Vault.from(ground, keyring, wire);
    const newest = vault.book.wraps[way]; // none: a way that was removed, put back
    if (newest === undefined || keyring.generation < newest) throw new Tampered("generation", "wrap");
    await keepUnlocked(keyring, ground.server, ground.store);
    await ground.server.proveWrap(way).catch(() => undefined); // a date to show, not worth an error
    return vault;
  }

  /** The vault as it was before a navigation, or as the sign-in left it; throws Locked where it must be unlocked. */
  static async restore(ground: Ground, person: string): Promise<Vault> {
    const pending = await takePending(person, ground.server, ground.store);
    if (pending) return Vault.unlock(ground, person, pending.way, pending.secret).catch(lockedUnlessTampered);
    const keyring = await restore(person, ground.server, ground.store);
    const wire = await ground.server.keyring();
    if (wire === null) throw new Locked();
    return Vault.from(ground, keyring, wire).catch(async (error: unknown) => {
      if (!(error instanceof Tampered && error.reason === "own-card")) throw error;
      await ground.store.clear(); // new keys were made elsewhere, or their answer was lost: the new secret tells
      throw new Locked();
    });
  }

  private static async from(ground: Ground, keyring: Keyring, wire: KeyringWire): Promise<Vault> {
    const card = await checkOwnCard(keyring, await ownChain(keyring.person, wire.cards));
    const atLeast = Math.max(1, ground.memory.get(keyring.person));
    const ledger = await openLedger(fromBase64url(wire.ledger), keyring.identity, card, atLeast);
    ground.memory.set(keyring.person, ledger.generation);
    const self: Self = { person: keyring.person, identity: keyring.identity, signer: await signerOf(keyring), card };
    return new Vault(ground, self, keyring, ledger);
  }

  get person(): string {
    return this.self.person;
  }

  get ledger(): Ledger {
    return this.book;
  }

  /** The pinned card of somebody, fetched and checked; pins it at first sight, throws Tampered("pin") on a change. */
  async meet(person: string): Promise<Card> {
    return current(await this.chainOf(person));
  }

  /** Seals a new room for oneself and others, with first objects: what `SealedRoom` of the API takes. */
  async sealRoom(others: readonly string[], objects: readonly FirstObject[] = []): Promise<SealedRoom> {
    const cards = [this.self.card];
    for (const person of others) cards.push(await this.meet(person));
    let made = await makeRoom(this.self, cards);
    for (const object of objects) made = await withObject(made, this.self, { ...object, ring: this.book.generation });
    return made.sealed;
  }

  /** Creates a room of one's own, such as a private journal or a portfolio; returns its id. */
  async createOwnRoom(purpose: OwnPurpose = "journal"): Promise<string> {
    const sealed = await this.sealRoom([]);
    await this.ground.server.createRoom(sealed, ...(purpose === "journal" ? [] : [purpose] as const));
    return sealed.id;
  }

  /** Opens a room: checks grants, members and pins, then reads every object; `look` sees what is there meanwhile. */
  openRoom(id: string, check?: Check, look?: Look): Promise<Workspace> {
    return openWorkspace(this, id, check, look);
  }

  /** The sixty digits to compare with somebody, and whether this was done. */
  async safetyNumber(person: string): Promise<{ groups: string[]; compared: string | null }> {
    const card = await this.latestCard(person);
    const pin = this.book.pins[person];
    const groups = await safetyNumber(this.self.card.fingerprint, card.fingerprint);
    return { groups, compared: pin?.card === card.fingerprint ? pin.compared : null };
  }

  /** The two have compared the digits: trusts the card they were made of, a changed one included, under the name shown with them. */
  async markCompared(person: string, groups: readonly string[], name: string | null = null): Promise<void> {
    const card = await this.latestCard(person);
    const now = await safetyNumber(this.self.card.fingerprint, card.fingerprint);
    if (now.join() !== groups.join()) throw new Tampered("pin", person); // changed while they compared
    await this.remember(compared(this.book, card, name));
  }

  /**
   * Puts a wrap with a new secret under a way of unlocking, a new way or one in use. `send` gives it to the server,
   * with the ledger that knows of it.
   */
  async putWrap(way: Way, secret: string, send: SendWrap = (...wrap) => this.ground.server.putWrap(way, ...wrap)): Promise<void> {
    await this.saving;
    await this.refreshLedger(); // another device of mine may have added or removed ways
    const generation = Math.max(...Object.values(this.book.wraps).map(Number), this.keyring.generation, this.book.generation) + 1;
    const keyring: Keyring = { ...this.keyring, generation };
    const { ledger, file } = await sealLedger(rewrapped(this.book, way, generation), this.self.card, this.self.signer);
    await send(await wrap(keyring, way, secret), file, ledger.generation);
    this.keyring = keyring;
    this.take(ledger);
    await keepUnlocked(keyring, this.ground.server, this.ground.store);
  }

  /** Tries a way without opening anything anew, so that its owner knows it works. Throws WrongSecret. */
  async prove(way: Way, secret: string): Promise<void> {
    const wire = await this.ground.server.keyring();
    const file = wire?.wraps.find((one) => one.way === way)?.file;
    if (file === undefined) throw new Tampered("missing", way);
    await unwrap(fromBase64url(file), way, secret, this.person);
    await this.ground.server.proveWrap(way);
  }

  /** Forgets a way of unlocking. `send` gives the server the ledger that no longer knows of it. */
  async removeWay(way: Way, send: SendLedger = (...ledger) => this.ground.server.removeWrap(way, ...ledger)): Promise<void> {
    await this.saving;
    await this.refreshLedger();
    const { ledger, file } = await sealLedger(withoutWay(this.book, way), this.self.card, this.self.signer);
    await send(file, ledger.generation);
    this.take(ledger);
  }

  /** Keeps a changed ledger, on the server too. Changes made at the same time are kept one after the other. */
  remember(change: Ledger): Promise<void> {
    if (JSON.stringify(change) === JSON.stringify(this.book)) return this.saving;
    this.book = { ...change, generation: this.book.generation };
    this.saving = this.saving.catch(() => undefined).then(() => this.saveLedger());
    return this.saving;
  }

  private async saveLedger(): Promise<void> {
    try {
      await this.sendLedger();
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      await this.refreshLedger(); // another device of mine was quicker
      await this.sendLedger();
    }
  }

  private async sendLedger(): Promise<void> {
    const { ledger, file } = await sealLedger(this.book, this.self.card, this.self.signer);
    await this.ground.server.saveLedger(file, ledger.generation);
    this.take({ ...this.book, generation: ledger.generation });
  }

  /** Takes in what another device of mine has written into the ledger. */
  async refreshLedger(): Promise<void> {
    const wire = await this.ground.server.keyring();
    if (wire === null) throw new Tampered("missing", "keyring");
    const { identity, card } = this.self;
    this.take(merge(this.book, await openLedger(fromBase64url(wire.ledger), identity, card, this.book.generation)));
  }

  /** Locks this browser: both halves of the split key go, and the other tabs follow. */
  async lock(): Promise<void> {
    tellLocked();
    await lock(this.ground.server, this.ground.store);
  }

  private take(ledger: Ledger): void {
    this.book = ledger;
    this.ground.memory.set(this.self.person, ledger.generation);
  }

  /** Whether a room key may be handed to this card: its person held the last one with it, or the two have compared it. */
  trusts(card: Card, last: Epoch): boolean {
    const pin = this.book.pins[card.person];
    const known = card.person === this.person || last.members.get(card.person)?.fingerprint === card.fingerprint;
    return known || (pin?.card === card.fingerprint && pin.compared !== null);
  }

  /** The whole chain of a person, its newest card pinned; one's own as far as it was checked at opening. */
  async chainOf(person: string): Promise<readonly Card[]> {
    const chain = await readChain(person, await this.ground.server.cards(person));
    if (person === this.person && current(chain).fingerprint !== this.self.card.fingerprint) throw new Tampered("own-card");
    if (person !== this.person) await this.remember(meet(this.book, chain));
    return chain;
  }

  private async latestCard(person: string): Promise<Card> {
    return current(await readChain(person, await this.ground.server.cards(person)));
  }
}

/** My own cards as the server shows them; anything wrong with them is about my keys, not about somebody else's. */
async function ownChain(person: string, cards: readonly CardWire[]): Promise<readonly Card[]> {
  return readChain(person, cards).catch((error: unknown) => {
    throw error instanceof Tampered ? new Tampered("own-card", error.message) : error;
  });
}

/** The epochs of a room where these keys open it, null where it was granted to others. */
async function opens(self: Self, wire: RoomWire, chains: ReadonlyMap<string, readonly Card[]>): Promise<Map<number, Epoch> | null> {
  try {
    return await openEpochs(self, wire, chains);
  } catch (error) {
    const foreign = error instanceof KeysRenewed || (error instanceof Tampered && error.reason === "key");
    if (foreign) return null;
    throw error;
  }
}

async function wrapAll(keyring: Keyring, secrets: Secrets): Promise<{ files: Record<string, string>; generations: Record<string, number> }> {
  const files: Record<string, string> = {};
  const generations: Record<string, number> = {};
  for (const [way, secret] of Object.entries(secrets) as [Way, string][]) {
    files[way] = toBase64url(await wrap(keyring, way, secret));
    generations[way] = keyring.generation;
  }
  return { files, generations };
}

/** A room that was tampered with keeps no other from coming along; it says itself what is wrong. */
function waitsIfTampered(error: unknown): "waits" {
  if (error instanceof Tampered) return "waits";
  throw error;
}

/** What the sign-in brought opens nothing: the person unlocks by hand. */
function lockedUnlessTampered(error: unknown): never {
  if (error instanceof Tampered && error.reason !== "missing") throw error;
  throw new Locked();
}
