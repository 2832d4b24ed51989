/** For tests: a seal file with its documents beside the vault, and what the API tells and takes of them. */
import { ApiError } from "../core/errors";
import type { NewRevisionWire } from "../core/client";
import type { SealedRoom } from "../core/room";
import type { KeptDocument, KeptFacts, SealHead, SealReading, Use, Wish } from "../facts/seals";
import type { CopyFacts } from "../facts/product";
import type { Piece } from "../facts/pieces";
import type { Database, MemoryServer, StoredRoom } from "./hostile";

export const SEAL_FILE = "0192eeee-5555-7000-8000-000000000001";

/** What is known of a file; a test changes what it wants otherwise. */
export interface SealedFile {
  room: string | null;
  keepers: { person: string; has_keyring: boolean }[];
  readers: { person: string; has_keyring: boolean }[];
  documents: KeptDocument[];
  wishes: Wish[];
  adds: boolean;
  changes: boolean;
  stale: boolean;
  /** Another hash than the real one, for an auditor. */
  forged: string | null;
}

export function sealFile(more: Partial<SealedFile> = {}): SealedFile {
  return { room: null, keepers: [], readers: [], documents: [], wishes: [], adds: true, changes: true, stale: false, forged: null, ...more };
}

const standard = (slug: string, code: string, kinds: readonly string[] = []) => ({ slug, code, label: `Critère ${slug}`, kinds });
const HEAD: SealHead = {
  id: SEAL_FILE,
  programme: "Cap Ouest",
  scheme: "Qualité",
  level: "Reconnu",
  back: `/seal-files/${SEAL_FILE}/`,
  kinds: [{ slug: "paper", label: "Texte", hint: "Signé" }, { slug: "sheet", label: "Tableau", hint: "" }],
  requirements: [
    { code: "1", label: "Buts", standards: [standard("a1", "1.1", ["sheet"]), standard("a2", "1.2")] },
    { code: "2", label: "Suivi", standards: [standard("b1", "2.1", ["autre"])] },
  ],
};

type Copies = readonly (CopyFacts & { file: string })[];
type Name = (person: string) => string;

function roomOf({ room }: SealedFile, database: Database): StoredRoom | undefined {
  return room === null ? undefined : database.rooms.get(room);
}

function pieces(file: SealedFile, copies: Copies, database: Database, reader: string): Piece[] {
  return file.documents.flatMap<Piece>(({ id }) => {
    const head = roomOf(file, database)?.objects.find((one) => one.id === id)?.revisions.at(-1);
    if (head === undefined) return [];
    const piece = { item: id, object: id, kind: "document", revision: head.number, sha256: head.sha256 };
    const copy = copies.findLast((one) => one.reader.person === reader && one.source.object === id);
    if (copy?.revoked === null) return [{ ...piece, standing: "shown" as const, copy: { ...copy, file: undefined } as CopyFacts }];
    return [{ ...piece, standing: copy === undefined ? ("waiting" as const) : ("taken back" as const), copy: null }];
  });
}

export function keptBy(file: SealedFile, copies: Copies, database: Database, person: string, name: Name): KeptFacts {
  const inside = new Set(roomOf(file, database)?.members.filter(({ left }) => left === null).map((one) => one.person));
  return {
    ...HEAD,
    room: inside.has(person) ? file.room : null,
    others_room: inside.size > 0 && !inside.has(person),
    stale: file.stale,
    adds: file.adds,
    changes: file.changes,
    keepers: file.keepers.map((one) => ({ ...one, name: name(one.person), inside: inside.has(one.person) })),
    documents: file.documents,
    readers: file.readers.map((one) => ({ ...one, name: name(one.person), pieces: pieces(file, copies, database, one.person) })),
    wishes: file.wishes,
  };
}

export function readBy(file: SealedFile, copies: Copies, database: Database, person: string, hashes: ReadonlyMap<string, string>): SealReading {
  const documents = file.documents.map(({ id, kind, standards, frozen }) => ({ id, kind, standards, sha256: file.forged ?? hashes.get(id) ?? "", since: !frozen }));
  return { ...HEAD, documents, pieces: pieces(file, copies, database, person) };
}

export async function openRoom(file: SealedFile, { database, person }: MemoryServer, sealed: SealedRoom): Promise<{ room: string }> {
  if (file.room === null) {
    await database.file({ ...sealed, objects: [] }, person, Object.keys(sealed.grants), "seal");
    file.room = sealed.id;
  }
  return { room: file.room };
}

export async function changeKeepers(file: SealedFile, server: MemoryServer, { grants, ...epoch }: { number: number; recipient: string; grants: Record<string, string> }, name: Name): Promise<undefined> {
  const room = roomOf(file, server.database);
  if (room === undefined) throw new ApiError(404, "not-found", "");
  for (const person of Object.keys(grants)) if (!room.members.some((one) => one.person === person)) room.members.push({ person, name: name(person), joined: server.database.now(), left: null });
  await server.beginEpoch(room.id, epoch, grants);
  file.stale = false;
  return undefined;
}

export async function addDocument(file: SealedFile, server: MemoryServer, { id, kind, standards, revision }: Use & { id: string; revision: NewRevisionWire }): Promise<{ id: string }> {
  await server.write(file.room ?? "", id, revision);
  file.documents.push({ id, kind, standards, added: server.database.now(), added_by: server.person, frozen: false });
  return { id };
}

export async function changeDocument(file: SealedFile, server: MemoryServer, id: string, { kind, standards, revision }: Use & { revision?: NewRevisionWire }): Promise<unknown> {
  file.documents = file.documents.map((one) => (one.id === id ? { ...one, kind, standards } : one));
  if (revision === undefined) return undefined;
  const written = await server.write(file.room ?? "", id, revision);
  if (written.state === "saved") return written.revision;
  throw new ApiError(409, "conflict", "", { object: written.object });
}

export async function removeDocument(file: SealedFile, server: MemoryServer, id: string, { destruction }: { destruction: string }): Promise<undefined> {
  if (destruction !== "") await server.destroy(file.room ?? "", id, destruction);
  file.documents = file.documents.filter((one) => one.id !== id);
  return undefined;
}
