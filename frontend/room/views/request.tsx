/** Reading a request, answering it, or asking the next mentor with the same text. */
import { useRef, useState } from "preact/hooks";
import { checkName, KeysRenewed, newId, openPairRoom, requestIn, Tampered, type Item, type Vault } from "../core";
import { Failure, useLoaded } from "./app";
import { Blocked, BlockedItem } from "./blocked";
import { useApp } from "./context";
import { hasNoKeys, inWords } from "./failures";
import { Crumbs } from "./frame";
import { Avatar, Badge, Button, LinkButton, Notice, Said, Title, Waiting, type BadgeTone } from "./parts";
import { product, type RequestFacts, type Suggestion } from "../facts/product";
import { beginWith } from "./request-new";
import { RequestParts } from "./request-parts";
import { WaitingRoom } from "./waiting-room";
import { valuesOf, type Values } from "../facts/values";

const TONES: Record<RequestFacts["state"], BadgeTone> = { sent: "waiting", accepted: "done", declined: "attention", withdrawn: "ended", lapsed: "attention" };

interface Loaded {
  readonly facts: RequestFacts;
  readonly item: Item | undefined;
  /** Why the room does not open: blocked, or granted to keys of before. */
  readonly closed: Tampered | KeysRenewed | null;
}

async function load(vault: Vault, id: string): Promise<Loaded> {
  const facts = await product.request(id);
  try {
    const { person } = facts.counterpart;
    checkName(vault.ledger, facts.counterpart);
    const room = await openPairRoom(vault, facts.room, person);
    return { facts, item: requestIn(room, facts.object, facts.role === "mentor" ? person : vault.person), closed: null };
  } catch (error) {
    if (error instanceof KeysRenewed || error instanceof Tampered) return { facts, item: undefined, closed: error };
    throw error;
  }
}

export function ReadRequest({ vault, id }: { vault: Vault; id: string }) {
  const { words, when } = useApp();
  const { value, error, again } = useLoaded(() => load(vault, id), id);
  if (value === null) return error === null ? <Waiting>{words.opening}</Waiting> : <Failure error={error} />;
  const { facts, item, closed } = value;
  if (closed instanceof KeysRenewed) return <WaitingRoom vault={vault} counterpart={facts.counterpart} room={facts.room} />;
  if (closed) return <Blocked error={closed} vault={vault} person={facts.counterpart} />;
  const { name } = facts.counterpart;
  const content = item?.state === "opened" ? valuesOf(item.head.content) : null;
  return (
    <div class="narrow stack stack--loose">
      <Crumbs trail={[{ label: words.request.crumb, href: "/requests/" }, { label: name }]} />
      <Title kicker={facts.programme.name}>{facts.role === "mentor" ? words.request.from(name) : words.request.to(name)}</Title>
      <div class="row">
        <Badge tone={TONES[facts.state]}>{words.request.states[facts.state]}</Badge>
        <span class="muted small">{words.request.sentOn(when.day(facts.sent_at))}</span>
        {facts.state === "sent" && <span class="muted small">{words.request.replyBy(when.day(facts.reply_by))}</span>}
      </div>
      <Outcome facts={facts} />
      {content && <RequestParts content={content} />}
      {item?.state === "refused" && <BlockedItem error={item.reason} />}
      {facts.state === "sent" && facts.role === "mentor" && <Answer facts={facts} onAnswered={again} />}
      {content && facts.suggestions.length > 0 && <Suggestions vault={vault} suggestions={facts.suggestions} content={content} />}
    </div>
  );
}

/** How it ended, or what it waits for, in one sentence. */
function Outcome({ facts }: { facts: RequestFacts }) {
  const { words, when } = useApp();
  const { name } = facts.counterpart;
  const mentor = facts.role === "mentor";
  switch (facts.state) {
    case "accepted":
      return (
        <Notice tone="success">
          <p>{mentor ? words.request.acceptedMentor(name) : words.request.acceptedMentee(name)}</p>
          {facts.mentorship !== null && (
            <div class="actions">
              <LinkButton href={`/mentorships/${facts.mentorship}/`} kind="primary" small icon="users">{words.request.toMentorship}</LinkButton>
              <LinkButton href={`/mentorships/${facts.mentorship}/room/`} small icon="lock-open">{words.request.toRoom}</LinkButton>
            </div>
          )}
        </Notice>
      );
    case "declined":
      return <Notice><p>{mentor ? words.request.declinedMentor : words.request.declinedMentee(name)}</p></Notice>;
    case "lapsed":
      return <Notice><p>{mentor ? words.request.lapsedMentor : words.request.lapsedMentee(name)}</p></Notice>;
    case "withdrawn":
      return <Notice><p>{mentor ? words.request.withdrawnMentor : words.request.withdrawnMentee}</p></Notice>;
    case "sent":
      return mentor ? null : <Notice><p>{words.request.waitingMentee(name, when.day(facts.reply_by))}</p></Notice>;
  }
}

