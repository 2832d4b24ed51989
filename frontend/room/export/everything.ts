/** Goes through every room of a person, one after the other, and says of each where it belongs. */
import { ApiError, KeysRenewed, Tampered, type RoomSummary, type Vault, Workspace } from "../core";
import type { RoomWire } from "../core/room";
import type { JournalFacts, MeetingFacts, MentorshipFacts, RequestFacts, RoomPlace } from "../views/product";

export interface Shelf {
  readonly summary: RoomSummary;
  /** The request or mentorship of the room; null for a room of one's own. */
  readonly place: RoomPlace | null;
}
/** What the server is asked besides the vault. */
export interface Sources {
  myRooms(): Promise<readonly RoomPlace[]>;
  mentorship(id: string): Promise<MentorshipFacts>;
  request(id: string): Promise<RequestFacts>;
  journal(): Promise<JournalFacts>;
}

/** What the server knows around the texts of a room. */
export interface Around {
  readonly meetings: readonly MeetingFacts[];
  readonly mentorship: MentorshipFacts | null;
  readonly request: RequestFacts | null;
}

export type OpenShelf = Shelf & { readonly workspace: Workspace; readonly wire: RoomWire };
/** A room that does not open: it was granted to earlier keys, or does not hold what it should. */
export type ShutShelf = Shelf & { readonly reason: KeysRenewed | Tampered };

export function isOpen(shelf: OpenShelf | ShutShelf): shelf is OpenShelf {
  return "workspace" in shelf;
}

export async function shelves(vault: Vault, sources: Sources): Promise<Shelf[]> {
  const [rooms, known] = await Promise.all([vault.ground.server.rooms(), sources.myRooms()]);
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

/** The facts around a room; without those that one may no longer see. */
export async function aroundOf(sources: Sources, { place, summary }: Shelf): Promise<Around> {
  const nothing: Around = { meetings: [], mentorship: null, request: null };
  try {
    if (place?.kind === "request") return { ...nothing, request: await sources.request(place.id) };
    if (place !== null) {
      const mentorship = await sources.mentorship(place.id);
      return { ...nothing, meetings: mentorship.meetings, mentorship };
    }
    return summary.purpose === "journal" ? { ...nothing, meetings: (await sources.journal()).meetings } : nothing;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return nothing;
    throw error;
  }
}
