/** Giving up a room that is over: one's own keys to it are destroyed, the other's stay. */
import { useState } from "preact/hooks";
import { leavingWords as own } from "../texts/leaving";
import { goInstead } from "./address";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, Empty, LinkButton, Notice, Said, Title } from "./parts";
import { product, type MentorshipFacts } from "../facts/product";
import type { RoomView } from "./room-state";

/** Thrown in place of opening a room that one has given up. */
export class GivenUp extends Error {
  override readonly name = "GivenUp";
  constructor(readonly facts: MentorshipFacts) {
    super("given up");
  }
}

/** What stands above a room that is over. */
export function Over({ view }: { view: RoomView }) {
  const { words, when } = useApp();
  const { counterpart, state } = view.facts;
  if (state !== "ended") return null;
  const gone = view.workspace.members.find(({ person }) => person === counterpart.person)?.left;
  return (
    <Notice>
      <p>{words.room.ended}</p>
      {gone && <p>{own.other(counterpart.name, when.day(gone))}</p>}
      <p><a href="#leaving">{own.link}</a></p>
    </Notice>
  );
}

export function Leaving({ facts }: { facts: MentorshipFacts }) {
  const { words } = useApp();
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const leave = async (): Promise<void> => {
    setBusy(true);
    try {
      await product.leaveRoom(facts.id);
      goInstead("");
      location.reload();
    } catch (reason) {
      setError(inWords(reason, words));
      setBusy(false);
    }
  };
  return (
    <section class="stack stack--loose">
      <Title level={2} lead={own.lead(facts.counterpart.name)}>{own.title}</Title>
      <ul>{own.facts.map((one) => <li key={one}>{one}</li>)}</ul>
      <Said error={error} />
      {sure && <p class="weighty" role="alert">{own.sure}</p>}
      <div class="actions">
        {sure ? <Button kind="danger" busy={busy} onClick={() => void leave()}>{own.yes}</Button> : <Button onClick={() => { setSure(true); }}>{own.go}</Button>}
        {sure ? <Button kind="plain" onClick={() => { setSure(false); }}>{words.cancel}</Button> : <LinkButton href="/vault/export/" kind="plain" icon="download">{own.export}</LinkButton>}
      </div>
    </section>
  );
}

export function HasLeft({ facts }: { facts: MentorshipFacts }) {
  const { words, when } = useApp();
  return (
    <>
      <Title>{words.room.title(facts.counterpart.name)}</Title>
      <Empty drawing="boat" title={own.doneTitle} action={<LinkButton href={`/mentorships/${facts.id}/`} kind="primary" icon="users">{own.pair}</LinkButton>}>
        <p>{own.done(when.day(facts.left ?? ""))}</p>
      </Empty>
    </>
  );
}
