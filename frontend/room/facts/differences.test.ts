import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences, type Piece } from "./differences";

const without = (pieces: readonly Piece[], kind: Piece["kind"]): string => pieces.flatMap((piece) => (piece.kind === kind ? [] : [piece.text])).join("");

describe("what has changed between two texts", () => {
  it("is told word by word", () => {
    expect(differences("Une heure par mois, en visioconférence.", "Deux heures par mois, en personne.").filter(({ kind }) => kind !== "same").map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "removed Une", "added Deux", "removed heure", "added heures", "removed visioconférence", "added personne",
    ]);
    expect(differences("Rien", "Rien")).toEqual([{ kind: "same", text: "Rien" }]);
    expect(differences("", "Tout")).toEqual([{ kind: "added", text: "Tout" }]);
    expect(differences("", "")).toEqual([]);
  });

  it("gives both texts back, whatever they are", () => {
    const text = fc.array(fc.constantFrom("un", "deux", "trois", " ", "\n", ",", "é", "’", "😀"), { maxLength: 30 }).map((words) => words.join(""));
    fc.assert(fc.property(text, text, (before, now) => {
      const pieces = differences(before, now);
      expect(without(pieces, "added")).toBe(before);
      expect(without(pieces, "removed")).toBe(now);
    }));
  });

  it("of very long texts is told as a whole, without keeping anybody waiting", () => {
    const [before, now] = ["a ", "b "].map((word) => word.repeat(2500)) as [string, string];
    expect(differences(before, now).map(({ kind }) => kind)).toEqual(["removed", "added", "same"]);
  });
});
