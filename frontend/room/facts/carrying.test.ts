import { beforeAll, describe, expect, it } from "vitest";
import { again, entry, MARC, makeWorld } from "../testing/world";
import { carry, idIn, ownTexts } from "./carrying";

beforeAll(makeWorld, 120_000);

describe("texts of a former mentorship", () => {
  it("are the mentee's own alone: neither the mentor's, nor those that the mentor has touched", async () => {
    const { ines, marc, stored, note } = await again();
    const mine = await ines.openRoom(stored.id);
    const kept = await mine.create("note", { title: "À moi", text: "Écrit seule" });
    const shared = await mine.create("goal", { title: "À deux", text: "" });
    if (kept.state !== "saved" || shared.state !== "saved") throw new Error("not saved");
    const theirs = await marc.openRoom(stored.id);
    await theirs.create("note", { text: "De Marc" });
    await theirs.revise(entry(theirs, shared.entry.id), { title: "À deux", text: "Ajout de Marc" });
    await mine.refresh();
    await mine.revise(entry(mine, shared.entry.id), { title: "À deux", text: "Ajout de Marc, et le mien" });
    expect((await ownTexts(mine)).map(({ id }) => id).sort()).toEqual([note, kept.entry.id].sort());
  });

  it("are written anew as one's own, say where they come from, and only once", async () => {
    const { ines, database, stored, note } = await again();
    const former = await ines.openRoom(stored.id);
    const sealed = await ines.sealRoom([MARC], []);
    await database.file(sealed, ines.person, [ines.person, MARC]);
    const into = await ines.openRoom(sealed.id);
    const [first] = await ownTexts(former);
    if (first === undefined) throw new Error("nothing to carry");
    for (let click = 0; click < 2; click++) await carry(into, first, "Repris d’ailleurs.", () => Promise.reject(new Error("no goal")));
    const copy = entry(into, await idIn(into.room, note));
    expect(copy.head.content).toEqual({ title: "Première note", text: "Bonjour\n\nRepris d’ailleurs." });
    expect(copy.author).toBe(ines.person);
    expect(into.items).toHaveLength(1);
    expect(entry(former, note).head.content["text"]).toBe("Bonjour");
  });
});