function Answer({ facts, onAnswered }: { facts: RequestFacts; onAnswered: () => Promise<void> }) {
  const { words } = useApp();
  const [asked, setAsked] = useState<"accept" | "decline" | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const { name } = facts.counterpart;
  const answer = async (accept: boolean): Promise<void> => {
    setBusy(true);
    setError("");
    try {
      await product.answer(facts.id, accept);
      await onAnswered();
    } catch (reason) {
      setError(inWords(reason, words));
      setAsked(null);
    }
    setBusy(false);
  };
  return (
    <section class="card card--attention">
      <h2 class="card__title">{words.request.answerTitle}</h2>
      {asked === null ? (
        <>
          <p>{words.request.answerText}</p>
          <div class="actions">
            <Button kind="primary" icon="check" onClick={() => { setAsked("accept"); }}>{words.request.accept}</Button>
            <Button onClick={() => { setAsked("decline"); }}>{words.request.decline}</Button>
          </div>
        </>
      ) : <Sure key={asked} accept={asked === "accept"} name={name} busy={busy} onSure={(accept) => void answer(accept)} onCancel={() => { setAsked(null); }} />}
      <Said error={error} />
    </section>
  );
}

function Sure({ accept, name, busy, onSure, onCancel }: { accept: boolean; name: string; busy: boolean; onSure: (accept: boolean) => void; onCancel: () => void }) {
  const { words } = useApp();
  return (
    <div class="stack">
      <Title level={2}>{accept ? words.request.sureAccept(name) : words.request.sureDecline(name)}</Title>
      <p>{accept ? words.request.sureAcceptText : words.request.sureDeclineText}</p>
      <div class="actions">
        <Button kind={accept ? "primary" : "danger"} icon={accept ? "check" : undefined} busy={busy} onClick={() => { onSure(accept); }}>{accept ? words.request.yesAccept : words.request.yesDecline}</Button>
        <Button kind="plain" onClick={onCancel}>{words.cancel}</Button>
      </div>
    </div>
  );
}

function Suggestions({ vault, suggestions, content }: { vault: Vault; suggestions: readonly Suggestion[]; content: Values }) {
  const { words } = useApp();
  return (
    <section class="section">
      <h2>{words.request.suggestions}</h2>
      <p class="muted">{words.request.suggestionsText}</p>
      <div class="stack">{suggestions.map((one) => <AskToo key={one.participation} vault={vault} suggestion={one} content={content} />)}</div>
    </section>
  );
}

/** The same text, sealed anew for one other person: the first mentor's room stays between those two. */
function AskToo({ vault, suggestion, content }: { vault: Vault; suggestion: Suggestion; content: Values }) {
  const { words } = useApp();
  const { name, headline, person, participation } = suggestion;
  const id = useRef(newId());
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState("");
  const [error, setError] = useState("");
  const ask = async (): Promise<void> => {
    setBusy(true);
    setError("");
    try {
      checkName(vault.ledger, suggestion);
      const room = await vault.sealRoom([person], [{ kind: "request", content }]);
      setSent((await product.sendRequest(id.current, participation, room)).id);
    } catch (reason) {
      setError(hasNoKeys(reason) ? words.request.noKeyring(name) : inWords(reason, words));
    }
    setBusy(false);
  };
  return (
    <article class="card">
      <div class="person">
        <Avatar name={name} />
        <p class="person__name">{name}</p>
        <p class="person__detail">{headline}</p>
      </div>
      {sent === "" && (
        <div class="actions">
          <Button small kind="primary" icon="send" busy={busy} onClick={() => void ask()}>{busy ? words.request.sending : words.request.askToo(name)}</Button>
          <Button small kind="plain" onClick={() => void beginWith(vault, participation, content)}>{words.request.rewrite}</Button>
        </div>
      )}
      <Said error={error} done={sent === "" ? "" : words.request.asked(name)} />
      {sent !== "" && <div class="actions"><LinkButton small href={`/requests/${sent}/`}>{words.request.seeIt}</LinkButton></div>}
    </article>
  );
}
