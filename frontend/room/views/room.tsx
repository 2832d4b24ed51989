/** The room of a pair: agreement, goals, summaries and notes, search, safety number. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { KeysRenewed, requestIn, Tampered, type Entry, type Unsent, type Vault } from "../core";
import { meetingOf } from "../facts/items";
import { unread } from "../facts/thread";
import { messageWords } from "../texts/messages";
import { carryWords } from "../texts/carry";
import { planWords } from "../texts/plans";
import { topicWords } from "../texts/topics";
import { ActionPlan } from "./actions";
import { goInstead, usePlace } from "./address";
import { Agreement } from "./agreement";
import { Failure } from "./app";
import { Blocked, BlockedItem } from "./blocked";
import { Carry } from "./carry";
import { useApp } from "./context";
import { Documents } from "./documents";
import { FeedbackOn, FeedbackPage, FeedbackWaits } from "./feedback";
import { Found } from "./found";
import { Crumbs } from "./frame";
import { Goals } from "./goals";
import { GivenUp, HasLeft, Leaving, Over } from "./leaving";
import { Messages } from "./messages";
import { Network } from "./network";
import { Notes, TextOfMeeting } from "./notes";
import { Button, Empty, LinkButton, Notice, Prose, Said, SectionNav, TextField, Title, Waiting, type SectionLink } from "./parts";
import { RequestParts } from "./request-parts";
import { Review } from "./review";
import { useRoom, type RoomView } from "./room-state";
import { Safety } from "./safety";
import { Topics, TopicWaits } from "./topics";
import { GrantAgain, WaitingRoom } from "./waiting-room";
import { valuesOf } from "../facts/values";

export function MentorshipRoom({ vault, id }: { vault: Vault; id: string }) {
  const { words } = useApp();
  const opening = useRoom(vault, id);
  switch (opening.state) {
    case "loading":
      return <Waiting>{words.opening}</Waiting>;
    case "no-keys":
    case "not-begun": {
      const { name } = opening.facts.counterpart;
      const sentence = opening.state === "no-keys" ? words.room.noKeyring(name) : words.room.notBegun;
      return (
        <>
          <Title>{words.room.title(name)}</Title>
          <Empty drawing="key" title={words.room.noKeyringTitle} action={<LinkButton href={`/mentorships/${id}/`} kind="primary">{words.room.pair}</LinkButton>}><p>{sentence}</p></Empty>
        </>
      );
    }
    case "failed":
      if (opening.error instanceof GivenUp) return <HasLeft facts={opening.error.facts} />;
      if (opening.error instanceof KeysRenewed && opening.facts) return <WaitingRoom vault={vault} counterpart={opening.facts.counterpart} room={opening.facts.room} />;
      if (!(opening.error instanceof Tampered)) return <Failure error={opening.error} />;
      return <Blocked error={opening.error} vault={vault} {...(opening.facts ? { person: opening.facts.counterpart } : {})} />;
    case "open":
      return <Inside vault={vault} view={opening.view} />;
  }
}

/** What was just done, said until one goes elsewhere or has read it. */
function useSaid(place: string): { said: string; say: (sentence: string) => void } {
  const [said, setSaid] = useState("");
  const saidAt = useRef(0);
  const say = (sentence: string): void => {
    saidAt.current = Date.now();
    setSaid(sentence);
  };
  useEffect(() => {
    if (Date.now() - saidAt.current > 1000) setSaid(""); // it was about the place before
  }, [place]);
  useEffect(() => {
    const timer = setTimeout(() => { setSaid(""); }, 8000);
    return () => { clearTimeout(timer); };
  }, [said]);
  return { said, say };
}

/** How it stands with the network, and with what waits for it. */
function Standing({ view }: { view: RoomView }) {
  const { words } = useApp();
  const waiting = view.unsent.ready.length - view.stuck.length;
  return (
    <>
      <div role="status">
        {view.offline && <Notice tone="warning"><p>{words.room.offline}</p></Notice>}
        {view.stuck.map((text) => <Stuck key={text.id} view={view} text={text} />)}
        {waiting > 0 && <Notice><p>{words.room.unsent(waiting)}</p></Notice>}
        {view.unsent.closed > 0 && <Notice tone="warning"><p>{words.room.unsentClosed} <a href="/vault/#former">{words.renewal.foundKit}</a></p></Notice>}
      </div>
      {view.refusedDrafts > 0 && <Notice tone="warning"><p>{words.write.refusedDraft}</p></Notice>}
    </>
  );
}

function Inside({ vault, view }: { vault: Vault; view: RoomView }) {
  const { words } = useApp();
  const place = usePlace();
  const [query, setQuery] = useState("");
  const [finding, setFinding] = useState(false);
  const { said, say } = useSaid(place.join("/"));
  const { counterpart, programme, id } = view.facts;
  useEffect(() => { setFinding(false); }, [place.join("/")]);
  return (
    <>
      <Crumbs trail={[{ label: words.room.crumb, href: "/mentorships/" }, { label: counterpart.name, href: `/mentorships/${id}/` }, { label: words.frame.vault }]} />
      <Title kicker={programme.name}>{words.room.title(counterpart.name)}</Title>
      <Over view={view} />
      <Standing view={view} />
      <div class="with-aside with-aside--before room">
        <div class="stack sidebar">
          <div role="search"><TextField label={words.room.search} value={query} onValue={(value) => { setQuery(value); setFinding(value.trim() !== ""); }} /></div>
          <Sections view={view} section={place[0] ?? "notes"} onChoose={() => { setQuery(""); setFinding(false); }} />
          <p class="small"><a href="/vault/export/">{words.manage.everything}</a></p>
        </div>
        <div class="stack stack--loose content">
          <Said done={said} />
          {view.workspace.broken && <BlockedItem error={view.workspace.broken} />}
          <GrantAgain view={view} counterpart={counterpart} onSaid={say} />
          <FeedbackWaits view={view} here={place[0] === "feedback"} />
          <TopicWaits view={view} section={place[0] ?? "notes"} />
          {finding && <Found view={view} query={query} onOpen={() => { setFinding(false); }} />}
          {!finding && !(view.workspace.complete || isList(place)) && <Waiting>{words.opening}</Waiting>}
          {!finding && (view.workspace.complete || isList(place)) && <Part key={place[0]} vault={vault} view={view} place={place} query={query} onSaid={say} />}
        </div>
      </div>
    </>
  );
}

