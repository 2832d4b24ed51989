/** Feedback on a meeting, both ways: asked for, given once, shown where the meeting is spoken of. */
import { useState } from "preact/hooks";
import { newId, Tampered, type Written as Outcome } from "../core";
import { meetingOf } from "../facts/items";
import { product, type FeedbackFacts, type MeetingFacts } from "../facts/product";
import { valuesOf, type Field, type Values } from "../facts/values";
import { feedbackWords as own } from "../texts/feedback";
import { planWords } from "../texts/plans";
import { go } from "./address";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Marked } from "./found";
import { Written } from "./notes";
import { Badge, Button, LinkButton, Notice, Prose, Said, Title } from "./parts";
import type { RoomView } from "./room-state";
import { Icon } from "./shapes";
import { Writer } from "./writer";

const MOST = 500;
const FIELDS: readonly Field[] = [
  { key: "helped", label: own.helped, hint: own.helpedHint, kind: "text", rows: 3 },
  { key: "otherwise", label: own.otherwise, hint: own.otherwiseHint, kind: "text", rows: 3, optional: true },
];

interface Props {
  readonly view: RoomView;
  readonly place: readonly string[];
  readonly query: string;
  readonly onSaid: (sentence: string) => void;
}

/** Under the id of the meeting, or of a feedback that was found. */
export function FeedbackPage({ view, place, query, onSaid }: Props) {
  const { when } = useApp();
  const [id = "", mode] = place;
  const item = view.workspace.get(id);
  const meeting = meetingOf(view, item?.state === "opened" ? item.about : id);
  if (id === "") return <AllFeedback view={view} query={query} />;
  if (meeting?.state !== "held") return <Notice><p>{own.notHeld}</p></Notice>;
  if (mode === "write" && view.writable) return <Write key={meeting.id} view={view} meeting={meeting} onSaid={onSaid} />;
  return (
    <article class="stack stack--loose">
      <Title level={2} focus={false} lead={own.lead}>{own.pageTitle(when.day(meeting.starts_at))}</Title>
      <FeedbackOn view={view} meeting={meeting} query={query} />
    </article>
  );
}

/** Where no meeting is named: all that took place, the newest first. */
function AllFeedback({ view, query }: { view: RoomView; query: string }) {
  const { when } = useApp();
  const held = view.meetings.filter(({ state }) => state === "held").reverse();
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false} lead={own.lead}>{own.title}</Title>
      {held.length === 0 && <p>{own.noneHeld}</p>}
      {held.map((meeting) => <FeedbackOn key={meeting.id} view={view} meeting={meeting} query={query} title={planWords.meeting(when.day(meeting.starts_at))} />)}
    </div>
  );
}

/** What the two have said of one meeting. */
export function FeedbackOn({ view, meeting, query = "", title = own.title }: { view: RoomView; meeting: MeetingFacts; query?: string; title?: string }) {
  const { me } = useApp();
  const { counterpart } = view.facts;
  const { feedback = [] } = meeting;
  const [mine, theirs] = [feedback.find(({ giver }) => giver === me.id), feedback.find(({ giver }) => giver === counterpart.person)];
  if (!view.writable && feedback.every(({ object }) => object === null)) return null; // nothing is asked or given any more
  return (
    <section class="card card--quiet">
      <h3 class="card__title"><Icon name="message-circle" />{title}</h3>
      <section class="stack stack--tight">
        <h4>{own.toMe(counterpart.name)}</h4>
        {theirs?.object ? <Words view={view} facts={theirs} meeting={meeting} query={query} /> : view.writable ? <Asking view={view} meeting={meeting} asked={theirs?.asked ?? null} /> : <p class="muted">{own.none}</p>}
      </section>
      <section class="stack stack--tight">
        <h4>{own.toOther(counterpart.name)}</h4>
        {mine?.object ? <Words view={view} facts={mine} meeting={meeting} query={query} /> : <p class="muted">{!view.writable ? own.none : mine?.asked ? own.wanted(counterpart.name) : own.notGiven}</p>}
        {view.writable && <div class="actions"><LinkButton href={`#feedback/${meeting.id}/write`} small icon="pencil" {...(mine?.asked && !mine.object ? { kind: "primary" as const } : {})}>{mine?.object ? own.correct : own.give}</LinkButton></div>}
      </section>
    </section>
  );
}

