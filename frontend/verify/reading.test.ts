// What a dropped file carries, whether it is about somebody, and the bits of a list.
import { describe, expect, it } from "vitest";
import { bitOf } from "./bits";
import { aboutOf, Unreadable, type Credential } from "./documents";
import { isAbout } from "./holder";
import { carried, LARGEST } from "./reading";
import { award, bits } from "./testing/issuer";

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const SVG = (inside: string): Uint8Array => bytes(`<svg xmlns="http://www.w3.org/2000/svg" xmlns:b="https://purl.imsglobal.org/ob/v3p0">${inside}</svg>`);

function png(...chunks: [string, Uint8Array<ArrayBuffer>][]): Uint8Array<ArrayBuffer> {
  const parts = [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)];
  for (const [name, content] of chunks) {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, content.length);
    parts.push(length, bytes(name), content, new Uint8Array(4));
  }
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
const itxt = (text: string, keyword = "openbadgecredential", compressed = 0): Uint8Array<ArrayBuffer> => Uint8Array.from([...bytes(keyword), 0, compressed, 0, 0, 0, ...bytes(text)]);

describe("a file", () => {
  it("is a document or a token as it stands, or a picture with one of them", () => {
    expect(carried(bytes(' {"a":1}\n'))).toBe('{"a":1}');
    expect(carried(png(["IHDR", new Uint8Array(13)], ["iTXt", itxt("a comment", "Comment")], ["iTXt", itxt("a.b.c")]))).toBe("a.b.c");
    expect(carried(SVG('<b:credential verify="a.b.c"/><rect/>'))).toBe("a.b.c");
    expect(carried(SVG('<b:credential><![CDATA[{"a":"é"}]]></b:credential>'))).toBe('{"a":"é"}');
  });

  it("is refused where it is too large, no text, broken, empty of credentials or with two", () => {
    for (const wrong of [
      new Uint8Array(LARGEST + 1), Uint8Array.of(0xff, 0xfe), SVG(""), SVG("<b:credential"), png(["iTXt", itxt("x", "openbadgecredential", 1)]),
      png(["iTXt", itxt("a")], ["iTXt", itxt("b")]), png(), SVG('<b:credential verify="a"/><b:credential verify="b"/>'),
    ]) expect(() => carried(wrong)).toThrow(Unreadable);
  });
});

describe("whom it is about", () => {
  const about = (identifier?: object[]): Credential => award({ credentialSubject: { id: "urn:x", ...(identifier ? { identifier } : {}) } }) as unknown as Credential;
  const hash = async (text: string): Promise<string> => {
    const digest = await crypto.subtle.digest("SHA-256", bytes(text).slice());
    return `sha256$${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
  };

  it("is said by a salted hash or in clear, whatever the case of an address", async () => {
    const hashed = about([{ hashed: true, identityType: "emailAddress", salt: "s", identityHash: await hash("marc@example.orgs") }]);
    expect(await isAbout(hashed, " Marc@Example.org ")).toBe(true);
    expect(await isAbout(hashed, "ines@example.org")).toBe(false);
    const named = about([{ hashed: true, identityType: "name", identityHash: await hash("Marc Delorme") }, { hashed: false, identityType: "name", identityHash: "Marc D." }]);
    expect(await isAbout(named, "Marc  Delorme")).toBe(true);
    expect(await isAbout(named, "marc delorme")).toBe(false);
    expect(await isAbout(named, "Marc D.")).toBe(true);
    expect(await isAbout(named, "  ")).toBe(false);
    expect(await isAbout(about(), "Marc")).toBe(false);
  });
});

describe("a list of bits", () => {
  it("has the first bit leftmost, and exactly the bits that were set", async () => {
    const list = await bits([0, 9, 131_071]);
    const found = await Promise.all([0, 1, 8, 9, 131_070, 131_071].map((at) => bitOf(list, at)));
    expect(found).toEqual([true, false, false, true, false, true]);
  });

  it("says nothing of what it does not hold", async () => {
    const list = await bits([]);
    for (const at of [131_072, -1, 0.5, Number.NaN]) await expect(bitOf(list, at)).rejects.toThrow();
    await expect(bitOf(list.slice(1), 0)).rejects.toThrow("base64url");
    await expect(bitOf("uAAAA", 0)).rejects.toThrow();
    await expect(bits([], 65_536).then((short) => bitOf(short, 0))).rejects.toThrow("short");
  });
});

it("speaks of a programme where it is a seal, of a person otherwise", () => {
  const of = (achievementType?: string): Credential => award({ credentialSubject: { id: "urn:x", ...(achievementType ? { achievement: { achievementType } } : {}) } }) as unknown as Credential;
  expect(["QualityAssuranceCredential", "Certification", "Certificate", undefined].map((type) => aboutOf(of(type)))).toEqual(["programme", "person", "person", "person"]);
});
