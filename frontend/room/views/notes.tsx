/** Summaries of meetings and free notes. */
import type { ComponentChildren } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import { newId, type Draft, type Entry, type Vault } from "../core";
import { showWords } from "../texts/show";
import { planWords } from "../texts/plans";
import { go, goInstead } from "./address";
import { AtHand, OfMeeting } from "./around-meeting";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { Marked } from "./found";
import { useGradually } from "./gradually";
import { History } from "./history";
import { hrefOf, meetingOf, titleOf } from "../facts/items";
import { Badge, Button, Empty, LinkButton, Prose, Title, Waiting } from "./parts";
import type { MeetingFacts } from "../facts/product";
import { Remove } from "./remove";
import { entriesOf, nameOf, type RoomView, type TextsView } from "./room-state";
import { Icon } from "./shapes";
import { Show } from "./show";
import { valuesOf, type Field } from "../facts/values";
import { Writer } from "./writer";

interface Props {
  readonly vault: Vault;
  readonly view: TextsView;
  readonly mentorship: string;
  /** What the list is called where it is not the pair's own. */
  readonly named?: { readonly title: string; readonly empty: string; readonly emptyText: string };
  /** The room of the pair, where these are its own texts. */
  readonly pair?: RoomView;
  /** Whether an own text may be shown to somebody outside. */
  readonly showable?: boolean;
  /** What stands beneath a text. */
  readonly beneath?: (entry: Entry) => ComponentChildren;
  readonly place: readonly string[];
  readonly query: string;
  readonly onSaid: (sentence: string) => void;
}

const TEXTS: readonly string[] = ["note", "summary", "agenda"];

export function Notes({ vault, view, mentorship, named, pair, showable = true, beneath, place, query, onSaid }: Props) {
  const [id, mode, about, kind] = place;
  const found = id === undefined ? undefined : view.workspace.get(id);
  if (id === undefined) return <List view={view} named={named} />;
  if (id === "new") return <Fresh under={view.under} />;
  if (mode === "write" && view.writable) return <Write key={id} view={view} pair={pair} id={id} about={about ?? null} kind={kind ?? (about === undefined ? "note" : "summary")} onSaid={onSaid} />;
  if (found?.state === "refused") return <BlockedItem error={found.reason} />;
  if (found?.state !== "opened") return <List view={view} named={named} />;
  const mine = showable && found.head.author === vault.person;
  if (mode === "show" && mine) return <ShowText vault={vault} view={view} entry={found} mentorship={mentorship} onSaid={onSaid} />;
  if (mode === "history") return <Versions view={view} entry={found} onSaid={onSaid} />;
  return <Read key={id} view={view} pair={pair} entry={found} query={query} mine={mine} beneath={beneath?.(found)} onSaid={onSaid} />;
}

/** The address that a meeting's page links to: its summary or agenda, or a new one. */
export function TextOfMeeting({ view, kind, meeting }: { view: RoomView; kind: "summary" | "agenda"; meeting: string | undefined }) {
  // What the room holds now: the view may still show it half opened, and a second summary would be begun.
  const known = view.workspace.items.find((item) => item.state === "opened" && item.kind === kind && item.about === meeting);
  const begun = [...view.drafts.values()].find((draft) => draft.kind === kind && draft.content["about"] === meeting);
  useEffect(() => {
    if (meeting === undefined) goInstead("notes");
    else if (known) goInstead(`notes/${known.id}`);
    else goInstead(`notes/${begun?.object ?? newId()}/write/${meeting}/${kind}`);
  }, []);
  return null;
}

function Fresh({ under = "notes" }: { under: string | undefined }) {
  useEffect(() => { goInstead(`${under}/${newId()}/write`); }, []);
  return null;
}

function useFields(kind: string): Field[] {
  const { words } = useApp();
  if (kind === "agenda") return [{ key: "text", label: words.documents.agenda, hint: words.documents.agendaHint, kind: "text", rows: 6, optional: true }, { key: "questions", label: planWords.questions, hint: planWords.questionsHint, kind: "text", rows: 4, optional: true }];
  if (kind === "summary") return [{ key: "text", label: words.notes.summary, hint: words.notes.summaryHint, kind: "text" }];
  const text: Field = { key: "text", label: words.notes.text, kind: "text" };
  return [{ key: "title", label: words.notes.name, kind: "line", optional: true }, text];
}

function Write({ view, pair, id, about, kind: asked, onSaid }: { view: TextsView; pair: RoomView | undefined; id: string; about: string | null; kind: string; onSaid: (sentence: string) => void }) {
  const { words, when } = useApp();
  const { under = "notes" } = view;
  const item = view.workspace.get(id);
  const known = item?.state === "opened" ? item : null;
  const meeting = meetingOf(view, known?.about ?? about);
  const kind = known?.kind ?? (meeting && asked === "agenda" ? "agenda" : meeting ? "summary" : "note");
  const fields = useFields(kind);
  const ofMeeting = kind === "agenda" ? words.documents.agendaOf : words.notes.summaryOf;
  const title = meeting ? ofMeeting(when.day(meeting.starts_at)) : known ? titleOf(view, known, words, when) : words.notes.newTitle;
  const saved = (): void => {
    onSaid(words.write.saved);
    go(`${under}/${id}`);
  };
  return <Writer view={view} target={{ id, kind, about: known?.about ?? meeting?.id ?? null }} title={title} fields={fields} beside={pair && meeting ? <AtHand view={pair} kind={kind} meeting={meeting.id} /> : undefined} onSaved={saved} onLeave={() => { go(known ? `${under}/${id}` : under); }} />;
}

