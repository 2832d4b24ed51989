/**
 * Texts that were saved while the network was gone: sealed to their author, kept on this device, sent later.
 *
 * What somebody else wrote meanwhile is never laid over: such a text comes back as a draft to be put together.
 */
import { canonicalJson, fromBase64url, toBase64url, type JsonObject } from "./bytes";
import { openDraft, sealDraft } from "./drafts";
import { ApiError, Tampered } from "./errors";
import { record, textOrNull } from "./format";
import { inTable } from "./halves";
import { MESSAGE } from "./messages";
import type { Self } from "./room";
import type { Entry, Workspace } from "./workspace";

export interface WaitingText {
  readonly object: string;
  readonly room: string;
  readonly person: string;
  readonly file: string;
}

/** Where a device keeps what waits. */
export interface WaitingStore {
  all(): Promise<readonly WaitingText[]>;
  put(text: WaitingText): Promise<void>;
  remove(object: string): Promise<void>;
}

export interface Unsent {
  readonly id: string;
  readonly kind: string;
  readonly about: string | null;
  /** Hash of the revision it was written over; null for a new text. */
  readonly base: string | null;
  readonly content: JsonObject;
}

/** What waits in one room: the texts that leave by themselves, and how many more are sealed to keys that are not at hand. */
export interface Waiting {
  readonly ready: readonly Unsent[];
  readonly closed: number;
}

export class Outbox {
  private readonly store: WaitingStore;

  constructor(private readonly workspace: Workspace) {
    this.store = workspace.vault.ground.waiting;
  }

  /** Keeps a text until the network is back. Throws where the device has no room left. */
  async keep({ id, kind, about, base, content }: Unsent): Promise<void> {
    const { self } = this.workspace.vault;
    const draft = { object: id, kind, base, content: { about, content }, at: new Date().toISOString() };
    const file = toBase64url(await sealDraft(self, this.workspace.room, draft));
    await this.store.put({ object: id, room: this.workspace.room, person: self.person, file });
  }

  /** What waits for this room. */
  async waiting(): Promise<Waiting> {
    const mine = await this.mine();
    const opened = await Promise.all(mine.map((one) => this.open(one)));
    const ready = opened.filter((one) => one !== null);
    return { ready, closed: mine.length - ready.length };
  }

  /**
   * Sends what waits. Says how many went, which came back as drafts because somebody else had written, and which the
   * room takes no more; those stay on the device, and keep no other from going.
   * What does not open goes on waiting: the keys it was sealed to may come back (`Vault.carryOver`).
   */
  async flush(): Promise<{ sent: number; crossed: string[]; refused: Unsent[] }> {
    let sent = 0;
    const crossed: string[] = [];
    const refused: Unsent[] = [];
    for (const waiting of await this.mine()) {
      const unsent = await this.open(waiting);
      if (unsent === null) continue;
      const went = await this.send(unsent).catch(nullIfRefused);
      if (went === null) {
        refused.push(unsent);
        continue;
      }
      if (went) {
        sent += 1;
        // What was autosaved before the network went is part of the room now.
        await this.workspace.vault.ground.server.discardDraft(this.workspace.room, unsent.id).catch(() => undefined);
      } else crossed.push(unsent.id);
      await this.store.remove(waiting.object);
    }
    return { sent, crossed, refused };
  }

  /** Gives up a text that the room takes no more; its author has copied it, or does not want it. */
  forget(object: string): Promise<void> {
    return this.store.remove(object);
  }

  private async mine(): Promise<WaitingText[]> {
    const { person } = this.workspace.vault;
    return (await this.store.all()).filter((one) => one.room === this.workspace.room && one.person === person);
  }

  private async open({ object, room, file }: WaitingText): Promise<Unsent | null> {
    try {
      const { kind, base, content } = await openDraft(this.workspace.vault.self, room, object, fromBase64url(file));
      return { id: object, kind, base, about: textOrNull(content, "about"), content: record(content, "content") };
    } catch (error) {
      if (error instanceof Tampered) return null; // sealed to keys of before, or altered
      throw error;
    }
  }

  private async send(unsent: Unsent): Promise<boolean> {
    const { id, kind, about, base, content } = unsent;
    const known = this.workspace.get(id);
    try {
      if (known?.state === "opened") {
        if (this.isThere(known, content)) return true;
        if (known.head.sha256 !== base) throw new ApiError(409, "conflict", "");
        const written = await this.workspace.revise(known, content);
        if (written.state === "saved" || this.isThere(written.theirs, content)) return true;
      } else if (base === null && known === undefined) {
        const written = await this.workspace.create(kind, content, { id, about });
        if (written.state === "saved" || this.isThere(written.theirs, content)) return true;
      }
    } catch (error) {
      if (!(error instanceof ApiError) || error.status === 0 || error.status === 401) throw error;
    }
    await this.workspace.refresh(); // another tab may have sent it in this very moment
    const now = this.workspace.get(id);
    if (now?.state === "opened" && this.isThere(now, content)) return true;
    await this.asDraft(unsent);
    return false;
  }

  /** Another tab of mine was quicker, or an answer was lost: the very text is in the room. */
  private isThere({ head }: Entry, content: JsonObject): boolean {
    const { n = null } = head.content;
    const said = head.kind === MESSAGE && n !== null ? { ...content, n } : content; // it gets its number when it leaves
    return head.author === this.workspace.vault.person && canonicalJson(head.content) === canonicalJson(said);
  }

  private async asDraft({ id, kind, about, base, content }: Unsent): Promise<void> {
    const { vault, room } = this.workspace;
    const kept = about === null ? content : { ...content, about };
    const draft = { object: id, kind, base, content: kept, at: new Date().toISOString() };
    await vault.ground.server.saveDraft(room, id, await sealDraft(vault.self, room, draft));
  }
}

/** A room that was closed, or is full, takes nothing more; a network that is away will be back. */
function nullIfRefused(error: unknown): null {
  if (error instanceof Tampered || (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 401)) return null;
  throw error;
}

/** Seals what waits on this device, in whichever room, to new keys of its author. */
export async function carryWaiting(store: WaitingStore, from: Self, to: Self): Promise<void> {
  for (const waiting of await store.all()) {
    if (waiting.person !== to.person) continue;
    try {
      const draft = await openDraft(from, waiting.room, waiting.object, fromBase64url(waiting.file));
      await store.put({ ...waiting, file: toBase64url(await sealDraft(to, waiting.room, draft)) });
    } catch (error) {
      if (!(error instanceof Tampered)) throw error; // sealed to other keys than these: stays as it is
    }
  }
}

const DATABASE = "ithaca-outbox";
const TABLE = "waiting";

/** What waits, in IndexedDB; apart from the keys, so that locking does not lose it. */
export class IndexedDbWaiting implements WaitingStore {
  async all(): Promise<readonly WaitingText[]> {
    return (await this.run("readonly", (table) => table.getAll())) as WaitingText[];
  }
  async put(text: WaitingText): Promise<void> {
    await this.run("readwrite", (table) => table.put(text, text.object));
  }
  async remove(object: string): Promise<void> {
    await this.run("readwrite", (table) => table.delete(object));
  }

  private run(mode: IDBTransactionMode, ask: (table: IDBObjectStore) => IDBRequest): Promise<unknown> {
    return inTable(DATABASE, TABLE, mode, ask);
  }
}
