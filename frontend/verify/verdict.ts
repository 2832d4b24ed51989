// What to say of a credential. Pure but for what the world answers.
import { Altered, issuerOf, Unreadable, type Credential, type Method, type Profile, type StatusEntry } from "./documents";
import { bitOf } from "./bits";
import { read, verifyEmbedded, type Signed } from "./proofs";

export type Word = "valid" | "altered" | "lost-key" | "revoked" | "suspended" | "expired" | "early" | "unknown-issuer" | "no-status" | "unreadable";

export interface Verdict {
  word: Word;
  document: Credential | null; // what it says: the issuer’s word, but of an unknown issuer, where it is the file’s own
  why: string; // for who looks closer
}

/** What is fetched, and what time it is. */
export interface World {
  base: string; // of this installation, as it stands in documents
  now: number;
  get(address: string): Promise<unknown>; // null: there is no such thing; rejects: it can't be had now
}

/** The verdict on a text; never throws. */
export async function judge(text: string, world: World): Promise<Verdict> {
  let proven: Credential | null = null;
  try {
    const signed = read(text);
    const { document } = signed;
    const issuer = await profileOf(issuerOf(document), world);
    if (issuer === null) return { word: "unknown-issuer", document, why: "" };
    const method = methodOf(issuer, signed.method, world);
    await signed.verify(method, issuer);
    proven = document;
    return { word: await wordFor(signed, issuer, method, world), document, why: "" };
  } catch (error) {
    const why = said(error).slice(0, 200);
    if (error instanceof Unreadable) return { word: "unreadable", document: null, why };
    if (error instanceof Unreachable) return { word: "no-status", document: proven, why };
    return { word: "altered", document: null, why };
  }
}

class Unreachable extends Error {}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error)); // not its name: bundlers make one up

async function wordFor(signed: Signed, issuer: Profile, method: Method, world: World): Promise<Word> {
  const { document } = signed;
  if (method.revoked !== undefined && !(await stillCounts(signed, method.revoked, world))) return "lost-key";
  const status = await statusOf(document, issuer, world);
  if (status !== null) return status;
  if (Date.parse(document.validFrom) > world.now) return "early";
  if (document.validUntil !== undefined && Date.parse(document.validUntil) < world.now) return "expired";
  return "valid";
}

/** The issuer as this installation knows it; null where it does not. */
async function profileOf(address: string, world: World): Promise<Profile | null> {
  if (!isHere(address, world) || !address.startsWith(`${world.base}/issuers/`)) return null;
  const found = (await had(address, world)) as Profile | null;
  return found?.id === address ? found : null;
}

/** What this installation publishes stands at plain paths. `//`, `\\`, `..` or a query would lead to other sites, or to what somebody has brought here. */
const PLAIN = /^(?:\/[\w-]+)+\/$/;

function isHere(address: string, world: World): boolean {
  return address.startsWith(`${world.base}/`) && PLAIN.test(address.slice(world.base.length));
}

function had(address: string, world: World): Promise<unknown> {
  if (!isHere(address, world)) return Promise.reject(new Altered(`${address} is elsewhere`));
  return world.get(address).catch((error: unknown) => {
    throw new Unreachable(`${address}: ${said(error)}`);
  });
}

/** The key that a signature names: by the method's address in proofs, by the address of its JWK in tokens. */
function methodOf(issuer: Profile, name: string, world: World): Method {
  const number = name.startsWith(`${world.base}/`) ? /\/keys\/(\d+)\/$/.exec(name)?.[1] : undefined;
  const wanted = number !== undefined && name === `${issuer.id}keys/${number}/` ? `${issuer.id}#key-${number}-jwt` : name;
  const found = issuer.verificationMethod.find((method) => method.id === wanted);
  if (found?.controller !== issuer.id || !issuer.assertionMethod.includes(wanted)) throw new Altered("not a key of the issuer");
  return found;
}

/** With a key in wrong hands anybody signs, and dates what they sign at will: then the issuer's register decides. */
async function stillCounts(signed: Signed, revoked: string, world: World): Promise<boolean> {
  if (Date.parse(signed.signedAt) >= Date.parse(revoked)) return false;
  const register = (await had(`${signed.document.id}register/`, world)) as Record<string, string> | null;
  return register !== null && Object.values(register).includes(await sha256(signed.text));
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function statusOf(document: Credential, issuer: Profile, world: World): Promise<Word | null> {
  let found: Word | null = null;
  for (const entry of document.credentialStatus ?? []) {
    if (!(await isSet(entry, issuer, world))) continue;
    if (entry.statusPurpose === "revocation") return "revoked";
    if (entry.statusPurpose === "suspension") found = "suspended";
  }
  return found;
}

interface StatusList {
  issuer: string;
  validFrom: string;
  validUntil: string;
  proof: { verificationMethod: string };
  credentialSubject: { statusPurpose: string; encodedList: string };
}

async function isSet(entry: StatusEntry, issuer: Profile, world: World): Promise<boolean> {
  const list = (await had(entry.statusListCredential, world)) as StatusList | null;
  try {
    if (entry.type !== "BitstringStatusListEntry" || list === null) throw new Error("no list");
    const method = methodOf(issuer, list.proof.verificationMethod, world);
    if (method.revoked !== undefined) throw new Error("the list is signed with a revoked key");
    await verifyEmbedded(list, method, issuer);
    if (list.issuer !== issuer.id || list.credentialSubject.statusPurpose !== entry.statusPurpose) throw new Error("another list");
    if (Date.parse(list.validFrom) > world.now || Date.parse(list.validUntil) < world.now) throw new Error("an old list");
    return await bitOf(list.credentialSubject.encodedList, Number(entry.statusListIndex));
  } catch (error) {
    throw new Unreachable(`${entry.statusListCredential}: ${said(error)}`);
  }
}
