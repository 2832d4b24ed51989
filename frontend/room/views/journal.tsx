/** One's own journal: entries, and a mentor's sheets before and after a meeting. Nobody else holds its key. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { KeysRenewed, newId, openOwnRoom, Tampered, type Entry, type Vault } from "../core";
import { journalWords } from "../texts/journal";
import { go, goInstead, usePlace } from "./address";
import { Failure } from "./app";
import { Blocked, BlockedItem } from "./blocked";
import { useApp } from "./context";
import { Found, Marked } from "./found";
import { History } from "./history";
import { meetingOf, sheetTitle, titleOf } from "../facts/items";
import { Drafts, Written } from "./notes";
import { Empty, LinkButton, Notice, Prose, Said, SectionNav, TextField, Title, Waiting } from "./parts";
import { product, type JournalFacts } from "../facts/product";
import { Remove } from "./remove";
import { entriesOf, useSource, type Source, type TextsView } from "./room-state";
import { fieldsOf, SHEETS, type SheetKind } from "../facts/sheets";
import { Icon } from "./shapes";
import { Sheets } from "./sheets";
import { valuesOf } from "../facts/values";
import { Writer } from "./writer";

export function Journal({ vault }: { vault: Vault }) {
  const { words } = useApp();
  const own = journalWords;
  const source = useMemo<Source<JournalFacts>>(() => ({
    key: "journal",
    load: product.journal,
    make: async () => {
      await vault.createOwnRoom();
      return product.journal();
    },
    open: (room) => openOwnRoom(vault, room),
  }), [vault]);
  const opening = useSource(vault, source);
  switch (opening.state) {
    case "open":
      return <Inside view={{ ...opening.view, meetings: opening.view.facts.meetings, privacy: own.private }} />;
    case "failed":
      if (opening.error instanceof KeysRenewed) return <Lost />;
      return opening.error instanceof Tampered ? <Blocked error={opening.error} /> : <Failure error={opening.error} />;
    default:
      return <Waiting>{words.opening}</Waiting>;
  }
}

/** Whoever lost every way of opening loses what nobody else could read. */
function Lost() {
  const own = journalWords;
  return (
    <>
      <Title>{own.title}</Title>
      <Empty drawing="key" title={own.lostTitle} action={<LinkButton href="/vault/" kind="primary" icon="key-round">{own.lostAction}</LinkButton>}><p>{own.lostText}</p></Empty>
    </>
  );
}

function Inside({ view }: { view: TextsView & { readonly facts: JournalFacts } }) {
  const { words } = useApp();
  const own = journalWords;
  const place = usePlace();
  const [query, setQuery] = useState("");
  const [finding, setFinding] = useState(false);
  const [said, setSaid] = useState("");
  const saidAt = useRef(0);
  const say = (sentence: string): void => {
    saidAt.current = Date.now();
    setSaid(sentence);
  };
  useEffect(() => {
    setFinding(false);
    if (Date.now() - saidAt.current > 1000) setSaid("");
  }, [place.join("/")]);
  const [section = "entries", ...rest] = place;
  return (
    <>
      <Title lead={own.lead}>{own.title}</Title>
      <div role="status">{view.offline && <Notice tone="warning"><p>{words.room.offline}</p></Notice>}</div>
      {view.refusedDrafts > 0 && <Notice tone="warning"><p>{words.write.refusedDraft}</p></Notice>}
      <div class="with-aside with-aside--before room">
        <div class="stack sidebar">
          <div role="search"><TextField label={own.search} value={query} onValue={(value) => { setQuery(value); setFinding(value.trim() !== ""); }} /></div>
          <Sections section={section === "entries" ? "entries" : "sheets"} onChoose={() => { setQuery(""); setFinding(false); }} />
        </div>
        <div class="stack stack--loose content">
          <Said done={said} />
          {finding ? <Found view={view} query={query} onOpen={() => { setFinding(false); }} /> : <Part key={section} view={view} section={section} place={rest} query={query} onSaid={say} />}
        </div>
      </div>
    </>
  );
}

