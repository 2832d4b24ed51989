import { beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "./bytes";
import { DraftKeeper } from "./drafts";
import { ApiError, NoStorage } from "./errors";
import { Outbox, type Unsent } from "./outbox";
import { Vault } from "./vault";
import { again, entry, INES, makeWorld, NEW_SECRETS, SECRETS } from "../testing/world";

const unsent = (changes: Partial<Unsent> = {}): Unsent => ({ id: newId(), kind: "note", about: null, base: null, content: { text: "écrit dans le tunnel" }, ...changes });

beforeAll(makeWorld, 120_000);

describe("a text saved without a network", () => {
  it("waits sealed on the device and is sent later, once", async () => {
    const { ines, inesDevice, stored } = await again();
    const [room, store] = [await ines.openRoom(stored.id), inesDevice.waiting];
    const text = unsent({ about: newId() });
    await new Outbox(room).keep(text);
    expect(JSON.stringify([...store.texts.values()])).not.toContain("tunnel");
    const later = new Outbox(await ines.openRoom(stored.id));
    expect(await later.waiting()).toEqual({ ready: [text], closed: 0 });
    expect(await later.flush()).toEqual({ sent: 1, crossed: [], refused: [] });
    expect(await later.flush()).toEqual({ sent: 0, crossed: [], refused: [] });
    const note = entry(await ines.openRoom(stored.id), text.id);
    expect([note.head.content, note.about]).toEqual([text.content, text.about]);
  });

  it("written over what nobody has changed becomes the next revision", async () => {
    const { ines, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    const outbox = new Outbox(room);
    await outbox.keep(unsent({ id: note, base: entry(room, note).head.sha256 }));
    expect(await outbox.flush()).toEqual({ sent: 1, crossed: [], refused: [] });
    expect((await room.history(note)).length).toBe(2);
  });

  it("that crossed another's comes back as a draft, and both are there", async () => {
    const { ines, marc, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    const outbox = new Outbox(room);
    await outbox.keep(unsent({ id: note, base: entry(room, note).head.sha256 }));
    const his = await marc.openRoom(stored.id);
    await his.revise(entry(his, note), { text: "de Marc" });
    expect(await outbox.flush()).toEqual({ sent: 0, crossed: [note], refused: [] });
    const { drafts } = await new DraftKeeper(ines, stored.id).restore();
    expect(drafts.map((draft) => [draft.object, draft.content])).toEqual([[note, { text: "écrit dans le tunnel" }]]);
    await room.refresh();
    expect(entry(room, note).head.content).toEqual({ text: "de Marc" });
  });

  it("that the room takes no more stays, is told, and keeps no other from going", async () => {
    const { ines, inesDevice, stored } = await again();
    const outbox = new Outbox(await ines.openRoom(stored.id));
    const [refused, other] = [unsent(), unsent()];
    await outbox.keep(refused);
    await outbox.keep(other);
    const write = inesDevice.server.write.bind(inesDevice.server);
    const full = (): Promise<never> => Promise.reject(new ApiError(422, "refused", "full"));
    vi.spyOn(inesDevice.server, "write").mockImplementation((room, object, revision) => (object === refused.id ? full() : write(room, object, revision)));
    vi.spyOn(inesDevice.server, "saveDraft").mockImplementation(full);
    expect(await outbox.flush()).toEqual({ sent: 1, crossed: [], refused: [refused] });
    expect(await outbox.waiting()).toMatchObject({ ready: [{}], closed: 0 });
    await outbox.forget(refused.id);
    expect(await outbox.waiting()).toEqual({ ready: [], closed: 0 });
  });

  it("leaves no draft behind once it is sent", async () => {
    const { ines, inesDevice, stored } = await again();
    const [text, other] = [unsent(), newId()];
    for (const id of [text.id, other]) await inesDevice.server.saveDraft(stored.id, id, Uint8Array.of(1));
    const outbox = new Outbox(await ines.openRoom(stored.id));
    await outbox.keep(text);
    vi.spyOn(inesDevice.server, "write").mockRejectedValueOnce(new ApiError(409, "refused", "another tab is writing"));
    expect((await outbox.flush()).crossed).toEqual([text.id]);
    await outbox.keep(text);
    vi.spyOn(inesDevice.server, "discardDraft").mockRejectedValueOnce(new ApiError(0, "unreachable", ""));
    expect((await outbox.flush()).sent, "though the draft stays").toBe(1);
    await outbox.keep(text);
    expect((await outbox.flush()).sent, "it is there already").toBe(1);
    expect([...inesDevice.server.database.drafts.keys()]).toEqual([other]);
  });

  it("refused in the very moment in which another tab sends it is no draft either", async () => {
    const { ines, inesDevice, stored } = await again();
    const [one, other] = [await ines.openRoom(stored.id), await ines.openRoom(stored.id)];
    const text = unsent();
    await new Outbox(one).keep(text);
    vi.spyOn(inesDevice.server, "write").mockImplementationOnce(async () => {
      await other.create(text.kind, text.content, { id: text.id });
      throw new ApiError(409, "refused", "");
    });
    expect(await new Outbox(one).flush()).toEqual({ sent: 1, crossed: [], refused: [] });
    expect(inesDevice.server.database.drafts.size).toBe(0);
  });

  it("goes on waiting as long as the network is away", async () => {
    const { ines, inesDevice, stored } = await again();
    const outbox = new Outbox(await ines.openRoom(stored.id));
    await outbox.keep(unsent());
    vi.spyOn(inesDevice.server, "write").mockRejectedValue(new ApiError(0, "unreachable", ""));
    await expect(outbox.flush()).rejects.toBeInstanceOf(ApiError);
    expect(await outbox.waiting()).toMatchObject({ ready: [{}], closed: 0 });
  });

  it("of another person or room stays where it is", async () => {
    const { ines, inesDevice, marc, marcDevice, stored } = await again();
    await new Outbox(await marc.openRoom(stored.id)).keep(unsent());
    const [his] = await marcDevice.waiting.all();
    if (his) await inesDevice.waiting.put(his); // both use this browser
    const hers = new Outbox(await ines.openRoom(stored.id));
    expect(await hers.flush()).toEqual({ sent: 0, crossed: [], refused: [] });
    expect(await inesDevice.waiting.all()).toEqual([his]);
    const anew = await Vault.renew(inesDevice, INES, NEW_SECRETS, ines);
    await anew.carryOver(ines.self);
    expect(await inesDevice.waiting.all(), "sealed as it was").toEqual([his]);
  });

  it("comes along to new keys, and is sent with them", async () => {
    const { ines, inesDevice, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    const texts = [unsent(), unsent({ id: note, base: entry(room, note).head.sha256 })];
    for (const text of texts) await new Outbox(room).keep(text);
    const anew = await Vault.renew(inesDevice, INES, NEW_SECRETS, ines);
    await anew.carryOver(ines.self);
    const opened = await anew.openRoom(stored.id);
    expect(await new Outbox(opened).flush()).toEqual({ sent: 2, crossed: [], refused: [] });
    expect(texts.map(({ id }) => entry(opened, id).head.content)).toEqual(texts.map(({ content }) => content));
    expect(inesDevice.waiting.texts.size).toBe(0);
  });

  it("waits through a loss of all keys, until a former kit is found", async () => {
    const { ines, inesDevice, marc, stored } = await again();
    const text = unsent();
    await new Outbox(await ines.openRoom(stored.id)).keep(text);
    const anew = await Vault.renew(inesDevice, INES, NEW_SECRETS); // another time, with nothing of before at hand
    await marc.markCompared(INES, (await marc.safetyNumber(INES)).groups);
    await (await marc.openRoom(stored.id)).grantAgain();
    const outbox = new Outbox(await anew.openRoom(stored.id));
    expect(await outbox.flush()).toEqual({ sent: 0, crossed: [], refused: [] });
    expect(await outbox.waiting()).toEqual({ ready: [], closed: 1 });
    const former = await anew.formerSelf("kit", SECRETS.kit);
    expect((await anew.carryOver(former)).carried, "the room was open already").toBe(0);
    expect(await outbox.waiting()).toMatchObject({ ready: [{}], closed: 0 });
    expect((await outbox.flush()).sent).toBe(1);
    expect(entry(await anew.openRoom(stored.id), text.id).head.content).toEqual(text.content);
  });

  it("a device that keeps nothing more says so, and the text is still there", async () => {
    const { ines, inesDevice, stored } = await again();
    await new Outbox(await ines.openRoom(stored.id)).keep(unsent());
    const anew = await Vault.renew(inesDevice, INES, NEW_SECRETS, ines);
    const put = vi.spyOn(inesDevice.waiting, "put").mockRejectedValue(new NoStorage("full"));
    await expect(anew.carryOver(ines.self)).rejects.toBeInstanceOf(NoStorage);
    put.mockRestore();
    await anew.carryOver(ines.self);
    expect((await new Outbox(await anew.openRoom(stored.id)).flush()).sent).toBe(1);
  });

  it("that the server refuses comes back as a draft", async () => {
    const { ines, inesDevice, stored } = await again();
    const outbox = new Outbox(await ines.openRoom(stored.id));
    const text = unsent();
    await outbox.keep(text);
    vi.spyOn(inesDevice.server, "write").mockRejectedValue(new ApiError(422, "refused", "closed"));
    expect(await outbox.flush()).toEqual({ sent: 0, crossed: [text.id], refused: [] });
  });
});
