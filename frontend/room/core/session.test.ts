import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fromBase64url } from "./bytes";
import { HttpServer } from "./client";
import { Locked, NoStorage } from "./errors";
import { IndexedDbStore } from "./halves";
import { Database, device, MemoryServer } from "../testing/hostile";
import { createKeyring } from "./keyring";
import { listening } from "../testing/listening.mjs";
import { IndexedDbWaiting } from "./outbox";
import { keepPending, takePending } from "./pending";
import { withIndexedDb, withPage } from "../testing/platform";
import { keepUnlocked, lock, restore, tellLocked, watchIdle } from "./session";
import { deviceMemory, Vault } from "./vault";
import { INES, MARC } from "../testing/world";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));

describe("the unlocked state between two pages", () => {
  it("is put together again from this browser and the server's session", async () => {
    withIndexedDb();
    const [server, store] = [new MemoryServer(new Database(), INES), new IndexedDbStore()];
    const { keyring } = await createKeyring(INES);
    await keepUnlocked(keyring, server, store);
    expect(await restore(INES, server, new IndexedDbStore())).toEqual(keyring);
    await expect(restore(MARC, server, store)).rejects.toBeInstanceOf(Locked);
    await lock(server, store);
    expect([await store.get(), await server.sessionHalf()]).toEqual([null, null]);
  });

  it("neither half says anything alone", async () => {
    const database = withIndexedDb();
    const [server, store] = [new MemoryServer(new Database(), INES), new IndexedDbStore()];
    const { keyring } = await createKeyring(INES);
    await keepUnlocked(keyring, server, store);
    const kept = JSON.stringify([...(database.tables.get("ithaca-vault")?.values() ?? [])]);
    expect(kept).not.toContain(keyring.seed);
    expect(fromBase64url((await server.sessionHalf()) ?? "").length).toBe(32);
  });

  it("is locked where the storage forgot it, and where it was left for the sign-in", async () => {
    withIndexedDb();
    const [server, store] = [new MemoryServer(new Database(), INES), new IndexedDbStore()];
    await expect(restore(INES, server, store)).rejects.toBeInstanceOf(Locked);
    await keepPending(INES, "kit", "secret", server, store);
    await expect(restore(INES, server, store)).rejects.toBeInstanceOf(Locked);
    expect(await takePending(INES, server, store)).toEqual({ way: "kit", secret: "secret" });
    expect(await store.get()).toBeNull();
  });

  it("is let go in this browser even where the server cannot be reached", async () => {
    withIndexedDb();
    withPage();
    const gone = await listening(() => ({}));
    await gone.close();
    const store = new IndexedDbStore();
    await keepUnlocked((await createKeyring(INES)).keyring, new MemoryServer(new Database(), INES), store);
    await expect(lock(new HttpServer(gone.address), store)).rejects.toMatchObject({ code: "unreachable" });
    expect(await store.get()).toBeNull();
  });
});

describe("a browser that keeps nothing", () => {
  it.each([new Error("QuotaExceededError"), null])("says so instead of pretending (%s)", async (error) => {
    const database = withIndexedDb();
    database.fault = { at: "write", error };
    const { keyring } = await createKeyring(INES);
    const server = new MemoryServer(new Database(), INES);
    await expect(keepUnlocked(keyring, server, new IndexedDbStore())).rejects.toThrow(error?.message ?? "IndexedDB");
    database.fault = { at: "open", error };
    await expect(new IndexedDbStore().get()).rejects.toThrow();
    await expect(new IndexedDbWaiting().all()).rejects.toThrow();
  });

  it("where storage is switched off there is no IndexedDB at all", async () => {
    vi.stubGlobal("indexedDB", undefined);
    await expect(new IndexedDbStore().get()).rejects.toBeInstanceOf(NoStorage);
    vi.stubGlobal("indexedDB", { open: () => { throw "SecurityError"; } }); // eslint-disable-line @typescript-eslint/only-throw-error -- browsers throw what they like
    await expect(new IndexedDbStore().get()).rejects.toBeInstanceOf(NoStorage);
  });

  it("is told before anything is made on the server", async () => {
    withIndexedDb().fault = { at: "write", error: null };
    const database = new Database();
    const ground = { ...device(database, INES), store: new IndexedDbStore() };
    await expect(Vault.setUp(ground, INES, { kit: "un kit" })).rejects.toBeInstanceOf(NoStorage);
    expect(database.keyrings.size).toBe(0);
  });
});