function Sections({ section, onChoose }: { section: string; onChoose: () => void }) {
  const own = journalWords;
  return <SectionNav label={own.sections} current={section} links={[["entries", "pencil", own.entries], ["sheets", "users", own.sheets]]} onChoose={onChoose} />;
}

interface PartProps {
  readonly view: TextsView & { readonly facts: JournalFacts };
  readonly section: string;
  readonly place: readonly string[];
  readonly query: string;
  readonly onSaid: (sentence: string) => void;
}

function Part({ view, section, place, query, onSaid }: PartProps) {
  const [id, mode, about, kind] = place;
  const found = id === undefined ? undefined : view.workspace.get(id);
  if (section === "preparation" || section === "follow_up") return <SheetOf key={`${section}/${id}`} view={view} kind={section} meeting={id} />;
  if (id === "new") return <Fresh />;
  if (id !== undefined && mode === "write") return <Write key={id} view={view} id={id} about={about ?? null} asked={kind ?? "entry"} onSaid={onSaid} />;
  if (found?.state === "refused") return <BlockedItem error={found.reason} />;
  if (found?.state !== "opened") return section === "sheets" ? <Sheets view={view} /> : <Entries view={view} />;
  if (mode === "history") return <Versions view={view} entry={found} onSaid={onSaid} />;
  return <Read key={id} view={view} entry={found} query={query} onSaid={onSaid} />;
}

/** The address that a meeting links to: its sheet, or a new one. */
function SheetOf({ view, kind, meeting }: { view: TextsView; kind: SheetKind; meeting: string | undefined }) {
  const known = entriesOf(view, kind).find((entry) => entry.about === meeting);
  const begun = [...view.drafts.values()].find((draft) => draft.kind === kind && draft.content["about"] === meeting);
  useEffect(() => {
    if (known) goInstead(`sheets/${known.id}`);
    else goInstead(view.meetings.some(({ id }) => id === meeting) ? `sheets/${begun?.object ?? newId()}/write/${meeting}/${kind}` : "sheets");
  }, []);
  return null;
}

function Fresh() {
  useEffect(() => { goInstead(`entries/${newId()}/write`); }, []);
  return null;
}

function placeOf(kind: string): "entries" | "sheets" {
  return SHEETS.includes(kind) ? "sheets" : "entries";
}

function Write({ view, id, about, asked, onSaid }: { view: PartProps["view"]; id: string; about: string | null; asked: string; onSaid: (sentence: string) => void }) {
  const { words, when } = useApp();
  const own = journalWords;
  const item = view.workspace.get(id);
  const known = item?.state === "opened" ? item : null;
  const meeting = meetingOf(view, known?.about ?? about);
  const kind = known?.kind ?? (meeting && SHEETS.includes(asked) ? asked : "entry");
  const title = known ? titleOf(view, known, words, when) : meeting ? sheetTitle(kind as SheetKind, meeting, words, when) : own.newTitle;
  const saved = (): void => {
    onSaid(words.write.saved);
    go(`${placeOf(kind)}/${id}`);
  };
  const leave = (): void => { go(known ? `${placeOf(kind)}/${id}` : placeOf(kind)); };
  return (
    <div class="stack stack--loose">
      <Writer view={view} target={{ id, kind, about: known?.about ?? meeting?.id ?? null }} title={title} fields={fieldsOf(kind, words)} {...(SHEETS.includes(kind) ? { lead: own.sheetLead } : {})} onSaved={saved} onLeave={leave} />
      {kind === "preparation" && meeting && <LastTime view={view} before={meeting.id} />}
    </div>
  );
}

