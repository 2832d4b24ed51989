/** Goals: what will have changed, by when, and how far it has come. */
import { useEffect, useState } from "preact/hooks";
import { newId, type Entry, type Vault, type Written as Outcome } from "../core";
import { showWords } from "../texts/show";
import { go, goInstead } from "./address";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Marked } from "./found";
import { History } from "./history";
import { titleOf } from "../facts/items";
import { Drafts, Written } from "./notes";
import { Badge, Button, Empty, LinkButton, Prose, Said, Title, type BadgeTone } from "./parts";
import { product, type GoalFacts, type GoalState } from "../facts/product";
import type { RoomView } from "./room-state";
import { Show } from "./show";
import { Steps } from "./steps";
import { valuesOf, type Field, type Values } from "../facts/values";
import { Writer } from "./writer";

interface Props {
  readonly vault: Vault;
  readonly view: RoomView;
  readonly place: readonly string[];
  readonly query: string;
  readonly onSaid: (sentence: string) => void;
}

const TONES: Record<GoalState, BadgeTone> = { set: "waiting", "in progress": "going", reached: "done", dropped: "ended" };
const ORDER: readonly GoalState[] = ["in progress", "set", "reached", "dropped"];

export function Goals({ vault, view, place, query, onSaid }: Props) {
  const { words } = useApp();
  const [id, mode] = place;
  const item = id === undefined ? undefined : view.workspace.get(id);
  if (id === "new") return <Fresh />;
  if (id !== undefined && mode === "write" && view.writable) return <Write key={id} view={view} id={id} onSaid={onSaid} />;
  if (item?.state === "opened" && mode === "history") {
    const back = (): void => { onSaid(words.history.restored); go("goals"); };
    return <History view={view} entry={item} fields={textFields(words.goals.name, words.goals.text)} back="#goals" onRestored={back} />;
  }
  if (item?.state === "opened" && mode === "show" && item.head.author === vault.person) {
    return <Show vault={vault} view={view} entry={item} fields={textFields(words.goals.name, words.goals.text)} mentorship={view.facts.id} back={`goals/${item.id}`} onSaid={onSaid} />;
  }
  return <List view={view} query={query} target={id} />;
}

function Fresh() {
  useEffect(() => { goInstead(`goals/${newId()}/write`); }, []);
  return null;
}

function textFields(name: string, text: string): Field[] {
  return [{ key: "title", label: name, kind: "line" }, { key: "text", label: text, kind: "text", optional: true }];
}

function Write({ view, id, onSaid }: { view: RoomView; id: string; onSaid: (sentence: string) => void }) {
  const { words } = useApp();
  const item = view.workspace.get(id);
  const known = item?.state === "opened" ? item : null;
  const [goal] = useState(newId);
  const [name, text] = textFields(words.goals.name, words.goals.text) as [Field, Field];
  const fields = [{ ...name, hint: words.goals.nameHint }, text, ...(known ? [] : [{ key: "due_on", label: words.goals.due, kind: "date", optional: true } as const])];
  const create = async ({ due_on = "", ...content }: Values): Promise<Outcome> => {
    const sealed = await view.workspace.seal("goal", content, { id });
    await product.setGoal(view.facts.id, goal, due_on === "" ? null : due_on, sealed);
    await view.workspace.refresh();
    const entry = view.workspace.get(id);
    if (entry?.state !== "opened") throw new TypeError("the goal is not in the room");
    return { state: "saved", entry };
  };
  const saved = (): void => {
    void view.refresh();
    onSaid(words.write.saved);
    go("goals");
  };
  const problem = (values: Values): string => (values["title"]?.trim() ? "" : words.goals.needName);
  return <Writer view={view} target={{ id, kind: "goal", about: known?.about ?? null }} title={known ? words.edit : words.goals.newTitle} fields={fields} problem={problem} create={create} onSaved={saved} onLeave={() => { go("goals"); }} />;
}

