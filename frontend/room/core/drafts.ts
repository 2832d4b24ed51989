/** Autosave: what is being typed, encrypted to oneself, a moment after the last key. One may close and come back. */
import { fromBase64url, type JsonObject } from "./bytes";
import { Tampered } from "./errors";
import { record, sealTo, sign, text, textOrNull, unseal, verify } from "./format";
import type { Self } from "./room";
import type { Vault } from "./vault";

/** A text that is not yet part of the room. `base` is the hash of the revision it was begun on. */
export interface Draft {
  readonly object: string;
  readonly kind: string;
  readonly base: string | null;
  readonly content: JsonObject;
  readonly at: string;
}

export type DraftState = "typing" | "saving" | "saved" | "failed";

export async function sealDraft(self: Self, room: string, draft: Draft): Promise<Uint8Array> {
  const claims: JsonObject = { ...draft, room, author: self.person };
  return sealTo(self.card.recipient, await sign("draft", claims, self.signer));
}

export async function openDraft(self: Self, room: string, object: string, file: Uint8Array): Promise<Draft> {
  const claims = await verify("draft", await unseal(self.identity, file), self.card.signing);
  if (text(claims, "author") !== self.person) throw new Tampered("author");
  if (text(claims, "room") !== room) throw new Tampered("room");
  if (text(claims, "object") !== object) throw new Tampered("object");
  return {
    object,
    kind: text(claims, "kind"),
    base: textOrNull(claims, "base"),
    content: record(claims, "content"),
    at: text(claims, "at"),
  };
}

/** Keeps the drafts of one room. */
export class DraftKeeper {
  private readonly waiting = new Map<string, Omit<Draft, "at">>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly vault: Vault,
    private readonly room: string,
    private readonly onState: (object: string, state: DraftState) => void = () => undefined,
    private readonly pause = 1200,
  ) {}

  /** Takes the text as it stands; saves it when the typing pauses. */
  keep(draft: Omit<Draft, "at">): void {
    this.waiting.set(draft.object, draft);
    this.onState(draft.object, "typing");
    clearTimeout(this.timers.get(draft.object));
    this.timers.set(draft.object, setTimeout(() => void this.save(draft.object), this.pause));
  }

  /** Saves at once whatever is waiting: before the page is hidden or locked. Resolves when all is said. */
  async flush(): Promise<void> {
    await Promise.all([...this.waiting.keys()].map((object) => this.save(object)));
  }

  /** Forgets a draft, once its text is part of the room or given up. */
  discard(object: string): Promise<void> {
    clearTimeout(this.timers.get(object));
    this.waiting.delete(object);
    this.queue = this.queue.then(() => this.vault.ground.server.discardDraft(this.room, object)).catch(() => undefined);
    return this.queue;
  }

  /** The drafts that wait on the server; one that doesn't verify is left out and reported. */
  async restore(): Promise<{ drafts: Draft[]; refused: { object: string; reason: Tampered }[] }> {
    const drafts: Draft[] = [];
    const refused: { object: string; reason: Tampered }[] = [];
    for (const { object, file } of await this.vault.ground.server.drafts(this.room)) {
      try {
        drafts.push(await openDraft(this.vault.self, this.room, object, fromBase64url(file)));
      } catch (error) {
        if (!(error instanceof Tampered)) throw error;
        refused.push({ object, reason: error });
      }
    }
    return { drafts, refused };
  }

  private save(object: string): Promise<void> {
    this.queue = this.queue.then(() => this.saveNow(object));
    return this.queue;
  }

  private async saveNow(object: string): Promise<void> {
    const draft = this.waiting.get(object);
    if (draft === undefined) return;
    this.onState(object, "saving");
    try {
      const file = await sealDraft(this.vault.self, this.room, { ...draft, at: new Date().toISOString() });
      await this.vault.ground.server.saveDraft(this.room, object, file);
    } catch {
      this.onState(object, "failed"); // stays waiting: the next key or flush tries again
      return;
    }
    if (this.waiting.get(object) !== draft) return; // typed on meanwhile
    this.waiting.delete(object);
    this.onState(object, "saved");
  }
}
