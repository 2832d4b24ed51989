/** One item of a portfolio: what it says, its files, and the way to write it. */
import { useState } from "preact/hooks";
import type { Entry, Vault } from "../core";
import { codeOf, EVIDENCE } from "../facts/portfolio";
import type { ExhibitFacts } from "../facts/product";
import { valuesOf, type Field, type Values } from "../facts/values";
import { portfolioWords as own } from "../texts/portfolio";
import { go } from "./address";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { Exhibits } from "./exhibits";
import { History } from "./history";
import { Written } from "./notes";
import { LinkButton, Prose, Title } from "./parts";
import { Remove } from "./remove";
import type { TextsView } from "./room-state";
import { TakeOver, type Taken } from "./take-over";
import { Writer } from "./writer";

const FIELDS: readonly Field[] = [
  { key: "title", label: own.nameLabel, hint: own.nameHint, kind: "line" },
  { key: "text", label: own.textLabel, hint: own.textHint, kind: "text", optional: true, rows: 10 },
];

export interface ItemProps {
  readonly vault: Vault;
  readonly view: TextsView;
  readonly item: ExhibitFacts;
  readonly onSaid: (sentence: string) => void;
}

export function ItemLine({ item }: { item: ExhibitFacts }) {
  const { when } = useApp();
  return (
    <p class="muted small">
      {when.day(`${item.made_on}T12:00:00Z`)}{item.letter !== "" && ` · ${own.file(item.letter)}`} · {own.speaksFor(item.abilities.map(codeOf).join(", "))}
    </p>
  );
}

export function PortfolioItem(props: ItemProps & { readonly mode: string | undefined }) {
  const { view, item, mode, onSaid } = props;
  const found = view.workspace.get(item.id);
  if (found?.state === "refused") return <BlockedItem error={found.reason} />;
  if (found?.state === "destroyed") return <Erased {...props} />;
  if (found?.state !== "opened" || mode === "write") return <Write key={item.id} {...props} known={found?.state === "opened" ? found : null} />;
  if (mode === "history") return <History view={view} entry={found} fields={FIELDS} back={`#items/${item.id}`} onRestored={() => { onSaid(own.saved); go(`items/${item.id}`); }} />;
  return <Read {...props} entry={found} />;
}

/** Its words are gone: what is left of it can go as well. */
function Erased({ view, item, onSaid }: ItemProps) {
  return (
    <div class="stack stack--loose">
      <Title level={2} kicker={item.kind}>{own.erased}</Title>
      <ItemLine item={item} />
      <div class="actions"><LinkButton href={`/competences/items/${item.id}/remove/`} icon="trash">{own.removeItem}</LinkButton></div>
      <Exhibits view={view} item={item.id} onSaid={onSaid} />
    </div>
  );
}

function Write({ vault, view, item, known, onSaid }: ItemProps & { readonly known: Entry | null }) {
  const [taken, setTaken] = useState<Taken | null>(null);
  const saved = (): void => {
    onSaid(own.saved);
    go(`items/${item.id}`);
  };
  const begin = taken ?? { source: null };
  const create = (values: Values) => view.workspace.create(EVIDENCE, { ...values, ...(begin.source && { source: begin.source }) }, { id: item.id, about: item.id });
  return (
    <div class="stack stack--loose">
      <ItemLine item={item} />
      {known === null && taken === null && <TakeOver vault={vault} item={item} onTaken={setTaken} />}
      <Writer
        key={taken === null ? "own" : "taken"}
        view={view}
        target={{ id: item.id, kind: EVIDENCE, about: item.id }}
        title={item.kind === "" ? own.write : item.kind}
        lead={own.textOptional}
        fields={FIELDS}
        {...(taken && { start: { title: taken.title, text: taken.text } })}
        {...(known === null && { create })}
        problem={(values) => (values["title"]?.trim() ? "" : own.needTitle)}
        onSaved={saved}
        onLeave={() => { go("items"); }}
      />
    </div>
  );
}

function Read({ view, item, entry, onSaid }: ItemProps & { readonly entry: Entry }) {
  const { words } = useApp();
  const { title = "", text = "" } = valuesOf(entry.head.content);
  const here = `#items/${item.id}`;
  return (
    <article class="stack stack--loose">
      <Title level={2} kicker={item.kind}>{title}</Title>
      <ItemLine item={item} />
      <Written view={view} entry={entry} />
      {entry.head.content["source"] !== undefined && <p class="small">{own.takenFrom}</p>}
      {text.trim() !== "" && <Prose>{text}</Prose>}
      <div class="actions">
        <LinkButton href={`${here}/write`} icon="pencil">{words.edit}</LinkButton>
        <LinkButton href={`${here}/history`} icon="history" kind="plain">{words.history.show}</LinkButton>
        <LinkButton href={`/competences/${item.portfolio}/portfolio/`} icon="arrow-left" kind="plain">{own.back}</LinkButton>
        <Remove view={view} entry={entry} label={own.erase} text={own.eraseText} onRemoved={() => { onSaid(own.erased); }} />
      </div>
      <Exhibits view={view} item={item.id} onSaid={onSaid} />
    </article>
  );
}
