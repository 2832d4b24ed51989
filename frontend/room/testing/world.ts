/** For tests: Inès and Marc, their devices, and a room of theirs on a server in memory. */
import { Tampered } from "../core/errors";
import { Database, device, type StoredRoom } from "./hostile";
import type { Secrets } from "../core/keyring";
import { Vault } from "../core/vault";
import type { Entry, Workspace } from "../core/workspace";

export const [INES, MARC] = ["0192eeee-0000-7000-8000-000000000001", "0192eeee-0000-7000-8000-000000000002"] as const;
export const SECRETS = { passphrase: "sept mots pour la clé de l’île", kit: "un kit de secours" };

// A passphrase file takes a second and more: where the way does not matter, a passkey's stands in for it.
export const LIGHT: Secrets = { "passkey:AAAAAAAAAAAAAAAAAAAAAQ": "ab".repeat(32) };
const LIGHT_SECRETS: Secrets = { ...LIGHT, kit: SECRETS.kit };
export const NEW_SECRETS: Secrets = { ...LIGHT, kit: "un second kit" };

export interface World {
  readonly database: Database;
  readonly ines: Vault;
  readonly marc: Vault;
  readonly inesDevice: ReturnType<typeof device>;
  readonly marcDevice: ReturnType<typeof device>;
  readonly stored: StoredRoom;
  readonly note: string;
}

async function world(secrets: Secrets): Promise<World> {
  const database = new Database();
  const [inesDevice, marcDevice] = [device(database, INES), device(database, MARC)];
  const ines = await Vault.setUp(inesDevice, INES, secrets);
  const marc = await Vault.setUp(marcDevice, MARC, { ...LIGHT, kit: SECRETS.kit });
  const sealed = await ines.sealRoom([MARC], [{ kind: "note", content: { title: "Première note", text: "Bonjour" } }]);
  const stored = await database.file(sealed, INES, [INES, MARC]);
  await ines.openRoom(stored.id);
  await marc.openRoom(stored.id);
  return { database, ines, marc, inesDevice, marcDevice, stored, note: sealed.objects[0]?.id ?? "" };
}

export function entry(room: Workspace, id: string): Entry {
  const item = room.get(id);
  if (item?.state !== "opened") throw new Error(`not opened: ${item?.state === "refused" ? item.reason.message : "?"}`);
  return item;
}

export async function refusal(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Tampered) return error.reason;
    throw error;
  }
  return "taken";
}

export function shownAs(room: Workspace, id: string): string {
  const item = room.get(id);
  return item?.state === "refused" ? item.reason.reason : (item?.state ?? "gone");
}

interface Kept {
  readonly made: World;
  readonly snapshot: { readonly keyrings: unknown; readonly rooms: unknown };
}

// scrypt takes a second a keyring: a world of each kind, for all files that a process runs; tests begin with copies.
const kept = new Map<Secrets, Promise<Kept>>();
let current: Kept;

/** For `beforeAll`: the world that `again` goes back to. */
export function makeWorld(): Promise<void> {
  return keep(SECRETS);
}

/** The same where no passphrase matters, which would take a second. */
export function makeLightWorld(): Promise<void> {
  return keep(LIGHT_SECRETS);
}

async function keep(secrets: Secrets): Promise<void> {
  const known = kept.get(secrets) ?? make(secrets);
  kept.set(secrets, known);
  current = await known;
}

async function make(secrets: Secrets): Promise<Kept> {
  const made = await world(secrets);
  return { made, snapshot: structuredClone({ keyrings: made.database.keyrings, rooms: made.database.rooms }) };
}

/** The world as it was at first, with fresh vaults restored from the split key. */
export async function again(): Promise<World> {
  const { made, snapshot } = current;
  const database = new Database();
  const copy = structuredClone(snapshot) as { keyrings: Database["keyrings"]; rooms: Database["rooms"] };
  for (const [id, keyring] of copy.keyrings) database.keyrings.set(id, keyring);
  for (const [id, room] of copy.rooms) database.rooms.set(id, room);
  const devices = [device(database, INES), device(database, MARC)] as const;
  for (const [i, old] of [made.inesDevice, made.marcDevice].entries()) {
    const fresh = devices[i as 0 | 1];
    fresh.store.half = old.store.half;
    await fresh.server.keepSessionHalf((await old.server.sessionHalf()) ?? "");
  }
  const [inesDevice, marcDevice] = devices;
  const [ines, marc] = [await Vault.restore(inesDevice, INES), await Vault.restore(marcDevice, MARC)];
  const stored = database.rooms.get(made.stored.id) as StoredRoom;
  return { database, ines, marc, inesDevice, marcDevice, stored, note: made.note };
}
