// The parts of documents that a verdict reads. Whatever comes from a file is looked at before it is believed.

export interface Method {
  id: string;
  type: string;
  controller: string;
  publicKeyMultibase?: string;
  publicKeyJwk?: JsonWebKey;
  revoked?: string;
}

export interface Profile {
  id: string;
  name: string;
  verificationMethod: Method[];
  assertionMethod: string[];
}

export interface StatusEntry {
  type: string;
  statusPurpose: string;
  statusListIndex: string;
  statusListCredential: string;
}

export interface Identity {
  hashed: boolean;
  identityHash: string;
  identityType: string;
  salt?: string;
}

export interface Proof {
  type: string;
  cryptosuite: string;
  created: string;
  verificationMethod: string;
  proofPurpose: string;
  proofValue: string;
}

export interface Credential {
  "@context": string[];
  id: string;
  type: string[];
  name: string;
  issuer: { id: string; name: string } | string;
  validFrom: string;
  validUntil?: string;
  credentialSubject: { id: string; identifier?: Identity[]; achievement?: { achievementType?: string } };
  credentialStatus?: StatusEntry[];
  proof?: Proof;
}

const CONTEXTS = ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

/** Says why a verdict is what it is. */
export class Unreadable extends Error {}
export class Altered extends Error {}

export const issuerOf = (document: Credential): string => (typeof document.issuer === "string" ? document.issuer : document.issuer.id);

/** Of whom a credential speaks: a seal is a programme's, which it names, everything else a person's. */
export type About = "person" | "programme";
export const aboutOf = (document: Credential): About => (document.credentialSubject.achievement?.achievementType === "QualityAssuranceCredential" ? "programme" : "person");

const DEEPEST = 32;
const MOST = 5000; // values: a credential has a few dozen

/** Refuses what is made to keep the reader busy; without recursion, which what is nested deeply enough would end. */
export function requireModest(value: unknown): void {
  let level: unknown[] = [value];
  let seen = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    seen += level.length;
    if (depth > DEEPEST || seen > MOST) throw new Unreadable("too deep, or too much");
    level = level.flatMap((each) => (typeof each === "object" && each !== null ? (Object.values(each) as unknown[]) : []));
  }
}

function record(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as credential, where it has what every credential of Open Badges 3.0 has. */
export function asCredential(value: unknown): Credential {
  const issuer = record(value) ? (record(value["issuer"]) ? value["issuer"]["id"] : value["issuer"]) : null;
  if (!record(value) || typeof value["id"] !== "string" || typeof issuer !== "string" || !Array.isArray(value["type"])) throw new Unreadable("no credential");
  if (!value["type"].some((type) => type === "OpenBadgeCredential" || type === "AchievementCredential")) throw new Unreadable("not an Open Badge");
  if (!record(value["credentialSubject"]) || typeof value["validFrom"] !== "string") throw new Unreadable("no subject, or no date");
  if (!wellShaped(value, value["credentialSubject"])) throw new Unreadable("of another shape");
  return value as unknown as Credential;
}

const dated = (value: unknown): boolean => typeof value === "string" && !Number.isNaN(Date.parse(value));
const optional = (value: unknown, is: (value: unknown) => boolean): boolean => value === undefined || value === null || is(value);
const text = (value: unknown): boolean => typeof value === "string";
const listed = (value: unknown): boolean => Array.isArray(value) && value.every(record);

/** Whether what the page shows and compares is what it takes it for. */
function wellShaped(value: Record<string, unknown>, subject: Record<string, unknown>): boolean {
  const { issuer } = value;
  return (
    optional(value["name"], text) &&
    optional(record(issuer) ? issuer["name"] : undefined, text) &&
    dated(value["validFrom"]) &&
    optional(value["validUntil"], dated) &&
    optional(subject["identifier"], listed) &&
    optional(value["credentialStatus"], listed)
  );
}

/**
 * The same graph can be written in other words, with a full address in place of `validUntil`: signed, and overlooked here.
 * So a document is written with the terms of the two contexts and nothing else.
 */
export function requirePlain(document: object): void {
  const { "@context": contexts, ...rest } = document as Record<string, unknown>;
  if (JSON.stringify(contexts) !== JSON.stringify(CONTEXTS)) throw new Altered("other contexts");
  requireTerms(rest);
}

function requireTerms(value: unknown): void {
  if (Array.isArray(value)) value.forEach(requireTerms);
  else if (record(value)) {
    for (const [name, item] of Object.entries(value)) {
      if (name.startsWith("@") || name.includes(":")) throw new Altered(`${name} is not written as a term`);
      requireTerms(item);
    }
  }
}
