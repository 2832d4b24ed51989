// Files and answers that somebody has made who means ill: none is ever valid, none keeps the page busy, none speaks for the issuer.
import { beforeAll, describe, expect, it } from "vitest";
import { bitOf } from "./bits";
import { carried } from "./reading";
import { award, BASE, entry, ISSUER, Issuer, NOW, type Document } from "./testing/issuer";
import { judge, type Verdict, type World } from "./verdict";

let issuer: Issuer;
beforeAll(async () => {
  issuer = await Issuer.make();
});

const judged = (document: unknown, world: World = issuer.world()): Promise<Verdict> => judge(typeof document === "string" ? document : JSON.stringify(document), world);
const inUrl = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const base64url = (value: unknown): string => inUrl(new TextEncoder().encode(JSON.stringify(value)));

describe("addresses", () => {
  it("lead nowhere but to what this installation publishes", async () => {
    const attacker = await Issuer.make();
    for (const path of ["//evil.example/", "/\\evil.example/", "/issuers/../resources/1/", "/issuers/1/?x=/", "/issuers/%2e%2e/", "/resources/1/download/", "/issuers//1/"]) {
      const address = `${BASE}${path}`;
      const asked: string[] = [];
      const methods = attacker.profile.verificationMethod.map((each) => ({ ...each, controller: address }));
      const world: World = { base: BASE, now: NOW, get: (at) => (asked.push(at), Promise.resolve({ ...attacker.profile, id: address, verificationMethod: methods })) };
      const found = await judged(await attacker.sign(award({ issuer: { id: address, type: ["Profile"], name: "Les Voiles" } })), world);
      expect([path, found.word, asked]).toEqual([path, "unknown-issuer", []]);
    }
  });

  it("of a status list elsewhere are not asked", async () => {
    const elsewhere = { ...entry("revocation"), statusListCredential: `${BASE}//evil.example/` };
    expect((await judged(await issuer.sign(award({ credentialStatus: [elsewhere] })))).word).toBe("altered");
  });
});

describe("what cannot be checked", () => {
  it("is not told as the issuer's word where the issuer's keys can't be had", async () => {
    const nothing: World = { base: BASE, now: NOW, get: () => Promise.reject(new Error("502")) };
    expect(await judged(award({ proof: { verificationMethod: `${ISSUER}#key-1` } }), nothing)).toMatchObject({ word: "no-status", document: null });
  });

  it("is told where it is signed and only its list is missing", async () => {
    const signed = await issuer.sign(award({ credentialStatus: [entry("revocation")] }));
    expect((await judged(signed)).document?.name).toBe("Mentor, niveau junior");
  });

  it("shows nothing of what was altered", async () => {
    expect(await judged({ ...(await issuer.sign(award())), name: "Autre" })).toMatchObject({ word: "altered", document: null });
  });
});

describe("much of it", () => {
  it("is refused before anything is computed of it", async () => {
    const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
    const within = JSON.stringify(award({ evidence: 0 })).replace('"evidence":0', `"evidence":${"[".repeat(5000)}${"]".repeat(5000)}`);
    const long = JSON.stringify(award({ name: "x".repeat(300_000) }));
    const wide = JSON.stringify(award({ evidence: Array.from({ length: 6000 }, () => ({})) }));
    for (const text of [deep, within, long, wide, "[".repeat(100_000), `e30.${base64url({ a: "x".repeat(300_000) })}.x`]) {
      expect((await judge(text, issuer.world())).word).toBe("unreadable");
    }
  });

  it("is computed within its bounds", async () => {
    const alike = await judged(award({ evidence: Array.from({ length: 1200 }, () => ({ type: ["Evidence"] })), proof: { type: "DataIntegrityProof", cryptosuite: "eddsa-rdfc-2022", created: "2026-01-01T00:00:00Z", verificationMethod: `${ISSUER}#key-1`, proofPurpose: "assertionMethod", proofValue: "z1" } }));
    expect(alike.word).toBe("altered");
  });

  it("in a picture ends at its first tags too many", () => {
    const svg = new TextEncoder().encode("<svg>".repeat(200_000));
    expect(() => carried(svg)).toThrow("too deep");
  });

  it("in a list is not unpacked to its end", async () => {
    const zipped = new Blob([new Uint8Array(64 * 1024 * 1024)]).stream().pipeThrough(new CompressionStream("gzip"));
    const bomb = `u${inUrl(new Uint8Array(await new Response(zipped).arrayBuffer()))}`;
    await expect(bitOf(bomb, 0)).rejects.toThrow("endless");
  });
});

describe("tokens", () => {
  const payload = (): Document => ({ ...award(), iss: ISSUER, jti: `${BASE}/credentials/1/`, nbf: 1767225600, exp: 1861920000, sub: "urn:uuid:6f2d7f1e-0a53-4c57-9a39-0f6a5f8f9a10" });

  it("with odd headers are altered, and say so in words of ours", async () => {
    const kid = `${ISSUER}keys/1/`;
    const [, body = "", signature = ""] = (await issuer.token(award())).split(".");
    const odd = [{ alg: "none", kid }, { alg: "HS256", kid }, { alg: "RS256", kid, crit: ["b64"], b64: false }, { alg: "RS256", kid: { toString: 1 } }, { alg: "RS256", kid: 7 }, { alg: "RS256" }, { alg: "RS256", kid, jwk: {} }, [], null, "x"];
    for (const header of odd) {
      for (const sealed of [signature, ""]) {
        const found = await judge(`${base64url(header)}.${body}.${sealed}`, issuer.world());
        expect(found).toMatchObject({ word: "altered", document: null });
        expect(found.why).not.toMatch(/^\w{1,3}:|is not a function|undefined/);
      }
    }
  });

  it("signed by a key that they bring along are altered", async () => {
    const attacker = await Issuer.make();
    expect((await judge(await attacker.token(award()), issuer.world())).word).toBe("altered");
    expect((await judge(`e30.${base64url(payload())}.`, issuer.world())).word).toBe("altered");
  });

  it("say why without the name that a bundler gave the error", async () => {
    const broken = `${(await issuer.token(award())).slice(0, -6)}AAAAAA`;
    expect((await judge(broken, issuer.world())).why).toBe("signature verification failed");
  });
});

describe("what is shown", () => {
  it.each([
    { name: { toString: "x" } },
    { name: ["<b>"] },
    { issuer: { id: "https://elsewhere.example.org/", name: 7 } },
    { validFrom: "yesterday" },
    { validUntil: "never" },
    { validUntil: 7 },
    { credentialSubject: { identifier: "x" } },
    { credentialSubject: { identifier: [null] } },
    { credentialStatus: { length: 1 } },
  ])("is text, a date or a list: %j", async (changes) => {
    expect((await judged(award({ issuer: "https://elsewhere.example.org/", ...changes }))).word).toBe("unreadable");
  });

  it("tells why in few words, whatever a file is made to say", async () => {
    const found = await judged({ ...(await issuer.sign(award())), [`x:${"y".repeat(5000)}`]: 1 });
    expect(found.word).toBe("altered");
    expect(found.why.length).toBeLessThanOrEqual(200);
  });
});
