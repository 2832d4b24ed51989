/** A room as its reader works in it: opened objects, refusals shown, writes that never lose a text. */
import { newId, toBase64url, type JsonObject } from "./bytes";
import { current, readChain, type Card } from "./cards";
import type { NewRevisionWire, WriteAnswer } from "./client";
import { readDestruction, signDestruction } from "./destruction";
import { ApiError, Tampered } from "./errors";
import { checkComplete, checkSeen, EPOCH, meet, seeAll } from "./ledger";
import { authorsWithHoles, counts, isCounted, knownByNumber, MESSAGE, nextNumber } from "./messages";
import { checkChain, makeEpoch, openContent, openEpochs, openHead, openRevision, sealContent, type Epoch, type MemberWire, type ObjectWire, type Opened, type Place, type RoomWire, type SealedObject } from "./room";
import { checkName } from "./names";
import type { Vault } from "./vault";

/** An object that opened: its newest text. */
export interface Entry {
  readonly state: "opened";
  readonly id: string;
  readonly kind: string;
  /** The fact that the object belongs to (a meeting, a goal), where there is one. */
  readonly about: string | null;
  /** Who made the object. */
  readonly author: string;
  readonly created: string;
  readonly head: Opened;
}

/** An object that was refused; the reader must see that, and why. */
export interface Refused {
  readonly state: "refused";
  readonly id: string;
  readonly kind: string;
  readonly author: string;
  readonly created: string;
  readonly reason: Tampered;
}

/** An object whose content its author has destroyed, and signed that: only the fact is left. */
export interface Destroyed {
  readonly state: "destroyed";
  readonly id: string;
  readonly kind: string;
  readonly author: string;
  readonly created: string;
  /** When, by its author's clock. */
  readonly at: string;
}

export type Item = Entry | Refused | Destroyed;

/** Saved, or somebody else was quicker: both texts are here, none is lost. Write again over `theirs` to settle it. */
export type Written = { readonly state: "saved"; readonly entry: Entry } | { readonly state: "conflict"; readonly mine: JsonObject; readonly theirs: Entry };

/** Sends a sealed revision by an address that takes a fact along with it. */
export type Send = (revision: NewRevisionWire) => Promise<WriteAnswer>;

/** Kinds that nobody destroys alone: a server that says so hides them. */
const SHARED: ReadonlySet<string> = new Set(["agreement", "request", "goal", "action", "review", "introduction"]);

/** Milliseconds of opening after which the page may answer. */
const SLICE = 12;

/** Milliseconds before the newest revision that are read again: what was written at the same time may be seen later. */
const OVERLAP = 60_000;

/** Looks at a room that is being opened, again after each slice of it; what it throws ends the opening. */
export type Look = (workspace: Workspace) => void;

/**
 * What a room must be for who opens it, judged by everybody who was ever granted one of its keys; throws Tampered.
 * Asked at each reading, before any text of it counts.
 */
export type Check = (holders: ReadonlySet<string>) => void;

/** Opens a room, its newest texts first; throws Tampered where grants, members or pins don't hold. */
export async function openWorkspace(vault: Vault, id: string, check?: Check, look?: Look): Promise<Workspace> {
  return (await openWithFiles(vault, id, check, look)).workspace;
}

/** The same, with the sealed files that it was opened from. */
export async function openWithFiles(vault: Vault, id: string, check?: Check, look?: Look): Promise<{ workspace: Workspace; wire: RoomWire }> {
  const wire = await vault.ground.server.room(id);
  if (wire.id !== id) throw new Tampered("room");
  const workspace = new Workspace(vault, id, check);
  await workspace.load(wire, look);
  return { workspace, wire };
}

export class Workspace {
  private epochs: ReadonlyMap<number, Epoch> = new Map();
  private chains: ReadonlyMap<string, readonly Card[]> = new Map();
  private byId = new Map<string, Item>();
  private people: readonly MemberWire[] = [];
  private closedAt: string | null = null;
  private whole = false;
  private shutBy: Tampered | null = null;
  private version = "";
  /** When the newest revision came in. */
  private latest = "";
  /** Whether what is being read leaves out the files that were read before. */
  private partial = false;

  constructor(
    readonly vault: Vault,
    readonly room: string,
    private readonly check: Check = () => undefined,
  ) {}

  get members(): readonly MemberWire[] {
    return this.people;
  }

  /** Since when nothing is added any more; null while the room is in use. */
  get closed(): string | null {
    return this.closedAt;
  }

  /** Why the newest room key did not open: what was written under earlier ones is readable, nothing is written. */
  get broken(): Tampered | null {
    return this.shutBy;
  }