function Versions({ view, entry, onSaid }: { view: TextsView; entry: Entry; onSaid: (sentence: string) => void }) {
  const { words } = useApp();
  const back = `${view.under ?? "notes"}/${entry.id}`;
  return <History view={view} entry={entry} fields={useFields(entry.kind)} back={`#${back}`} onRestored={() => { onSaid(words.history.restored); go(back); }} />;
}

function ShowText({ vault, view, entry, mentorship, onSaid }: Pick<Props, "vault" | "view" | "mentorship" | "onSaid"> & { entry: Entry }) {
  return <Show vault={vault} view={view} entry={entry} fields={useFields(entry.kind)} mentorship={mentorship} back={`${view.under ?? "notes"}/${entry.id}`} onSaid={onSaid} />;
}

interface Reading extends Pick<Props, "view" | "query" | "onSaid"> {
  readonly pair: RoomView | undefined;
  readonly entry: Entry;
  readonly mine: boolean;
  readonly beneath: ComponentChildren;
}

function Read({ view, pair, entry, query, mine, beneath, onSaid }: Reading) {
  const { words, when } = useApp();
  const { under = "notes" } = view;
  const here = `#${under}/${entry.id}`;
  const { text = "", questions = "" } = valuesOf(entry.head.content);
  return (
    <article class="stack stack--loose">
      <Title level={2} kicker={entry.kind === "summary" ? words.notes.summary : entry.kind === "agenda" ? words.documents.agenda : words.notes.note}><Marked text={titleOf(view, entry, words, when)} query={query} /></Title>
      <Written view={view} entry={entry} />
      <Prose><Marked text={text} query={query} /></Prose>
      {questions !== "" && <section class="stack stack--tight"><h3>{planWords.questions}</h3><Prose><Marked text={questions} query={query} /></Prose></section>}
      {pair && <OfMeeting view={pair} entry={entry} />}
      <div class="actions">
        {view.writable && <LinkButton href={`${here}/write`} icon="pencil">{words.edit}</LinkButton>}
        <LinkButton href={`${here}/history`} icon="history" kind="plain">{words.history.show}</LinkButton>
        {mine && <LinkButton href={`${here}/show`} icon="send" kind="plain">{showWords.show}</LinkButton>}
        {entry.head.author === entry.author && <Remove view={view} entry={entry} text={words.notes.removeText} label={words.notes.remove} sure={words.notes.removeSure} onRemoved={() => { onSaid(words.notes.removed); go(under); }} />}
        <LinkButton href={`#${under}`} icon="arrow-left" kind="plain">{view.under === undefined ? words.room.notes : words.back}</LinkButton>
      </div>
      {beneath}
    </article>
  );
}

/** Who wrote the newest version, and when. */
export function Written({ view, entry }: { view: TextsView; entry: Entry }) {
  const { words, when, me } = useApp();
  const { author, at, revision } = entry.head;
  return (
    <p class="muted small">
      {words.room.by(author === me.id ? words.you : nameOf(view, author), when.moment(at))}
      {revision > 1 && ` · ${words.room.revision(revision)}`}
    </p>
  );
}

function List({ view, named }: { view: TextsView; named: Props["named"] }) {
  const { words, when, me } = useApp();
  const { under = "notes" } = view;
  const { title, empty, emptyText } = named ?? words.notes;
  const entries = useMemo(() => newestFirst(view), [view.items, view.meetings]);
  const shown = useGradually(entries, "");
  const others = view.items.filter((item) => item.state !== "opened" && TEXTS.includes(item.kind));
  const { complete } = view.workspace; // what is missing can only be said then
  const due = view.meetings.filter((meeting) => meeting.state === "held" && !entries.some((entry) => entry.kind === "summary" && entry.about === meeting.id));
  const upcoming = view.meetings.filter((meeting) => meeting.state === "planned");
  const write = view.writable ? <LinkButton href={`#${under}/new`} kind="primary" icon="plus">{words.notes.new}</LinkButton> : undefined;
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false} actions={entries.length > 0 ? write : undefined}>{title}</Title>
      {view.writable && <Drafts view={view} kinds={TEXTS} />}
      {view.writable && complete && due.length > 0 && <Due meetings={due} />}
      {complete && upcoming.length > 0 && <Upcoming view={view} meetings={upcoming} />}
      {complete && entries.length === 0 && others.length === 0 && <Empty drawing="lamp" title={empty} action={write}><p>{emptyText}</p></Empty>}
      <ul class="items">
        {shown.map((entry) => <Line key={entry.id} view={view} entry={entry} />)}
        {others.map((item) => (
          <li key={item.id} class="item">
            {item.state === "refused" && <BlockedItem error={item.reason} />}
            {item.state === "destroyed" && <p class="muted">{words.room.destroyed(when.day(item.at), item.author === me.id ? null : nameOf(view, item.author))}</p>}
          </li>
        ))}
      </ul>
      {!complete && <Waiting>{words.opening}</Waiting>}
    </div>
  );
}

