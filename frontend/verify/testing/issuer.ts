// An issuer with both keys, and what it signs: what the tests of the verdict stand on.
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { generate } from "@digitalbazaar/ed25519-multikey";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import { CompactSign, exportJWK, generateKeyPair, type CryptoKey } from "jose";
import signatures from "jsonld-signatures";
import credentials from "../../../src/ithaca/credentials/open_badges/contexts/credentials-v2.json";
import openBadges from "../../../src/ithaca/credentials/open_badges/contexts/open-badges-3.0.3.json";
import type { Profile, StatusEntry } from "../documents";
import type { World } from "../verdict";

export const BASE = "https://ithaca.example.org";
export const ISSUER = `${BASE}/issuers/1/`;
export const NOW = Date.parse("2026-11-21T12:00:00Z");
const CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];
const SHIPPED: Record<string, object> = { [CONTEXTS[0] ?? ""]: credentials, [CONTEXTS[1] ?? ""]: openBadges };

export type Document = Record<string, unknown>;

/** A credential, not signed yet. */
export function award(changes: Document = {}): Document {
  return {
    "@context": CONTEXTS,
    id: `${BASE}/credentials/1/`,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: "Mentor, niveau junior",
    issuer: { id: ISSUER, type: ["Profile"], name: "Les Voiles" },
    validFrom: "2026-01-01T00:00:00Z",
    validUntil: "2029-01-01T00:00:00Z",
    credentialSubject: { id: "urn:uuid:6f2d7f1e-0a53-4c57-9a39-0f6a5f8f9a10", type: ["AchievementSubject"] },
    ...changes,
  };
}

export const entry = (purpose: string, index = 7): StatusEntry & Document => ({
  type: "BitstringStatusListEntry",
  statusPurpose: purpose,
  statusListIndex: String(index),
  statusListCredential: `${BASE}/status/1/${purpose}/`,
});

/** A list of so many bits with these set, as the norm writes it. */
export async function bits(set: number[], size = 131_072): Promise<string> {
  const bytes = new Uint8Array(size / 8);
  for (const at of set) bytes[Math.floor(at / 8)] = (bytes[Math.floor(at / 8)] ?? 0) | (0x80 >> at % 8);
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  const zipped = new Uint8Array(await new Response(stream).arrayBuffer());
  return `u${btoa(Array.from(zipped, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

export class Issuer {
  private constructor(
    private readonly multikey: Awaited<ReturnType<typeof generate>>,
    private readonly secret: CryptoKey,
    readonly profile: Profile,
  ) {}

  static async make(): Promise<Issuer> {
    const id = `${ISSUER}#key-1`;
    const multikey = await generate({ id, controller: ISSUER });
    const { privateKey, publicKey } = await generateKeyPair("RS256");
    const methods = [
      { id, type: "Multikey", controller: ISSUER, publicKeyMultibase: multikey.publicKeyMultibase },
      { id: `${id}-jwt`, type: "JsonWebKey", controller: ISSUER, publicKeyJwk: await exportJWK(publicKey) },
    ];
    const profile = { "@context": CONTEXTS[0], id: ISSUER, name: "Les Voiles", verificationMethod: methods, assertionMethod: methods.map((each) => each.id) };
    return new Issuer(multikey, privateKey, profile);
  }

  async sign(document: Document): Promise<Document> {
    const suite = new DataIntegrityProof({ signer: this.multikey.signer(), cryptosuite, date: "2026-01-01T00:00:00Z" });
    const documentLoader = (address: string): Promise<object> => Promise.resolve({ contextUrl: null, documentUrl: address, document: SHIPPED[address] });
    return signatures.sign(structuredClone(document), { suite, purpose: new signatures.purposes.AssertionProofPurpose(), documentLoader });
  }

  async token(document: Document, claims: Document = {}): Promise<string> {
    const seconds = (moment: unknown): number => Date.parse(String(moment)) / 1000;
    const subject = document["credentialSubject"] as { id: string };
    const payload = { ...document, iss: ISSUER, jti: document["id"], nbf: seconds(document["validFrom"]), exp: seconds(document["validUntil"]), sub: subject.id, ...claims };
    const bytes = new TextEncoder().encode(JSON.stringify(payload));
    return new CompactSign(bytes).setProtectedHeader({ alg: "RS256", kid: `${ISSUER}keys/1/`, typ: "JWT" }).sign(this.secret);
  }

  async list(purpose: string, set: number[], changes: Document = {}): Promise<Document> {
    return this.sign({
      "@context": [CONTEXTS[0], CONTEXTS[1]],
      id: `${BASE}/status/1/${purpose}/`,
      type: ["VerifiableCredential", "BitstringStatusListCredential"],
      issuer: ISSUER,
      validFrom: "2026-11-21T00:00:00Z",
      validUntil: "2026-11-22T00:00:00Z",
      credentialSubject: { id: `${BASE}/status/1/${purpose}/#list`, type: "BitstringStatusList", statusPurpose: purpose, encodedList: await bits(set) },
      ...changes,
    });
  }

  /** What this installation answers; what is not among it can't be had. */
  world(answers: Record<string, unknown> = {}, now = NOW): World {
    const known: Record<string, unknown> = { [ISSUER]: this.profile, ...answers };
    return { base: BASE, now, get: (address) => (address in known ? Promise.resolve(known[address]) : Promise.reject(new Error("no answer"))) };
  }
}
