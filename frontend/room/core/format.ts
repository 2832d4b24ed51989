/**
 * The file format: sign, pad, encrypt. Ciphers come from age, signatures from JWS; nothing here is a cipher.
 *
 * A sealed file is an age file for exactly one X25519 recipient. Inside stands a compact JWS (Ed25519),
 * a line feed, and spaces up to a size class, so that the length tells little about the text.
 */
import { Decrypter, Encrypter } from "age-encryption";
import { CompactSign, compactVerify, importJWK } from "jose";
import {
  canonicalJson,
  fromBase64url,
  fromUtf8,
  own,
  sha256,
  toBase64url,
  utf8,
  type Bytes,
  type Json,
  type JsonObject,
} from "./bytes";
import { Tampered, TooLong } from "./errors";

export const SCHEME = "ithaca.v1";
/** What a signature is for; a card can never be taken for a grant, nor a draft for a note. */
export type Purpose = "card" | "grant" | "content" | "draft" | "ledger" | "signature" | "destruction" | "copy" | "export";

const SMALLEST = 1024;
/** The largest size class; a text object's age file stays under 257 KiB. */
export const LARGEST = 256 * 1024;

export interface SigningKey {
  readonly key: CryptoKey;
  /** The raw public key, base64url. */
  readonly publicKey: string;
}

const PKCS8_HEAD = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);

/** The Ed25519 key that grows from a 32-byte seed. */
export async function signingKeyFrom(seed: Uint8Array): Promise<SigningKey> {
  const encoded = own(Uint8Array.of(...PKCS8_HEAD, ...seed));
  const open = await crypto.subtle.importKey("pkcs8", encoded, { name: "Ed25519" }, true, ["sign"]);
  const { x } = await crypto.subtle.exportKey("jwk", open);
  if (x === undefined) throw new TypeError("not an Ed25519 seed");
  const key = await crypto.subtle.importKey("pkcs8", encoded, { name: "Ed25519" }, false, ["sign"]);
  return { key, publicKey: x };
}

/** Signs `claims` for one purpose; the result is a compact JWS. */
export async function sign(purpose: Purpose, claims: JsonObject, signer: SigningKey): Promise<string> {
  const payload = utf8(canonicalJson({ ...claims, scheme: SCHEME }));
  return new CompactSign(payload).setProtectedHeader({ alg: "Ed25519", typ: typOf(purpose) }).sign(signer.key);
}

/** The claims of a JWS of this purpose signed by `publicKey`; throws Tampered otherwise. */
export async function verify(purpose: Purpose, jws: string, publicKey: string): Promise<JsonObject> {
  const claims = peek(purpose, jws);
  const key = await importJWK({ kty: "OKP", crv: "Ed25519", x: publicKey }, "Ed25519").catch(() => null);
  if (key === null) throw new Tampered("card", "not a public key");
  try {
    await compactVerify(jws, key, { algorithms: ["Ed25519"] });
  } catch {
    throw new Tampered("signature");
  }
  // A signature has one spelling: another last sign would pass for a card with another fingerprint.
  const spelling = jws.slice(jws.lastIndexOf(".") + 1);
  if (toBase64url(fromBase64url(spelling)) !== spelling) throw new Tampered("signature");
  return claims;
}

/** The claims of a JWS before its signature is checked: only to find out which key to check it with. */
export function peek(purpose: Purpose, jws: string): JsonObject {
  const [head = "", payload = "", ...rest] = jws.split(".");
  if (rest.length !== 1) throw new Tampered("malformed", "not a compact JWS");
  const header = parse(head);
  if (canonicalJson(header) !== canonicalJson({ alg: "Ed25519", typ: typOf(purpose) })) {
    throw new Tampered("malformed", "another kind of signature");
  }
  const claims = parse(payload);
  if (claims["scheme"] !== SCHEME) throw new Tampered("scheme");
  return claims;
}

function typOf(purpose: Purpose): string {
  return `${SCHEME}.${purpose}`;
}

