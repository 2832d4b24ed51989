/** A candidate lets those who judge read what was handed in: sealed here to each of them, seen, taken back. */
import { openOwnRoom, Tampered, type Vault, type Workspace } from "../core";
import { judging, type HandoverFacts } from "../facts/certification";
import { certificationWords as own } from "../texts/certification";
import { Failure, useLoaded } from "./app";
import { Blocked } from "./blocked";
import { useApp } from "./context";
import { HandedSaid, Readers, useHandingOver } from "./handing-over";
import { HandedPieces } from "./handover-pieces";
import { Empty, LinkButton, Notice, Title, Waiting } from "./parts";

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

interface InsideProps extends Loaded {
  readonly vault: Vault;
  readonly again: () => Promise<void>;
}

function Inside(props: InsideProps) {
  const { vault, facts, workspace, again } = props;
  const handing = useHandingOver({ vault, workspace, release: (copy) => judging.release(facts.id, copy), again });
  const back = `/certification/files/${facts.id}/`;
  const referents = new Set(facts.readers.filter(({ referent }) => referent).map(({ person }) => person));
  return (
    <div class="stack stack--loose">
      <Title kicker={facts.level} lead={own.handoverLead} actions={<LinkButton href={back} icon="arrow-left" small>{own.toFile}</LinkButton>}>{own.handover}</Title>
      <HandedSaid vault={vault} handing={handing} />
      {facts.readers.length === 0 && <Empty drawing="letter" title={own.nobody}><p>{own.nobodyText}</p></Empty>}
      {facts.readers.length > 0 && (
        <section class="stack">
          <h2>{own.readers}</h2>
          <Readers vault={vault} readers={facts.readers} handing={handing} what={({ person }) => (referents.has(person) ? own.referent : "")} />
        </section>
      )}
      {facts.readers.length > 0 && <Notice title={own.termsTitle}><ul>{own.terms.map((line) => <li key={line}>{line}</li>)}</ul></Notice>}
      {facts.readers.length > 0 && <HandedPieces {...props} onChanged={again} />}
    </div>
  );
}
