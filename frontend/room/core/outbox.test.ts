import { beforeAll, describe, expect, it, vi } from "vitest";
import { newId } from "./bytes";
import { DraftKeeper } from "./drafts";
import { ApiError } from "./errors";
import { device } from "./hostile";
import { Outbox, type Unsent, type WaitingStore, type WaitingText } from "./outbox";
import { Vault } from "./vault";
import { again, entry, INES, makeWorld, NEW_SECRETS } from "./world";

class MemoryWaiting implements WaitingStore {
  readonly texts = new Map<string, WaitingText>();
  all(): Promise<readonly WaitingText[]> {
    return Promise.resolve([...this.texts.values()]);
  }
  put(text: WaitingText): Promise<void> {
    this.texts.set(text.object, text);
    return Promise.resolve();
  }
  remove(object: string): Promise<void> {
    this.texts.delete(object);
    return Promise.resolve();
  }
}

const unsent = (changes: Partial<Unsent> = {}): Unsent => ({ id: newId(), kind: "note", about: null, base: null, content: { text: "écrit dans le tunnel" }, ...changes });

beforeAll(makeWorld, 120_000);

describe("a text saved without a network", () => {
  it("waits sealed on the device and is sent later, once", async () => {
    const { ines, stored } = await again();
    const [room, store] = [await ines.openRoom(stored.id), new MemoryWaiting()];
    const text = unsent({ about: newId() });
    await new Outbox(room, store).keep(text);
    expect(JSON.stringify([...store.texts.values()])).not.toContain("tunnel");
    const later = new Outbox(await ines.openRoom(stored.id), store);
    expect(await later.waiting()).toBe(1);
    expect(await later.flush()).toEqual({ sent: 1, crossed: [] });
    expect(await later.flush()).toEqual({ sent: 0, crossed: [] });
    const note = entry(await ines.openRoom(stored.id), text.id);
    expect([note.head.content, note.about]).toEqual([text.content, text.about]);
  });

  it("written over what nobody has changed becomes the next revision", async () => {
    const { ines, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    const outbox = new Outbox(room, new MemoryWaiting());
    await outbox.keep(unsent({ id: note, base: entry(room, note).head.sha256 }));
    expect(await outbox.flush()).toEqual({ sent: 1, crossed: [] });
    expect((await room.history(note)).length).toBe(2);
  });

  it("that crossed another's comes back as a draft, and both are there", async () => {
    const { ines, marc, stored, note } = await again();
    const room = await ines.openRoom(stored.id);
    const outbox = new Outbox(room, new MemoryWaiting());
    await outbox.keep(unsent({ id: note, base: entry(room, note).head.sha256 }));
    const his = await marc.openRoom(stored.id);
    await his.revise(entry(his, note), { text: "de Marc" });
    expect(await outbox.flush()).toEqual({ sent: 0, crossed: [note] });
    const { drafts } = await new DraftKeeper(ines, stored.id).restore();
    expect(drafts.map((draft) => [draft.object, draft.content])).toEqual([[note, { text: "écrit dans le tunnel" }]]);
    await room.refresh();
    expect(entry(room, note).head.content).toEqual({ text: "de Marc" });
  });

  it("goes on waiting as long as the network is away", async () => {
    const { ines, inesDevice, stored } = await again();
    const [room, store] = [await ines.openRoom(stored.id), new MemoryWaiting()];
    const outbox = new Outbox(room, store);
    await outbox.keep(unsent());
    vi.spyOn(inesDevice.server, "write").mockRejectedValue(new ApiError(0, "unreachable", ""));
    await expect(outbox.flush()).rejects.toBeInstanceOf(ApiError);
    expect(await outbox.waiting()).toBe(1);
  });

  it("of another person or room stays where it is; one of former keys is let go", async () => {
    const { ines, inesDevice, marc, stored } = await again();
    const store = new MemoryWaiting();
    await new Outbox(await marc.openRoom(stored.id), store).keep(unsent());
    const hers = new Outbox(await ines.openRoom(stored.id), store);
    expect(await hers.flush()).toEqual({ sent: 0, crossed: [] });
    expect(store.texts.size).toBe(1);
    await hers.keep(unsent());
    const old = ines.self;
    const anew = await Vault.renew(device(inesDevice.server.database, INES), INES, NEW_SECRETS, ines);
    await anew.carryOver(old);
    expect(await new Outbox(await anew.openRoom(stored.id), store).flush()).toEqual({ sent: 0, crossed: [] });
  });

  it("that the server refuses comes back as a draft", async () => {
    const { ines, inesDevice, stored } = await again();
    const outbox = new Outbox(await ines.openRoom(stored.id), new MemoryWaiting());
    const text = unsent();
    await outbox.keep(text);
    vi.spyOn(inesDevice.server, "write").mockRejectedValue(new ApiError(422, "refused", "closed"));
    expect(await outbox.flush()).toEqual({ sent: 0, crossed: [text.id] });
  });
});
