/** Private topics: marked by either of the two, opened, closed and destroyed by the mentee alone. */
import { useState } from "preact/hooks";
import { newId, type Vault } from "../core";
import { messageWords } from "../texts/messages";
import { topicWords } from "../texts/topics";
import { go } from "./address";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Badge, Button, Empty, LinkButton, Notice, Said, Title, type BadgeTone } from "./parts";
import { product, type TopicFacts, type TopicState, type TopicStep } from "../facts/product";
import type { RoomView } from "./room-state";
import { TopicRoom } from "./topic-room";

interface Props {
  readonly vault: Vault;
  readonly view: RoomView;
  readonly place: readonly string[];
  readonly onSaid: (sentence: string) => void;
}

const TONES: Record<TopicState, BadgeTone> = { marked: "waiting", consented: "going", withdrawn: "attention", destroyed: "ended" };

export function Topics({ vault, view, place, onSaid }: Props) {
  const [id, ...rest] = place;
  const topic = view.facts.topics.find((one) => one.id === id);
  const open = topic?.state === "consented" || topic?.state === "withdrawn";
  if (open) return <TopicRoom key={topic.id} vault={vault} pair={view} topic={topic} place={rest} onSaid={onSaid} />;
  return <All vault={vault} view={view} here={id} onSaid={onSaid} />;
}

function All({ vault, view, here, onSaid }: { vault: Vault; view: RoomView; here: string | undefined; onSaid: Props["onSaid"] }) {
  const own = topicWords;
  const newest = [...view.facts.topics].reverse();
  const live = newest.filter((topic) => topic.state !== "destroyed");
  const past = newest.filter((topic) => topic.state === "destroyed");
  const ended = view.facts.state === "ended";
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false} lead={own.lead}>{own.title}</Title>
      {!ended && <Rules open={newest.length === 0} />}
      {newest.length === 0 && <Empty drawing="lamp" title={own.empty} action={ended ? undefined : <Mark vault={vault} view={view} onSaid={onSaid} />}><p>{ended ? own.emptyEnded : own.emptyText}</p></Empty>}
      {live.map((topic) => <TopicCard key={topic.id} view={view} topic={topic} here={topic.id === here} onSaid={onSaid} />)}
      {newest.length > 0 && !ended && (live.some((topic) => topic.state === "marked") ? <p class="muted small">{own.oneWaits}</p> : <div class="actions"><Mark vault={vault} view={view} onSaid={onSaid} quiet={live.length > 0} /></div>)}
      {past.length > 0 && <Past topics={past} />}
    </div>
  );
}

function Rules({ open }: { open: boolean }) {
  const own = topicWords;
  return (
    <details class="disclosure" open={open}>
      <summary>{own.how}</summary>
      <ol>{own.rules.map((rule) => <li key={rule}>{rule}</li>)}</ol>
    </details>
  );
}

function Mark({ vault, view, onSaid, quiet = false }: { vault: Vault; view: RoomView; onSaid: Props["onSaid"]; quiet?: boolean }) {
  const { words } = useApp();
  const own = topicWords;
  const [id] = useState(newId); // a second click finds the topic that the first one marked
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const mark = async (): Promise<void> => {
    setBusy(true);
    setError("");
    try {
      await product.markTopic(view.facts.id, id, await vault.sealRoom([view.facts.counterpart.person]));
      onSaid(own.marked);
    } catch (reason) {
      setError(inWords(reason, words));
    }
    await view.refresh();
    setBusy(false);
  };
  return (
    <>
      <Button kind={quiet ? undefined : "primary"} icon="lock" busy={busy} onClick={() => void mark()}>{busy ? own.marking : own.mark}</Button>
      <Said error={error} />
    </>
  );
}

/** Takes a step and says so; the facts come anew with the refresh. */
export function useStep(view: RoomView, topic: TopicFacts, onSaid: Props["onSaid"]): { error: string; busy: boolean; take: (said: string, ...steps: TopicStep[]) => Promise<boolean> } {
  const { words } = useApp();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const take = async (said: string, ...steps: TopicStep[]): Promise<boolean> => {
    setBusy(true);
    setError("");
    try {
      for (const step of steps) await product.moveTopic(view.facts.id, topic.id, step);
      await view.refresh();
      onSaid(said);
      setBusy(false);
      return true;
    } catch (reason) {
      setError(inWords(reason, words));
      await view.refresh(); // the other may have been quicker
      setBusy(false);
      return false;
    }
  };
  return { error, busy, take };
}

