/** The browser's half of the split key, in IndexedDB. Small: the sign-in page loads it too. */
import { own, type Bytes } from "./bytes";

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

  private async run(mode: IDBTransactionMode, ask: (table: IDBObjectStore) => IDBRequest): Promise<unknown> {
    const database = await open();
    try {
      return await settled(ask(database.transaction(TABLE, mode).objectStore(TABLE)));
    } finally {
      database.close();
    }
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(TABLE);
  };
  return settled(request);
}

/** A request of IndexedDB as a promise. */
export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error ?? new Error("IndexedDB"));
    };
  });
}
