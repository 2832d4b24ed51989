/** Writing a text of the room: drafts kept while typing, revisions saved, crossing versions put together. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ApiError, Tampered, type Draft, type Entry, type JsonObject, type Send, type Written } from "../core";
import { valuesOf, type Field, type Values } from "../facts/values";
import { isAt } from "./address";
import { Blocked } from "./blocked";
import { Compare } from "./compare";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, Notice, SelectField, TextArea, TextField, Title } from "./parts";
import { nameOf, type TextsView } from "./room-state";

export interface Target {
  readonly id: string;
  readonly kind: string;
  readonly about: string | null;
}

interface Props {
  readonly view: TextsView;
  readonly target: Target;
  readonly title: string;
  readonly lead?: string;
  readonly fields: readonly Field[];
  /** Shown above the fields: what helps to write. */
  readonly beside?: ComponentChildren;
  /** Values to begin with, instead of what the newest version says. */
  readonly start?: Values;
  /** What the button says where saving does more than to save. */
  readonly action?: string;
  /** What is missing, in a sentence; "" where the text may be saved. */
  readonly problem?: (values: Values) => string;
  /** Sends the next version where a fact changes with it: both are saved, or neither. */
  readonly send?: (values: Values) => Send;
  /** Makes the object where the server makes a fact of it at the same time. */
  readonly create?: (values: Values) => Promise<Written>;
  readonly onSaved: (entry: Entry) => void;
  readonly onLeave: () => void;
}

/** What is being typed, over which version: begun on the newest, or on the draft that waited. */
function useTyped({ view, target, fields, start }: Props) {
  const found = view.workspace.get(target.id);
  const [over] = useState<Entry | null>(found?.state === "opened" ? found : null);
  const [draft] = useState(() => view.drafts.get(target.id) ?? null);
  const [values, setValues] = useState<Values>(() => pick(fields, draft ? valuesOf(draft.content) : { ...valuesOf(over?.head.content ?? {}), ...start }));
  // A draft that was begun on an older revision than the newest must not be laid over it.
  const [theirs, setTheirs] = useState<Entry | null>(() => (draft !== null && over !== null && draft.base !== over.head.sha256 ? over : null));
  const unsaved = useRef<Draft | null>(null);
  // Whoever leaves half-way finds the text among the drafts.
  useEffect(() => () => { if (unsaved.current !== null) view.rememberDraft(unsaved.current); }, []);
  const change = (key: string, value: string): void => {
    const next = { ...values, [key]: value };
    setValues(next);
    const kept = { object: target.id, kind: target.kind, base: over?.head.sha256 ?? null, content: keepable(next, target) };
    unsaved.current = { ...kept, at: new Date().toISOString() };
    view.keeper.keep(kept);
  };
  /** It is part of the room, waits as a text, or was given up: no draft of it is to follow. */
  const settle = async (): Promise<void> => {
    unsaved.current = null;
    const gone = view.keeper.discard(target.id);
    view.forgetDraft(target.id);
    await gone;
  };
  const newest = view.workspace.get(target.id);
  const base = theirs ?? over;
  const newer = newest?.state === "opened" && newest.head.revision > (base?.head.revision ?? 0) ? newest : null;
  return { base, draft, values, theirs, setTheirs, change, settle, newer };
}

type Typed = ReturnType<typeof useTyped>;

async function write({ view, target, send, create }: Props, base: Entry | null, values: Values): Promise<Written> {
  if (base !== null) return view.workspace.revise(base, { ...base.head.content, ...values }, send?.(values));
  return create ? create(values) : view.workspace.create(target.kind, values, { id: target.id, about: target.about });
}

/** Saves what is typed; keeps it on the device where the network is away, and both texts where two have crossed. */
function useSaving(props: Props, { base, values, setTheirs, settle }: Typed) {
  const { view, target } = props;
  const { words } = useApp();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [tampered, setTampered] = useState<Tampered | null>(null);
  const keepForLater = async (place: string): Promise<void> => {
    try {
      await view.keepForLater({ ...target, base: base?.head.sha256 ?? null, content: { ...base?.head.content, ...values } });
      void settle();
      if (isAt(place)) props.onLeave();
    } catch {
      setProblem(words.write.deviceFull);
    }
  };
  const save = async (): Promise<void> => {
    const missing = (props.problem ?? nothingWritten)(values);
    setProblem(missing === "empty" ? words.write.emptyText : missing);
    if (missing !== "" || busy) return;
    setBusy(true);
    const place = location.hash; // whoever has gone on meanwhile is not led back
    try {
      const written = await view.exclusive(() => write(props, base, values));
      if (written.state === "conflict") setTheirs(written.theirs);
      else {
        await settle();
        view.showWritten(); // what is opened next may build on it, before news have come
        if (isAt(place)) props.onSaved(written.entry);
        return;
      }
    } catch (error) {
      if (error instanceof Tampered) setTampered(error);
      else if (error instanceof ApiError && error.status === 0 && props.create === undefined && props.send === undefined) await keepForLater(place);
      else setProblem(inWords(error, words));
    }
    setBusy(false);
  };
  return { busy, problem, tampered, save };
}