function parse(part: string): JsonObject {
  let value: unknown;
  try {
    const plain = fromUtf8(fromBase64url(part));
    if (isDeep(plain)) throw new Tampered("malformed", "nested");
    value = JSON.parse(plain);
  } catch {
    throw new Tampered("malformed", "not JSON");
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Tampered("malformed");
  return value as JsonObject;
}

const DEEPEST = 32;

/** Whether brackets stand in brackets more often than any text of ours has them; others might stumble over it. */
function isDeep(json: string): boolean {
  let depth = 0;
  let quoted = false;
  // Sign by sign: a pattern begins anew behind each quote of a text that closes none, and takes minutes.
  for (let i = 0; i < json.length; i++) {
    const sign = json.charAt(i);
    if (sign === "\"") quoted = !quoted;
    else if (quoted) i += sign === "\\" ? 1 : 0;
    else if ("[{".includes(sign)) depth += 1;
    else if ("]}".includes(sign)) depth -= 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Puts a JWS into its size class. */
export function pad(jws: string): Bytes {
  const text = utf8(`${jws}\n`);
  let size = SMALLEST;
  while (size < text.length) size *= 2;
  if (size > LARGEST) throw new TooLong(text.length);
  const padded = new Uint8Array(size).fill(0x20);
  padded.set(text);
  return padded;
}

/** Takes a JWS out of its padding; refuses any other padding than ours. */
export function unpad(bytes: Uint8Array): string {
  const end = bytes.indexOf(0x0a);
  const jws = ascii(bytes.subarray(0, Math.max(end, 0)));
  const again = end < 0 ? null : pad(jws);
  if (again?.length !== bytes.length || !again.every((byte, i) => byte === bytes[i])) {
    throw new Tampered("malformed", "padding");
  }
  return jws;
}

function ascii(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

/** Encrypts a JWS to one recipient ("age1…"). */
export async function sealTo(recipient: string, jws: string): Promise<Bytes> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return own(await encrypter.encrypt(pad(jws)));
}

/** Decrypts a sealed file with an age identity; throws Tampered("key") where it was not made for it. */
export async function unseal(identity: string, file: Uint8Array): Promise<string> {
  if (stanzas(file).join() !== "X25519") throw new Tampered("recipient", "not exactly one recipient");
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  let plain: Uint8Array;
  try {
    plain = await decrypter.decrypt(file);
  } catch (error) {
    const foreign = error instanceof Error && error.message.includes("no identity matched");
    throw new Tampered(foreign ? "key" : "malformed", "does not decrypt");
  }
  return unpad(plain);
}

/** The types of the recipients in the header of an age file, without the noise that age's Rust library adds. */
export function stanzas(file: Uint8Array): string[] {
  const types = header(file).flatMap((line) => (line.startsWith("-> ") ? [line.split(" ")[1] ?? ""] : []));
  return types.filter((type) => !type.endsWith("-grease"));
}

/** The scrypt work factor that a passphrase file asks for; null if it is not one. */
export function workFactor(file: Uint8Array): number | null {
  const asked = header(file).flatMap((line) => /^-> scrypt \S+ (\d{1,2})$/.exec(line)?.[1] ?? []);
  return asked.length === 1 && stanzas(file).length === 1 ? Number(asked[0]) : null;
}

function header(file: Uint8Array): string[] {
  const text = ascii(file.subarray(0, 4096));
  const end = text.indexOf("\n--- ");
  if (!text.startsWith("age-encryption.org/v1\n") || end < 0) throw new Tampered("malformed", "not an age file");
  return text.slice(0, end).split("\n");
}

/** Refuses bytes whose hash is not the announced one. */
export async function checkHash(file: Uint8Array, announced: string): Promise<void> {
  if ((await sha256(file)) !== announced) throw new Tampered("hash");
}

/** Reads a claim that must be a string. */
export function text(claims: JsonObject, name: string): string {
  const value = claims[name];
  if (typeof value !== "string") throw new Tampered("malformed", name);
  return value;
}

/** Reads a claim that must be a whole number. */
export function whole(claims: JsonObject, name: string): number {
  const value = claims[name];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new Tampered("malformed", name);
  return value;
}

/** Reads a claim that is a string or null. */
export function textOrNull(claims: JsonObject, name: string): string | null {
  return claims[name] === null ? null : text(claims, name);
}

/** Reads a claim that must be an object. */
export function record(claims: JsonObject, name: string): JsonObject {
  const value: Json | undefined = claims[name];
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw new Tampered("malformed", name);
  return value as JsonObject;
}

/** Reads a claim that must be a list of objects. */
export function list(claims: JsonObject, name: string): JsonObject[] {
  const value: Json | undefined = claims[name];
  if (!Array.isArray(value)) throw new Tampered("malformed", name);
  return (value as Json[]).map((one) => record({ one }, "one"));
}
