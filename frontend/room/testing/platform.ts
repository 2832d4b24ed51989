/** For tests: the parts of a browser that Node does not have, small enough to be seen through. */
import { vi } from "vitest";

type Table = Map<string, unknown>;

interface Asking {
  result: unknown;
  error: Error | null;
  onsuccess: () => void;
  onerror: () => void;
  onupgradeneeded: () => void;
}

/** IndexedDB in memory. `fault` is what a browser answers whose storage is full or switched off. */
export class MemoryIndexedDb {
  readonly tables = new Map<string, Table>();
  fault: { readonly at: "open" | "write"; readonly error: Error | null } | null = null;

  open(name: string): Asking {
    const known = this.tables.get(name);
    const table = known ?? new Map<string, unknown>();
    const database = {
      createObjectStore: () => void this.tables.set(name, table),
      transaction: () => ({ objectStore: () => this.store(table) }),
      close: () => undefined,
    };
    return this.settle(() => database, this.fault?.at === "open", known === undefined);
  }

  private store(table: Table): Record<string, (...values: never[]) => Asking> {
    const full = this.fault?.at === "write";
    return {
      get: (key: string) => this.settle(() => table.get(key)),
      getAll: () => this.settle(() => [...table.values()]),
      put: (value: unknown, key: string) => this.settle(() => table.set(key, structuredClone(value)), full),
      delete: (key: string) => this.settle(() => table.delete(key)),
      clear: () => this.settle(() => { table.clear(); }),
    };
  }

  private settle(act: () => unknown, fails = false, fresh = false): Asking {
    const nothing = (): void => undefined;
    const asking: Asking = { result: undefined, error: null, onsuccess: nothing, onerror: nothing, onupgradeneeded: nothing };
    setTimeout(() => {
      if (fails) {
        asking.error = this.fault?.error ?? null;
        asking.onerror();
        return;
      }
      asking.result = act();
      if (fresh) asking.onupgradeneeded();
      asking.onsuccess();
    }, 0);
    return asking;
  }
}

/** Puts an IndexedDB in place until `vi.unstubAllGlobals`. */
export function withIndexedDb(): MemoryIndexedDb {
  const made = new MemoryIndexedDb();
  vi.stubGlobal("indexedDB", made);
  return made;
}

/** A page's cookie, until `vi.unstubAllGlobals`. */
export function withPage(cookie = "other=1; csrftoken=a%2Bb"): void {
  vi.stubGlobal("document", { cookie });
}