  /** Whether every object was opened; until then, `items` holds the newest. */
  get complete(): boolean {
    return this.whole;
  }

  /** Members who have made new keys since the room key was granted: they can't read until it is granted again. */
  get waitingForGrant(): readonly MemberWire[] {
    const granted = this.epoch().members;
    return this.people.filter(({ person, left }) => left === null && granted.get(person)?.fingerprint !== this.chains.get(person)?.at(-1)?.fingerprint);
  }

  /**
   * Begins a new room key for everybody's present keys and hands the earlier ones on. Call only after the
   * safety number was compared with those who made new keys: `meet` blocks the room before.
   */
  async grantAgain(): Promise<void> {
    const present = this.people.filter((member) => member.left === null);
    const cards = present.map(({ person }) => current(this.chains.get(person) ?? []));
    for (const card of cards) if (!this.vault.trusts(card, this.epoch())) throw new Tampered("pin", card.person);
    const { epoch, grants } = await this.nextKey(cards);
    await this.vault.ground.server.beginEpoch(this.room, epoch, grants);
    await this.refresh();
  }

  /** The next room key, granted to these cards, with the earlier ones handed on; sent by whoever asks for it. */
  nextKey(cards: readonly Card[]): Promise<{ epoch: Epoch; grants: Record<string, string> }> {
    return makeEpoch(this.vault.self, this.room, cards, [...this.epochs.values()]);
  }

  /** Members of whose messages some are hidden, once all are opened. */
  get hiding(): readonly string[] {
    return this.whole ? authorsWithHoles(this.vault.ledger, this.room, this.items) : [];
  }

  /** Everything in the room, newest object last. */
  get items(): readonly Item[] {
    return [...this.byId.values()];
  }

  get(id: string): Item | undefined {
    return this.byId.get(id);
  }

  /** Reads what is new in the room; the whole of it where something has come that is not among the news. */
  async refresh(): Promise<void> {
    const { server } = this.vault.ground;
    if (!this.whole || this.version === "" || this.latest === "") return this.load(await server.room(this.room));
    const news = await server.news(this.room, this.version, new Date(Date.parse(this.latest) - OVERLAP).toISOString());
    if (news === null) return;
    this.partial = true;
    const lacks = news.objects.some((object) => object.file === null && object.destroyed === null && this.unchanged(object) === null);
    this.partial = !lacks;
    await this.load(lacks ? await server.room(this.room) : news);
  }

  /** Takes in a room as the server shows it; nothing of it counts before it is verified. */
  async load(wire: RoomWire, look: Look = () => undefined): Promise<void> {
    const chains = new Map<string, readonly Card[]>();
    for (const member of wire.members) {
      const { person } = member;
      if (person !== this.vault.person) checkName(this.vault.ledger, member);
      const chain = await readChain(person, wire.cards[person] ?? []);
      chains.set(person, chain);
      if (person !== this.vault.person) meet(this.vault.ledger, chain);
      else if (current(chain).fingerprint !== this.vault.self.card.fingerprint) throw new Tampered("own-card");
    }
    checkSeen(this.vault.ledger, this.room, EPOCH, wire.epochs.length);
    const epochs = await this.openKeys(wire, chains);
    this.check(new Set([...epochs.values()].flatMap(({ members }) => [...members.keys()])));
    this.epochs = epochs;
    this.chains = chains;
    this.people = wire.members;
    this.closedAt = wire.closed;
    checkComplete(this.vault.ledger, this.room, new Map(wire.objects.map((object) => [object.id, object])));
    const items = await this.openAll(wire.objects, look);
    this.byId = items;
    this.whole = true;
    this.partial = false;
    this.version = wire.version ?? "";
    this.latest = wire.objects.reduce((latest, { revisions }) => { const at = revisions.at(-1)?.at ?? ""; return at > latest ? at : latest; }, "");
    // The ledger may have changed while the items were opened: who was met is added to what it is now.
    const others = [...chains].flatMap(([person, chain]) => (person === this.vault.person ? [] : [chain]));
    const met = others.reduce(meet, this.vault.ledger);
    const heads = [...items.values()].flatMap((item) => (item.state === "opened" && !isCounted(item) ? [[item.id, item.head.revision] as const] : []));
    await this.vault.remember(seeAll(met, this.room, [...heads, ...counts(met, this.room, items.values()), [EPOCH, wire.epochs.length]]));
  }

