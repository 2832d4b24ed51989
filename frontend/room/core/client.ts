/** The vault's API over fetch. Bytes travel as base64url; the server sees facts and ciphertext. */
import { toBase64url, type Json, type JsonObject } from "./bytes";
import type { CardWire } from "./cards";
import type { Depot } from "./documents";
import { ApiError } from "./errors";
import { ask, askJson } from "./http";
import type { Way } from "./keyring";
import type { MemberWire, ObjectWire, RevisionWire, RoomWire, SealedRoom } from "./room";

export interface WrapWire {
  readonly way: Way;
  readonly file: string;
  readonly created: string;
  readonly proven: string | null;
}
export interface KeyringWire {
  readonly person: string;
  readonly scheme: string;
  readonly generation: number;
  readonly ledger: string;
  readonly wraps: readonly WrapWire[];
  readonly cards: readonly CardWire[];
}
export interface NewKeyringWire {
  readonly card: string;
  readonly wraps: Readonly<Record<string, string>>;
  readonly ledger: string;
}
export interface RenewedKeyringWire extends NewKeyringWire {
  readonly generation: number;
}
/** A wrap of keys that were replaced since. */
export interface FormerWrapWire {
  readonly way: Way;
  readonly file: string;
  readonly retired: string;
}
export interface NewRevisionWire {
  readonly kind: string;
  readonly about: string | null;
  readonly number: number;
  readonly epoch: number;
  readonly previous: string | null;
  readonly file: string;
}
export type WriteAnswer = { readonly state: "saved"; readonly revision: RevisionWire } | { readonly state: "conflict"; readonly object: ObjectWire };
export interface DraftWire {
  readonly object: string;
  readonly file: string;
  readonly at: string;
}
export interface RoomSummary {
  readonly id: string;
  readonly purpose: string;
  readonly members: readonly MemberWire[];
}

/** What one makes a room of one's own for. */
export type OwnPurpose = "journal" | "portfolio";

/** Everything the core asks of a server; tests put a hostile one in its place. */
export interface Server {
  /** Null where the person has no keyring yet. */
  keyring(): Promise<KeyringWire | null>;
  setUp(keyring: NewKeyringWire): Promise<void>;
  /** Puts new keys in the place of the old ones, whose wraps are kept as former ones. */
  renew(keyring: RenewedKeyringWire): Promise<void>;
  formerWraps(): Promise<readonly FormerWrapWire[]>;
  putWrap(way: Way, file: Uint8Array, ledger: Uint8Array, generation: number): Promise<void>;
  /** Forgets a way, with the ledger that no longer knows of it; refused where too few would be left. */
  removeWrap(way: Way, ledger: Uint8Array, generation: number): Promise<void>;
  /** Notes that a way has just worked. */
  proveWrap(way: Way): Promise<void>;
  /** `generation` is the new one; the server takes it only if it follows the one it holds. */
  saveLedger(file: Uint8Array, generation: number): Promise<void>;
  cards(person: string): Promise<readonly CardWire[]>;
  rooms(): Promise<readonly RoomSummary[]>;
  room(id: string): Promise<RoomWire>;
  /** The room without the files of before `since`; null where it is still as the known version. */
  news(id: string, known: string, since: string): Promise<RoomWire | null>;
  createRoom(sealed: SealedRoom, purpose?: OwnPurpose): Promise<void>;
  /** Begins a new room key; refused unless it is the very next one. */
  beginEpoch(room: string, epoch: { readonly number: number; readonly recipient: string }, grants: Readonly<Record<string, string>>): Promise<void>;
  history(room: string, object: string): Promise<readonly (RevisionWire & { file: string })[]>;
  write(room: string, object: string, revision: NewRevisionWire): Promise<WriteAnswer>;
  destroy(room: string, object: string, destruction: string): Promise<void>;
  drafts(room: string): Promise<readonly DraftWire[]>;
  saveDraft(room: string, object: string, file: Uint8Array): Promise<void>;
  discardDraft(room: string, object: string): Promise<void>;
  /** The half of the split key that lives in the server session; null when it is gone. */
  sessionHalf(): Promise<string | null>;
  keepSessionHalf(half: string): Promise<void>;
  dropSessionHalf(): Promise<void>;
}

/** What a server says to a new revision, sent by itself or together with a fact. */
export async function writeAnswer(asked: Promise<unknown>): Promise<WriteAnswer> {
  try {
    return { state: "saved", revision: (await asked) as RevisionWire };
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== "conflict") throw error;
    return { state: "conflict", object: (error.body as { object: ObjectWire }).object };
  }
}

