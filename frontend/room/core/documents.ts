/**
 * Documents: bytes sealed to the room key as a stream and sent in parts; the signed text of the room tells their
 * name, type and hash. Nothing of a document is handed out before its hash is the signed one.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { Decrypter, Encrypter } from "age-encryption";
import { fromBase64url, newId, toBase64url, toHex, type JsonObject } from "./bytes";
import { ApiError, Tampered } from "./errors";
import { stanzas, text, whole } from "./format";
import type { Epoch } from "./room";
import type { Opened } from "./room";

export const PART = 1024 * 1024;
export const LARGEST_DOCUMENT = 25 * PART;
/** Of a portfolio, which holds recordings. */
export const LARGEST_RECORDING = 200 * PART;
const TRIES = 6;
const MOST_HEADER = 4096;

/** How the server keeps the sealed bytes. */
export interface Depot {
  putPart(room: string, attachment: string, number: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  complete(room: string, attachment: string, sha256: string): Promise<void>;
  fetch(room: string, attachment: string): Promise<ReadableStream<Uint8Array>>;
}

/** The kinds of text that tell of a document. That one is a CV is a fact: the checklists of the launch look at it. */
export const DOCUMENTS: readonly string[] = ["document", "cv", "exhibit"];

/** What the room's text says of a document. */
export interface DocumentFacts {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly attachment: string;
  /** Of the sealed file. */
  readonly sha256: string;
}

/** Share of the document that has gone through, from 0 to 1. */
export type Progress = (share: number) => void;

/** Where a file is to lie, and how large it may be, where the room says so. */
export interface Sending {
  readonly attachment?: string;
  readonly largest?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Too large for a room, told before anything is sent. */
export class TooLarge extends Error {
  override readonly name = "TooLarge";
}

/** Seals a file to the room key and sends it; throws ApiError where the network stays away. */
export async function sendDocument(depot: Depot, epoch: Epoch, file: File, onProgress: Progress, { attachment = newId(), largest = LARGEST_DOCUMENT, signal }: Sending = {}): Promise<DocumentFacts> {
  if (file.size > largest) throw new TooLarge();
  const encrypter = new Encrypter();
  encrypter.addRecipient(epoch.recipient);
  const sealed = await encrypter.encrypt(file.stream());
  const hash = sha256.create();
  let number = 0;
  for await (const part of inParts(sealed)) {
    signal?.throwIfAborted();
    hash.update(part);
    await patiently(() => depot.putPart(epoch.room, attachment, number, part), signal);
    number += 1;
    onProgress(Math.min(1, (number * PART) / Math.max(file.size, 1)));
  }
  const digest = toHex(hash.digest());
  await patiently(() => depot.complete(epoch.room, attachment, digest), signal);
  return { name: file.name, type: file.type, size: file.size, attachment, sha256: digest };
}

/** Fetches and opens a document; throws Tampered unless every byte is what its author signed. */
export async function fetchDocument(depot: Depot, { room, identities }: { room: string; identities: readonly string[] }, told: Opened, onProgress: Progress): Promise<Blob> {
  const facts = attachedTo(told);
  const decrypter = new Decrypter();
  // A new room key may have come between the bytes and the text that tells of them.
  for (const identity of identities) decrypter.addIdentity(identity);
  return openStream(await depot.fetch(room, facts.attachment), decrypter, facts, onProgress);
}

/**
 * The key of this one document, out of its header: what is put into a frozen copy, so that its reader opens the same
 * sealed bytes and nothing else of the room.
 */
export async function keyOfDocument(depot: Depot, { room, identities }: { room: string; identities: readonly string[] }, told: Opened): Promise<string> {
  const { attachment } = attachedTo(told);
  const header = await headerOf(await depot.fetch(room, attachment));
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return toBase64url(await decrypter.decryptHeader(header));
  } catch {
    throw new Tampered("malformed", "document");
  }
}

/** Opens a document that was shown in a copy: `content` has its facts and its key, and was signed by who shows it. */
export function openShownDocument(sealed: ReadableStream<Uint8Array>, content: JsonObject, onProgress: Progress): Promise<Blob> {
  const key = fromBase64url(text(content, "key"));
  const decrypter = new Decrypter();
  decrypter.addIdentity({ unwrapFileKey: () => key });
  return openStream(sealed, decrypter, readFacts(content), onProgress);
}

function attachedTo(told: Opened): DocumentFacts {
  const facts = readFacts(told.content);
  if (told.about !== facts.attachment) throw new Tampered("about", "document");
  return facts;
}

/** The header of an age file, its seal included; the rest stays where it is. */
async function headerOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const reader = stream.getReader();
  let head = new Uint8Array();
  try {
    while (head.length < MOST_HEADER) {
      const { done, value } = await reader.read();
      if (done) break;
      head = new Uint8Array([...head, ...value.subarray(0, MOST_HEADER)]);
      const end = /\n--- [A-Za-z0-9+/]{43}\n/.exec(new TextDecoder("latin1").decode(head));
      if (end !== null) return head.subarray(0, end.index + end[0].length);
    }
  } finally {
    await reader.cancel();
  }
  throw new Tampered("malformed", "document");
}