/** A text that waited for the network and that the room takes no more: shown, so that nothing is lost. */
function Stuck({ view, text }: { view: RoomView; text: Unsent }) {
  const { words } = useApp();
  return (
    <Notice tone="warning" title={words.room.stuck}>
      <p>{words.room.stuckText}</p>
      <Prose>{Object.values(valuesOf(text.content)).join("\n\n")}</Prose>
      <div class="actions"><Button small icon="trash" onClick={() => void view.giveUp(text.id)}>{words.room.giveUp}</Button></div>
    </Notice>
  );
}

/** The places that make sense of a room of which only the newest texts are open yet. */
function isList(place: readonly string[]): boolean {
  return place.length < 2 && ["notes", "messages"].includes(place[0] ?? "notes");
}

function Sections({ view, section, onChoose }: { view: RoomView; section: string; onChoose: () => void }) {
  const { words } = useApp();
  const current = ["summary", "agenda", "feedback"].includes(section) ? "notes" : section === "review" ? "goals" : section;
  const news = useMemo(() => unread(view.items, view.workspace.vault.person, view.facts.read_until), [view.items, view.facts.read_until]);
  const safe = Boolean(view.workspace.vault.ledger.pins[view.facts.counterpart.person]?.compared);
  const request: SectionLink[] = view.facts.request ? [["request", "mail", words.room.request]] : [];
  const carry: SectionLink[] = view.writable && view.facts.former.length > 0 ? [["carry", "copy", carryWords.link]] : [];
  const links: SectionLink[] = [
    ["messages", "message-circle", messageWords.titleWith(section === "messages" ? 0 : news)],
    ["notes", "file-text", words.room.notes],
    ["goals", "target", words.room.goals],
    ["actions", "check", planWords.plan],
    ["network", "users", planWords.network],
    ["documents", "link", words.documents.title],
    ["topics", "lock", topicWords.title],
    ["agreement", "handshake", words.room.agreement],
    ...request,
    ...carry,
    ["safety", safe ? "shield-check" : "hourglass", words.room.safety, safe ? words.safety.matched : words.safety.toCompare],
  ];
  return <SectionNav label={words.room.sections} current={current} links={links} onChoose={onChoose} />;
}

interface PartProps {
  readonly vault: Vault;
  readonly view: RoomView;
  readonly place: readonly string[];
  readonly query: string;
  readonly onSaid: (sentence: string) => void;
}

function Part({ vault, view, place, query, onSaid }: PartProps) {
  const [section = "notes", ...rest] = place;
  const props = { view, place: rest, query, onSaid };
  switch (section) {
    case "messages":
      return <Messages view={view} place={rest} query={query} />;
    case "feedback":
      return <FeedbackPage {...props} />;
    case "goals":
      return <Goals vault={vault} {...props} />;
    case "actions":
      return <ActionPlan view={view} query={query} onSaid={onSaid} />;
    case "review":
      return <Review {...props} />;
    case "network":
      return <Network {...props} />;
    case "documents":
      return <Documents view={view} query={query} onSaid={onSaid} />;
    case "agreement":
      return <Agreement vault={vault} {...props} />;
    case "request":
      return <RequestText view={view} query={query} />;
    case "carry":
      return view.writable ? <Carry vault={vault} view={view} onSaid={onSaid} /> : <Lost />;
    case "safety":
      return <Safety vault={vault} counterpart={view.facts.counterpart} onCompared={() => { view.showWritten(); }} />;
    case "summary":
    case "agenda":
      return <TextOfMeeting key={place.join("/")} view={view} kind={section} meeting={rest[0]} />;
    case "topics":
      return <Topics vault={vault} view={view} place={rest} onSaid={onSaid} />;
    case "leaving":
      return view.facts.state === "ended" ? <Leaving facts={view.facts} /> : <Lost />;
    case "notes":
      return <Notes vault={vault} mentorship={view.facts.id} pair={view} {...props} beneath={(entry) => <FeedbackBeneath view={view} entry={entry} query={query} />} />;
    default:
      return <Lost />;
  }
}

/** A summary shows what the two have said of its meeting. */
function FeedbackBeneath({ view, entry, query }: { view: RoomView; entry: Entry; query: string }) {
  const meeting = entry.kind === "summary" ? meetingOf(view, entry.about) : undefined;
  return meeting?.state === "held" ? <FeedbackOn view={view} meeting={meeting} query={query} /> : null;
}

function Lost() {
  useEffect(() => { goInstead("notes"); }, []);
  return null;
}

function RequestText({ view, query }: { view: RoomView; query: string }) {
  const { words } = useApp();
  const { request, role, counterpart } = view.facts;
  const item = request ? requestIn(view.workspace, request.object, role === "mentor" ? counterpart.person : view.workspace.vault.person) : undefined;
  if (item?.state === "refused") return <BlockedItem error={item.reason} />;
  if (item?.state !== "opened") return null;
  return (
    <article class="stack stack--loose">
      <Title level={2} focus={false}>{words.room.request}</Title>
      <RequestParts content={valuesOf(item.head.content)} query={query} level={3} />
    </article>
  );
}
