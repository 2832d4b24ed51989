/** What the API says of the documents of a seal file. */
import { askJson, writeAnswer, type NewRevisionWire, type SealedRoom, type WriteAnswer } from "../core";
import type { Piece, PieceReader, SealedPiece } from "./pieces";
import type { Counterpart } from "./product";

export const DOCUMENT = "document";
export interface EvidenceKind {
  readonly slug: string;
  readonly label: string;
  readonly hint: string;
}
export interface Standard {
  readonly slug: string;
  readonly code: string;
  readonly label: string;
  /** The kinds of evidence that the scheme names for it. */
  readonly kinds: readonly string[];
}
export interface Requirement {
  readonly code: string;
  readonly label: string;
  readonly standards: readonly Standard[];
}
export interface SealHead {
  readonly id: string;
  readonly programme: string;
  readonly scheme: string;
  readonly level: string;
  readonly back: string;
  readonly kinds: readonly EvidenceKind[];
  readonly requirements: readonly Requirement[];
}
/** What a document is, and what it serves. */
export interface Use {
  readonly kind: string;
  readonly standards: readonly string[];
}
export interface KeptDocument extends Use {
  readonly id: string;
  readonly added: string;
  readonly added_by: string;
  /** Handed in as it is. */
  readonly frozen: boolean;
}
export interface Keeper extends Counterpart {
  readonly has_keyring: boolean;
  /** Whether they hold the key of the room now. */
  readonly inside: boolean;
}
/** What auditors would like to see besides. */
export interface Wish {
  readonly standard: string;
  readonly kind: string;
  readonly words: string;
  readonly by: string;
}
export interface KeptFacts extends SealHead {
  /** Null where there is none, or none that I am in. */
  readonly room: string | null;
  readonly others_room: boolean;
  /** Somebody who holds the newest key is in the room no more. */
  readonly stale: boolean;
  readonly adds: boolean;
  readonly changes: boolean;
  readonly keepers: readonly Keeper[];
  readonly documents: readonly KeptDocument[];
  readonly readers: readonly PieceReader[];
  readonly wishes: readonly Wish[];
}
export interface HandedDocument extends Use {
  readonly id: string;
  /** Of the sealed file, as it was frozen. */
  readonly sha256: string;
  /** Came after the file was handed in. */
  readonly since: boolean;
}
export interface SealReading extends SealHead {
  readonly documents: readonly HandedDocument[];
  readonly pieces: readonly Piece[];
}

const at = (file: string): string => `/api/seal-files/${file}`;

export const seals = {
  kept: async (file: string) => (await askJson(`${at(file)}/documents`, "GET")) as KeptFacts,
  open: async (file: string, { id, recipient, grants }: SealedRoom) => (await askJson(`${at(file)}/documents/room`, "POST", { id, recipient, grants })) as { room: string },
  keepers: async (file: string, { number, recipient }: { number: number; recipient: string }, grants: Readonly<Record<string, string>>): Promise<void> => { await askJson(`${at(file)}/documents/keepers`, "POST", { number, recipient, grants }); },
  add: (file: string, id: string, use: Use, revision: NewRevisionWire) => askJson(`${at(file)}/documents`, "POST", { id, ...plain(use), revision: { ...revision } }),
  reuse: (file: string, id: string, use: Use) => askJson(`${at(file)}/documents/${id}`, "PUT", plain(use)),
  revise: (file: string, id: string, use: Use, revision: NewRevisionWire): Promise<WriteAnswer> => writeAnswer(askJson(`${at(file)}/documents/${id}`, "PUT", { ...plain(use), revision: { ...revision } })),
  remove: (file: string, id: string, destruction: string) => askJson(`${at(file)}/documents/${id}`, "DELETE", { destruction }),
  show: (file: string, copy: SealedPiece) => askJson(`${at(file)}/copies`, "POST", { ...copy }),
  takeBack: (file: string, copies: readonly string[]) => askJson(`${at(file)}/copies/back`, "POST", { copies: [...copies] }),
  reading: async (file: string) => (await askJson(`${at(file)}/reading`, "GET")) as SealReading,
};

function plain({ kind, standards }: Use): { kind: string; standards: string[] } {
  return { kind, standards: [...standards] };
}

export function kindOf({ kinds }: SealHead, slug: string): string {
  return kinds.find((one) => one.slug === slug)?.label ?? slug;
}

/** "1.2, 3.1": the standards by what people read. */
export function codesOf({ requirements }: SealHead, standards: readonly string[]): string {
  return requirements.flatMap((each) => each.standards).filter(({ slug }) => standards.includes(slug)).map(({ code }) => code).join(", ");
}
