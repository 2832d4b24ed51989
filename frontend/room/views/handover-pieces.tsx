/** Item by item, what each of those who judge can read and has opened; what was shown can be taken back. */
import { useState } from "preact/hooks";
import type { Workspace } from "../core";
import { type FileReader, type HandedItem, type HandoverFacts, type Piece } from "../facts/certification";
import { codeOf } from "../facts/portfolio";
import { product } from "../facts/product";
import { valuesOf } from "../facts/values";
import { certificationWords as own } from "../texts/certification";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Badge, Button, Notice, Said } from "./parts";

interface Props {
  readonly facts: HandoverFacts;
  readonly workspace: Workspace | null;
  readonly onChanged: () => Promise<void>;
}

export function HandedPieces({ facts, workspace, onChanged }: Props) {
  const { when } = useApp();
  return (
    <section class="stack">
      <h2>{own.pieces}</h2>
      <ul class="items">
        {facts.items.map((item) => {
          const title = titleOf(workspace, item);
          return (
            <li key={item.id} class="item stack stack--tight">
              <h3 class="item__title">{title}</h3>
              <p class="muted small">{[item.kind, when.day(item.made_on), ...(item.letter ? [own.file(item.letter)] : []), item.abilities.map(codeOf).join(", ")].join(" · ")}</p>
              <ul class="plain-list">{facts.readers.map((reader) => <li key={reader.person}><OneReader reader={reader} item={item.id} title={title} onChanged={onChanged} /></li>)}</ul>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function titleOf(workspace: Workspace | null, { id }: HandedItem): string {
  const found = workspace?.get(id);
  return (found?.state === "opened" && valuesOf(found.head.content)["title"]) || own.unnamed;
}

interface OneProps {
  readonly reader: FileReader;
  readonly item: string;
  readonly title: string;
  readonly onChanged: () => Promise<void>;
}

function OneReader({ reader, item, title, onChanged }: OneProps) {
  const { words } = useApp();
  const pieces = reader.pieces.filter((piece) => piece.item === item);
  const shown = pieces.flatMap(({ copy }) => (copy === null ? [] : [copy.id]));
  const [sure, setSure] = useState(false);
  const [error, setError] = useState("");
  const takeBack = async (): Promise<void> => {
    try {
      for (const id of shown) await product.revokeCopy(id);
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