function Line({ view, entry }: { view: TextsView; entry: Entry }) {
  const { words, when } = useApp();
  const title = titleOf(view, entry, words, when);
  const { text = "", questions = "" } = valuesOf(entry.head.content);
  return useMemo(
    () => (
      <li class="item">
        <h3 class="item__title"><Icon name={entry.kind === "summary" ? "users" : "file-text"} /><a href={hrefOf(entry, view.under)}>{title}</a></h3>
        <p class="item__text">{(text || questions).slice(0, 220)}</p>
        <Written view={view} entry={entry} />
      </li>
    ),
    [entry.head.sha256, title],
  );
}

function newestFirst(view: TextsView): Entry[] {
  const dated = entriesOf(view, ...TEXTS).map((entry) => ({ entry, date: dateOf(view, entry) }));
  return dated.sort((a, b) => (a.date < b.date ? 1 : -1)).map(({ entry }) => entry);
}

function dateOf(view: TextsView, entry: Entry): string {
  return new Date(meetingOf(view, entry.about)?.starts_at ?? entry.created).toISOString();
}

function Due({ meetings }: { meetings: readonly MeetingFacts[] }) {
  const { words, when } = useApp();
  return (
    <section class="card card--attention">
      <h3 class="card__title">{words.notes.due}</h3>
      <ul class="due">
        {meetings.map((meeting) => (
          <li key={meeting.id} class="row row--between">
            <span>{words.notes.meetingOf(when.day(meeting.starts_at))}</span>
            <LinkButton href={`#summary/${meeting.id}`} small icon="pencil">{words.notes.writeSummary}</LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Upcoming({ view, meetings }: { view: TextsView; meetings: readonly MeetingFacts[] }) {
  const { words, when } = useApp();
  const prepared = new Set(entriesOf(view, "agenda").map((entry) => entry.about));
  return (
    <section class="card card--quiet">
      <h3 class="card__title">{words.documents.upcoming}</h3>
      <ul class="due">
        {meetings.map((meeting) => (
          <li key={meeting.id} class="row row--between">
            <span>{words.notes.meetingOf(when.day(meeting.starts_at))}</span>
            {(view.writable || prepared.has(meeting.id)) && <LinkButton href={`#agenda/${meeting.id}`} small icon="pencil">{prepared.has(meeting.id) ? words.documents.seeAgenda : words.documents.writeAgenda}</LinkButton>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Unfinished texts found again: nothing that was typed is lost. */
export function Drafts({ view, kinds }: { view: TextsView; kinds: readonly string[] }) {
  const { words, when } = useApp();
  const drafts = [...view.drafts.values()].filter((draft) => kinds.includes(draft.kind));
  const discard = async (draft: Draft): Promise<void> => {
    await view.keeper.discard(draft.object);
    view.forgetDraft(draft.object);
  };
  if (drafts.length === 0) return null;
  return (
    <section class="card card--quiet">
      <h3 class="card__title">{words.write.drafts}</h3>
      <ul class="due">
        {drafts.map((draft) => (
          <li key={draft.object} class="row row--between">
            <span><Badge tone="waiting">{words.write.draftOf(when.moment(draft.at))}</Badge> {wordsOf(draft)}</span>
            <span class="actions">
              <LinkButton href={resume(draft, view.under)} small icon="pencil">{words.write.resume}</LinkButton>
              <Button small kind="plain" onClick={() => void discard(draft)}>{words.write.discard}</Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function wordsOf(draft: Draft): string {
  const written = Object.entries(valuesOf(draft.content)).filter(([key]) => key !== "about");
  const { title = "", text = "" } = Object.fromEntries(written);
  return (title || text || written.map(([, value]) => value).join(" ")).slice(0, 60);
}

function resume(draft: Draft, under = "notes"): string {
  const { about } = valuesOf(draft.content);
  if (draft.kind === "agreement") return "#agreement/write";
  if (draft.kind === "progress") return `#goals/${draft.object}/progress/${about ?? ""}`;
  if (draft.kind === "review") return `#review/${draft.object}`;
  if (draft.kind === "introduction") return `#network/${draft.object}/write`;
  if (draft.kind === "goal") return `#goals/${draft.object}/write`;
  if (draft.kind === "entry") return `#entries/${draft.object}/write`;
  if (draft.kind === "preparation" || draft.kind === "follow_up") return `#sheets/${draft.object}/write/${about ?? ""}/${draft.kind}`;
  return `#${under}/${draft.object}/write${about === undefined ? "" : `/${about}/${draft.kind}`}`;
}
