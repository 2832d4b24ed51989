// Whether a credential is about somebody: the document holds hashes, the one who asks types what was hashed.
import type { Credential, Identity } from "./documents";

export async function isAbout(document: Credential, typed: string): Promise<boolean> {
  const text = typed.trim().replace(/\s+/g, " ");
  if (text === "") return false;
  const found = await Promise.all((document.credentialSubject.identifier ?? []).map((identity) => matches(identity, text)));
  return found.includes(true);
}

async function matches(identity: Identity, typed: string): Promise<boolean> {
  const text = identity.identityType === "emailAddress" ? typed.toLowerCase() : typed;
  if (!identity.hashed) return identity.identityHash === text;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text + (identity.salt ?? "")));
  const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return identity.identityHash === `sha256$${hex}`;
}