  private async openKeys(wire: RoomWire, chains: ReadonlyMap<string, readonly Card[]>): Promise<ReadonlyMap<number, Epoch>> {
    try {
      const epochs = await openEpochs(this.vault.self, wire, chains);
      this.checkIssuer(wire, epochs, chains);
      this.shutBy = null;
      return epochs;
    } catch (error) {
      if (!(error instanceof Tampered)) throw error;
      // A member who hands out a key that does not open must not take away what was there before.
      for (let n = wire.epochs.length - 1; n > 0; n--) {
        const before = { ...wire, epochs: wire.epochs.slice(0, n), grants: wire.grants.filter(({ epoch }) => epoch <= n) };
        const epochs = await openEpochs(this.vault.self, before, chains).catch(() => null);
        if (epochs === null) continue;
        this.shutBy = error;
        return epochs;
      }
      throw error;
    }
  }

  /** A room key newer than any I have seen comes from present keys: leaked ones must not begin another. */
  private checkIssuer(wire: RoomWire, epochs: ReadonlyMap<number, Epoch>, chains: ReadonlyMap<string, readonly Card[]>): void {
    const seen = this.vault.ledger.seen[this.room]?.[EPOCH] ?? 0;
    if (seen === 0 || epochs.size <= seen) return;
    const { issuer } = wire.grants.find(({ epoch }) => epoch === epochs.size) ?? { issuer: "" };
    if (epochs.get(epochs.size)?.members.get(issuer)?.fingerprint !== chains.get(issuer)?.at(-1)?.fingerprint) throw new Tampered("issuer", "with former keys");
  }

  private async openAll(objects: readonly ObjectWire[], look: Look): Promise<Map<string, Item>> {
    const opened = new Map<string, Item>();
    const inOrder = (): Map<string, Item> => new Map(objects.flatMap(({ id }) => { const item = opened.get(id); return item ? [[id, item]] : []; }));
    let until = 0; // the first text is shown at once
    for (const object of objects.toReversed()) {
      opened.set(object.id, await this.openItem(object));
      if (performance.now() < until) continue;
      if (!this.whole) {
        this.byId = inOrder();
        look(this);
      }
      await breathe();
      until = performance.now() + SLICE;
    }
    return inOrder();
  }

  private async openItem(wire: ObjectWire): Promise<Item> {
    const { id, kind, author, created } = wire;
    try {
      checkChain(wire);
      if (wire.destroyed !== null && !SHARED.has(kind)) return await this.destroyed(wire);
      const head = this.unchanged(wire) ?? (await openHead(this.epochs, this.room, wire));
      checkSeen(this.vault.ledger, this.room, id, head.revision);
      this.checkEpoch(head);
      await this.checkRing(head);
      return { state: "opened", id, kind, about: wire.about, author, created, head };
    } catch (error) {
      const ofThisItem = error instanceof Tampered && error.reason !== "generation";
      if (ofThisItem) return { state: "refused", id, kind, author, created, reason: error };
      throw error; // a vault rolled back concerns the whole room
    }
  }

  private async destroyed(wire: ObjectWire): Promise<Destroyed> {
    const { id, kind, author, created } = wire;
    checkSeen(this.vault.ledger, this.room, id, wire.head);
    return { state: "destroyed", id, kind, author, created, at: await readDestruction(this.epochs.values(), this.room, wire) };
  }

  /** A text that was opened and verified for this very place before: looking for news must not decipher it again. */
  private unchanged(wire: ObjectWire): Opened | null {
    const item = this.byId.get(wire.id);
    const newest = wire.revisions.at(-1);
    if (item?.state !== "opened" || newest === undefined || (wire.file === null && (!this.partial || wire.destroyed !== null))) return null;
    const { head } = item;
    const shown = [newest.sha256, newest.number, newest.previous, newest.epoch, newest.author, wire.kind, wire.about];
    const known = [head.sha256, head.revision, head.previous, head.epoch, head.author, head.kind, head.about];
    return shown.every((claim, i) => claim === known[i]) ? head : null;
  }

  /** Under a former room key nothing new is written: a text never seen that says so was made with leaked keys. */
  private checkEpoch(head: Opened): void {
    const seen = this.vault.ledger.seen[this.room] ?? {};
    if (head.epoch < (seen[EPOCH] ?? 0) && seen[head.object] === undefined && !knownByNumber(seen, head)) throw new Tampered("epoch", "written late");
  }

  /** My own writing tells how far my ledger had come: an older one on the server is a rollback. */
  private async checkRing(head: Opened): Promise<void> {
    if (head.author !== this.vault.person || head.ring <= this.vault.ledger.generation) return;
    await this.vault.refreshLedger();
    if (head.ring > this.vault.ledger.generation) throw new Tampered("generation");
  }

