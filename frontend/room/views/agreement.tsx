/** The mentoring agreement: written together, signed by both, each signature bound to one version. */
import { useEffect, useState } from "preact/hooks";
import { ApiError, newId, signatureHolds, signRevision, type Entry, type Vault, type Written as Outcome } from "../core";
import { go } from "./address";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Marked } from "./found";
import { History } from "./history";
import { Drafts, Written } from "./notes";
import { Badge, Button, Empty, LinkButton, Notice, Prose, Said, Title } from "./parts";
import { product, type Signature } from "../facts/product";
import { nameOf, type RoomView } from "./room-state";
import { Icon } from "./shapes";
import { valuesOf, type Field, type Values } from "../facts/values";
import { Writer } from "./writer";

interface Props {
  readonly vault: Vault;
  readonly view: RoomView;
  readonly place: readonly string[];
  readonly query: string;
  readonly onSaid: (sentence: string) => void;
}

export function Agreement({ vault, view, place, query, onSaid }: Props) {
  const { words } = useApp();
  const fields: Field[] = view.facts.agreement_template.map(({ slug, title, question, hint }) => ({ key: slug, label: title, hint: `${question} ${hint}`, kind: "text" }));
  const object = view.facts.agreement?.object;
  const item = object === undefined ? undefined : view.workspace.get(object);
  const entry = item?.state === "opened" ? item : null;
  if (place[0] === "write" && view.writable) return <Write view={view} entry={entry} fields={fields} onSaid={onSaid} />;
  if (item?.state === "refused") return <BlockedItem error={item.reason} />;
  if (entry === null) return <Begin view={view} />;
  if (place[0] === "history") return <History view={view} entry={entry} fields={fields} back="#agreement" onRestored={() => { onSaid(words.history.restored); go("agreement"); }} />;
  return <Read vault={vault} view={view} entry={entry} query={query} onSaid={onSaid} />;
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
  return <Writer view={view} target={{ id, kind: "agreement", about: null }} title={words.agreement.title} lead={words.agreement.lead} fields={fields} create={create} onSaved={saved} onLeave={() => { go("agreement"); }} />;
}

function Read({ vault, view, entry, query, onSaid }: { vault: Vault; view: RoomView; entry: Entry; query: string; onSaid: (sentence: string) => void }) {
  const { words } = useApp();
  const values = valuesOf(entry.head.content);
  const signed = useSignatures(vault, view, entry);
  const asked = new Set(view.facts.agreement_template.map(({ slug }) => slug));
  // One signs all that the text holds: what no question asked for is shown as well.
  const besides = Object.entries(entry.head.content).flatMap(([key, value]) => (asked.has(key) || value === "" ? [] : [[key, typeof value === "string" ? value : JSON.stringify(value)] as const]));
  const effective = view.workspace.members.every((member) => signed.held.has(member.person));
  return (
    <article class="stack stack--loose">
      <Title level={2} focus={false} lead={words.agreement.lead}>{words.agreement.title}</Title>
      <div class="row">
        {effective ? <Badge tone="done">{words.agreement.effective}</Badge> : <Badge tone="waiting">{words.agreement.open}</Badge>}
        <Written view={view} entry={entry} />
      </div>
      {view.writable && <Drafts view={view} kinds={["agreement"]} />}
      <div class="card sheet">
        {view.facts.agreement_template.map(({ slug, title }) => (
          <section key={slug} class="stack stack--tight">
            <h3>{title}</h3>
            {values[slug]?.trim() ? <Prose><Marked text={values[slug]} query={query} /></Prose> : <p class="muted">{words.agreement.unanswered}</p>}
          </section>
        ))}
        {besides.map(([key, text]) => (
          <section key={key} class="stack stack--tight">
            <h3>{words.agreement.besides(key)}</h3>
            <Prose>{text}</Prose>
          </section>
        ))}
      </div>
      <div class="actions">
        {view.writable && <LinkButton href="#agreement/write" icon="pencil">{words.edit}</LinkButton>}
        <LinkButton href="#agreement/history" icon="history" kind="plain">{words.history.show}</LinkButton>
      </div>
      <Signatures vault={vault} view={view} entry={entry} signed={signed} onSaid={onSaid} />
    </article>
  );
}

interface Signed {
  /** Person → verified signature of the shown version. */
  readonly held: ReadonlyMap<string, Signature>;
  readonly forged: boolean;
}

function useSignatures(vault: Vault, view: RoomView, entry: Entry): Signed {
  const [signed, setSigned] = useState<Signed>({ held: new Map(), forged: false });
  const given = view.facts.agreement?.signatures ?? [];
  useEffect(() => {
    void check();
  }, [entry.head.sha256, given.length]);
  async function check(): Promise<void> {
    const held = new Map<string, Signature>();
    let forged = false;
    for (const signature of given.filter((one) => one.revision === entry.head.revision)) {
      if (await signatureHolds(vault, entry.head, signature.person, signature)) held.set(signature.person, signature);
      else forged = true;
    }
    setSigned({ held, forged });
  }
  return signed;
}

function Signatures({ vault, view, entry, signed, onSaid }: { vault: Vault; view: RoomView; entry: Entry; signed: Signed; onSaid: (sentence: string) => void }) {
  const { words, me } = useApp();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const sign = async (): Promise<void> => {
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
        {view.workspace.members.map(({ person }) => <li key={person}><SignatureLine view={view} person={person} signature={signed.held.get(person)} /></li>)}
      </ul>
      {signed.forged && <Notice tone="error" alert><p>{words.agreement.forged}</p></Notice>}
      {view.writable && !signed.held.has(me.id) && (
        <>
          <p class="small muted">{words.agreement.sureSign(entry.head.revision)}</p>
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
      {before && <span class="small muted"> ({words.agreement.before(before.revision)})</span>}
    </p>
  );
}
