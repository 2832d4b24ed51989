/**
 * A person's keyring: an age identity and an Ed25519 seed, made here and nowhere else.
 *
 * The server keeps it as wraps only, one per way of unlocking, all of them symmetric: a wrap to a
 * public key could be forged by whoever keeps it. For a passkey the passphrase comes from the authenticator.
 */
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { canonicalJson, fromBase64url, own, random, toBase64url, type Bytes, type JsonObject } from "./bytes";
import { current, makeCard, type Card } from "./cards";
import { Tampered, WrongSecret } from "./errors";
import { SCHEME, signingKeyFrom, text, whole, workFactor, type SigningKey } from "./format";
import { agePassphrase } from "./secrets";

/** A way of unlocking; each passkey is one of its own (`passkeys.ts`). */
export type Way = "passphrase" | "kit" | `passkey:${string}`;
/** What is typed or drawn for each way. */
export type Secrets = Readonly<Partial<Record<Way, string>>>;

/** Work factors are constants of this client: the server has no say in them. */
const makes = (way: Way): number => (way === "passphrase" ? 18 : 10);
const MOST = 20; // what age itself accepts; pyrage measures its own factor

/** The secret half of a person. Plain data, so that it can be wrapped; never leaves the browser in clear. */
export interface Keyring {
  readonly person: string;
  /** age identity, "AGE-SECRET-KEY-1…". */
  readonly identity: string;
  /** Ed25519 seed, base64url. */
  readonly seed: string;
  /** Fingerprint of the card that announces these keys. */
  readonly card: string;
  /** Counts the wraps made, so that an old wrap is known as old. */
  readonly generation: number;
}

export interface NewKeyring {
  readonly keyring: Keyring;
  readonly card: Card;
}

/** Makes a keyring and its key card, the first or the one that follows `previous`. */
export async function createKeyring(person: string, previous: Card | null = null): Promise<NewKeyring> {
  const identity = await generateX25519Identity();
  const seed = random(32);
  const card = await makeCard(person, await identityToRecipient(identity), await signingKeyFrom(seed), previous);
  return { keyring: { person, identity, seed: toBase64url(seed), card: card.fingerprint, generation: 1 }, card };
}

/** The keyring's signing key. */
export function signerOf(keyring: Keyring): Promise<SigningKey> {
  return signingKeyFrom(fromBase64url(keyring.seed));
}

/** The keyring as a passphrase file for one way of unlocking. */
export async function wrap(keyring: Keyring, way: Way, secret: string): Promise<Bytes> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(makes(way));
  encrypter.setPassphrase(agePassphrase(secret));
  return own(await encrypter.encrypt(toText(keyring)));
}

/** Opens a wrap. Throws WrongSecret where the secret is not the right one, Tampered where the file is not ours. */
export async function unwrap(file: Uint8Array, way: Way, secret: string, person: string): Promise<Keyring> {
  const factor = workFactor(file);
  if (factor === null || factor < makes(way) || factor > MOST) throw new Tampered("kdf");
  const decrypter = new Decrypter();
  decrypter.addPassphrase(agePassphrase(secret));
  let plain: string;
  try {
    plain = await decrypter.decrypt(file, "text");
  } catch (error) {
    if (error instanceof Error && error.message.includes("no identity matched")) throw new WrongSecret();
    throw new Tampered("malformed", "wrap");
  }
  const keyring = fromText(plain);
  if (keyring.person !== person) throw new Tampered("person");
  return keyring;
}

/** Refuses to go on where the server shows another card as mine than the one that my keyring made. */
export async function checkOwnCard(keyring: Keyring, chain: readonly Card[]): Promise<Card> {
  const card = current(chain);
  const { publicKey } = await signerOf(keyring);
  const recipient = await identityToRecipient(keyring.identity);
  const same = card.fingerprint === keyring.card && card.signing === publicKey && card.recipient === recipient;
  if (!same) throw new Tampered("own-card");
  return card;
}

/** The keyring as text, to be encrypted. */
export function toText(keyring: Keyring): string {
  return canonicalJson({ ...keyring, scheme: SCHEME });
}

/** The keyring out of its decrypted text. */
export function fromText(plain: string): Keyring {
  let claims: JsonObject;
  try {
    claims = JSON.parse(plain) as JsonObject;
  } catch {
    throw new Tampered("malformed", "keyring");
  }
  if (claims["scheme"] !== SCHEME) throw new Tampered("scheme");
  return {
    person: text(claims, "person"),
    identity: text(claims, "identity"),
    seed: text(claims, "seed"),
    card: text(claims, "card"),
    generation: whole(claims, "generation"),
  };
}