  /** Writes a new object. Choose `id` beforehand where a draft refers to it; `about` is the fact it belongs to. */
  create(kind: string, content: JsonObject, { id = newId(), about = null }: { id?: string; about?: string | null } = {}): Promise<Written> {
    const said = kind === MESSAGE ? { ...content, n: nextNumber(this.vault.ledger, this.room, this.byId.values(), this.vault.person) } : content;
    return this.put({ room: this.room, object: id, kind, about, revision: 1, previous: null, author: this.vault.person }, said);
  }

  /** Writes the next revision over the one that was read; `send` where a fact changes with it. */
  revise(over: Entry, content: JsonObject, send?: Send): Promise<Written> {
    const { id, kind, about, head } = over;
    return this.put({ room: this.room, object: id, kind, about, revision: head.revision + 1, previous: head.sha256, author: this.vault.person }, content, send);
  }

  /** Seals a new object without sending it, for addresses that make a fact and its text at once; `refresh` afterwards. */
  async seal(kind: string, content: JsonObject, { id = newId(), about = null }: { id?: string; about?: string | null } = {}): Promise<SealedObject> {
    const place = { room: this.room, object: id, kind, about, revision: 1, previous: null, author: this.vault.person };
    const { file } = await sealContent(this.vault.self, this.epoch(), { place, content, ring: this.vault.ledger.generation });
    return { id, kind, about, file: toBase64url(file) };
  }

  /** The room key in use, to seal a document to. */
  get key(): Epoch {
    return this.epoch();
  }

  /** The age identities of every room key so far, for an export. */
  get identities(): readonly string[] {
    return [...this.epochs.values()].map((epoch) => epoch.identity);
  }

  private epoch(): Epoch {
    const epoch = this.epochs.get(Math.max(...this.epochs.keys()));
    if (epoch === undefined) throw new Tampered("missing", "grant");
    return epoch;
  }

  private async put(place: Place, content: JsonObject, send: Send = (revision) => this.vault.ground.server.write(this.room, place.object, revision)): Promise<Written> {
    const epoch = this.epoch();
    if (this.broken) throw this.broken;
    if (this.waitingForGrant.length > 0) throw new Tampered("epoch", "grant again first");
    const { file } = await sealContent(this.vault.self, epoch, { place, content, ring: this.vault.ledger.generation });
    const answer = await this.sendTwice(place, epoch.number, file, send);
    if (answer.state === "conflict") {
      const theirs = await this.openItem(answer.object);
      if (theirs.state === "refused") throw theirs.reason;
      if (theirs.state === "destroyed") throw new ApiError(409, "destroyed", "");
      this.byId.set(place.object, theirs);
      return { state: "conflict", mine: content, theirs };
    }
    const head = await openContent(file, epoch, place);
    const known = this.byId.get(place.object);
    const origin = known?.state === "opened" ? known : { author: place.author, created: answer.revision.at };
    const entry: Entry = { state: "opened", id: place.object, kind: place.kind, about: place.about, author: origin.author, created: origin.created, head };
    this.byId.set(place.object, entry);
    await this.vault.remember(seeAll(this.vault.ledger, this.room, isCounted(entry) ? counts(this.vault.ledger, this.room, [entry]) : [[place.object, head.revision]]));
    return { state: "saved", entry };
  }

  /** The same bytes again after a lost answer: the server knows them by their hash and writes nothing twice. */
  private async sendTwice(place: Place, epoch: number, file: Uint8Array, send: Send): Promise<WriteAnswer> {
    const revision = { kind: place.kind, about: place.about, number: place.revision, epoch, previous: place.previous, file: toBase64url(file) };
    try {
      return await send(revision);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 0) throw error;
      return send(revision);
    }
  }

  /** Every revision of an object, oldest first, each verified. */
  async history(id: string): Promise<Opened[]> {
    const item = this.byId.get(id);
    if (item?.state !== "opened") return [];
    const wires = await this.vault.ground.server.history(this.room, id);
    const opened: Opened[] = [];
    for (const wire of wires) {
      const one = await openRevision(this.epochs, this.room, item, wire);
      if (one.revision !== opened.length + 1) throw new Tampered("chain", "revision");
      if (one.previous !== (opened.at(-1)?.sha256 ?? null)) throw new Tampered("previous");
      opened.push(one);
    }
    if (opened.length < item.head.revision) throw new Tampered("rollback", id);
    return opened;
  }

  /** Destroys the content of an object that one has made; the fact that it was there stays. */
  async destroy(id: string): Promise<void> {
    const item = this.byId.get(id);
    if (item?.state !== "opened") throw new ApiError(409, "destroyed", "");
    await this.vault.ground.server.destroy(this.room, id, await signDestruction(this.vault.self, item));
    await this.refresh();
  }
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

