/** Where messages are written: the draft is kept, the focus stays, Ctrl and Enter send. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { newId, type Draft, type Entry } from "../core";
import { valuesOf } from "../facts/values";
import { messageWords as own } from "../texts/messages";
import { useApp } from "./context";
import { Button, Notice } from "./parts";
import type { RoomView } from "./room-state";
import type { Sending } from "./sending";
import { useLeaving } from "./writer";

interface Props {
  readonly view: RoomView;
  readonly sending: Sending;
  /** The message that is being corrected. */
  readonly over: Entry | null;
  readonly onSent: () => void;
  readonly onLeave: () => void;
}

/** What was begun before: of the message that is corrected, or of a new one. */
function begun(view: RoomView, over: Entry | null): Draft | undefined {
  if (over) return view.drafts.get(over.id);
  const waiting = new Set(view.unsent.ready.map(({ id }) => id));
  return [...view.drafts.values()].find(({ kind, object }) => kind === "message" && !waiting.has(object) && view.workspace.get(object) === undefined);
}

interface Written {
  readonly id: string;
  readonly text: string;
  readonly problem: string;
  readonly change: (text: string) => void;
  readonly send: () => Promise<void>;
  readonly leave: () => void;
}

/** Whoever looks at another part meanwhile finds what was begun; whether there is any is the writer's to say. */
function useKeptOnLeaving(view: RoomView, over: Entry | null, typed: { readonly current: { readonly id: string; readonly text: string } }): { current: boolean } {
  const kept = useRef(false);
  useEffect(() => () => {
    const { id: object, text } = typed.current;
    if (kept.current && text.trim() !== "") view.rememberDraft({ object, kind: "message", base: over?.head.sha256 ?? null, content: { text }, at: new Date().toISOString() });
  }, []);
  return kept;
}

/** What is being written: kept as a draft, sent, given back where it could not be sent. */
function useWritten({ view, sending, over, onSent, onLeave }: Props): Written {
  const [draft] = useState(() => begun(view, over));
  const [id, setId] = useState(over?.id ?? draft?.object ?? newId());
  const [text, setText] = useState(valuesOf(draft?.content ?? over?.head.content ?? {})["text"] ?? "");
  const [problem, setProblem] = useState("");
  const typed = useRef({ id, text });
  typed.current = { id, text };
  const keptOnLeaving = useKeptOnLeaving(view, over, typed);
  const change = (next: string): void => {
    setText(next);
    keptOnLeaving.current = true;
    if (next.trim() !== "") view.keeper.keep({ object: id, kind: "message", base: over?.head.sha256 ?? null, content: { text: next } });
    else if (!over) void view.keeper.discard(id);
  };
  const send = async (): Promise<void> => {
    const message = { id, text: text.trim(), over };
    if (message.text === "") return;
    setProblem("");
    keptOnLeaving.current = false;
    if (!over) {
      setText("");
      setId(newId());
    }
    onSent();
    const reason = await sending.send(message);
    setProblem(reason);
    if (reason === "" && over) onLeave();
    if (reason === "" || over) return;
    const later = typed.current.text; // what was typed since follows what comes back
    setText(later === "" ? message.text : `${message.text}\n\n${later}`);
    setId(id);
  };
  const leave = (): void => {
    keptOnLeaving.current = false;
    void view.keeper.discard(id);
    view.forgetDraft(id);
    onLeave();
  };
  return { id, text, problem, change, send, leave };
}

export function MessageField(props: Props) {
  const { view, over } = props;
  const { words } = useApp();
  const field = useRef<HTMLTextAreaElement>(null);
  const name = useId();
  const { id, text, problem, change, send, leave } = useWritten(props);
  useEffect(() => { if (over) field.current?.focus(); }, []);
  const submit = (event: Event): void => {
    event.preventDefault();
    field.current?.focus();
    void send();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
    if (event.key === "Escape" && over) leave();
  };
  useLeaving(text === "" ? undefined : view.draftState[id]);
  return (
    <form class="message-field" noValidate onSubmit={submit}>
      <label class={over ? "field__label" : "visually-hidden"} for={name}>{over ? own.correcting : own.to(view.facts.counterpart.name)}</label>
      {problem !== "" && <Notice tone="error" alert><p>{problem}</p></Notice>}
      <div class="message-field__row">
        <textarea ref={field} id={name} class="input" rows={1} value={text} placeholder={own.placeholder(view.facts.counterpart.name)} aria-describedby={`${name}-hint`} onInput={(event) => { change(event.currentTarget.value); }} onKeyDown={pressed} />
        <Button type="submit" kind="primary" icon="send">{over ? own.saveCorrection : own.send}</Button>
        {over && <Button kind="plain" onClick={leave}>{words.cancel}</Button>}
      </div>
      <p class="field__hint" id={`${name}-hint`}>{view.draftState[id] === "failed" && !view.offline ? words.request.draftFailed : own.hint}</p>
    </form>
  );
}
