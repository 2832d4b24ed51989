/** The action plan: who does what by when, ticked when done, unticked when that was too soon. */
import { useEffect, useRef, useState } from "preact/hooks";
import { newId, type Entry } from "../core";
import { byDue, isOverdue, todayIn, underWay } from "../facts/plans";
import { product, type ActionFacts, type Task } from "../facts/product";
import { valuesOf, type Option } from "../facts/values";
import { planWords } from "../texts/plans";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Marked } from "./found";
import { Badge, Button, Empty, Said, SelectField, TextField, Title } from "./parts";
import { goalTitle, type RoomView } from "./room-state";
import { sealedWith } from "./sealing";

type Belongs = Pick<Task, "goal" | "meeting">;
const NOWHERE: Belongs = { goal: null, meeting: null };

/** The whole plan. */
export function ActionPlan({ view, query, onSaid }: { view: RoomView; query: string; onSaid: (sentence: string) => void }) {
  // What was open when one came stays in sight: a slip of the hand is undone where it happened.
  const [open] = useState(() => new Set(view.facts.actions.filter(({ state }) => state === "open").map(({ id }) => id)));
  const plan = byDue(view.facts.actions);
  const shown = plan.filter(({ id, state }) => state === "open" || open.has(id));
  const closed = plan.filter((one) => !shown.includes(one));
  const props = { view, query, whole: true };
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false} lead={plan.length > 0 ? planWords.planLead : undefined}>{planWords.plan}</Title>
      {plan.length === 0 && <Empty drawing="path" title={planWords.noActions}><p>{planWords.noActionsText}</p></Empty>}
      {shown.length > 0 && <ul class="plan">{shown.map((action) => <Line key={action.id} action={action} {...props} onSaid={onSaid} />)}</ul>}
      <Adding view={view} belongs={NOWHERE} choose />
      {closed.length > 0 && (
        <details>
          <summary>{planWords.closed(closed.length)}</summary>
          <ul class="plan">{closed.map((action) => <Line key={action.id} action={action} {...props} onSaid={onSaid} />)}</ul>
        </details>
      )}
    </div>
  );
}

/** What is planned for one goal, or came out of one meeting. */
export function ActionsOf({ view, belongs }: { view: RoomView; belongs: Belongs }) {
  const actions = byDue(view.facts.actions.filter(({ goal, meeting, state }) => state !== "dropped" && (belongs.goal === null ? meeting === belongs.meeting : goal === belongs.goal)));
  if (actions.length === 0 && !view.writable) return null;
  const Heading = belongs.goal === null ? "h3" : "h4"; // a goal stands under a heading of its own
  return (
    <div class="stack stack--tight">
      {actions.length > 0 && <Heading class="field__label">{planWords.actionsHere}</Heading>}
      {actions.length > 0 && <ul class="plan">{actions.map((action) => <Line key={action.id} view={view} action={action} query="" />)}</ul>}
      <Adding view={view} belongs={belongs} />
    </div>
  );
}

/** All that is still to be done, at hand before and after a meeting. */
export function OpenActions({ view, title }: { view: RoomView; title: string }) {
  const open = byDue(view.facts.actions.filter(({ state }) => state === "open"));
  if (open.length === 0) return null;
  return (
    <section class="stack stack--tight">
      <h3 class="field__label">{title}</h3>
      <ul class="plan">{open.map((action) => <Line key={action.id} view={view} action={action} query="" />)}</ul>
    </section>
  );
}

/** What opens takes the focus into its first field; what closes gives it back to the button. */
function useHandOver<E extends HTMLElement>(open: boolean) {
  const place = useRef<E>(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) place.current?.querySelector<HTMLElement>(open ? "input" : "button")?.focus();
    first.current = false;
  }, [open]);
  return place;
}

function Adding({ view, belongs, choose = false }: { view: RoomView; belongs: Belongs; choose?: boolean }) {
  const [adding, setAdding] = useState(false);
  const place = useHandOver<HTMLDivElement>(adding);
  if (!view.writable) return null;
  return (
    <div ref={place} class={adding ? undefined : "actions"}>
      {adding ? <ActionForm view={view} belongs={belongs} choose={choose} onDone={() => { setAdding(false); }} /> : <Button small={!choose} kind={choose ? "primary" : "plain"} icon="plus" onClick={() => { setAdding(true); }}>{planWords.add}</Button>}
    </div>
  );
}

