import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withLinks } from "./links";

const links = (text: string): string[] => withLinks(text).flatMap(({ href }) => (href === undefined ? [] : [href]));

describe("addresses in a text", () => {
  it.each([
    ["Voir https://ithaca.example/a?b=c#d.", ["https://ithaca.example/a?b=c#d"]],
    ["(https://ithaca.example/carte), puis https://autre.example", ["https://ithaca.example/carte", "https://autre.example"]],
    ["https://fr.wikipedia.example/wiki/Mentor_(mythologie) !", ["https://fr.wikipedia.example/wiki/Mentor_(mythologie)"]],
    ["« https://ithaca.example/ »", ["https://ithaca.example/"]],
    ["http://ithaca.example javascript:alert(1) ftp://a.example www.ithaca.example", []],
    ["https://banque.example@ailleurs.example/", []],
    ["https:// https://:8 rien", []],
  ])("in %s", (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  it("keep nobody waiting, however they are made", () => {
    const text = `https://a${")".repeat(200_000)}x`;
    const begun = performance.now();
    expect(links(text)).toEqual([text]);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });

  it("leave the text as it is, and lead nowhere but to https", () => {
    const words = fc.array(fc.constantFrom("https://", "a.example", "/", "(", ")", ".", " ", "\n", "é", "@", "javascript:", "\"", "<b>"), { maxLength: 20 });
    fc.assert(fc.property(words, (some) => {
      const text = some.join("");
      expect(withLinks(text).map((part) => part.text).join("")).toBe(text);
      for (const href of links(text)) expect(new URL(href).protocol).toBe("https:");
    }));
  });
});
