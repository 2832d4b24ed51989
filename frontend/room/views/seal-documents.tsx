/** The documents of a seal file, for whoever answers for the programme: added, opened, handed to the auditors. */
import { useEffect, useRef, useState } from "preact/hooks";
import { Tampered, type Vault } from "../core";
import { codesOf, kindOf, seals, type KeptFacts } from "../facts/seals";
import { sealWords as own } from "../texts/seals";
import { go, usePlace } from "./address";
import { Failure, useLoaded } from "./app";
import { Blocked } from "./blocked";
import { useApp } from "./context";
import { HandedSaid, Readers, useHandingOver } from "./handing-over";
import { Empty, LinkButton, Notice, Said, Title, Waiting } from "./parts";
import { SealDocument } from "./seal-document";
import { SealForm } from "./seal-form";
import { Keepers } from "./seal-keepers";
import { loadKept, type KeptState } from "./seal-state";

interface Props {
  readonly vault: Vault;
  readonly file: string;
}

export function SealDocuments({ vault, file }: Props) {
  const { words } = useApp();
  const { value, error, again } = useLoaded(() => loadKept(vault, file), file);
  if (value === null) {
    if (error === null) return <Waiting>{words.opening}</Waiting>;
    return error instanceof Tampered ? <Refused vault={vault} file={file} error={error} /> : <Failure error={error} />;
  }
  return <Inside vault={vault} {...value} again={again} />;
}

/** A colleague's keys have changed: who it is stands in the facts, and their number is compared here. */
function Refused({ vault, file, error }: Props & { readonly error: Tampered }) {
  const { value } = useLoaded(() => seals.kept(file), file);
  const person = [...(value?.keepers ?? []), ...(value?.readers ?? [])].find((one) => one.person === error.detail);
  return <Blocked error={error} vault={vault} {...(person ? { person } : {})} />;
}

interface InsideProps extends KeptState {
  readonly vault: Vault;
  readonly again: () => Promise<void>;
}

function Inside(props: InsideProps) {
  const { vault, facts, workspace, again } = props;
  const [place = "", from = ""] = usePlace();
  const [said, setSaid] = useState("");
  const saidAt = useRef(0);
  const say = (sentence: string): void => {
    saidAt.current = Date.now();
    setSaid(sentence);
  };
  useEffect(() => { if (Date.now() - saidAt.current > 1000) setSaid(""); }, [place]);
  const onDone = async (sentence: string): Promise<void> => {
    await workspace?.refresh();
    await again();
    say(sentence);
    go("");
  };
  const document = facts.documents.find(({ id }) => id === place);
  const entry = document && workspace?.get(document.id);
  const known = document && entry?.state === "opened" ? { document, entry } : null;
  const writes = (place === "add" && facts.adds && !facts.others_room && !shut(props)) || (known !== null && facts.changes);
  return (
    <div class="stack stack--loose">
      <Title kicker={`${facts.programme} · ${facts.level}`} lead={own.lead} actions={<LinkButton href={facts.back} icon="arrow-left" small>{own.toFile}</LinkButton>}>{own.title}</Title>
      <Said done={said} />
      {writes ? <SealForm key={place} {...props} known={known} from={from} onDone={onDone} /> : <Overview {...props} onSaid={say} />}
      {!writes && <Keepers vault={vault} facts={facts} workspace={workspace} again={again} />}
    </div>
  );
}

/** There is a room, and my keys don't open it. */
function shut({ facts, workspace }: KeptState): boolean {
  return facts.others_room || (facts.room !== null && workspace === null);
}

function Overview(props: InsideProps & { readonly onSaid: (sentence: string) => void }) {
  const { facts, workspace, again, onSaid } = props;
  return (
    <>
      {shut(props) && <Notice tone="warning" title={own.outsideTitle}><p>{own.outside(insideOf(facts).join(own.outsideAnd))}</p></Notice>}
      <Auditors {...props} />
      <section class="stack">
        <div class="row row--between">
          <h2>{own.documents}</h2>
          {facts.adds && !shut(props) && <LinkButton href="#add" kind={facts.readers.length > 0 ? undefined : "primary"} icon="plus">{own.add}</LinkButton>}
        </div>
        {!facts.changes && facts.documents.length > 0 && <p class="muted small">{facts.adds ? own.frozenAdds : own.frozen}</p>}
        {facts.documents.length === 0 && <Empty drawing="letter" title={own.none}><p>{facts.adds ? own.noneText : own.noneClosed}</p></Empty>}
        <ul class="items">{facts.documents.map((document) => <li key={document.id} class="item"><SealDocument facts={facts} workspace={workspace} document={document} onSaid={onSaid} again={again} /></li>)}</ul>
      </section>
    </>
  );
}

function insideOf({ keepers }: KeptFacts): string[] {
  return keepers.filter((one) => one.inside).map(({ name }) => name);
}

/** Whoever audits the file, as long as the audit lasts: what waits for them is sealed here. */
function Auditors({ vault, facts, workspace, again }: InsideProps) {
  const handing = useHandingOver({ vault, workspace, release: (copy) => seals.show(facts.id, copy), again });
  if (facts.readers.length === 0) return null;
  return (
    <section class="stack">
      <div class="stack stack--tight"><h2>{own.auditors}</h2><p>{own.auditorsLead}</p></div>
      <HandedSaid vault={vault} handing={handing} />
      {facts.wishes.length > 0 && (
        <Notice title={own.wishes}>
          <ul>{facts.wishes.map((wish) => <li key={`${wish.standard} ${wish.kind} ${wish.words}`}><a href={`#add/${wish.standard}`}>{own.wish(codesOf(facts, [wish.standard]), kindOf(facts, wish.kind), wish.by)}</a>{wish.words !== "" && <><br />{wish.words}</>}</li>)}</ul>
        </Notice>
      )}
      <Readers vault={vault} readers={facts.readers} handing={handing} />
      <Notice title={own.termsTitle}><ul>{own.terms.map((line) => <li key={line}>{line}</li>)}</ul></Notice>
    </section>
  );
}