interface LineProps {
  readonly view: RoomView;
  readonly action: ActionFacts;
  readonly query: string;
  /** In the plan itself: with what it belongs to, and what else can be done. */
  readonly whole?: boolean;
  readonly onSaid?: (sentence: string) => void;
}

/** Ticks, drops and takes up again, one at a time. */
function useMove(view: RoomView, action: string): { error: string; move: (verb: "finish" | "drop" | "reopen") => Promise<void> } {
  const { words } = useApp();
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const move = async (verb: "finish" | "drop" | "reopen"): Promise<void> => {
    if (busy) return;
    setBusy(true);
    try {
      await product.moveAction(view.facts.id, action, verb);
      setError("");
    } catch (reason) {
      setError(inWords(reason, words));
    }
    await view.refresh();
    setBusy(false);
  };
  return { error, move };
}

function Line({ view, action, query, whole = false, onSaid }: LineProps) {
  const { words, me, when } = useApp();
  const { error, move } = useMove(view, action.id);
  const [changing, setChanging] = useState(false);
  const place = useHandOver<HTMLLIElement>(changing);
  const item = view.workspace.get(action.object);
  if (item?.state === "refused") return <li><BlockedItem error={item.reason} /></li>;
  if (item?.state !== "opened") return null;
  if (changing) return <li ref={place}><ActionForm view={view} belongs={action} choose known={{ action, entry: item }} onDone={() => { setChanging(false); onSaid?.(planWords.changed); }} /></li>;
  const { text = "" } = valuesOf(item.head.content);
  const over = isOverdue(action, todayIn(me.time_zone));
  const facts = [ownerName(view, action.owner, me.name), action.due_on !== null && !over && words.goals.dueOn(when.day(action.due_on)), whole && placeName(view, action, (iso) => when.day(iso))].filter(Boolean).join(" · ");
  const said = <span><span class={action.state === "open" ? undefined : "done"}><Marked text={text} query={query} /></span> <span class="muted small">{facts}</span></span>;
  return (
    <li ref={place}>
      <div class="row row--between">
        {action.state === "dropped" ? <p>{said}</p> : (
          <label class="choice"><input type="checkbox" checked={action.state === "done"} disabled={!view.writable} onChange={() => void move(action.state === "done" ? "reopen" : "finish")} />{said}</label>
        )}
        <span class="row">
          {over && action.due_on !== null && <Badge tone="attention">{planWords.overdue(when.day(action.due_on))}</Badge>}
          {action.state === "dropped" && <Badge tone="ended">{planWords.dropped}</Badge>}
          {whole && view.writable && <LineMoves state={action.state} onMove={(verb) => void move(verb)} onChange={() => { setChanging(true); }} />}
        </span>
      </div>
      <Said error={error} />
    </li>
  );
}

function LineMoves({ state, onMove, onChange }: { state: ActionFacts["state"]; onMove: (verb: "drop" | "reopen") => void; onChange: () => void }) {
  if (state === "done") return null;
  if (state === "dropped") return <Button small kind="plain" icon="undo" onClick={() => { onMove("reopen"); }}>{planWords.reopen}</Button>;
  return (
    <>
      <Button small kind="plain" icon="pencil" onClick={onChange}>{planWords.change}</Button>
      <Button small kind="plain" onClick={() => { onMove("drop"); }}>{planWords.drop}</Button>
    </>
  );
}

function ownerName({ facts }: RoomView, owner: ActionFacts["owner"], mine: string): string {
  return owner === "both" ? planWords.both : owner === facts.role ? mine : facts.counterpart.name;
}

function placeName(view: RoomView, { goal, meeting }: ActionFacts, day: (iso: string) => string): string {
  const met = view.meetings.find(({ id }) => id === meeting);
  return [goalTitle(view, view.facts.goals.find(({ id }) => id === goal)), met && planWords.meeting(day(met.starts_at))].filter(Boolean).join(" · ");
}

