/** Goes through every room of a person, one after the other, and says of each where it belongs. */
import { KeysRenewed, Tampered, type RoomSummary, type Vault, Workspace } from "../core";
import type { RoomWire } from "../core/room";
import type { RoomPlace } from "../views/product";

export interface Shelf {
  readonly summary: RoomSummary;
  /** The request or mentorship of the room; null for a room of one's own. */
  readonly place: RoomPlace | null;
}
export type OpenShelf = Shelf & { readonly workspace: Workspace; readonly wire: RoomWire };
/** A room that does not open: it was granted to earlier keys, or does not hold what it should. */
export type ShutShelf = Shelf & { readonly reason: KeysRenewed | Tampered };

export function isOpen(shelf: OpenShelf | ShutShelf): shelf is OpenShelf {
  return "workspace" in shelf;
}

export async function shelves(vault: Vault, places: () => Promise<readonly RoomPlace[]>): Promise<Shelf[]> {
  const [rooms, known] = await Promise.all([vault.ground.server.rooms(), places()]);
  return rooms.map((summary) => ({ summary, place: known.find((one) => one.room === summary.id) ?? null }));
}

/** Opens a room; one that was tampered with is a finding, a lost network an error. */
export async function openShelf(vault: Vault, shelf: Shelf): Promise<OpenShelf | ShutShelf> {
  try {
    const wire = await vault.ground.server.room(shelf.summary.id);
    if (wire.id !== shelf.summary.id) throw new Tampered("room");
    const workspace = new Workspace(vault, wire.id);
    await workspace.load(wire);
    return { ...shelf, workspace, wire };
  } catch (reason) {
    if (reason instanceof KeysRenewed || reason instanceof Tampered) return { ...shelf, reason };
    throw reason;
  }
}