export function Writer(props: Props) {
  const { view, target, fields } = props;
  const { words } = useApp();
  const typed = useTyped(props);
  const { draft, values, theirs, change } = typed;
  const { busy, problem, tampered, save } = useSaving(props, typed);
  useLeaving(view.draftState[target.id]);
  if (tampered !== null) return <Blocked error={tampered} />;
  const discard = async (): Promise<void> => {
    await typed.settle();
    props.onLeave();
  };
  return (
    <form class="stack stack--loose" noValidate onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Title key={theirs === null ? "text" : "crossed"} level={2} {...(props.lead === undefined ? {} : { lead: props.lead })}>{theirs === null ? props.title : words.conflict.title}</Title>
      <FoundBefore view={view} typed={typed} />
      {props.beside}
      {theirs === null ? (
        <div class="form writer">{fields.map((field) => <Input key={field.key} field={field} value={values[field.key] ?? ""} onValue={(value) => { change(field.key, value); }} />)}</div>
      ) : (
        <Compare fields={fields} mine={values} theirs={valuesOf(theirs.head.content)} name={nameOf(view, theirs.head.author)} onMine={change} />
      )}
      {problem !== "" && <Notice tone="error" alert><p>{problem}</p></Notice>}
      <div class="actions">
        <Button type="submit" kind="primary" icon="save" busy={busy}>{busy ? words.saving : theirs === null ? (props.action ?? words.save) : words.conflict.save}</Button>
        <Button onClick={() => { void view.keeper.flush(); props.onLeave(); }}>{words.back}</Button>
        {(draft !== null || view.draftState[target.id] !== undefined) && <Button kind="plain" onClick={() => void discard()}>{words.write.discard}</Button>}
      </div>
      <DraftLine view={view} id={target.id} />
    </form>
  );
}

/** What there is besides what one types: one's own draft, and the version that somebody has saved since. */
function FoundBefore({ view, typed: { draft, theirs, newer, setTheirs } }: { view: TextsView; typed: Typed }) {
  const { words, when } = useApp();
  return (
    <>
      {draft !== null && theirs === null && <Notice><p>{words.write.draft(when.moment(draft.at))}</p></Notice>}
      {newer !== null && (
        <Notice tone="warning">
          <p>{words.write.newer(nameOf(view, newer.head.author))}</p>
          <div class="actions"><Button small onClick={() => { setTheirs(newer); }}>{words.write.compare}</Button></div>
        </Notice>
      )}
    </>
  );
}

/** The draft remembers the fact that a new text belongs to; the text itself is bound to it when it is saved. */
function keepable(values: Values, { about }: Target): JsonObject {
  return about === null ? values : { ...values, about };
}

function pick(fields: readonly Field[], values: Values): Values {
  return Object.fromEntries(fields.flatMap(({ key }) => (values[key] === undefined ? [] : [[key, values[key]]])));
}

function nothingWritten(values: Values): string {
  return Object.values(values).some((value) => value.trim() !== "") ? "" : "empty";
}

function Input({ field, value, onValue }: { field: Field; value: string; onValue: (value: string) => void }) {
  const { label, hint, optional } = field;
  const props = { label, hint, optional, value, onValue };
  if (field.kind === "choice") return <SelectField {...props} options={field.options ?? []} />;
  if (field.kind === "text") return <TextArea {...props} rows={field.rows ?? 8} />;
  return <TextField {...props} date={field.kind === "date"} maxLength={200} />;
}

/** Whether the draft is safe: said quietly, and to screen readers. */
function DraftLine({ view, id }: { view: TextsView; id: string }) {
  const { words } = useApp();
  const state = view.draftState[id];
  const said = state === "failed" ? words.request.draftFailed : state === "saved" ? words.request.saved : state === undefined ? view.privacy : words.request.savingDraft;
  return <p class={state === "failed" ? "field__error" : "muted small"} role="status">{said}</p>;
}

/** Asks before the page is left while a draft is not yet safe. */
export function useLeaving(state: string | undefined): void {
  const unsafe = useRef(false);
  unsafe.current = state !== undefined && state !== "saved";
  useEffect(() => {
    const ask = (event: Event): void => {
      if (unsafe.current) event.preventDefault();
    };
    addEventListener("beforeunload", ask);
    return () => { removeEventListener("beforeunload", ask); };
  }, []);
}
