/** A person's unlocked vault: keyring, ledger and the way to the server in one hand. */
import { fromBase64url, toBase64url, type JsonObject } from "./bytes";
import { current, readChain, safetyNumber, type Card } from "./cards";
import type { KeyringWire, Server } from "./client";
import { ApiError, Locked, Tampered } from "./errors";
import { checkOwnCard, createKeyring, signerOf, unwrap, wrap, type Keyring, type Way } from "./keyring";
import { compared, EMPTY_LEDGER, meet, merge, openLedger, rewrapped, sealLedger, type Ledger } from "./ledger";
import { makeRoom, withObject, type SealedRoom, type Self } from "./room";
import { keepUnlocked, lock, restore, tellLocked, type HalfStore } from "./session";
import { openWorkspace, type Workspace } from "./workspace";

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
}

export interface FirstObject {
  readonly id?: string;
  readonly kind: string;
  readonly about?: string | null;
  readonly content: JsonObject;
}

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
  static async setUp(ground: Ground, person: string, secrets: Readonly<Record<Way, string>>): Promise<Vault> {
    const { keyring, card } = await createKeyring(person);
    const signer = await signerOf(keyring);
    const fresh: Ledger = { ...EMPTY_LEDGER, wraps: { passphrase: 1, kit: 1 } };
    const { ledger, file } = await sealLedger(fresh, card, signer);
    const wraps = {
      passphrase: toBase64url(await wrap(keyring, "passphrase", secrets.passphrase)),
      kit: toBase64url(await wrap(keyring, "kit", secrets.kit)),
    };
    await ground.server.setUp({ card: card.jws, wraps, ledger: toBase64url(file) });
    ground.memory.set(person, ledger.generation);
    await keepUnlocked(keyring, ground.server, ground.store);
    return new Vault(ground, { person, identity: keyring.identity, signer, card }, keyring, ledger);
  }

  /** Opens the vault with a passphrase or the kit. Throws WrongSecret, or Tampered if anything of mine was exchanged. */
  static async unlock(ground: Ground, person: string, way: Way, secret: string): Promise<Vault> {
    const wire = await ground.server.keyring();
    const file = wire?.wraps.find((one) => one.way === way)?.file;
    if (!wire || file === undefined) throw new Tampered("missing", "keyring");
    const keyring = await unwrap(fromBase64url(file), way, secret, person);
    const vault = await Vault.from(ground, keyring, wire);
    if (keyring.generation < (vault.book.wraps[way] ?? 1)) throw new Tampered("generation", "wrap");
    await keepUnlocked(keyring, ground.server, ground.store);
    return vault;
  }

  /** The vault as it was before a navigation; throws Locked where it must be unlocked again. */
  static async restore(ground: Ground, person: string): Promise<Vault> {
    const keyring = await restore(person, ground.server, ground.store);
    const wire = await ground.server.keyring();
    if (wire === null) throw new Locked();
    return Vault.from(ground, keyring, wire);
  }

  private static async from(ground: Ground, keyring: Keyring, wire: KeyringWire): Promise<Vault> {
    const card = await checkOwnCard(keyring, await readChain(keyring.person, wire.cards));
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
    const chain = await readChain(person, await this.ground.server.cards(person));
    await this.remember(meet(this.book, chain));
    return current(chain);
  }

  /** Seals a new room for oneself and others, with first objects: what `SealedRoom` of the API takes. */
  async sealRoom(others: readonly string[], objects: readonly FirstObject[] = []): Promise<SealedRoom> {
    const cards = [this.self.card];
    for (const person of others) cards.push(await this.meet(person));
    let made = await makeRoom(this.self, cards);
    for (const object of objects) made = await withObject(made, this.self, { ...object, ring: this.book.generation });
    return made.sealed;
  }

  /** Creates a room of one's own, such as a private journal; returns its id. */
  async createOwnRoom(): Promise<string> {
    const sealed = await this.sealRoom([]);
    await this.ground.server.createRoom(sealed);
    return sealed.id;
  }

  /** Opens a room: checks grants, members and pins, then reads every object. */
  openRoom(id: string): Promise<Workspace> {
    return openWorkspace(this, id);
  }

  /** The sixty digits to compare with somebody, and whether this was done. */
  async safetyNumber(person: string): Promise<{ groups: string[]; compared: string | null }> {
    const card = await this.latestCard(person);
    const pin = this.book.pins[person];
    const groups = await safetyNumber(this.self.card.fingerprint, card.fingerprint);
    return { groups, compared: pin?.card === card.fingerprint ? pin.compared : null };
  }

  /** The two have compared the digits: trusts the card they were made of, a changed one included. */
  async markCompared(person: string, groups: readonly string[]): Promise<void> {
    const card = await this.latestCard(person);
    const now = await safetyNumber(this.self.card.fingerprint, card.fingerprint);
    if (now.join() !== groups.join()) throw new Tampered("pin", person); // changed while they compared
    await this.remember(compared(this.book, card));
  }

  /** Replaces the wrap of one way of unlocking by one with a new secret. */
  async replaceWrap(way: Way, secret: string): Promise<void> {
    await this.saving;
    const generation = Math.max(...Object.values(this.book.wraps), this.keyring.generation) + 1;
    const keyring: Keyring = { ...this.keyring, generation };
    const { ledger, file } = await sealLedger(rewrapped(this.book, way, generation), this.self.card, this.self.signer);
    await this.ground.server.replaceWrap(way, await wrap(keyring, way, secret), file, ledger.generation);
    this.keyring = keyring;
    this.take(ledger);
    await keepUnlocked(keyring, this.ground.server, this.ground.store);
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

  private async latestCard(person: string): Promise<Card> {
    return current(await readChain(person, await this.ground.server.cards(person)));
  }
}
