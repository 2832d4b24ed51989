/** How something that was handed in stands for one of its readers; what was shown can be taken back. */
import { useState } from "preact/hooks";
import type { Piece } from "../facts/pieces";
import type { Counterpart } from "../facts/product";
import { pieceWords as own } from "../texts/pieces";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Badge, Button, Notice, Said } from "./parts";

interface Props {
  readonly reader: Counterpart;
  /** Of one thing: its words and its files. */
  readonly pieces: readonly Piece[];
  readonly title: string;
  readonly onTakeBack: (copies: readonly string[]) => Promise<void>;
  readonly onChanged: () => Promise<void>;
}

export function OneReader({ reader, pieces, title, onTakeBack, onChanged }: Props) {
  const { words } = useApp();
  const shown = pieces.flatMap(({ copy }) => (copy === null ? [] : [copy.id]));
  const [sure, setSure] = useState(false);
  const [error, setError] = useState("");
  const takeBack = async (): Promise<void> => {
    try {
      await onTakeBack(shown);
      setSure(false);
      await onChanged();
    } catch (reason) {
      setError(inWords(reason, words));
    }
  };
  return (
    <div class="stack stack--tight">
      <div class="row">
        <span>{reader.name}</span>
        <PieceStanding pieces={pieces} />
        {shown.length > 0 && !sure && <button type="button" class="button button--plain button--small" aria-label={own.takeBackFrom(reader.name, title)} onClick={() => { setSure(true); }}>{own.takeBack}</button>}
      </div>
      {sure && (
        <Notice tone="warning" alert>
          <p>{own.sure}</p>
          <div class="actions"><Button small kind="danger" icon="undo" onClick={() => void takeBack()}>{own.sureYes}</Button><Button small kind="plain" onClick={() => { setSure(false); }}>{words.cancel}</Button></div>
        </Notice>
      )}
      <Said error={error} />
    </div>
  );
}

/** An item with its files in one word: what waits counts before what was opened. */
function PieceStanding({ pieces }: { pieces: readonly Piece[] }) {
  const { when } = useApp();
  const any = (standing: Piece["standing"]): boolean => pieces.some((piece) => piece.standing === standing);
  if (any("waiting")) return <Badge tone="attention">{own.standing.waiting}</Badge>;
  if (any("taken back")) return <Badge tone="ended">{own.standing["taken back"]}</Badge>;
  if (!any("shown")) return <Badge tone="ended">{own.standing.erased}</Badge>;
  const opened = pieces.flatMap(({ copy }) => copy?.opened ?? []).sort().at(-1);
  return opened === undefined ? <Badge tone="waiting">{own.standing.shown}</Badge> : <Badge tone="done">{own.opened(when.moment(opened))}</Badge>;
}
