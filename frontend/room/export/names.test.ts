import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Paths, safeFileName, safeName } from "./names";

describe("a name for a file", () => {
  it.each([
    ["Bilan : mars/avril", "Bilan mars avril"],
    ["../../etc/passwd", "etc passwd"],
    ["  ..  ", "Texte"],
    ["", "Texte"],
    ["con", "_con"],
    ["COM1.txt", "_COM1.txt"],
    ["fin.", "fin"],
    ["ligne\nsuivante\u202Etxt.exe", "ligne suivante txt.exe"],
    ["e\u0301te\u0301", "été"],
    ["🌿".repeat(80), "🌿".repeat(60)],
  ])("%j becomes %j", (text, name) => {
    expect(safeName(text, "Texte")).toBe(name);
  });

  it("never leads anywhere else, whatever is written", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const name = safeName(text, "Texte");
        // eslint-disable-next-line no-control-regex -- those are meant
        expect(name).not.toMatch(/[\\/:*?"<>|\u0000-\u001f\u007f]|^\.|[. ]$/);
        expect(name).not.toBe("");
      }),
    );
  });

  it("keeps the ending of a document, which tells what opens it", () => {
    expect(safeFileName("Plan: de carrière.PDF", "Texte")).toEqual({ stem: "Plan de carrière", ending: ".PDF" });
    expect(safeFileName("..", "Texte")).toEqual({ stem: "Texte", ending: "" });
    expect(safeFileName(".htaccess", "Texte")).toEqual({ stem: "Texte", ending: ".htaccess" });
  });
});

describe("the paths of an export", () => {
  it("gives each path once, also where case and accents do not count", () => {
    const paths = new Paths();
    expect(paths.take("Notes/Été", ".md")).toBe("Notes/Été.md");
    expect(paths.take("notes/e\u0301té", ".md")).toBe("notes/e\u0301té (2).md");
    expect(paths.take("NOTES/ÉTÉ", ".md")).toBe("NOTES/ÉTÉ (3).md");
    expect(paths.take("Notes/Été", ".pdf")).toBe("Notes/Été.pdf");
  });
});
