/**
 * The unlocked state, as a split key: this browser keeps the keyring encrypted (IndexedDB), the server
 * session keeps the key. Either half alone opens nothing. Locking drops both.
 *
 * No worker: opening a note takes half a millisecond, and the page's policy (`trusted-types 'none'`)
 * forbids worker addresses made by script. Long lists are opened in slices that let the page breathe.
 */
import { fromBase64url, fromUtf8, random, toBase64url, utf8 } from "./bytes";
import type { Server } from "./client";
import { Locked } from "./errors";
import { aes, type HalfStore } from "./halves";
import { fromText, toText, type Keyring } from "./keyring";

export const IDLE_MINUTES = 30;

/** Splits the keyring between the store and the server session. */
export async function keepUnlocked(keyring: Keyring, server: Server, store: HalfStore): Promise<void> {
  const secret = random(32);
  const iv = random(12);
  const key = await aes(secret);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(keyring.person) }, key, utf8(toText(keyring)));
  await server.keepSessionHalf(toBase64url(secret));
  await store.put({ person: keyring.person, iv, sealed: new Uint8Array(sealed) });
}

/** Puts the halves together again after a navigation; throws Locked where one of them is gone or does not fit. */
export async function restore(person: string, server: Server, store: HalfStore): Promise<Keyring> {
  const half = await store.get();
  if (half?.person !== person || half.pending !== undefined) throw new Locked();
  const secret = await server.sessionHalf();
  if (secret === null) {
    await store.clear();
    throw new Locked();
  }
  try {
    const key = await aes(fromBase64url(secret));
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: half.iv, additionalData: utf8(person) }, key, half.sealed);
    return fromText(fromUtf8(new Uint8Array(plain)));
  } catch {
    await store.clear();
    throw new Locked();
  }
}

/** Drops both halves; the browser's goes even if the server cannot be reached. */
export async function lock(server: Server, store: HalfStore): Promise<void> {
  await store.clear();
  await server.dropSessionHalf();
}

const SIGNS_OF_LIFE = ["pointerdown", "keydown", "scroll", "focus"] as const;
const CHANNEL = "ithaca-vault";

/**
 * Calls `onLock` after half an hour without a sign of life in any tab, or when another tab locks; calls
 * `onAlive` every few minutes in between, so that the server keeps its half. Returns how to stop.
 */
export function watchIdle(onLock: () => void, onAlive: () => void = () => undefined, minutes: number = IDLE_MINUTES): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  const limit = minutes * 60_000;
  let last = Date.now();
  let told = last;
  let kept = last;
  const alive = (): void => {
    last = Date.now();
    if (last - told < 10_000) return;
    told = last;
    channel.postMessage("alive");
  };
  channel.onmessage = (event: MessageEvent<unknown>): void => {
    if (event.data === "lock") onLock();
    else last = Date.now();
  };
  const timer = setInterval(() => {
    if (Date.now() < last) last = told = kept = Date.now(); // the clock was put back: count from here
    if (Date.now() - last >= limit) onLock();
    else if (last - kept >= limit / 6) {
      kept = last;
      onAlive();
    }
  }, 5_000);
  for (const sign of SIGNS_OF_LIFE) addEventListener(sign, alive, { passive: true, capture: true });
  return () => {
    clearInterval(timer);
    channel.close();
    for (const sign of SIGNS_OF_LIFE) removeEventListener(sign, alive, { capture: true });
  };
}

/** Tells the other tabs that the vault was locked. */
export function tellLocked(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("lock");
  channel.close();
}
