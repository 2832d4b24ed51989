import { describe, expect, it } from "vitest";
import { codeOf, exhibitId, withoutName } from "./portfolio";

describe("a portfolio's room", () => {
  it("gives each file of an item an id that the server can work out", async () => {
    const item = "0192eeee-1111-7000-8000-000000000001";
    const ids = await Promise.all([0, 1].map((n) => exhibitId(item, n)));
    expect(ids).toEqual(["5d187a52-b02f-80fc-8cf6-1f09bac81c40", "adaaa5e6-f3fd-8091-8f20-9aa825c1f99c"]); // as tests/competences/test_portfolio.py
  });

  it("says codes as the pages do", () => {
    expect(["c7b", "a_1_2", "listen"].map(codeOf)).toEqual(["7b", "a.1.2", "listen"]);
  });

  it("keeps a name out of a text, whole or in parts, and leaves other words alone", () => {
    const told = withoutName("Inès Benali a dit : « non ». INÈS hésite, la famille Benali aussi ; inespéré.", "Inès Benali", "la personne A");
    expect(told).toBe("la personne A a dit : « non ». la personne A hésite, la famille la personne A aussi ; inespéré.");
    expect(withoutName("1+1 (A.)", "A. (x)", "B")).toBe("1+1 (B)");
  });
});
