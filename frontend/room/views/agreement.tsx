/** The mentoring agreement: written together, signed by both, each signature bound to one version. */
import { useState } from "preact/hooks";
import { ApiError, newId, signRevision, Tampered, type Entry, type Vault, type Written as Outcome } from "../core";
import { product, type Signature } from "../facts/product";
import type { Field, Values } from "../facts/values";
import { agreementWords as own } from "../texts/agreement";
import { go } from "./address";
import { AgreementPrint } from "./agreement-print";
import { useVersions, type Versions } from "./agreement-signed";
import { AgreementText } from "./agreement-text";
import { AgreementDifference, AgreementVersion, AgreementVersions } from "./agreement-versions";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Drafts, Written } from "./notes";
import { Badge, Button, Checkbox, Empty, LinkButton, Notice, Said, Title, Waiting } from "./parts";
import { nameOf, type RoomView } from "./room-state";
import { Icon } from "./shapes";
import { Writer } from "./writer";

interface Props {
  readonly vault: Vault;
  readonly view: RoomView;
  readonly place: readonly string[];
  readonly query: string;
  readonly onSaid: (sentence: string) => void;
}

export function Agreement({ vault, view, place, query, onSaid }: Props) {
  const fields: Field[] = view.facts.agreement_template.map(({ slug, title, question, hint }) => ({ key: slug, label: title, hint: `${question} ${hint}`, kind: "text" }));
  const object = view.facts.agreement?.object;
  const item = object === undefined ? undefined : view.workspace.get(object);
  const entry = item?.state === "opened" ? item : null;
  if (place[0] === "write" && view.writable) return <Write view={view} entry={entry} fields={fields} onSaid={onSaid} />;
  if (item?.state === "refused") return <BlockedItem error={item.reason} />;
  if (entry === null) return <Begin view={view} />;
  return <Signed vault={vault} view={view} entry={entry} place={place} query={query} onSaid={onSaid} />;
}

function Begin({ view }: { view: RoomView }) {
  const { words } = useApp();
  const begin = view.writable ? <LinkButton href="#agreement/write" kind="primary" icon="pencil">{words.agreement.begin}</LinkButton> : undefined;
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false} lead={words.agreement.lead}>{words.agreement.title}</Title>
      {view.writable && <Drafts view={view} kinds={["agreement"]} />}
      <Empty drawing="agreement" title={words.agreement.empty} action={begin}><p>{words.agreement.emptyText}</p></Empty>
    </div>
  );
}

function Write({ view, entry, fields, onSaid }: { view: RoomView; entry: Entry | null; fields: readonly Field[]; onSaid: (sentence: string) => void }) {
  const { words } = useApp();
  // A draft that was begun before there was an agreement goes on under its own id.
  const [id] = useState(() => entry?.id ?? [...view.drafts.values()].find((draft) => draft.kind === "agreement")?.object ?? newId());
  const [agreement] = useState(newId);
  const create = async (values: Values): Promise<Outcome> => {
    const sealed = await view.workspace.seal("agreement", values, { id });
    let object = id;
    try {
      await product.beginAgreement(view.facts.id, agreement, sealed);
    } catch (error) {
      const now = await product.mentorship(view.facts.id);
      if (!(error instanceof ApiError) || now.agreement === null) throw error;
      object = now.agreement.object;
    }
    await view.workspace.refresh();
    const written = view.workspace.get(object);
    if (written?.state !== "opened") throw new TypeError("the agreement is not in the room");
    return object === id ? { state: "saved", entry: written } : { state: "conflict", mine: values, theirs: written };
  };
  const saved = (): void => {
    void view.refresh();
    onSaid(words.write.saved);
    go("agreement");
  };
  return <Writer view={view} target={{ id, kind: "agreement", about: null }} title={words.agreement.title} lead={view.facts.agreement?.effective_at ? own.renegotiateLead : words.agreement.lead} fields={fields} create={create} onSaved={saved} onLeave={() => { go("agreement"); }} />;
}

/** Whatever needs the signatures of every version: they are verified before anything is said of them. */
function Signed({ vault, view, entry, place, query, onSaid }: Props & { entry: Entry }) {
  const { words } = useApp();
  const { value, error } = useVersions(vault, view, entry);
  if (error instanceof Tampered) return <BlockedItem error={error} />;
  if (error !== null && value === null) return <Said error={inWords(error, words)} />;
  if (value === null) return <Waiting>{words.loading}</Waiting>;
  const [mode, ...numbers] = place;
  const [one, other] = numbers.map((number) => value.all.find(({ text }) => text.revision === Number(number)));
  if (mode === "history") return <AgreementVersions view={view} entry={entry} versions={value} onSaid={onSaid} />;
  if (mode === "version" && one) return <AgreementVersion view={view} version={one} />;
  if (mode === "difference" && one && other) return <AgreementDifference view={view} before={one.text} now={other.text} />;
  if (mode === "print" && one) return <AgreementPrint key={one.text.revision} view={view} versions={value} version={one} />;
  return <Read vault={vault} view={view} entry={entry} versions={value} query={query} onSaid={onSaid} />;
}

