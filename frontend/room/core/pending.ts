/**
 * One ceremony: the passkey that signs in also gives the secret that opens the vault. Between the sign-in page and
 * the first room it waits as the keyring does, split between this browser and the server session.
 */
import { fromBase64url, fromUtf8, random, toBase64url, utf8 } from "./bytes";
import { aes, type HalfStore } from "./halves";
import type { Way } from "./keyring";

interface Session {
  sessionHalf(): Promise<string | null>;
  keepSessionHalf(half: string): Promise<void>;
}

const bound = (person: string, way: string) => utf8(`pending ${person} ${way}`);

/** Keeps the secret of a way until the vault is opened with it. */
export async function keepPending(person: string, way: Way, secret: string, session: Session, store: HalfStore): Promise<void> {
  const key = random(32);
  const iv = random(12);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bound(person, way) }, await aes(key), utf8(secret));
  await session.keepSessionHalf(toBase64url(key));
  await store.put({ person, iv, sealed: new Uint8Array(sealed), pending: way });
}

/** The secret that the sign-in left for this person, null where it left none. */
export async function takePending(person: string, session: Session, store: HalfStore): Promise<{ way: Way; secret: string } | null> {
  const half = await store.get();
  if (half?.person !== person || half.pending === undefined) return null;
  await store.clear();
  const key = await session.sessionHalf();
  if (key === null) return null;
  try {
    const way = half.pending as Way;
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: half.iv, additionalData: bound(person, way) }, await aes(fromBase64url(key)), half.sealed);
    return { way, secret: fromUtf8(new Uint8Array(plain)) };
  } catch {
    return null; // the halves do not belong together
  }
}
