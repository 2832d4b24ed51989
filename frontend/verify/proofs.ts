// Whether a document or a token is signed by its issuer: libraries decide, with the contexts that ship with this page.
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { compactVerify, decodeProtectedHeader, importJWK } from "jose";
import signatures from "jsonld-signatures";
import credentials from "../../src/ithaca/credentials/open_badges/contexts/credentials-v2.json";
import openBadges from "../../src/ithaca/credentials/open_badges/contexts/open-badges-3.0.3.json";
import { Altered, asCredential, requireModest, requirePlain, Unreadable, type Credential, type Method, type Profile } from "./documents";

const SHIPPED: Record<string, object> = {
  "https://www.w3.org/ns/credentials/v2": credentials,
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": openBadges,
};
const CLAIMS = new Set(["iss", "jti", "nbf", "exp", "sub"]);

/** A document with what is needed to say who signed it, and when. */
export interface Signed {
  document: Credential;
  method: string; // as the signature names its key
  signedAt: string;
  text: string; // to the byte, for the register
  verify(method: Method, issuer: Profile): Promise<void>; // throws Altered
}

const LONGEST = 256 * 1024; // signs: a credential has a few thousand

/** What a text says it is; nothing in it is believed yet. */
export function read(text: string): Signed {
  if (text.length > LONGEST) throw new Unreadable("too long");
  return text.startsWith("{") ? embedded(text) : token(text);
}

function embedded(text: string): Signed {
  const document = asCredential(parse(text));
  const proof = document.proof;
  if (typeof proof !== "object" || Array.isArray(proof) || typeof proof.verificationMethod !== "string") throw new Altered("no proof, or several");
  const verify = (method: Method, issuer: Profile): Promise<void> => verifyEmbedded(document, method, issuer);
  return { document, method: proof.verificationMethod, signedAt: proof.created, text, verify };
}

/** Throws Altered unless the document's proof was made over it with this key, which its issuer uses for that. */
export async function verifyEmbedded(document: object, method: Method, issuer: Profile): Promise<void> {
  requirePlain(document);
  const documentLoader = (address: string): Promise<object> => {
    const found = address === method.id ? method : SHIPPED[address];
    return found === undefined ? Promise.reject(new Altered(`${address} is not shipped`)) : Promise.resolve({ contextUrl: null, documentUrl: address, document: found });
  };
  const suite = new DataIntegrityProof({ cryptosuite });
  const purpose = new signatures.purposes.AssertionProofPurpose({ controller: issuer });
  const result = await signatures.verify(structuredClone(document), { suite, purpose, documentLoader });
  if (!result.verified) throw new Altered(result.error?.errors?.[0]?.message ?? result.error?.message ?? "not verified");
}

function token(text: string): Signed {
  const payload = (parse(fromBase64url(text.split(".")[1] ?? "")) ?? {}) as Record<string, unknown>;
  const document = asCredential(Object.fromEntries(Object.entries(payload).filter(([name]) => !CLAIMS.has(name))));
  const method = keyNamedIn(text);
  const verify = async (key: Method): Promise<void> => {
    await verifyToken(text, key);
    requirePlain(document);
    requireClaims(payload, document);
  };
  return { document, method, signedAt: document.validFrom, text, verify };
}

/** Of a header, its `kid` alone is read: keys that it brings along or fetches (`jwk`, `jku`, `x5c`) are anybody's. */
function keyNamedIn(text: string): string {
  try {
    const { kid } = decodeProtectedHeader(text) as { kid?: unknown };
    if (typeof kid === "string") return kid;
  } catch {
    throw new Altered("no header of a token");
  }
  throw new Altered("the token names no key");
}

async function verifyToken(text: string, key: Method): Promise<void> {
  if (key.publicKeyJwk === undefined) throw new Altered("no key for tokens");
  const imported = await importJWK(key.publicKeyJwk, "RS256");
  await compactVerify(text, imported, { algorithms: ["RS256"] }).catch((error: unknown) => {
    throw new Altered(error instanceof Error ? error.message : "not verified"); // the name is one of the bundler’s
  });
}

/** What the token claims is what the credential says (Open Badges 3.0, section 8.2.4.1). */
function requireClaims(payload: Record<string, unknown>, document: Credential): void {
  const issuer = typeof document.issuer === "string" ? document.issuer : document.issuer.id;
  const expected = { iss: issuer, jti: document.id, nbf: seconds(document.validFrom), exp: seconds(document.validUntil), sub: document.credentialSubject.id };
  for (const [name, value] of Object.entries(expected)) if (payload[name] !== value) throw new Altered(`${name} differs`);
}

const seconds = (moment: string | undefined): number | undefined => (moment === undefined ? undefined : Date.parse(moment) / 1000);

function parse(text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    requireModest(value);
    return value;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    return null;
  }
}

function fromBase64url(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0)));
  } catch {
    return "";
  }
}
