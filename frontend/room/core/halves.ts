/** The browser's half of the split key, in IndexedDB. Small: the sign-in page loads it too. */
import { own, type Bytes } from "./bytes";
import { NoStorage } from "./errors";

export interface Half {
  readonly person: string;
  readonly iv: Bytes;
  readonly sealed: Bytes;
  /** The way whose secret is sealed here, between sign-in and the first room; otherwise the keyring is. */
  readonly pending?: string;
}

/** Where the browser's half is kept. */
export interface HalfStore {
  get(): Promise<Half | null>;
  put(half: Half): Promise<void>;
  clear(): Promise<void>;
}

export function aes(secret: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", own(secret), "AES-GCM", false, ["encrypt", "decrypt"]);
}

const DATABASE = "ithaca-vault";
const TABLE = "halves";

/** The browser's half in IndexedDB. */
export class IndexedDbStore implements HalfStore {
  async get(): Promise<Half | null> {
    return ((await this.run("readonly", (table) => table.get("half"))) as Half | undefined) ?? null;
  }
  async put(half: Half): Promise<void> {
    await this.run("readwrite", (table) => table.put(half, "half"));
  }
  async clear(): Promise<void> {
    await this.run("readwrite", (table) => table.clear());
  }

  private run(mode: IDBTransactionMode, ask: (table: IDBObjectStore) => IDBRequest): Promise<unknown> {
    return inTable(DATABASE, TABLE, mode, ask);
  }
}

/** Asks one table of a database of its own; throws NoStorage where this browser keeps nothing. */
export async function inTable(name: string, table: string, mode: IDBTransactionMode, ask: (table: IDBObjectStore) => IDBRequest): Promise<unknown> {
  try {
    const request = indexedDB.open(name, 1); // switched off: throws, or is not there at all
    request.onupgradeneeded = () => {
      request.result.createObjectStore(table);
    };
    const database = await settled(request);
    try {
      return await settled(ask(database.transaction(table, mode).objectStore(table)));
    } finally {
      database.close();
    }
  } catch (error) {
    throw new NoStorage(error instanceof Error ? error.message : "IndexedDB");
  }
}

/** A request of IndexedDB as a promise. */
function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("IndexedDB"));
    };
  });
}