/** Opens sealed bytes as they come; nothing is handed out before their hash is the signed one. */
async function openStream(sealed: ReadableStream<Uint8Array>, decrypter: Decrypter, facts: DocumentFacts, onProgress: Progress): Promise<Blob> {
  const hash = sha256.create();
  let seen = 0;
  let head: Uint8Array | null = new Uint8Array();
  const watched = sealed.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller): void {
        hash.update(chunk);
        seen += chunk.length;
        if (head !== null) head = checkedHead(head, chunk);
        onProgress(Math.min(1, seen / Math.max(facts.size, 1)));
        controller.enqueue(chunk);
      },
      flush(): void {
        if (head !== null) checkRecipient(head); // a file shorter than what is waited for
      },
    }),
  );
  let blob: Blob;
  try {
    blob = await gathered(await decrypter.decrypt(watched));
  } catch (error) {
    if (error instanceof Tampered || error instanceof ApiError || error instanceof TypeError) throw error;
    throw new Tampered("malformed", "document");
  }
  if (toHex(hash.digest()) !== facts.sha256) throw new Tampered("hash", "document");
  if (blob.size !== facts.size) throw new Tampered("malformed", "document");
  return blob;
}

/** The facts in a document's text; throws Tampered where they are none. */
export function readFacts(content: JsonObject): DocumentFacts {
  return {
    name: text(content, "name"),
    type: text(content, "type"),
    size: whole(content, "size"),
    attachment: text(content, "attachment"),
    sha256: text(content, "sha256"),
  };
}

/** Refuses a file to more than one recipient, as for texts. Null once the header was seen. */
function checkedHead(before: Uint8Array, chunk: Uint8Array): Uint8Array | null {
  const head = new Uint8Array([...before, ...chunk.subarray(0, 4096)]);
  if (head.length < 512) return head;
  checkRecipient(head);
  return null;
}

function checkRecipient(head: Uint8Array): void {
  if (stanzas(head).join() !== "X25519") throw new Tampered("recipient", "document");
}

/** The stream as a blob. Pieces of it are handed to the browser as they come: it may put them on its disk. */
async function gathered(stream: ReadableStream<Uint8Array>): Promise<Blob> {
  const pieces: Blob[] = [];
  for await (const part of inParts(stream)) pieces.push(new Blob([part]));
  return new Blob(pieces, { type: "application/octet-stream" });
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

/** The stream in pieces of one MiB, the last one shorter. All of them lie in one buffer: whoever keeps a piece copies it. */
async function* inParts(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const part = new Uint8Array(PART);
  let filled = 0;
  for await (const chunk of chunksOf(stream)) {
    for (let at = 0; at < chunk.length; ) {
      const taken = Math.min(PART - filled, chunk.length - at);
      part.set(chunk.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled < PART) continue;
      yield part;
      filled = 0;
    }
  }
  if (filled > 0) yield part.subarray(0, filled);
}

/** Tries again while the network is away: a part that came already is not taken twice. */
async function patiently(send: () => Promise<void>, signal?: AbortSignal, pause = 1000): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await send();
      return;
    } catch (error) {
      const away = error instanceof ApiError && (error.status === 0 || error.status >= 502);
      if (!away || tries === TRIES) throw error;
      signal?.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, pause * 2 ** (tries - 1)));
    }
  }
}
