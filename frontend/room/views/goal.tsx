/** One goal as a card: its words, how far it has come, what is done for it. */
import { useState } from "preact/hooks";
import { newId, type Entry } from "../core";
import { titleOf } from "../facts/items";
import { percentOf, progressOf, todayIn, toRephrase, type Progress } from "../facts/plans";
import { product, type GoalFacts, type GoalState, type GoalStep } from "../facts/product";
import { valuesOf } from "../facts/values";
import { planWords } from "../texts/plans";
import { showWords } from "../texts/show";
import { ActionsOf } from "./actions";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Marked } from "./found";
import { Written } from "./notes";
import { Badge, Button, LinkButton, Prose, Said, type BadgeTone } from "./parts";
import { Advance, ProgressList } from "./progress";
import { entriesOf, type RoomView } from "./room-state";
import { Tied } from "./tied";

const TONES: Record<GoalState, BadgeTone> = { set: "waiting", "in progress": "going", reached: "done", dropped: "ended" };

interface Props {
  readonly view: RoomView;
  readonly goal: GoalFacts;
  readonly query: string;
  /** Whether the address names this goal. */
  readonly here: boolean;
  readonly onSaid: (sentence: string) => void;
}

export function Goal({ view, goal, query, here, onSaid }: Props) {
  const { words, when, me } = useApp();
  const [error, setError] = useState("");
  const item = view.workspace.get(goal.object);
  const entry = item?.state === "opened" ? item : null;
  const progress = progressOf(entriesOf(view, "progress", "review"), goal.id);
  const percent = percentOf(progress, goal.state);
  const open = goal.state === "set" || goal.state === "in progress";
  const late = open && goal.due_on !== null && goal.due_on < todayIn(me.time_zone);
  const move = async (verb: GoalStep): Promise<void> => {
    try {
      await product.moveGoal(view.facts.id, goal.id, verb);
      await view.refresh();
      setError("");
      onSaid(words.goals.moved);
    } catch (reason) {
      setError(inWords(reason, words));
    }
  };
  return (
    <section class={`card${goal.state === "reached" ? " card--done" : ""}${here ? " card--here" : ""}`}>
      {entry && <GoalText view={view} entry={entry} query={query} />}
      {item?.state === "refused" && <BlockedItem error={item.reason} />}
      <div class="row">
        <Badge tone={TONES[goal.state]}>{words.goals.states[goal.state]}</Badge>
        {open && entry && toRephrase(progress, entry.head.at) && <Badge tone="attention">{planWords.toRephrase}</Badge>}
        {goal.due_on !== null && (late ? <Badge tone="attention">{planWords.goalLate(when.day(goal.due_on))}</Badge> : <span class="muted small">{words.goals.dueOn(when.day(goal.due_on))}</span>)}
      </div>
      {percent !== null && <Advance percent={percent} />}
      <Latest progress={progress} query={query} view={view} />
      <ActionsOf view={view} belongs={{ goal: goal.id, meeting: null }} />
      <Tied view={view} to={goal.id} level="h4" />
      <div class="actions">
        {view.writable && <Moves goal={goal} onMove={(verb) => void move(verb)} />}
        {entry && <TextMoves view={view} entry={entry} />}
      </div>
      <Said error={error} />
    </section>
  );
}

function TextMoves({ view, entry: { id, head } }: { view: RoomView; entry: Entry }) {
  const { words, me } = useApp();
  return (
    <>
      {view.writable && <LinkButton href={`#goals/${id}/write`} small kind="plain" icon="pencil">{words.edit}</LinkButton>}
      {head.revision > 1 && <LinkButton href={`#goals/${id}/history`} small kind="plain" icon="history">{words.history.show}</LinkButton>}
      {head.author === me.id && <LinkButton href={`#goals/${id}/show`} small kind="plain" icon="send">{showWords.show}</LinkButton>}
    </>
  );
}

function GoalText({ view, entry, query }: { view: RoomView; entry: Entry; query: string }) {
  const { words, when } = useApp();
  const { text = "", reason = "" } = valuesOf(entry.head.content);
  return (
    <>
      <h3 class="card__title"><Marked text={titleOf(view, entry, words, when)} query={query} /></h3>
      {text !== "" && <Prose><Marked text={text} query={query} /></Prose>}
      <Written view={view} entry={entry} />
      {reason !== "" && <p class="small muted"><Marked text={planWords.reasonOf(reason)} query={query} /></p>}
    </>
  );
}

/** The last that was noted; the rest on demand. */
function Latest({ progress, view, query }: { progress: readonly Progress[]; view: RoomView; query: string }) {
  const [latest] = progress;
  if (latest === undefined) return null;
  return (
    <>
      {latest.text !== "" && <p class="small"><Marked text={latest.text} query={query} /></p>}
      <details>
        <summary class="small">{planWords.allProgress(progress.length)}</summary>
        <ProgressList view={view} progress={progress} />
      </details>
    </>
  );
}

function Moves({ goal, onMove }: { goal: GoalFacts; onMove: (verb: GoalStep) => void }) {
  const { words } = useApp();
  const [note] = useState(newId);
  if (goal.state === "reached" || goal.state === "dropped") return <Button small icon="undo" onClick={() => { onMove("reopen"); }}>{words.goals.reopen}</Button>;
  return (
    <>
      <LinkButton href={`#goals/${note}/progress/${goal.id}`} small icon="arrow-right">{planWords.noteProgress}</LinkButton>
      <Button small kind="plain" icon="check" onClick={() => { onMove("reach"); }}>{words.goals.reach}</Button>
      <LinkButton href={`#goals/${note}/drop/${goal.id}`} small kind="plain">{words.goals.drop}</LinkButton>
    </>
  );
}
