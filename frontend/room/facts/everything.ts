/** Goes through every room of a person, one after the other, and says of each where it belongs. */
import { alone, ApiError, between, checkName, KeysRenewed, openWithFiles, Tampered, type Check, type RoomSummary, type Vault, type Workspace, type RoomWire } from "../core";
import type { CopyFacts, JournalFacts, MeetingFacts, MentorshipFacts, RequestFacts, RoomPlace } from "./product";

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
  copiesReleased(): Promise<readonly CopyFacts[]>;
  copiesReceived(): Promise<readonly CopyFacts[]>;
  /** Of portfolios, shown to me because I judge them. */
  copiesJudged(): Promise<readonly CopyFacts[]>;
  openCopy(id: string): Promise<{ file: string }>;
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

/** Who may hold the keys of a room: exactly those under whose names it is shown. */
function ofWhom(vault: Vault, { place, summary }: Shelf): Check {
  if (place !== null) {
    checkName(vault.ledger, place.counterpart);
    return between(vault, place.counterpart.person);
  }
  if (summary.purpose === "journal" || summary.purpose === "portfolio") return alone(vault);
  const named = new Set(summary.members.map(({ person }) => person));
  return (holders) => {
    if (holders.size !== named.size || [...holders].some((person) => !named.has(person))) throw new Tampered("room", "of other people");
  };
}

/** Opens a room; one that was tampered with is a finding, a lost network an error. */
export async function openShelf(vault: Vault, shelf: Shelf): Promise<OpenShelf | ShutShelf> {
  try {
    return { ...shelf, ...(await openWithFiles(vault, shelf.summary.id, ofWhom(vault, shelf))) };
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
