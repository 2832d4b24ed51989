/** Inside a private topic: a room of its own under a key of its own, as long as the mentee wants it. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { ApiError, KeysRenewed, openTopicRoom, Tampered, type Vault } from "../core";
import { messageWords } from "../texts/messages";
import { topicWords } from "../texts/topics";
import { go } from "./address";
import { Failure } from "./app";
import { Blocked } from "./blocked";
import { useApp } from "./context";
import { Documents } from "./documents";
import { Found } from "./found";
import { Messages } from "./messages";
import { Notes } from "./notes";
import { Button, Checkbox, Empty, LinkButton, Notice, Said, SectionNav, TextField, Title, Waiting, type SectionLink } from "./parts";
import type { TopicFacts } from "../facts/product";
import { useSource, type RoomView, type Source, type TextsView } from "./room-state";
import { MarkedBy, TopicBadge, useStep } from "./topics";
import { GrantAgain, WaitingRoom } from "./waiting-room";

interface Props {
  readonly vault: Vault;
  /** The room of the pair that the topic belongs to. */
  readonly pair: RoomView;
  readonly topic: TopicFacts;
  readonly place: readonly string[];
  readonly onSaid: (sentence: string) => void;
}

interface Facts {
  readonly room: string | null;
}

export function TopicRoom({ vault, pair, topic, place, onSaid }: Props) {
  const { words } = useApp();
  const own = topicWords;
  const { counterpart } = pair.facts;
  const source = useMemo<Source<Facts>>(() => ({
    key: topic.id,
    load: () => Promise.resolve({ room: topic.room }),
    make: (facts) => Promise.resolve(facts),
    open: (room) => openTopicRoom(vault, room, counterpart.person, pair.facts.room),
  }), [vault, topic.id]);
  const opening = useSource(vault, source);
  const gone = opening.state === "failed" && opening.error instanceof ApiError && opening.error.status === 404;
  useEffect(() => {
    if (gone) void pair.refresh(); // destroyed meanwhile: the list says so
  }, [gone]);
  if (gone) return <Empty drawing="lamp" title={own.gone} action={<LinkButton href="#topics" kind="primary">{own.toAll}</LinkButton>} />;
  const destroyable = <Decisions pair={pair} topic={topic} refresh={() => Promise.resolve()} onSaid={onSaid} />;
  switch (opening.state) {
    case "open":
      return <Inside vault={vault} pair={pair} topic={topic} view={onPrivateGround(pair, topic, opening.view)} place={place} onSaid={onSaid} />;
    case "failed":
      if (opening.error instanceof KeysRenewed) return <><WaitingRoom vault={vault} counterpart={counterpart} room={topic.room} level={2} />{destroyable}</>;
      if (opening.error instanceof Tampered) return <Blocked error={opening.error} vault={vault} person={counterpart} level={2} />;
      return <Failure error={opening.error} />;
    default:
      return <Waiting>{words.opening}</Waiting>;
  }
}

/** Facts of the pair that have no place here. */
const NOWHERE = { cv_asked: false, goals: [], actions: [], meetings: [] };

function onPrivateGround(pair: RoomView, topic: TopicFacts, opened: Omit<TextsView, "meetings" | "privacy">): RoomView {
  const writable = opened.writable && topic.state === "consented" && pair.facts.state !== "ended";
  return { ...opened, writable, facts: { ...pair.facts, ...NOWHERE, read_until: topic.read_until }, under: `topics/${topic.id}`, meetings: [], privacy: topicWords.private(pair.facts.counterpart.name) };
}

function Inside({ vault, pair, topic, view, place, onSaid }: Props & { view: RoomView }) {
  const own = topicWords;
  const [query, setQuery] = useState("");
  const [part, ...rest] = place;
  useEffect(() => () => { if (part === "messages") void pair.refresh(); }, [part]); // they are read now
  const names = { title: own.notes, empty: own.nothing, emptyText: own.nothingText };
  const notes = <Notes key={part} vault={vault} view={view} mentorship={pair.facts.id} named={names} showable={topic.state === "consented"} place={place} query={query} onSaid={onSaid} />;
  const here = part === "messages" || part === "documents" ? part : "";
  if (place.length > 0 && here === "") return notes;
  return (
    <div class="stack stack--loose">
      <Head vault={vault} pair={pair} topic={topic} view={view} here={here} onSaid={onSaid} />
      {view.items.length > 1 && <div role="search" aria-label={own.search}><TextField label={own.search} value={query} onValue={setQuery} /></div>}
      {query.trim() !== "" ? <Found view={view} query={query} onOpen={() => { setQuery(""); }} /> : here === "messages" ? <Messages view={view} place={rest} query="" /> : here === "documents" ? <Documents view={view} query="" onSaid={onSaid} /> : notes}
      <Decisions pair={pair} topic={topic} refresh={() => view.refresh()} onSaid={onSaid} />
    </div>
  );
}