function List({ view, query, target }: { view: RoomView; query: string; target: string | undefined }) {
  const { words } = useApp();
  const goals = [...view.facts.goals].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const add = view.writable ? <LinkButton href="#goals/new" kind="primary" icon="plus">{words.goals.new}</LinkButton> : undefined;
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false} actions={goals.length > 0 ? add : undefined}>{words.goals.title}</Title>
      {view.writable && <Drafts view={view} kinds={["goal"]} />}
      {goals.length === 0 && <Empty drawing="path" title={words.goals.empty} action={add}><p>{words.goals.emptyText}</p></Empty>}
      {goals.map((goal) => <Goal key={goal.id} view={view} goal={goal} query={query} here={goal.object === target} />)}
    </div>
  );
}

function Goal({ view, goal, query, here }: { view: RoomView; goal: GoalFacts; query: string; here: boolean }) {
  const { words, when, me } = useApp();
  const [error, setError] = useState("");
  const [done, setDone] = useState("");
  const item = view.workspace.get(goal.object);
  const move = async (verb: "start" | "reach" | "drop" | "reopen"): Promise<void> => {
    try {
      await product.moveGoal(view.facts.id, goal.id, verb);
      await view.refresh();
      setError("");
      setDone(words.goals.moved);
    } catch (reason) {
      setError(inWords(reason, words));
    }
  };
  return (
    <section class={`card${goal.state === "reached" ? " card--done" : ""}${here ? " card--here" : ""}`}>
      {item?.state === "opened" && <GoalText view={view} entry={item} query={query} />}
      {item?.state === "refused" && <BlockedItem error={item.reason} />}
      <div class="row">
        <Badge tone={TONES[goal.state]}>{words.goals.states[goal.state]}</Badge>
        {goal.due_on !== null && <span class="muted small">{words.goals.dueOn(when.day(goal.due_on))}</span>}
      </div>
      <Steps view={view} goal={goal.id} />
      <div class="actions">
        {view.writable && <Moves state={goal.state} onMove={(verb) => void move(verb)} />}
        {view.writable && item?.state === "opened" && <LinkButton href={`#goals/${item.id}/write`} small kind="plain" icon="pencil">{words.edit}</LinkButton>}
        {item?.state === "opened" && item.head.revision > 1 && <LinkButton href={`#goals/${item.id}/history`} small kind="plain" icon="history">{words.history.show}</LinkButton>}
        {item?.state === "opened" && item.head.author === me.id && <LinkButton href={`#goals/${item.id}/show`} small kind="plain" icon="send">{showWords.show}</LinkButton>}
      </div>
      <Said error={error} />
      <p class="visually-hidden" role="status">{done}</p>
    </section>
  );
}

function GoalText({ view, entry, query }: { view: RoomView; entry: Entry; query: string }) {
  const { words, when } = useApp();
  const { text = "" } = valuesOf(entry.head.content);
  return (
    <>
      <h3 class="card__title"><Marked text={titleOf(view, entry, words, when)} query={query} /></h3>
      {text !== "" && <Prose><Marked text={text} query={query} /></Prose>}
      <Written view={view} entry={entry} />
    </>
  );
}

function Moves({ state, onMove }: { state: GoalState; onMove: (verb: "start" | "reach" | "drop" | "reopen") => void }) {
  const { words } = useApp();
  if (state === "reached" || state === "dropped") return <Button small icon="undo" onClick={() => { onMove("reopen"); }}>{words.goals.reopen}</Button>;
  return (
    <>
      {state === "set" && <Button small icon="arrow-right" onClick={() => { onMove("start"); }}>{words.goals.start}</Button>}
      <Button small icon="check" onClick={() => { onMove("reach"); }}>{words.goals.reach}</Button>
      <Button small kind="plain" onClick={() => { onMove("drop"); }}>{words.goals.drop}</Button>
    </>
  );
}
