// Every verdict, from documents and tokens signed here; the world is what this installation would answer.
import { beforeAll, describe, expect, it } from "vitest";
import { award, BASE, entry, ISSUER, Issuer, NOW } from "./testing/issuer";
import { judge, type World } from "./verdict";

let issuer: Issuer;
beforeAll(async () => {
  issuer = await Issuer.make();
});

const word = async (text: string, world: World = issuer.world()): Promise<string> => (await judge(text, world)).word;
const text = async (changes: Record<string, unknown> = {}): Promise<string> => JSON.stringify(await issuer.sign(award(changes)));

describe("what was signed", () => {
  it("is valid as document and as token", async () => {
    expect(await word(await text())).toBe("valid");
    expect(await word(await issuer.token(award()))).toBe("valid");
  });

  it("is altered where a word, a claim, a context or the key is another", async () => {
    const document = JSON.parse(await text()) as Record<string, unknown>;
    expect(await word(JSON.stringify({ ...document, name: "Mentor, niveau master" }))).toBe("altered");
    expect(await word(JSON.stringify({ ...document, "ext:more": 1 }))).toBe("altered");
    expect(await word(JSON.stringify({ ...document, "@context": ["https://www.w3.org/ns/credentials/v2"] }))).toBe("altered");
    expect(await word(JSON.stringify({ ...document, proof: undefined }))).toBe("altered");
    expect(await word(await issuer.token(award(), { sub: "urn:uuid:other" }))).toBe("altered");
    const other = await Issuer.make();
    expect(await word(JSON.stringify(await other.sign(award())))).toBe("altered");
    expect(await word(await other.token(award()))).toBe("altered");
    expect(await word(`${(await issuer.token(award())).slice(0, -6)}AAAAAA`)).toBe("altered");
  });

  it("has its time", async () => {
    expect(await word(await text(), issuer.world({}, Date.parse("2025-12-31T00:00:00Z")))).toBe("early");
    expect(await word(await text(), issuer.world({}, Date.parse("2029-01-02T00:00:00Z")))).toBe("expired");
    expect(await word(await text({ validUntil: undefined }), issuer.world({}, Date.parse("2099-01-01T00:00:00Z")))).toBe("valid");
  });
});

describe("who signed it", () => {
  it("is unknown where the issuer is not of this installation, or the installation does not know it", async () => {
    expect(await word(await text({ issuer: "https://elsewhere.example.org/1/" }))).toBe("unknown-issuer");
    expect(await word(await text(), issuer.world({ [ISSUER]: null }))).toBe("unknown-issuer");
  });

  it("counts before the key was lost, and only if the register knows it", async () => {
    const signed = await text();
    const lost = (revoked: string): object => ({ ...issuer.profile, verificationMethod: issuer.profile.verificationMethod.map((each) => ({ ...each, revoked })) });
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(signed));
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const register = `${BASE}/credentials/1/register/`;
    const after = lost("2026-06-01T00:00:00Z");
    expect(await word(signed, issuer.world({ [ISSUER]: after, [register]: { document: hex } }))).toBe("valid");
    expect(await word(signed, issuer.world({ [ISSUER]: after, [register]: { document: "0" } }))).toBe("lost-key");
    expect(await word(signed, issuer.world({ [ISSUER]: after, [register]: null }))).toBe("lost-key");
    expect(await word(signed, issuer.world({ [ISSUER]: lost("2025-06-01T00:00:00Z") }))).toBe("lost-key");
  });
});

describe("whether it is in force", () => {
  const both = { credentialStatus: [entry("suspension"), entry("revocation")] };
  const lists = async (suspended: number[], revoked: number[]): Promise<Record<string, unknown>> => ({
    [`${BASE}/status/1/suspension/`]: await issuer.list("suspension", suspended),
    [`${BASE}/status/1/revocation/`]: await issuer.list("revocation", revoked),
  });

  it("is read from the lists", async () => {
    const signed = await text(both);
    expect(await word(signed, issuer.world(await lists([], [])))).toBe("valid");
    expect(await word(signed, issuer.world(await lists([7], [])))).toBe("suspended");
    expect(await word(signed, issuer.world(await lists([7], [7])))).toBe("revoked");
    expect(await word(signed, issuer.world(await lists([6, 8], [0])))).toBe("valid");
  });

  it("can't be told from a list that is missing, unsigned, old, of another purpose, or too short", async () => {
    const signed = await text({ credentialStatus: [entry("revocation")] });
    const address = `${BASE}/status/1/revocation/`;
    const list = await issuer.list("revocation", []);
    const old = await issuer.list("revocation", [], { validUntil: "2026-11-21T01:00:00Z" });
    const stranger = await (await Issuer.make()).list("revocation", []);
    const other = await issuer.list("suspension", []);
    for (const answer of [null, { ...list, name: "altered" }, old, stranger, other]) {
      expect(await word(signed, issuer.world({ [address]: answer }))).toBe("no-status");
    }
    expect(await word(signed)).toBe("no-status");
    const outside = await text({ credentialStatus: [entry("revocation", 131_072)] });
    expect(await word(outside, issuer.world({ [address]: list }))).toBe("no-status");
    expect(await word(signed, issuer.world({ [address]: list }, NOW))).toBe("valid");
  });
});

it("says unreadable of what is no credential", async () => {
  for (const none of ["", "{}", "[]", "a.b.c", '{"id":"x","type":["Other"],"issuer":"y"}', '{"id":"x","type":["OpenBadgeCredential"],"issuer":"y"}']) {
    expect(await word(none)).toBe("unreadable");
  }
});
