/** Reflections on an ability: nobody else's business, repeated as often as one likes. */
import { useEffect } from "preact/hooks";
import { newId, type Entry } from "../core";
import { codeOf, REFLECTION, reflectionsOn } from "../facts/portfolio";
import type { PortfolioFacts } from "../facts/product";
import { valuesOf, type Field, type Values } from "../facts/values";
import { portfolioWords as own } from "../texts/portfolio";
import { go, goInstead } from "./address";
import { useApp } from "./context";
import { Written } from "./notes";
import { Empty, LinkButton, Prose, Title } from "./parts";
import { Remove } from "./remove";
import { entriesOf, type TextsView } from "./room-state";
import { Writer } from "./writer";

const FIELDS: readonly Field[] = [{ key: "text", label: own.reflectionLabel, hint: own.reflectionHint, kind: "text", rows: 8 }];

interface Props {
  readonly view: TextsView;
  readonly facts: PortfolioFacts;
  readonly place: readonly string[];
  readonly onSaid: (sentence: string) => void;
}

/** `PORTFOLIO/ABILITY`, then `new` or `ID/write`. */
export function Reflections(props: Props) {
  const [portfolio, ability, id, mode] = props.place;
  if (portfolio === undefined || ability === undefined) return <All {...props} />;
  if (id === "new") return <Fresh at={`reflections/${portfolio}/${ability}`} />;
  if (id !== undefined && mode === "write") return <Write {...props} key={id} portfolio={portfolio} ability={ability} id={id} />;
  return <OnOne {...props} portfolio={portfolio} ability={ability} />;
}

function Fresh({ at }: { at: string }) {
  useEffect(() => { goInstead(`${at}/${newId()}/write`); }, []);
  return null;
}

interface OnAbility extends Props {
  readonly portfolio: string;
  readonly ability: string;
}

function Write({ view, portfolio, ability, id, onSaid }: OnAbility & { readonly id: string }) {
  const back = `reflections/${portfolio}/${ability}`;
  const place = { id, about: portfolio };
  const create = (values: Values) => view.workspace.create(REFLECTION, { ...values, ability }, place);
  return (
    <Writer
      view={view}
      target={{ ...place, kind: REFLECTION }}
      title={own.reflectOn(codeOf(ability))}
      fields={FIELDS}
      {...(view.workspace.get(id) === undefined && { create })}
      onSaved={() => { onSaid(own.saved); go(back); }}
      onLeave={() => { go(back); }}
    />
  );
}

function OnOne({ view, facts, portfolio, ability, onSaid }: OnAbility) {
  const { words } = useApp();
  const at = `#reflections/${portfolio}/${ability}`;
  const told = facts.portfolios.find(({ id }) => id === portfolio)?.abilities[ability] ?? "";
  const entries = reflectionsOn(entriesOf(view, REFLECTION), portfolio, ability);
  const begun = [...view.drafts.values()].filter((draft) => draft.kind === REFLECTION && draft.base === null && draft.content["about"] === portfolio);
  return (
    <div class="stack stack--loose">
      <Title level={2} lead={told} actions={<LinkButton href={`${at}/new`} kind="primary" icon="plus">{own.reflect}</LinkButton>}>{own.reflectOn(codeOf(ability))}</Title>
      {begun.map((draft) => <p key={draft.object}><a href={`${at}/${draft.object}/write`}>{own.unfinished}</a></p>)}
      <ul class="items">{entries.map((entry) => <li key={entry.id} class="item"><One view={view} entry={entry} at={at} onSaid={onSaid} /></li>)}</ul>
      <div class="actions"><LinkButton href={`/competences/${portfolio}/abilities/${ability}/`} icon="arrow-left" kind="plain">{words.back}</LinkButton></div>
    </div>
  );
}

function One({ view, entry, at, onSaid }: { view: TextsView; entry: Entry; at: string; onSaid: (sentence: string) => void }) {
  const { words } = useApp();
  return (
    <>
      <Prose>{valuesOf(entry.head.content)["text"] ?? ""}</Prose>
      <Written view={view} entry={entry} />
      <div class="actions">
        <LinkButton href={`${at}/${entry.id}/write`} icon="pencil" small kind="plain">{words.edit}</LinkButton>
        <Remove view={view} entry={entry} text={own.removeReflection} onRemoved={() => { onSaid(own.removedReflection); }} />
      </div>
    </>
  );
}

function All({ view, facts }: Props) {
  const entries = entriesOf(view, REFLECTION).sort((a, b) => b.created.localeCompare(a.created));
  const places = [...new Map(entries.flatMap(({ about, head }) => { const { ability } = valuesOf(head.content); return about !== null && ability ? [[`${about}/${ability}`, { portfolio: about, ability }] as const] : []; }))];
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false}>{own.reflections}</Title>
      {places.length === 0 && <Empty drawing="lamp" title={own.noReflections}><p>{own.noReflectionsText}</p></Empty>}
      <ul class="items">
        {places.map(([key, { portfolio, ability }]) => (
          <li key={key} class="item">
            <h3 class="item__title"><a href={`#reflections/${key}`}>{own.reflectOn(codeOf(ability))}</a></h3>
            <p class="muted small">{facts.portfolios.find(({ id }) => id === portfolio)?.abilities[ability] ?? ""}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
