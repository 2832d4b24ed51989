/** How far a goal has come: noted in per cent, in words, or both; and why one is dropped. */
import type { Written as Outcome } from "../core";
import { progressOf, percentOf, type Progress } from "../facts/plans";
import { product, type GoalFacts } from "../facts/product";
import type { Field, Values } from "../facts/values";
import { planWords } from "../texts/plans";
import { go } from "./address";
import { useApp } from "./context";
import { Written } from "./notes";
import { Prose } from "./parts";
import { entriesOf, goalTitle, type RoomView } from "./room-state";
import { sealedWith } from "./sealing";
import { Writer } from "./writer";

interface Props {
  readonly view: RoomView;
  readonly id: string;
  readonly goal: GoalFacts;
  readonly onSaid: (sentence: string) => void;
}

const STEPS = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

export function NoteProgress({ view, id, goal, onSaid }: Props) {
  const { words } = useApp();
  const fields: Field[] = [
    { key: "percent", label: planWords.percent, kind: "choice", options: [["", planWords.percentNone], ...STEPS.map((one) => [String(one), planWords.percentOf(one)] as const)] },
    { key: "text", label: planWords.progressText, kind: "text", rows: 4, optional: true },
  ];
  const last = percentOf(progressOf(entriesOf(view, "progress"), goal.id), goal.state);
  const problem = (values: Values): string => (Object.values(values).some((value) => value.trim() !== "") ? "" : planWords.needProgress);
  // The first note of a goal takes it up: one fact more, in the same breath.
  const start = (content: Values): Promise<Outcome> => sealedWith(view, { kind: "progress", content, id, about: goal.id }, (sealed) => product.moveGoal(view.facts.id, goal.id, "start", sealed));
  const saved = (): void => {
    void view.refresh();
    onSaid(words.goals.moved);
    go(`goals/${goal.object}`);
  };
  return (
    <Writer
      view={view} target={{ id, kind: "progress", about: goal.id }} title={planWords.progressOn(goalTitle(view, goal))} fields={fields}
      start={{ percent: last === null ? "" : String(last) }} problem={problem} onSaved={saved} onLeave={() => { go("goals"); }}
      {...(goal.state === "set" ? { create: start } : {})}
    />
  );
}

export function DropGoal({ view, id, goal, onSaid }: Props) {
  const { words } = useApp();
  const drop = (content: Values): Promise<Outcome> => sealedWith(view, { kind: "progress", content: { ...content, move: "drop" }, id, about: goal.id }, (sealed) => product.moveGoal(view.facts.id, goal.id, "drop", sealed));
  const saved = (): void => {
    void view.refresh();
    onSaid(words.goals.moved);
    go(`goals/${goal.object}`);
  };
  const problem = (values: Values): string => (values["text"]?.trim() ? "" : planWords.needWhy);
  return (
    <Writer
      view={view} target={{ id, kind: "progress", about: goal.id }} title={planWords.dropTitle(goalTitle(view, goal))} lead={planWords.dropLead} fields={[{ key: "text", label: planWords.why, kind: "text", rows: 3 }]}
      action={words.goals.states.dropped} problem={problem} create={drop} onSaved={saved} onLeave={() => { go("goals"); }}
    />
  );
}

export function Advance({ percent }: { percent: number }) {
  const said = planWords.percentOf(percent);
  return <p class="advance"><progress max={100} value={percent} aria-label={said} /><span class="small">{said}</span></p>;
}

export function ProgressList({ view, progress }: { view: RoomView; progress: readonly Progress[] }) {
  const { words } = useApp();
  return (
    <ol class="timeline">
      {progress.map(({ entry, percent, choice, text }) => (
        <li key={entry.id} class={percent === 100 || choice === "reach" ? "is-done" : undefined}>
          <p>{[percent !== null && planWords.percentOf(percent), choice !== null && words.plans.choices[choice]].filter(Boolean).join(" · ")}</p>
          {text !== "" && <Prose>{text}</Prose>}
          <Written view={view} entry={entry} />
        </li>
      ))}
    </ol>
  );
}
