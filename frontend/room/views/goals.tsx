/** Goals: what will have changed, by when, and how far it has come. */
import { useEffect, useState } from "preact/hooks";
import { newId, type Send, type Vault, type Written as Outcome } from "../core";
import { progressOf, saysOtherwise, toRephrase } from "../facts/plans";
import { product, type GoalFacts, type GoalState } from "../facts/product";
import { valuesOf, type Field, type Values } from "../facts/values";
import { planWords } from "../texts/plans";
import { go, goInstead } from "./address";
import { useApp } from "./context";
import { Goal } from "./goal";
import { History } from "./history";
import { Drafts } from "./notes";
import { Empty, LinkButton, Title } from "./parts";
import { DropGoal, NoteProgress } from "./progress";
import { ReviewWaits } from "./review";
import { entriesOf, type RoomView } from "./room-state";
import { sealedWith } from "./sealing";
import { Show } from "./show";
import { Writer } from "./writer";

interface Props {
  readonly vault: Vault;
  readonly view: RoomView;
  readonly place: readonly string[];
  readonly query: string;
  readonly onSaid: (sentence: string) => void;
}

const ORDER: readonly GoalState[] = ["in progress", "set", "reached", "dropped"];

export function Goals({ vault, view, place, query, onSaid }: Props) {
  const { words } = useApp();
  const fields = useFields();
  const [id, mode, about] = place;
  const item = id === undefined ? undefined : view.workspace.get(id);
  if (id === "new") return <Fresh />;
  if (id !== undefined && mode === "write" && view.writable) return <Write key={id} view={view} id={id} onSaid={onSaid} />;
  const goal = view.facts.goals.find((one) => one.id === about);
  if (id !== undefined && goal && view.writable && mode === "progress") return <NoteProgress key={id} view={view} id={id} goal={goal} onSaid={onSaid} />;
  if (id !== undefined && goal && view.writable && mode === "drop") return <DropGoal key={id} view={view} id={id} goal={goal} onSaid={onSaid} />;
  if (item?.state === "opened" && mode === "history") {
    const back = (): void => { onSaid(words.history.restored); go("goals"); };
    return <History view={view} entry={item} fields={fields} back="#goals" onRestored={back} />;
  }
  if (item?.state === "opened" && mode === "show" && item.head.author === vault.person) {
    return <Show vault={vault} view={view} entry={item} fields={fields} mentorship={view.facts.id} back={`goals/${item.id}`} onSaid={onSaid} />;
  }
  return <List view={view} query={query} target={id} onSaid={onSaid} />;
}

function Fresh() {
  useEffect(() => { goInstead(`goals/${newId()}/write`); }, []);
  return null;
}

function useFields(): Field[] {
  const { words } = useApp();
  return [
    { key: "title", label: words.goals.name, hint: words.goals.nameHint, kind: "line" },
    { key: "text", label: words.goals.text, kind: "text", rows: 4, optional: true },
    { key: "due_on", label: words.goals.due, kind: "date", optional: true },
    { key: "reason", label: planWords.reason, hint: planWords.reasonHint, kind: "text", rows: 3 },
  ];
}

function Write({ view, id, onSaid }: { view: RoomView; id: string; onSaid: (sentence: string) => void }) {
  const { words } = useApp();
  const [goal] = useState(newId);
  const fields = useFields();
  const item = view.workspace.get(id);
  const known = item?.state === "opened" ? item : null;
  const saved = (): void => {
    void view.refresh();
    onSaid(words.write.saved);
    go("goals");
  };
  const common = { view, onSaved: saved, onLeave: () => { go("goals"); } };
  const needName = (values: Values): string => (values["title"]?.trim() ? "" : words.goals.needName);
  const create = ({ due_on = "", ...content }: Values): Promise<Outcome> =>
    sealedWith(view, { kind: "goal", content: { ...content, due_on }, id }, (sealed) => product.setGoal(view.facts.id, goal, due_on === "" ? null : due_on, sealed));
  if (known === null) return <Writer {...common} target={{ id, kind: "goal", about: null }} title={words.goals.newTitle} fields={fields.slice(0, 3)} problem={needName} create={create} />;
  const facts = view.facts.goals.find((one) => one.object === id);
  const before = { ...valuesOf(known.head.content), due_on: facts?.due_on ?? "" };
  const problem = (values: Values): string => needName(values) || (saysOtherwise(before, values) && !values["reason"]?.trim() ? planWords.needWhy : "");
  const send = facts && (({ due_on = "" }: Values): Send => (revision) => product.changeGoal(view.facts.id, facts, due_on === "" ? null : due_on, revision));
  const decided = facts ? toRephrase(progressOf(entriesOf(view, "review"), facts.id), known.head.at) : null;
  return <Writer {...common} target={{ id, kind: "goal", about: known.about }} title={words.edit} fields={fields} start={{ due_on: before.due_on, reason: decided?.text ?? "" }} problem={problem} {...(send ? { send } : {})} />;
}

function List({ view, query, target, onSaid }: { view: RoomView; query: string; target: string | undefined; onSaid: (sentence: string) => void }) {
  const { words } = useApp();
  const goals: readonly GoalFacts[] = [...view.facts.goals].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const add = view.writable ? <LinkButton href="#goals/new" kind="primary" icon="plus">{words.goals.new}</LinkButton> : undefined;
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false} actions={goals.length > 0 ? add : undefined}>{words.goals.title}</Title>
      {view.writable && <Drafts view={view} kinds={["goal", "progress", "review"]} />}
      {goals.length > 0 && <ReviewWaits view={view} />}
      {goals.length === 0 && <Empty drawing="path" title={words.goals.empty} action={add}><p>{words.goals.emptyText}</p></Empty>}
      {goals.map((goal) => <Goal key={goal.id} view={view} goal={goal} query={query} here={goal.object === target} onSaid={onSaid} />)}
    </div>
  );
}
