/** What was handed in to be judged, piece by piece, and how it is sealed to whoever judges. */
import { ApiError, checkName, DOCUMENTS, HttpDepot, keyOfDocument, newId, sealCopy, Tampered, toBase64url, type JsonObject, type Opened, type Vault, type Workspace } from "../core";
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
/** Somebody who is to read the pieces. */
export interface PieceReader extends Counterpart {
  readonly has_keyring: boolean;
  readonly pieces: readonly Piece[];
}
/** A copy as the server takes it. */
export type SealedPiece = Readonly<{ id: string; reader: string; object: string; revision: number; file: string }>;
export type Release = (copy: SealedPiece) => Promise<unknown>;

/** Those of a reader's pieces that are still to be sealed; with `again`, what was taken back as well. */
export function piecesToSeal({ pieces }: PieceReader, again = false): readonly Piece[] {
  return pieces.filter(({ standing }) => standing === "waiting" || (again && standing === "taken back"));
}

const depot = new HttpDepot();

/** Seals to one reader what they wait for, piece by piece; throws what stands against it. */
export async function handOver(vault: Vault, workspace: Workspace, reader: PieceReader, release: Release, { again = false, onPiece }: { again?: boolean; onPiece: () => void }): Promise<void> {
  checkName(vault.ledger, reader);
  const card = await vault.meet(reader.person);
  for (const piece of piecesToSeal(reader, again)) {
    const id = newId();
    const { object, kind, revision, sha256 } = piece;
    const content = await shownContent(workspace, piece);
    const sealed = await sealCopy(vault.self, card, { id, source: { room: workspace.room, object, kind, revision, sha256 }, content, note: "" });
    await release({ id, reader: reader.person, object, revision, file: toBase64url(sealed) });
    onPiece();
  }
}

/** What a copy says: the words as handed in; of a file also the key to its bytes, and to nothing else. */
async function shownContent(workspace: Workspace, piece: Piece): Promise<JsonObject> {
  const told = await revisionOf(workspace, piece);
  if (!DOCUMENTS.includes(piece.kind)) return told.content;
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