/** Documents over fetch. */
export class HttpDepot implements Depot {
  async putPart(room: string, attachment: string, number: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await ask(`/api/attachments/${room}/${attachment}/parts/${number}`, "PUT", { body: bytes, type: "application/octet-stream" });
  }
  async complete(room: string, attachment: string, sha256: string): Promise<void> {
    await askJson(`/api/attachments/${room}/${attachment}/complete`, "POST", { sha256 });
  }
  async fetch(room: string, attachment: string): Promise<ReadableStream<Uint8Array>> {
    const { body } = await ask(`/api/attachments/${room}/${attachment}`, "GET");
    return body ?? new Blob([]).stream();
  }
  /** The sealed bytes that a copy shown to me tells of. */
  async fetchShown(copy: string): Promise<ReadableStream<Uint8Array>> {
    const { body } = await ask(`/api/copies/${copy}/document`, "GET");
    return body ?? new Blob([]).stream();
  }
}

/** The API at `base`. */
export class HttpServer implements Server {
  constructor(private readonly base = "/api/vault") {}

  async keyring(): Promise<KeyringWire | null> {
    return this.orNull(() => this.get<KeyringWire>("/keyring"));
  }
  async setUp(keyring: NewKeyringWire): Promise<void> {
    await this.send("POST", "/keyring", { ...keyring });
  }
  async renew(keyring: RenewedKeyringWire): Promise<void> {
    await this.send("POST", "/keyring/renewal", { ...keyring });
  }
  formerWraps(): Promise<readonly FormerWrapWire[]> {
    return this.get("/keyring/former-wraps");
  }
  async putWrap(way: Way, file: Uint8Array, ledger: Uint8Array, generation: number): Promise<void> {
    await this.send("PUT", `/keyring/wraps/${encodeURIComponent(way)}`, { file: toBase64url(file), ledger: toBase64url(ledger), generation });
  }
  async removeWrap(way: Way, ledger: Uint8Array, generation: number): Promise<void> {
    await this.send("DELETE", `/keyring/wraps/${encodeURIComponent(way)}`, { ledger: toBase64url(ledger), generation });
  }
  async proveWrap(way: Way): Promise<void> {
    await this.send("POST", `/keyring/wraps/${encodeURIComponent(way)}/proof`, {});
  }
  async saveLedger(file: Uint8Array, generation: number): Promise<void> {
    await this.send("PUT", "/keyring/ledger", { ledger: toBase64url(file), generation });
  }
  cards(person: string): Promise<readonly CardWire[]> {
    return this.get(`/cards/${person}`);
  }
  rooms(): Promise<readonly RoomSummary[]> {
    return this.get("/rooms");
  }
  room(id: string): Promise<RoomWire> {
    return this.get(`/rooms/${id}`);
  }
  async news(id: string, known: string, since: string): Promise<RoomWire | null> {
    return (await this.get<RoomWire | null | undefined>(`/rooms/${id}?${new URLSearchParams({ known, since }).toString()}`)) ?? null;
  }
  async createRoom(sealed: SealedRoom, purpose?: OwnPurpose): Promise<void> {
    await this.send("POST", "/rooms", { ...(sealed as unknown as JsonObject), ...(purpose && { purpose }) });
  }
  async beginEpoch(room: string, { number, recipient }: { number: number; recipient: string }, grants: Readonly<Record<string, string>>): Promise<void> {
    await this.send("POST", `/rooms/${room}/epochs`, { number, recipient, grants });
  }
  history(room: string, object: string): Promise<readonly (RevisionWire & { file: string })[]> {
    return this.get(`/rooms/${room}/objects/${object}/revisions`);
  }
  write(room: string, object: string, revision: NewRevisionWire): Promise<WriteAnswer> {
    return writeAnswer(this.send("POST", `/rooms/${room}/objects/${object}/revisions`, { ...revision }));
  }
  async destroy(room: string, object: string, destruction: string): Promise<void> {
    await this.send("DELETE", `/rooms/${room}/objects/${object}`, { destruction });
  }
  drafts(room: string): Promise<readonly DraftWire[]> {
    return this.get(`/rooms/${room}/drafts`);
  }
  async saveDraft(room: string, object: string, file: Uint8Array): Promise<void> {
    await this.send("PUT", `/rooms/${room}/drafts/${object}`, { file: toBase64url(file) });
  }
  async discardDraft(room: string, object: string): Promise<void> {
    await this.send("DELETE", `/rooms/${room}/drafts/${object}`);
  }
  async sessionHalf(): Promise<string | null> {
    const answer = await this.orNull(() => this.get<{ half: string }>("/session-half"));
    return answer?.half ?? null;
  }
  async keepSessionHalf(half: string): Promise<void> {
    await this.send("PUT", "/session-half", { half });
  }
  async dropSessionHalf(): Promise<void> {
    await this.send("DELETE", "/session-half");
  }

  private async orNull<T>(ask: () => Promise<T>): Promise<T | null> {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return null;
      throw error;
    }
  }
  private async get<T>(path: string): Promise<T> {
    return (await this.send("GET", path)) as T;
  }
  private send(method: string, path: string, body?: Json): Promise<unknown> {
    return askJson(this.base + path, method, body);
  }
}
