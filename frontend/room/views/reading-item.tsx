/** One piece of evidence as its reader sees it: words, and files that play or download; never opened as a page. */
import { useEffect, useState } from "preact/hooks";
import { KeysRenewed, Tampered, type OpenedCopy } from "../core";
import type { ReadItem } from "../facts/certification";
import type { Piece } from "../facts/pieces";
import { EVIDENCE } from "../facts/portfolio";
import { valuesOf } from "../facts/values";
import { certificationWords as own } from "../texts/certification";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Notice, Prose, Waiting } from "./parts";
import { ShownFile } from "./reading-file";
import type { Shelf } from "./reading-shelf";

interface Props {
  readonly item: ReadItem;
  readonly pieces: readonly Piece[];
  readonly shelf: Shelf;
  /** Shown in full further up. */
  readonly folded: boolean;
}

export function EvidenceItem({ item, pieces, shelf, folded }: Props) {
  const { when } = useApp();
  const words = pieces.find(({ kind }) => kind === EVIDENCE);
  const files = pieces.filter(({ kind }) => kind !== EVIDENCE);
  const facts = [item.kind, when.day(item.made_on), ...(item.letter ? [own.file(item.letter)] : [])].join(" · ");
  if (folded) {
    return <details class="disclosure evidence"><summary><span>{facts} <span class="muted">({own.already})</span></span></summary><Opened words={words} files={files} shelf={shelf} /></details>;
  }
  return <article class="card card--quiet stack stack--tight evidence"><p class="kicker">{facts}</p><Opened words={words} files={files} shelf={shelf} /></article>;
}

function Opened({ words, files, shelf }: { words: Piece | undefined; files: readonly Piece[]; shelf: Shelf }) {
  return (
    <>
      {words && <Text piece={words} shelf={shelf} />}
      {files.map((piece) => <OnePiece key={piece.object} piece={piece} shelf={shelf}>{(copy) => <ShownFile copy={copy} shelf={shelf} />}</OnePiece>)}
    </>
  );
}

function Text({ piece, shelf }: { piece: Piece; shelf: Shelf }) {
  return (
    <OnePiece piece={piece} shelf={shelf}>
      {(copy) => {
        const { title = "", text = "" } = valuesOf(copy.content);
        return <><h4>{title}</h4>{text.trim() !== "" && <Prose>{text}</Prose>}</>;
      }}
    </OnePiece>
  );
}

interface OneProps {
  readonly piece: Piece;
  readonly shelf: Shelf;
  readonly children: (copy: OpenedCopy) => preact.ComponentChildren;
}

/** Opens a piece as it comes into sight, or says why it can't be read. */
export function OnePiece({ piece, shelf, children }: OneProps) {
  const { words } = useApp();
  const [copy, setCopy] = useState<OpenedCopy | null>(null);
  const [error, setError] = useState<unknown>(null);
  const id = piece.copy?.id ?? "";
  useEffect(() => {
    let gone = false;
    setCopy(null);
    setError(null);
    shelf.open(piece)?.then((found) => { if (!gone) setCopy(found); }, (reason: unknown) => { if (!gone) setError(reason); });
    return () => { gone = true; };
  }, [shelf, id]);
  if (piece.standing === "waiting") return <p class="small muted">{own.notYet}</p>;
  if (piece.standing === "taken back") return <Notice><p>{own.takenBackPiece}</p></Notice>;
  if (piece.standing === "erased") return <Notice><p>{own.erasedPiece}</p></Notice>;
  if (error instanceof Tampered) return <BlockedItem error={error} />;
  if (error instanceof KeysRenewed) return <Notice tone="warning"><p>{own.formerKeys}</p></Notice>;
  if (error !== null) return <Notice tone="error"><p>{inWords(error, words)}</p></Notice>;
  return copy === null ? <Waiting>{own.opening}</Waiting> : <>{children(copy)}</>;
}