interface FormProps {
  readonly view: RoomView;
  readonly belongs: Belongs;
  /** Whether it is asked what the action belongs to. */
  readonly choose: boolean;
  readonly known?: { readonly action: ActionFacts; readonly entry: Entry };
  readonly onDone: () => void;
}

/** Saves what was typed, as a new action or over a known one. */
function useSaving({ view, known, onDone }: Omit<FormProps, "belongs" | "choose">): { error: string; busy: boolean; save: (text: string, task: Task) => Promise<void> } {
  const { words } = useApp();
  const [fact] = useState(newId);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const save = async (text: string, task: Task): Promise<void> => {
    setBusy(true);
    try {
      await view.exclusive<unknown>(() => (known ? change(view, known, text, task) : sealedWith(view, { kind: "action", content: { text } }, (sealed) => product.addAction(view.facts.id, fact, task, sealed))));
      await view.refresh();
      onDone();
      return;
    } catch (reason) {
      setError(inWords(reason, words));
    }
    setBusy(false);
  };
  return { error, busy, save };
}

function ActionForm({ view, belongs, choose, known, onDone }: FormProps) {
  const { words, me } = useApp();
  const { role, counterpart } = view.facts;
  const { error, busy, save } = useSaving({ view, onDone, ...(known && { known }) });
  const other = role === "mentor" ? "mentee" : "mentor";
  const [text, setText] = useState(known ? (valuesOf(known.entry.head.content)["text"] ?? "") : "");
  const [owner, setOwner] = useState<string>(known?.action.owner ?? role);
  const [due, setDue] = useState(known?.action.due_on ?? "");
  const [place, setPlace] = useState(belongs.goal !== null ? `goal:${belongs.goal}` : belongs.meeting !== null ? `meeting:${belongs.meeting}` : "");
  const [problem, setProblem] = useState("");
  const submit = (): void => {
    const said = text.trim();
    setProblem(said === "" ? planWords.needText : "");
    if (said !== "" && !busy) void save(said, taskOf(owner, due, place));
  };
  return (
    <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <TextField label={planWords.text} hint={planWords.textHint} value={text} onValue={setText} error={problem} maxLength={200} />
      <div class="form__pair">
        <SelectField label={planWords.who} value={owner} onValue={setOwner} options={[[role, me.name], [other, counterpart.name], ["both", planWords.both]]} />
        <TextField label={planWords.due} value={due} onValue={setDue} date optional />
      </div>
      {choose && <PlaceField view={view} value={place} onValue={setPlace} />}
      <Said error={error} />
      <div class="actions">
        <Button type="submit" small kind="primary" busy={busy}>{known ? words.save : planWords.addGo}</Button>
        <Button small kind="plain" onClick={onDone}>{words.cancel}</Button>
      </div>
    </form>
  );
}

async function change(view: RoomView, { action, entry }: { action: ActionFacts; entry: Entry }, text: string, task: Task): Promise<void> {
  if (valuesOf(entry.head.content)["text"] !== text) await view.workspace.revise(entry, { ...entry.head.content, text });
  await product.changeAction(view.facts.id, action.id, task);
}

function taskOf(owner: string, due: string, place: string): Task {
  const [kind, id = null] = place.split(":");
  return { owner: owner as Task["owner"], due_on: due === "" ? null : due, goal: kind === "goal" ? id : null, meeting: kind === "meeting" ? id : null };
}

/** A goal under way or a meeting; what is chosen already stays in the list. */
export function PlaceField({ view, label = planWords.belongs, value, onValue }: { view: RoomView; label?: string; value: string; onValue: (value: string) => void }) {
  const { when } = useApp();
  const open = underWay(view.facts.goals);
  const goals = view.facts.goals.filter((goal) => open.includes(goal) || value === `goal:${goal.id}`);
  const options: Option[] = [
    ["", planWords.nothing],
    ...goals.map((goal): Option => [`goal:${goal.id}`, goalTitle(view, goal)]),
    ...view.meetings.filter(({ state }) => state === "planned" || state === "held").map(({ id, starts_at }): Option => [`meeting:${id}`, planWords.meeting(when.day(starts_at))]),
  ];
  return <SelectField label={label} value={value} onValue={onValue} options={options} />;
}