function Head({ pair, topic, view, here, onSaid }: Omit<Props, "place"> & { view: RoomView; here: string }) {
  const { words, when } = useApp();
  const own = topicWords;
  const { counterpart, state } = pair.facts;
  const parts = [["", "file-text", own.texts], ["messages", "message-circle", messageWords.titleWith(here === "messages" ? 0 : topic.unread)], ["documents", "save", words.documents.title]] as const;
  const links = parts.map(([part, icon, label]): SectionLink => [part === "" ? `topics/${topic.id}` : `topics/${topic.id}/${part}`, icon, label]);
  return (
    <>
      <div class="row row--between">
        <LinkButton href="#topics" small kind="plain" icon="arrow-left">{own.toAll}</LinkButton>
        <TopicBadge topic={topic} ended={state === "ended"} />
      </div>
      <Title level={2}>{own.name(when.day(topic.marked))}</Title>
      <MarkedBy view={pair} topic={topic} />
      <SectionNav label={own.parts} current={here === "" ? `topics/${topic.id}` : `topics/${topic.id}/${here}`} links={links} onChoose={() => undefined} />
      <GrantAgain view={view} counterpart={counterpart} onSaid={onSaid} />
      {view.offline && <Notice tone="warning"><p>{words.room.offline}</p></Notice>}
      {view.refusedDrafts > 0 && <Notice tone="warning"><p>{words.write.refusedDraft}</p></Notice>}
    </>
  );
}

/** What the mentee alone decides; the mentor reads where it stands. */
function Decisions({ pair, topic, refresh, onSaid }: { pair: RoomView; topic: TopicFacts; refresh: () => Promise<void>; onSaid: Props["onSaid"] }) {
  const own = topicWords;
  const { role, counterpart, state } = pair.facts;
  const { error, busy, take } = useStep(pair, topic, onSaid);
  const [asked, setAsked] = useState<"withdraw" | "destroy" | null>(null);
  const cancel = (): void => { setAsked(null); };
  const ended = state === "ended";
  const withdrawn = topic.state === "withdrawn";
  if (role !== "mentee") return withdrawn ? <Notice><p>{own.withdrawnOther(counterpart.name)}</p></Notice> : null;
  const step = async (said: string, name: "consent" | "withdrawal"): Promise<void> => {
    const taken = await take(said, name);
    cancel();
    if (taken) await refresh();
  };
  const destroy = async (): Promise<void> => {
    const steps = withdrawn ? (["destruction"] as const) : (["withdrawal", "destruction"] as const);
    if (await take(own.destroyed, ...steps)) go("topics");
  };
  return (
    <section class="stack">
      {withdrawn && !ended && <Notice><p>{own.withdrawnYou}</p></Notice>}
      <Said error={error} />
      {asked === "withdraw" && <Withdraw busy={busy} onSure={() => void step(own.withdrawn, "withdrawal")} onCancel={cancel} />}
      {asked === "destroy" && <Destroy busy={busy} onSure={() => void destroy()} onCancel={cancel} />}
      {asked === null && (
        <div class="actions">
          {!withdrawn && !ended && <Button small onClick={() => { setAsked("withdraw"); }}>{own.withdraw}</Button>}
          {withdrawn && !ended && <Button small busy={busy} onClick={() => void step(own.consented, "consent")}>{own.again}</Button>}
          {(withdrawn || ended) && <Button small kind="danger" icon="trash" onClick={() => { setAsked("destroy"); }}>{own.destroy}</Button>}
        </div>
      )}
    </section>
  );
}

interface Asked {
  readonly busy: boolean;
  readonly onSure: () => void;
  readonly onCancel: () => void;
}

function Withdraw({ busy, onSure, onCancel }: Asked) {
  const { words } = useApp();
  const own = topicWords;
  return (
    <Notice tone="warning" title={own.withdraw} alert>
      <p>{own.withdrawText}</p>
      <div class="actions">
        <Button busy={busy} onClick={onSure}>{own.withdrawSure}</Button>
        <Button kind="plain" onClick={onCancel}>{words.cancel}</Button>
      </div>
    </Notice>
  );
}

/** Says what is lost and what stays known, and asks a second time. */
function Destroy({ busy, onSure, onCancel }: Asked) {
  const { words } = useApp();
  const own = topicWords;
  const [understood, setUnderstood] = useState(false);
  const [missing, setMissing] = useState(false);
  const sure = (): void => {
    setMissing(!understood);
    if (understood) onSure();
  };
  return (
    <Notice tone="error" title={own.destroyTitle}>
      <p>{own.lost}</p>
      <ul>{own.lostItems.map((line) => <li key={line}>{line}</li>)}</ul>
      <p>{own.stays}</p>
      <ul>{own.staysItems.map((line) => <li key={line}>{line}</li>)}</ul>
      <Checkbox label={own.understood} checked={understood} onChecked={setUnderstood} />
      {missing && !understood && <p role="alert">{own.mustUnderstand}</p>}
      <div class="actions">
        <Button kind="danger" icon="trash" busy={busy} onClick={sure}>{own.destroySure}</Button>
        <Button kind="plain" onClick={onCancel}>{words.cancel}</Button>
      </div>
    </Notice>
  );
}
