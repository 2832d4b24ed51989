import { beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "./bytes";
import { MESSAGES } from "./ledger";
import { authorsWithHoles } from "./messages";
import { Outbox } from "./outbox";
import { again, entry, INES, makeWorld, MARC, type World } from "../testing/world";
import type { Workspace } from "./workspace";

beforeAll(makeWorld, 120_000);

const write = async (room: Workspace, text: string): Promise<string> => {
  const written = await room.create("message", { text });
  if (written.state !== "saved") throw new Error("crossed");
  return written.entry.id;
};

/** A world in which Marc has written three messages that Inès has seen. */
async function talking(): Promise<World & { hers: Workspace; his: Workspace; ids: string[] }> {
  const world = await again();
  const his = await world.marc.openRoom(world.stored.id);
  const ids = [await write(his, "un"), await write(his, "deux"), await write(his, "trois")];
  const hers = await world.ines.openRoom(world.stored.id);
  return { ...world, hers, his, ids };
}

describe("messages", () => {
  it("are numbered by their author, across windows, and the ledger keeps the number alone", async () => {
    const { ines, marc, stored, hers, his, ids } = await talking();
    expect(ids.map((id) => entry(hers, id).head.content["n"])).toEqual([1, 2, 3]);
    const again = await marc.openRoom(stored.id);
    const fourth = await write(again, "quatre");
    await his.refresh();
    expect(entry(his, fourth).head.content["n"]).toBe(4);
    expect(entry(hers, await write(hers, "bien")).head.content["n"]).toBe(1);
    const seen = ines.ledger.seen[stored.id] ?? {};
    expect(seen[MESSAGES + MARC]).toBe(3);
    expect(ids.some((id) => id in seen)).toBe(false);
    expect(hers.hiding).toEqual([]);
  });

  it("that the server hides leave a hole, the newest too", async () => {
    const { hers, stored, ids } = await talking();
    const kept = [...stored.objects];
    for (const hidden of [ids[0], ids[2]]) {
      stored.objects.splice(0, stored.objects.length, ...kept.filter(({ id }) => id !== hidden));
      await hers.refresh();
      expect(hers.hiding).toEqual([MARC]);
    }
    stored.objects.splice(0, stored.objects.length, ...kept);
    await hers.refresh();
    expect(hers.hiding).toEqual([]);
  });

  it("that are taken back leave no hole, and keep their place", async () => {
    const { hers, his, ids } = await talking();
    await his.destroy(ids[2] ?? "");
    await hers.refresh();
    expect(hers.hiding).toEqual([]);
    expect(hers.get(ids[2] ?? "")).toMatchObject({ state: "destroyed", author: MARC });
    expect(entry(his, await write(his, "quatre")).head.content["n"]).toBe(4);
  });

  it("that were corrected can't be shown as they were before", async () => {
    const { hers, his, stored, ids } = await talking();
    const [first = ""] = ids;
    const before = structuredClone(stored.objects);
    const revised = await his.revise(entry(his, first), { ...entry(his, first).head.content, text: "corrigé" });
    expect(revised.state).toBe("saved");
    await hers.refresh();
    stored.objects.splice(0, stored.objects.length, ...before);
    await hers.refresh();
    expect(hers.get(first)).toMatchObject({ state: "refused" });
  });

  it("written without a network get their numbers when they leave, in order", async () => {
    const { hers } = await talking();
    const outbox = new Outbox(hers);
    const texts = ["a", "b"].map((text) => ({ id: newId(), kind: "message", about: null, base: null, content: { text } }));
    for (const text of texts) await outbox.keep(text);
    expect((await outbox.waiting()).ready).toEqual(texts);
    expect(await outbox.flush()).toEqual({ sent: 2, crossed: [], refused: [] });
    expect(texts.map(({ id }) => entry(hers, id).head.content)).toEqual([{ text: "a", n: 1 }, { text: "b", n: 2 }]);
    for (const text of texts) await outbox.keep(text); // another window sends them as well
    expect(await outbox.flush()).toEqual({ sent: 2, crossed: [], refused: [] });
  });

  it("are read as they come, without what was read before", async () => {
    const { inesDevice, hers, his, ids } = await talking();
    const { server } = inesDevice;
    server.bend = (room) => { room.version = String(room.objects.length); };
    await hers.refresh(); // from here on it knows the version
    const whole = vi.spyOn(server, "room");
    const news = vi.spyOn(server, "news").mockResolvedValueOnce(null);
    await hers.refresh();
    expect(whole).not.toHaveBeenCalled();
    const fourth = await write(his, "quatre");
    const shown = await server.room(hers.room);
    whole.mockClear();
    const bare = { ...shown, objects: shown.objects.map((object) => (object.id === fourth ? object : { ...object, file: null })) };
    news.mockResolvedValueOnce(bare);
    await hers.refresh();
    expect([...ids, fourth].map((id) => entry(hers, id).head.content["text"])).toEqual(["un", "deux", "trois", "quatre"]);
    expect(whole).not.toHaveBeenCalled();
    const fifth = await write(his, "cinq");
    const lacking = await server.room(hers.room);
    whole.mockClear();
    news.mockResolvedValueOnce({ ...lacking, objects: lacking.objects.map((object) => ({ ...object, file: null })) });
    await hers.refresh();
    expect(whole, "what is new was left out: the whole is asked for").toHaveBeenCalledOnce();
    expect(entry(hers, fifth).head.content["text"]).toBe("cinq");
  });

  it("with a number out of all proportion block nobody's room", async () => {
    const { ines, hers, his, stored } = await talking();
    await his.create("message", { text: "x" });
    const wild = { n: Number.MAX_SAFE_INTEGER, text: "loin" };
    const item = { ...entry(his, await write(his, "loin")), head: { ...entry(his, his.items.at(-1)?.id ?? "").head, content: wild } };
    expect(authorsWithHoles(ines.ledger, stored.id, [item])).toEqual([MARC]);
    await hers.refresh();
    expect(hers.members.map(({ person }) => person)).toContain(INES);
  });
});
