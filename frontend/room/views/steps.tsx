/** The next steps towards a goal: who does what by when, ticked when done. Words and all stay in the room. */
import { useId, useState } from "preact/hooks";
import type { Entry } from "../core";
import { stepWords } from "../texts/steps";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, Said, TextField } from "./parts";
import { entriesOf, type RoomView } from "./room-state";
import { valuesOf } from "../facts/values";

interface Props {
  readonly view: RoomView;
  /** The id of the goal as a fact: what the steps are about. */
  readonly goal: string;
}

export function Steps({ view, goal }: Props) {
  const steps = entriesOf(view, "action").filter((entry) => entry.about === goal);
  const [adding, setAdding] = useState(false);
  if (steps.length === 0 && !view.writable) return null;
  return (
    <div class="stack stack--tight">
      {steps.length > 0 && <h4 class="field__label">{stepWords.title}</h4>}
      <ul class="steps-list">{steps.map((entry) => <Step key={entry.id} view={view} entry={entry} />)}</ul>
      {view.writable && !adding && <div class="actions"><Button small kind="plain" icon="plus" onClick={() => { setAdding(true); }}>{stepWords.add}</Button></div>}
      {view.writable && adding && <NewStep view={view} goal={goal} onLeave={() => { setAdding(false); }} />}
    </div>
  );
}

function Step({ view, entry }: { view: RoomView; entry: Entry }) {
  const { words, when } = useApp();
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const { text = "", who = "", due = "" } = valuesOf(entry.head.content);
  const done = entry.head.content["done"] === true;
  const tick = async (): Promise<void> => {
    setBusy(true);
    try {
      const written = await view.exclusive(() => view.workspace.revise(entry, { ...entry.head.content, done: !done }));
      setError(written.state === "conflict" ? stepWords.changed : "");
      await view.refresh();
    } catch (reason) {
      setError(inWords(reason, words));
    }
    setBusy(false);
  };
  const facts = [ownerOf(view, who), due === "" ? "" : words.goals.dueOn(when.day(due))].filter(Boolean).join(" · ");
  return (
    <li>
      <label class="choice">
        <input type="checkbox" checked={done} disabled={busy || !view.writable} onChange={() => void tick()} />
        <span><span class={done ? "done" : undefined}>{text}</span>{facts !== "" && <span class="muted small">{` ${facts}`}</span>}</span>
      </label>
      <Said error={error} />
    </li>
  );
}

/** A step has one owner, both, or nobody in particular; the name stays right when somebody is called otherwise later. */
function ownerOf(view: RoomView, who: string): string {
  return view.workspace.members.find(({ person }) => person === who)?.name ?? "";
}

function NewStep({ view, goal, onLeave }: Props & { onLeave: () => void }) {
  const { words, me } = useApp();
  const select = useId();
  const [text, setText] = useState("");
  const [due, setDue] = useState("");
  const [who, setWho] = useState(me.id);
  const [error, setError] = useState("");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const add = async (): Promise<void> => {
    setProblem(text.trim() === "" ? stepWords.needText : "");
    if (text.trim() === "") return;
    setBusy(true);
    try {
      await view.exclusive(() => view.workspace.create("action", { text: text.trim(), who, due, done: false }, { about: goal }));
      onLeave();
      await view.refresh();
    } catch (reason) {
      setError(inWords(reason, words));
    }
    setBusy(false);
  };
  return (
    <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void add(); }}>
      <TextField label={stepWords.text} hint={stepWords.textHint} value={text} onValue={setText} error={problem} maxLength={200} />
      <div class="form__pair">
        <div class="field">
          <label class="field__label" for={select}>{stepWords.who}</label>
          <select id={select} class="input" value={who} onChange={(event) => { setWho(event.currentTarget.value); }}>
            {view.workspace.members.filter(({ left }) => left === null).map(({ person, name }) => <option key={person} value={person}>{name}</option>)}
            <option value="">{stepWords.both}</option>
          </select>
        </div>
        <TextField label={stepWords.due} value={due} onValue={setDue} date optional />
      </div>
      <Said error={error} />
      <div class="actions">
        <Button type="submit" small busy={busy} icon="plus">{stepWords.addGo}</Button>
        <Button small kind="plain" onClick={onLeave}>{words.cancel}</Button>
      </div>
    </form>
  );
}
