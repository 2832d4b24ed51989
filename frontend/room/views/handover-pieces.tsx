/** Item by item, what each of those who judge can read and has opened; what was shown can be taken back. */
import type { Workspace } from "../core";
import type { HandedItem, HandoverFacts } from "../facts/certification";
import { codeOf } from "../facts/portfolio";
import { product } from "../facts/product";
import { valuesOf } from "../facts/values";
import { certificationWords as own } from "../texts/certification";
import { useApp } from "./context";
import { OneReader } from "./one-reader";

interface Props {
  readonly facts: HandoverFacts;
  readonly workspace: Workspace | null;
  readonly onChanged: () => Promise<void>;
}

async function takeBack(copies: readonly string[]): Promise<void> {
  for (const id of copies) await product.revokeCopy(id);
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
              <ul class="plain-list">{facts.readers.map((reader) => <li key={reader.person}><OneReader reader={reader} pieces={reader.pieces.filter((piece) => piece.item === item.id)} title={title} onTakeBack={takeBack} onChanged={onChanged} /></li>)}</ul>
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
