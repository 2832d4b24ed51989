/** What the API says of a certification file, and how what was handed in is sealed to those who judge. */
import { ApiError, askJson, checkName, HttpDepot, keyOfDocument, newId, sealCopy, Tampered, toBase64url, type JsonObject, type Opened, type Vault, type Workspace } from "../core";
import { EXHIBIT } from "./portfolio";
import type { CopyFacts, Counterpart } from "./product";

export type PieceStanding = "waiting" | "shown" | "taken back" | "erased";
/** One sealed text of what was handed in, and how it stands for one reader. */
export interface Piece {
  readonly item: string;
  readonly object: string;
  readonly kind: string;
  readonly revision: number;
  readonly sha256: string;
  readonly standing: PieceStanding;
  readonly copy: CopyFacts | null;
}
export interface FileHead {
  readonly id: string;
  /** Of the framework. */
  readonly title: string;
  readonly level: string;
}
export interface HandedItem {
  readonly id: string;
  readonly kind: string;
  readonly made_on: string;
  readonly abilities: readonly string[];
  readonly letter: string;
}
export interface FileReader extends Counterpart {
  readonly has_keyring: boolean;
  readonly referent: boolean;
  readonly pieces: readonly Piece[];
}
export interface HandoverFacts extends FileHead {
  readonly room: string | null;
  readonly items: readonly HandedItem[];
  readonly readers: readonly FileReader[];
}
export type Mark = "met" | "partly" | "not met";
export interface ReadItem {
  readonly id: string;
  readonly kind: string;
  readonly made_on: string;
  readonly letter: string;
  readonly validated: boolean;
}
export interface ReadAbility {
  readonly slug: string;
  readonly code: string;
  readonly text: string;
  readonly suffices: boolean;
  /** Whether the framework asks for a referent mentor's word on its evidence. */
  readonly referent: boolean;
  readonly facts: readonly string[];
  readonly items: readonly ReadItem[];
  readonly mark: Mark | null;
  readonly comment: string;
}
export interface ReadCompetence {
  readonly slug: string;
  readonly code: string;
  readonly title: string;
  readonly abilities: readonly ReadAbility[];
}
export interface ReadingFacts extends FileHead {
  readonly candidate: Counterpart;
  readonly back: string;
  readonly rates: boolean;
  readonly validates: boolean;
  readonly marks: readonly { readonly value: Mark; readonly label: string }[];
  readonly competences: readonly ReadCompetence[];
  readonly pieces: readonly Piece[];
}

const at = (file: string): string => `/api/certification/${file}`;

export const judging = {
  handover: async (file: string) => (await askJson(`${at(file)}/handover`, "GET")) as HandoverFacts,
  release: (file: string, copy: { id: string; reader: string; object: string; revision: number; file: string }) => askJson(`${at(file)}/handover`, "POST", copy),
  reading: async (file: string) => (await askJson(`${at(file)}/reading`, "GET")) as ReadingFacts,
  rate: (file: string, marks: Readonly<Record<string, { mark: Mark; comment: string }>>) => askJson(`${at(file)}/ratings`, "PUT", { marks }),
  give: (file: string) => askJson(`${at(file)}/ratings/giving`, "POST", {}),
  validate: (file: string, item: string, ability: string) => askJson(`${at(file)}/validations`, "POST", { item, ability }),
};

const depot = new HttpDepot();

/** Seals to one reader what they wait for, text by text; `again` also what was taken back. Throws what stands against it. */
export async function handOver(vault: Vault, workspace: Workspace, file: string, reader: FileReader, onPiece: () => void, again = false): Promise<void> {
  checkName(vault.ledger, reader);
  const card = await vault.meet(reader.person);
  for (const piece of reader.pieces) {
    if (piece.standing !== "waiting" && !(again && piece.standing === "taken back")) continue;
    const id = newId();
    const { object, kind, revision, sha256 } = piece;
    const content = await shownContent(workspace, piece);
    const sealed = await sealCopy(vault.self, card, { id, source: { room: workspace.room, object, kind, revision, sha256 }, content, note: "" });
    await judging.release(file, { id, reader: reader.person, object, revision, file: toBase64url(sealed) });
    onPiece();
  }
}

/** What a copy says: the words as handed in; of a file also the key to its bytes, and to nothing else. */
async function shownContent(workspace: Workspace, piece: Piece): Promise<JsonObject> {
  const told = await revisionOf(workspace, piece);
  if (piece.kind !== EXHIBIT) return told.content;
  return { ...told.content, key: await keyOfDocument(depot, workspace, told) };
}

async function revisionOf(workspace: Workspace, { object, revision, sha256 }: Piece): Promise<Opened> {
  const item = workspace.get(object);
  if (item?.state === "refused") throw item.reason;
  if (item?.state !== "opened") throw new ApiError(409, "destroyed", "");
  const found = item.head.revision === revision ? item.head : (await workspace.history(object)).find((one) => one.revision === revision);
  if (found?.sha256 !== sha256) throw new Tampered("hash", "handed in");
  return found;
}