function Read({ vault, view, entry, versions, query, onSaid }: { vault: Vault; view: RoomView; entry: Entry; versions: Versions; query: string; onSaid: (sentence: string) => void }) {
  const { words, when } = useApp();
  const { inForce, forged } = versions;
  const { revision } = entry.head;
  const newest = versions.all.find(({ text }) => text.revision === revision);
  const holding = inForce?.version.text.revision ?? revision;
  const effective = inForce !== null && holding === revision;
  return (
    <article class="stack stack--loose">
      <Title level={2} focus={false} lead={words.agreement.lead}>{words.agreement.title}</Title>
      <div class="row">
        {effective ? <Badge tone="done">{words.agreement.effective}</Badge> : <Badge tone="waiting">{words.agreement.open}</Badge>}
        <Written view={view} entry={entry} />
      </div>
      {view.writable && <Drafts view={view} kinds={["agreement"]} />}
      {inForce !== null && !effective && (
        <Notice>
          <p>{own.stillHolds(holding, when.day(inForce.since))}</p>
          <div class="actions">
            <LinkButton href={`#agreement/difference/${holding}/${revision}`} small kind="primary">{own.seeChanges}</LinkButton>
            <LinkButton href={`#agreement/version/${holding}`} small>{own.seeHolding}</LinkButton>
          </div>
        </Notice>
      )}
      <div class="card sheet"><AgreementText view={view} content={entry.head.content} query={query} /></div>
      <div class="actions">
        {view.writable && <LinkButton href="#agreement/write" icon="pencil">{inForce ? own.renegotiate : words.edit}</LinkButton>}
        <LinkButton href={`#agreement/print/${revision}`} icon="printer" kind="plain">{own.print}</LinkButton>
        <LinkButton href="#agreement/history" icon="history" kind="plain">{own.versions}</LinkButton>
      </div>
      <Signatures vault={vault} view={view} entry={entry} held={newest?.held ?? new Map()} forged={forged} onSaid={onSaid} />
    </article>
  );
}

function Signatures({ vault, view, entry, held, forged, onSaid }: { vault: Vault; view: RoomView; entry: Entry; held: ReadonlyMap<string, Signature>; forged: boolean; onSaid: (sentence: string) => void }) {
  const { words, me } = useApp();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const [promised, setPromised] = useState(false);
  const sign = async (): Promise<void> => {
    setError(promised ? "" : own.needPromise);
    if (!promised) return;
    setBusy(true);
    try {
      await product.signAgreement(view.facts.id, await signRevision(vault, entry.head));
      await view.refresh();
      onSaid(words.agreement.done);
      setError("");
    } catch (reason) {
      setError(inWords(reason, words));
      void view.refresh();
    }
    setBusy(false);
  };
  return (
    <section class="card">
      <h3 class="card__title"><Icon name="handshake" />{words.agreement.signatures}</h3>
      <ul class="due">
        {view.workspace.members.map(({ person }) => <li key={person}><SignatureLine view={view} person={person} signature={held.get(person)} /></li>)}
      </ul>
      {forged && <Notice tone="error" alert><p>{words.agreement.forged}</p></Notice>}
      {view.writable && !held.has(me.id) && (
        <>
          <p class="small muted">{words.agreement.sureSign(entry.head.revision)}</p>
          <Checkbox label={own.promise} checked={promised} onChecked={setPromised} />
          <div class="actions"><Button kind="primary" icon="handshake" busy={busy} onClick={() => void sign()}>{busy ? words.agreement.signing : words.agreement.sign}</Button></div>
        </>
      )}
      <Said error={error} />
    </section>
  );
}

function SignatureLine({ view, person, signature }: { view: RoomView; person: string; signature: Signature | undefined }) {
  const { words, when, me } = useApp();
  const mine = person === me.id;
  const name = nameOf(view, person);
  const before = view.facts.agreement?.signatures.filter((one) => one.person === person).at(-1);
  if (signature) {
    const moment = when.moment(signature.signed_at);
    return <Badge tone="done">{mine ? words.agreement.youSigned(moment) : words.agreement.signed(name, moment)}</Badge>;
  }
  return (
    <p>
      <Badge tone="waiting">{mine ? words.agreement.youNotSigned : words.agreement.notSigned(name)}</Badge>
      {before && !mine && <span class="small muted"> ({words.agreement.before(before.revision)})</span>}
    </p>
  );
}
