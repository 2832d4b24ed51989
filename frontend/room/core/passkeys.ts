/** What a passkey gives the vault: a secret that only the authenticator can make (WebAuthn's PRF extension). */
import { fromBase64url, own, toBase64url, toHex, utf8, type Bytes, type Json } from "./bytes";
import type { Way } from "./keyring";

/** Whether this browser and this address can use passkeys at all; an IP address can't. */
export function passkeysPossible(): boolean {
  const named = !/^[\d.]+$|:/.test(location.hostname);
  return named && typeof PublicKeyCredential === "function" && typeof PublicKeyCredential.parseRequestOptionsFromJSON === "function";
}

/** A passkey that was just used: how it is called, its answer for the server, its secret where it gives one. */
export interface Used {
  readonly way: Way;
  /** As JSON for the server, without the secret. */
  readonly credential: Json;
  /** Hexadecimal; null where the authenticator knows no PRF. */
  readonly secret: string | null;
}

const input = async (): Promise<Bytes> => digest(utf8("ithaca.v1 vault prf"));

/** Asks for a passkey to sign in with, or to open the vault (`options` of one's own making). */
export async function usePasskey(options: PublicKeyCredentialRequestOptions): Promise<Used> {
  const publicKey = { ...options, extensions: { ...options.extensions, prf: { eval: { first: await input() } } } };
  return used((await navigator.credentials.get({ publicKey })) as PublicKeyCredential);
}

/** Makes a passkey; where the authenticator tells its secret only when it is used, asks for it once more. */
export async function makePasskey(options: PublicKeyCredentialCreationOptions): Promise<Used> {
  const publicKey = { ...options, extensions: { ...options.extensions, prf: { eval: { first: await input() } } } };
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
  const answer = await used(made);
  if (answer.secret !== null || made.getClientExtensionResults().prf?.enabled !== true) return answer;
  const again = await usePasskey(ownOptions([toBase64url(new Uint8Array(made.rawId))]));
  return { ...answer, secret: again.secret };
}

/** Options for a ceremony that only this browser checks: what it yields opens the vault, or does not. */
export function ownOptions(credentials: readonly string[]): PublicKeyCredentialRequestOptions {
  return {
    challenge: crypto.getRandomValues(new Uint8Array(32)),
    allowCredentials: credentials.map((id) => ({ type: "public-key", id: fromBase64url(id) })),
    userVerification: "required",
  };
}

async function used(credential: PublicKeyCredential): Promise<Used> {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  const secret = first === undefined ? null : await secretOf(new Uint8Array(first as ArrayBuffer));
  return { way: await wayOf(new Uint8Array(credential.rawId)), credential: withoutSecret(credential.toJSON() as unknown as Json), secret };
}

/** `toJSON` holds the secret too: it must not leave the browser. */
export function withoutSecret(credential: Json): Json {
  const { clientExtensionResults: results, ...rest } = credential as Record<string, Json>;
  const kept = Object.entries((results ?? {}) as Record<string, Json>).filter(([name]) => name !== "prf");
  return { ...rest, clientExtensionResults: Object.fromEntries(kept) };
}

export async function wayOf(credentialId: Uint8Array): Promise<Way> {
  return `passkey:${toBase64url((await digest(credentialId)).subarray(0, 16))}`;
}

/** What opens a passkey's wrap. Hexadecimal: age passphrases are folded to lower case. */
export async function secretOf(prf: Bytes): Promise<string> {
  const key = await crypto.subtle.importKey("raw", prf, "HKDF", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8("ithaca.v1 passkey") }, key, 256);
  return toHex(new Uint8Array(bits));
}

async function digest(bytes: Uint8Array): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", own(bytes)));
}