/** What the follow-up of the meeting before left for this one. */
function LastTime({ view, before }: { view: PartProps["view"]; before: string }) {
  const { words, when } = useApp();
  const own = journalWords;
  const { meetings } = view.facts;
  const now = meetings.find(({ id }) => id === before);
  const earlier = meetings.filter((one) => one.mentorship === now?.mentorship && one.starts_at < now.starts_at);
  const sheets = entriesOf(view, "follow_up").filter((entry) => earlier.some(({ id }) => id === entry.about));
  const startOf = (entry: Entry): string => meetingOf(view, entry.about)?.starts_at ?? "";
  const last = sheets.sort((a, b) => startOf(b).localeCompare(startOf(a)))[0];
  const values = valuesOf(last?.head.content ?? {});
  const left = fieldsOf("follow_up", words).filter(({ key }) => key.startsWith("next_") && values[key]?.trim());
  if (last === undefined || left.length === 0) return null;
  return (
    <aside class="card card--quiet stack">
      <h3 class="card__title">{own.lastTime(now?.with ?? "", when.day(startOf(last)))}</h3>
      {left.map(({ key, label }) => <section key={key} class="stack stack--tight"><h4 class="field__label">{label}</h4><Prose>{values[key]}</Prose></section>)}
    </aside>
  );
}

function Versions({ view, entry, onSaid }: { view: TextsView; entry: Entry; onSaid: (sentence: string) => void }) {
  const { words } = useApp();
  const back = `${placeOf(entry.kind)}/${entry.id}`;
  return <History view={view} entry={entry} fields={fieldsOf(entry.kind, words)} back={`#${back}`} onRestored={() => { onSaid(words.history.restored); go(back); }} />;
}

function Read({ view, entry, query, onSaid }: { view: TextsView; entry: Entry; query: string; onSaid: (sentence: string) => void }) {
  const { words, when } = useApp();
  const own = journalWords;
  const values = valuesOf(entry.head.content);
  const [section, here] = [placeOf(entry.kind), `#${placeOf(entry.kind)}/${entry.id}`];
  const removed = (): void => {
    onSaid(own.removed);
    go(section);
  };
  return (
    <article class="stack stack--loose">
      <Title level={2} kicker={section === "entries" ? own.entry : own.sheets}><Marked text={titleOf(view, entry, words, when)} query={query} /></Title>
      <Written view={view} entry={entry} />
      {section === "entries" && <Prose><Marked text={values["text"] ?? ""} query={query} /></Prose>}
      {section === "sheets" && fieldsOf(entry.kind, words).map(({ key, label }) => values[key]?.trim() && (
        <section key={key} class="stack stack--tight"><h3>{label}</h3><Prose><Marked text={values[key]} query={query} /></Prose></section>
      ))}
      <div class="actions">
        <LinkButton href={`${here}/write`} icon="pencil">{words.edit}</LinkButton>
        <LinkButton href={`${here}/history`} icon="history" kind="plain">{words.history.show}</LinkButton>
        <LinkButton href={`#${section}`} icon="arrow-left" kind="plain">{section === "entries" ? own.entries : own.sheets}</LinkButton>
        <Remove view={view} entry={entry} text={own.remove} onRemoved={removed} />
      </div>
    </article>
  );
}

function Entries({ view }: { view: TextsView }) {
  const { words, when } = useApp();
  const own = journalWords;
  const entries = entriesOf(view, "entry").sort((a, b) => b.created.localeCompare(a.created));
  const refused = view.items.flatMap((item) => (item.state === "refused" && item.kind === "entry" ? [item] : []));
  const write = <LinkButton href="#entries/new" kind="primary" icon="plus">{own.new}</LinkButton>;
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false} actions={entries.length > 0 ? write : undefined}>{own.entries}</Title>
      <Drafts view={view} kinds={["entry"]} />
      {entries.length === 0 && refused.length === 0 && <Empty drawing="lamp" title={own.empty} action={write}><p>{own.emptyText}</p></Empty>}
      <ul class="items">
        {entries.map((entry) => (
          <li key={entry.id} class="item">
            <h3 class="item__title"><Icon name="pencil" /><a href={`#entries/${entry.id}`}>{titleOf(view, entry, words, when)}</a></h3>
            <p class="item__text">{(valuesOf(entry.head.content)["text"] ?? "").slice(0, 220)}</p>
            <Written view={view} entry={entry} />
          </li>
        ))}
        {refused.map((item) => <li key={item.id} class="item"><BlockedItem error={item.reason} /></li>)}
      </ul>
    </div>
  );
}