function Asking({ view, meeting, asked }: { view: RoomView; meeting: MeetingFacts; asked: string | null }) {
  const { words, when } = useApp();
  const { counterpart, id } = view.facts;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const ask = async (): Promise<void> => {
    setBusy(true);
    try {
      await product.askFeedback(id, meeting.id);
      await view.refresh();
      setError("");
    } catch (reason) {
      setError(inWords(reason, words));
    }
    setBusy(false);
  };
  if (asked !== null) return <><p><Badge tone="waiting">{own.asked(when.day(asked))}</Badge></p><p class="muted small" role="status">{own.askedText(counterpart.name)}</p></>;
  return (
    <>
      <p class="muted">{own.notAsked}</p>
      {view.writable && <div class="actions"><Button small busy={busy} onClick={() => void ask()}>{busy ? own.asking : own.ask(counterpart.name)}</Button></div>}
      <Said error={error} />
    </>
  );
}

/** The text, where it is by whom and about what the fact says. */
function Words({ view, facts, meeting, query }: { view: RoomView; facts: FeedbackFacts; meeting: MeetingFacts; query: string }) {
  const item = view.workspace.get(facts.object ?? "");
  if (item?.state === "refused") return <BlockedItem error={item.reason} />;
  if (item?.state !== "opened") return <BlockedItem error={new Tampered("missing", "feedback")} />;
  if (item.kind !== "feedback" || item.about !== meeting.id) return <BlockedItem error={new Tampered("about")} />;
  if (item.head.author !== facts.giver) return <BlockedItem error={new Tampered("author")} />;
  const values = valuesOf(item.head.content);
  return (
    <>
      {FIELDS.map(({ key, label }) => values[key]?.trim() && (
        <div key={key}>
          <p class="field__label">{label}</p>
          <Prose><Marked text={values[key]} query={query} /></Prose>
        </div>
      ))}
      <Written view={view} entry={item} />
    </>
  );
}

function Write({ view, meeting, onSaid }: { view: RoomView; meeting: MeetingFacts; onSaid: (sentence: string) => void }) {
  const { when, me } = useApp();
  const given = meeting.feedback?.find(({ giver }) => giver === me.id)?.object ?? null;
  const begun = [...view.drafts.values()].find(({ kind, content }) => kind === "feedback" && content["about"] === meeting.id);
  const [id] = useState(given ?? begun?.object ?? newId());
  const create = async (values: Values): Promise<Outcome> => {
    const sealed = await view.workspace.seal("feedback", values, { id, about: meeting.id });
    await product.giveFeedback(view.facts.id, meeting.id, sealed);
    await view.workspace.refresh();
    const entry = view.workspace.get(id);
    if (entry?.state !== "opened") throw new TypeError("the feedback is not in the room");
    return { state: "saved", entry };
  };
  const problem = (values: Values): string => {
    const count = Object.values(values).join("").trim().length;
    return count === 0 ? "empty" : count > MOST ? own.tooLong(count) : "";
  };
  const leave = (): void => { go(`feedback/${meeting.id}`); };
  const saved = (): void => {
    void view.refresh();
    onSaid(own.given);
    leave();
  };
  return <Writer view={view} target={{ id, kind: "feedback", about: meeting.id }} title={own.of(when.day(meeting.starts_at))} lead={own.lead} fields={FIELDS} problem={problem} create={create} onSaved={saved} onLeave={leave} />;
}

/** In every part of the room: somebody would like to hear from the reader. */
export function FeedbackWaits({ view, here }: { view: RoomView; here: boolean }) {
  const { when, me } = useApp();
  const asked = view.meetings.findLast(({ feedback = [] }) => feedback.some(({ giver, asked, given }) => giver === me.id && asked !== null && given === null));
  if (asked === undefined || here || !view.writable) return null;
  return (
    <Notice title={own.wanted(view.facts.counterpart.name)}>
      <p>{own.wantedText(when.day(asked.starts_at))}</p>
      <div class="actions"><LinkButton href={`#feedback/${asked.id}/write`} small kind="primary" icon="pencil">{own.give}</LinkButton></div>
    </Notice>
  );
}
