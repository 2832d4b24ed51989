/** A candidate lets those who judge read what was handed in: sealed here to each of them, seen, taken back. */
import { useState } from "preact/hooks";
import { openOwnRoom, Tampered, type Vault, type Workspace } from "../core";
import { handOver, judging, type FileReader, type HandoverFacts } from "../facts/certification";
import { certificationWords as own } from "../texts/certification";
import { Failure, useLoaded } from "./app";
import { Blocked } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { HandedPieces } from "./handover-pieces";
import { Button, Empty, LinkButton, Notice, Said, Title, Waiting } from "./parts";
import { Safety } from "./safety";

interface Props {
  readonly vault: Vault;
  readonly file: string;
}

interface Loaded {
  readonly facts: HandoverFacts;
  readonly workspace: Workspace | null;
}

async function load(vault: Vault, file: string): Promise<Loaded> {
  const facts = await judging.handover(file);
  return { facts, workspace: facts.room === null ? null : await openOwnRoom(vault, facts.room) };
}

export function Handover({ vault, file }: Props) {
  const { words } = useApp();
  const { value, error, again } = useLoaded(() => load(vault, file), file);
  if (value === null) {
    if (error === null) return <Waiting>{words.opening}</Waiting>;
    return error instanceof Tampered ? <Blocked error={error} /> : <Failure error={error} />;
  }
  return <Inside vault={vault} {...value} again={again} />;
}

export function waitingIn({ pieces }: FileReader): number {
  return pieces.filter(({ standing }) => standing === "waiting").length;
}

interface InsideProps extends Loaded {
  readonly vault: Vault;
  readonly again: () => Promise<void>;
}

function useHandingOver({ vault, facts, workspace, again }: InsideProps) {
  const { words } = useApp();
  const [going, setGoing] = useState<{ done: number; of: number } | null>(null);
  const [done, setDone] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [who, setWho] = useState<FileReader | null>(null);
  const run = async (readers: readonly FileReader[], more = false): Promise<void> => {
    if (going !== null || workspace === null) return;
    let of = readers.reduce((sum, one) => sum + one.pieces.filter(({ standing }) => standing === "waiting" || (more && standing === "taken back")).length, 0);
    setError(null);
    setDone("");
    setGoing({ done: 0, of });
    let sealed = 0;
    try {
      for (const reader of readers) {
        setWho(reader);
        await handOver(vault, workspace, facts.id, reader, () => { setGoing({ done: ++sealed, of }); }, more);
      }
    } catch (reason) {
      setError(reason);
      of = -1;
    }
    await again();
    setGoing(null);
    if (sealed === of) setDone(own.handed);
  };
  return { going, done, error, run, who, said: error === null || error instanceof Tampered ? "" : inWords(error, words) };
}

function Inside(props: InsideProps) {
  const { vault, facts, again } = props;
  const { going, done, error, run, who, said } = useHandingOver(props);
  const ready = facts.readers.filter((one) => one.has_keyring && waitingIn(one) > 0);
  const back = `/certification/files/${facts.id}/`;
  return (
    <div class="stack stack--loose">
      <Title kicker={facts.level} lead={own.handoverLead} actions={<LinkButton href={back} icon="arrow-left" small>{own.toFile}</LinkButton>}>{own.handover}</Title>
      {error instanceof Tampered && <Blocked error={error} vault={vault} level={2} {...(who ? { person: who } : {})} />}
      <Said done={done} error={said} />
      {facts.readers.length === 0 && <Empty drawing="letter" title={own.nobody}><p>{own.nobodyText}</p></Empty>}
      {facts.readers.length > 0 && (
        <section class="stack">
          <h2>{own.readers}</h2>
          <ul class="items">{facts.readers.map((reader) => <li key={reader.person} class="item"><Reader vault={vault} reader={reader} onAgain={() => void run([reader], true)} /></li>)}</ul>
          {going !== null && <div class="advance"><progress max={Math.max(going.of, 1)} value={going.done} aria-label={own.sealing(going.done, going.of)} /><span class="small" role="status">{own.sealing(going.done, going.of)}</span></div>}
          {ready.length > 0 && <div class="actions"><Button kind="primary" icon="send" busy={going !== null} onClick={() => void run(ready)}>{own.handTo(ready.map(({ name }) => name).join(own.and))}</Button></div>}
        </section>
      )}
      {facts.readers.length > 0 && <Notice title={own.termsTitle}><ul>{own.terms.map((line) => <li key={line}>{line}</li>)}</ul></Notice>}
      {facts.readers.length > 0 && <HandedPieces {...props} onChanged={again} />}
    </div>
  );
}

function Reader({ vault, reader, onAgain }: { vault: Vault; reader: FileReader; onAgain: () => void }) {
  const n = waitingIn(reader);
  const back = reader.pieces.some(({ standing }) => standing === "taken back");
  return (
    <div class="stack stack--tight">
      <div class="row row--between">
        <h3 class="item__title">{reader.name}</h3>
        <span class={`badge badge--${n > 0 ? "attention" : "done"}`}>{n > 0 ? own.waits(n) : own.complete}</span>
      </div>
      {reader.referent && <p class="muted small">{own.referent}</p>}
      {!reader.has_keyring && <Notice tone="warning"><p>{own.noKeys(reader.name)}</p></Notice>}
      {reader.has_keyring && (
        <details class="disclosure">
          <summary>{own.checkKey(reader.name)}</summary>
          <Safety vault={vault} counterpart={reader} />
        </details>
      )}
      {back && reader.has_keyring && <div class="actions"><Button small kind="plain" icon="send" onClick={onAgain}>{own.again(reader.name)}</Button></div>}
    </div>
  );
}
