/** The review of all goals: each kept, rephrased, reached or dropped, with a note; held is a fact, the words are not. */
import { useEffect } from "preact/hooks";
import { newId, type Entry, type Written as Outcome } from "../core";
import { choiceKey, movesOf, noteKey, percentOf, progressOf, todayIn, underWay } from "../facts/plans";
import { product, type GoalFacts } from "../facts/product";
import { valuesOf, type Field, type Values } from "../facts/values";
import { titleOf } from "../facts/items";
import { planWords } from "../texts/plans";
import { go, goInstead } from "./address";
import { useApp } from "./context";
import { Marked } from "./found";
import { Written } from "./notes";
import { Badge, Empty, LinkButton, Prose, Title } from "./parts";
import { entriesOf, goalTitle, type RoomView } from "./room-state";
import { sealedWith } from "./sealing";
import { Writer } from "./writer";

interface Props {
  readonly view: RoomView;
  readonly place: readonly string[];
  readonly query: string;
  readonly onSaid: (sentence: string) => void;
}

export function Review({ view, place, query, onSaid }: Props) {
  const [id] = place;
  const item = id === undefined ? undefined : view.workspace.get(id);
  if (item?.state === "opened") return <Read view={view} entry={item} query={query} />;
  if (id === undefined || !view.writable) return <Begin view={view} />;
  if (underWay(view.facts.goals).length === 0) {
    return <Empty drawing="path" title={planWords.reviewNone} action={<LinkButton href="#goals" kind="primary">{planWords.backToGoals}</LinkButton>}><p>{planWords.reviewNoneText}</p></Empty>;
  }
  return <Write key={id} view={view} id={id} onSaid={onSaid} />;
}

/** The review that was begun and left, or a new one. */
function Begin({ view }: { view: RoomView }) {
  const begun = [...view.drafts.values()].find((draft) => draft.kind === "review");
  useEffect(() => { goInstead(view.writable ? `review/${begun?.object ?? newId()}` : "goals"); }, []);
  return null;
}

function Write({ view, id, onSaid }: { view: RoomView; id: string; onSaid: (sentence: string) => void }) {
  const { words, when } = useApp();
  const { choices } = words.plans;
  const looks = entriesOf(view, "progress", "review");
  const far = (goal: GoalFacts): string => {
    const percent = percentOf(progressOf(looks, goal.id), goal.state);
    return [words.goals.states[goal.state], percent !== null && planWords.percentOf(percent), goal.due_on !== null && words.goals.dueOn(when.day(goal.due_on))].filter(Boolean).join(" · ");
  };
  const goals = underWay(view.facts.goals);
  const fields: Field[] = goals.flatMap((goal): Field[] => [
    { key: choiceKey(goal.id), label: goalTitle(view, goal), hint: far(goal), kind: "choice", options: [["keep", choices.keep], ["change", choices.change], ["reach", choices.reach], ["drop", choices.drop]] },
    { key: noteKey(goal.id), label: planWords.noteOn(goalTitle(view, goal)), kind: "text", rows: 2, optional: true },
  ]);
  const start = Object.fromEntries(goals.map((goal) => [choiceKey(goal.id), "keep"]));
  const hold = (values: Values): Promise<Outcome> => sealedWith(view, { kind: "review", content: values, id }, (sealed) => product.holdReview(view.facts.id, movesOf(values, goals), sealed));
  const held = (): void => {
    void view.refresh();
    onSaid(planWords.reviewHeld);
    go(`review/${id}`);
  };
  return (
    <Writer
      view={view} target={{ id, kind: "review", about: null }} title={planWords.reviewTitle} lead={planWords.reviewLead} fields={[...fields, { key: "text", label: planWords.overall, kind: "text", rows: 2, optional: true }]}
      start={start} action={planWords.saveReview} create={hold} onSaved={held} onLeave={() => { go("goals"); }}
    />
  );
}

function Read({ view, entry, query }: { view: RoomView; entry: Entry; query: string }) {
  const { words, when } = useApp();
  const reviewed = view.facts.goals.flatMap((goal) => progressOf([entry], goal.id).map((progress) => ({ goal, ...progress })));
  const { text = "" } = valuesOf(entry.head.content);
  return (
    <article class="stack stack--loose">
      <Title level={2}>{titleOf(view, entry, words, when)}</Title>
      <Written view={view} entry={entry} />
      {text !== "" && <Prose><Marked text={text} query={query} /></Prose>}
      {reviewed.map(({ goal, choice, text: note }) => (
        <section key={goal.id} class="stack stack--tight">
          <h3>{goalTitle(view, goal)}</h3>
          {choice !== null && <p><Badge tone={choice === "reach" ? "done" : choice === "change" ? "attention" : choice === "drop" ? "ended" : "going"}>{words.plans.choices[choice]}</Badge></p>}
          {note !== "" && <Prose><Marked text={note} query={query} /></Prose>}
          {choice === "change" && view.writable && <div class="actions"><LinkButton href={`#goals/${goal.object}/write`} small icon="pencil">{planWords.rephrase}</LinkButton></div>}
        </section>
      ))}
      <div class="actions"><LinkButton href="#goals" icon="arrow-left" kind="plain">{planWords.backToGoals}</LinkButton></div>
    </article>
  );
}

/** When the next one is due, and what was concluded before: above the goals. */
export function ReviewWaits({ view }: { view: RoomView }) {
  const { when, me } = useApp();
  const next = view.facts.reviews.find(({ held }) => held === null);
  const due = next !== undefined && next.due_on <= todayIn(me.time_zone);
  const some = underWay(view.facts.goals satisfies readonly GoalFacts[]).length > 0;
  const held = entriesOf(view, "review").toReversed();
  return (
    <>
      {due && some && (
        <section class="card card--attention">
          <div class="row row--between">
            <p>{planWords.reviewDue(when.day(next.due_on))}</p>
            {view.writable && <LinkButton href="#review" small kind="primary" icon="target">{planWords.review}</LinkButton>}
          </div>
        </section>
      )}
      {!due && some && view.writable && <p class="muted small">{next && `${planWords.reviewNext(when.day(next.due_on))} `}<a href="#review">{next ? planWords.reviewNow : planWords.review}</a></p>}
      {held.length > 0 && (
        <details>
          <summary class="small">{`${planWords.reviewsHeld} (${held.length})`}</summary>
          <ul class="stack stack--tight">{held.map((entry) => <li key={entry.id}><a href={`#review/${entry.id}`}>{when.day(entry.created)}</a></li>)}</ul>
        </details>
      )}
    </>
  );
}
