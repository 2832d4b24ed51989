/** For tests: a certification file beside the vault, and what the API tells and takes of it. */
import type { HandedItem, HandoverFacts, Mark, ReadAbility, ReadingFacts } from "../facts/certification";
import type { Piece } from "../facts/pieces";
import type { CopyFacts } from "../facts/product";
import type { Database } from "./hostile";

export const FILE = "0192eeee-4444-7000-8000-000000000001";

/** What is known of a file; a test changes what it wants otherwise. */
export interface JudgedFile {
  readonly candidate: string;
  readonly readers: { person: string; has_keyring: boolean; referent: boolean }[];
  readonly items: HandedItem[];
  /** As they were handed in. */
  readonly pieces: Omit<Piece, "standing" | "copy">[];
  readonly abilities: (Omit<ReadAbility, "mark" | "comment" | "items"> & { items: string[]; competence: string })[];
  readonly marks: Record<string, { mark: Mark; comment: string }>;
  readonly validated: Set<string>;
  rates: boolean;
  validates: boolean;
}

/** Takes everything of these kinds in a room as handed in, at its newest version. */
export function handedIn(database: Database, room: string, kinds: readonly string[]): JudgedFile["pieces"] {
  const objects = database.rooms.get(room)?.objects ?? [];
  return objects.filter(({ kind, destroyed }) => kinds.includes(kind) && destroyed === null).map(({ id, kind, about, revisions }) => ({ item: about ?? id, object: id, kind, revision: revisions.length, sha256: revisions.at(-1)?.sha256 ?? "" }));
}

type Copies = readonly (CopyFacts & { file: string })[];

function pieces(file: JudgedFile, copies: Copies, database: Database, reader: string): Piece[] {
  const gone = new Set([...database.rooms.values()].flatMap(({ objects }) => objects.filter(({ destroyed }) => destroyed !== null).map(({ id }) => id)));
  return file.pieces.map((piece) => {
    const copy = copies.findLast((one) => one.reader.person === reader && one.source.object === piece.object);
    if (copy?.revoked === null) return { ...piece, standing: "shown", copy: { ...copy, file: undefined } as CopyFacts };
    return { ...piece, standing: gone.has(piece.object) ? "erased" : copy === undefined ? "waiting" : "taken back", copy: null };
  });
}

const HEAD = { id: FILE, title: "Compétences", level: "Junior" };

export function handoverOf(file: JudgedFile, copies: Copies, database: Database, room: string | null, name: (person: string) => string): HandoverFacts {
  return { ...HEAD, room, items: file.items, readers: file.readers.map((one) => ({ ...one, name: name(one.person), pieces: pieces(file, copies, database, one.person) })) };
}

export function readingOf(file: JudgedFile, copies: Copies, database: Database, reader: string, name: (person: string) => string): ReadingFacts {
  const codes = [...new Set(file.abilities.map(({ competence }) => competence))];
  const item = (id: string, ability: string) => {
    const { kind = "", made_on = "", letter = "" } = file.items.find((one) => one.id === id) ?? {};
    return { id, kind, made_on, letter, validated: file.validated.has(`${id} ${ability}`) };
  };
  return {
    ...HEAD,
    candidate: { person: file.candidate, name: name(file.candidate) },
    back: `/certification/files/${FILE}/`,
    rates: file.rates,
    validates: file.validates,
    marks: [{ value: "met", label: "montré" }, { value: "partly", label: "montré en partie" }, { value: "not met", label: "pas montré" }],
    competences: codes.map((code) => ({
      slug: `c${code}`,
      code,
      title: `Compétence ${code}`,
      abilities: file.abilities.filter(({ competence }) => competence === code).map((one) => ({ ...one, items: one.items.map((id) => item(id, one.slug)), mark: file.marks[one.slug]?.mark ?? null, comment: file.marks[one.slug]?.comment ?? "" })),
    })),
    pieces: pieces(file, copies, database, reader),
  };
}