describe("what waits for the network", () => {
  it("is kept by object, read back, and removed", async () => {
    withIndexedDb();
    const store = new IndexedDbWaiting();
    const text = { object: "o", room: "r", person: INES, file: "AQ" };
    await store.put(text);
    await store.put({ ...text, file: "Ag" });
    expect(await new IndexedDbWaiting().all()).toEqual([{ ...text, file: "Ag" }]);
    await store.remove("o");
    expect(await store.all()).toEqual([]);
  });
});

describe("this device remembers how far the vault had come", () => {
  it("by person, and nothing else", () => {
    const kept = new Map<string, string>();
    vi.stubGlobal("localStorage", { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
    expect(deviceMemory.get(INES)).toBe(0);
    deviceMemory.set(INES, 7);
    expect([deviceMemory.get(INES), deviceMemory.get(MARC)]).toEqual([7, 0]);
    expect([...kept.values()]).toEqual(["7"]);
  });
});

describe("an idle vault", () => {
  const window = new EventTarget();
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
    vi.stubGlobal("addEventListener", window.addEventListener.bind(window));
    vi.stubGlobal("removeEventListener", window.removeEventListener.bind(window));
  });

  it("locks after half an hour without a sign of life", () => {
    const onLock = vi.fn();
    const stop = watchIdle(onLock);
    vi.advanceTimersByTime(29 * 60_000);
    expect(onLock).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2 * 60_000);
    expect(onLock).toHaveBeenCalled();
    stop();
    onLock.mockClear();
    vi.advanceTimersByTime(60 * 60_000);
    expect(onLock).not.toHaveBeenCalled();
  });

  it("stays open as long as somebody reads or types, and so does the server's half", () => {
    const [onLock, onAlive] = [vi.fn(), vi.fn()];
    const stop = watchIdle(onLock, onAlive);
    for (let minute = 0; minute < 120; minute++) {
      vi.advanceTimersByTime(60_000);
      window.dispatchEvent(new Event("keydown"));
      window.dispatchEvent(new Event("scroll"));
    }
    expect([onLock.mock.calls.length, onAlive.mock.calls.length > 20]).toEqual([0, true]);
    stop();
  });

  it("stays open where another tab is at work, and locks with it", async () => {
    const [here, there] = [vi.fn(), vi.fn()];
    const stops = [watchIdle(here, undefined, 1), watchIdle(there, undefined, 1)];
    const other = new BroadcastChannel("ithaca-vault");
    for (let i = 0; i < 3; i++) {
      vi.advanceTimersByTime(50_000);
      other.postMessage("alive");
      await soon();
    }
    expect(here).not.toHaveBeenCalled();
    tellLocked();
    await soon();
    expect([here.mock.calls.length, there.mock.calls.length]).toEqual([1, 1]);
    other.close();
    for (const stop of stops) stop();
  });

  it("locks in time though the clock was put back by a year, and at once where it is put forward", () => {
    const onLock = vi.fn();
    let stop = watchIdle(onLock);
    vi.setSystemTime(Date.now() - 365 * 86_400_000);
    vi.advanceTimersByTime(29 * 60_000);
    expect(onLock).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2 * 60_000);
    expect(onLock).toHaveBeenCalled();
    stop();
    onLock.mockClear();
    stop = watchIdle(onLock);
    vi.setSystemTime(Date.now() + 365 * 86_400_000);
    vi.advanceTimersByTime(10_000);
    expect(onLock).toHaveBeenCalled();
    stop();
  });
});