/** Where a topic stands, in a badge. */
export function TopicBadge({ topic, ended }: { topic: TopicFacts; ended: boolean }) {
  const own = topicWords;
  const { states } = own;
  if (topic.state === "destroyed") return <Badge tone="ended">{topic.consented === null ? states.takenBack : states.destroyed}</Badge>;
  if (ended && topic.state === "consented") return <Badge tone="ended">{states.ended}</Badge>;
  return <Badge tone={TONES[topic.state]}>{states[topic.state]}</Badge>;
}

/** Who marked it, and when. */
export function MarkedBy({ view, topic }: { view: RoomView; topic: TopicFacts }) {
  const { when, me } = useApp();
  const own = topicWords;
  const moment = when.moment(topic.marked);
  return <p class="muted small">{topic.marked_by === me.id ? own.byYou(moment) : own.by(view.facts.counterpart.name, moment)}</p>;
}

function TopicCard({ view, topic, here, onSaid }: { view: RoomView; topic: TopicFacts; here: boolean; onSaid: Props["onSaid"] }) {
  const { when } = useApp();
  const own = topicWords;
  const ended = view.facts.state === "ended";
  return (
    <section class={`card stack${here ? " card--here" : ""}`}>
      <div class="row row--between">
        <h3 class="card__title">{own.name(when.day(topic.marked))}</h3>
        <TopicBadge topic={topic} ended={ended} />
      </div>
      <MarkedBy view={view} topic={topic} />
      {topic.unread > 0 && <p><Badge tone="waiting">{messageWords.newOnes(topic.unread)}</Badge></p>}
      {topic.state === "marked" ? <Waiting view={view} topic={topic} onSaid={onSaid} /> : <div class="actions"><LinkButton href={`#topics/${topic.id}`} icon="lock-open" kind="primary">{own.open}</LinkButton></div>}
    </section>
  );
}

/** Marked, and nothing more: the mentee answers, or lets it be. */
function Waiting({ view, topic, onSaid }: { view: RoomView; topic: TopicFacts; onSaid: Props["onSaid"] }) {
  const { me } = useApp();
  const own = topicWords;
  const { role, counterpart, state } = view.facts;
  const { error, busy, take } = useStep(view, topic, onSaid);
  const mine = role === "mentee" && state !== "ended";
  const consent = async (): Promise<void> => {
    if (await take(own.consented, "consent")) go(`topics/${topic.id}`);
  };
  return (
    <>
      {state === "ended" && <p>{own.neverOpened}</p>}
      {mine && topic.marked_by !== me.id && <p>{own.asked(counterpart.name)}</p>}
      {mine && <p>{own.ask}</p>}
      {role === "mentor" && state !== "ended" && <p>{own.waits(counterpart.name)}</p>}
      <Said error={error} />
      <div class="actions">
        {mine && <Button kind="primary" icon="check" busy={busy} onClick={() => void consent()}>{own.consent}</Button>}
        {mine && <Button onClick={() => { onSaid(own.notNowDone); go("notes"); }}>{own.notNow}</Button>}
        <Button kind="plain" busy={busy} onClick={() => void take(own.takenBack, "taking-back")}>{own.takeBack}</Button>
      </div>
    </>
  );
}

function Past({ topics }: { topics: readonly TopicFacts[] }) {
  const { when } = useApp();
  const own = topicWords;
  return (
    <section class="stack">
      <h3>{own.past}</h3>
      <ul class="items">
        {topics.map((topic) => (
          <li key={topic.id} class="item">
            <div class="row row--between"><strong>{own.name(when.day(topic.marked))}</strong><TopicBadge topic={topic} ended={false} /></div>
            <p class="muted small">{(topic.consented === null ? own.takenBackOn : own.destroyedOn)(when.day(topic.destroyed ?? topic.marked))}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Anywhere in the room: what waits on private ground. Messages there, and to the mentee the question itself, without hurry. */
export function TopicWaits({ view, section }: { view: RoomView; section: string }) {
  const { me } = useApp();
  const own = topicWords;
  const news = view.facts.topics.find(({ unread }) => unread > 0);
  if (news && section !== "topics") {
    return (
      <Notice>
        <p>{own.messageWaits(view.facts.counterpart.name)}</p>
        <div class="actions"><LinkButton href={`#topics/${news.id}/messages`} small>{own.read}</LinkButton></div>
      </Notice>
    );
  }
  const asked = view.facts.topics.find((topic) => topic.state === "marked" && topic.marked_by !== me.id);
  if (asked === undefined || view.facts.role !== "mentee" || view.facts.state === "ended" || section === "topics") return null;
  return (
    <Notice>
      <p>{own.waitsForYou(view.facts.counterpart.name)}</p>
      <div class="actions"><LinkButton href="#topics" small>{own.see}</LinkButton></div>
    </Notice>
  );
}
