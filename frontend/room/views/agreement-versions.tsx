/** The history of the agreement: who wrote and who signed which version, when, and what changed. */
import { useState } from "preact/hooks";
import { Tampered, type Entry, type Opened } from "../core";
import { differences } from "../facts/differences";
import { valuesOf } from "../facts/values";
import { agreementWords as own } from "../texts/agreement";
import { go } from "./address";
import type { Version, Versions } from "./agreement-signed";
import { AgreementText } from "./agreement-text";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Badge, Button, LinkButton, Said, Title } from "./parts";
import { nameOf, type RoomView } from "./room-state";

interface Props {
  readonly view: RoomView;
  readonly entry: Entry;
  readonly versions: Versions;
}

export function AgreementVersions({ view, entry, versions, onSaid }: Props & { onSaid: (sentence: string) => void }) {
  const { words } = useApp();
  const [problem, setProblem] = useState("");
  const bringBack = async (old: Opened): Promise<void> => {
    try {
      const written = await view.exclusive(() => view.workspace.revise(entry, old.content));
      if (written.state === "conflict") throw new Tampered("previous");
      await view.refresh();
      onSaid(own.broughtBack);
      go("agreement");
    } catch (reason) {
      setProblem(inWords(reason, words));
    }
  };
  return (
    <div class="stack stack--loose">
      <Title level={2} lead={own.versionsLead} actions={<LinkButton href="#agreement" icon="arrow-left" small>{words.history.backTo}</LinkButton>}>{own.versions}</Title>
      <Said error={problem} />
      <ol class="timeline">
        {versions.all.toReversed().map((version) => (
          <Line key={version.text.sha256} view={view} versions={versions} version={version} newest={entry.head.revision} onBringBack={view.writable && version.text.revision !== entry.head.revision ? () => void bringBack(version.text) : undefined} />
        ))}
      </ol>
    </div>
  );
}

function Line({ view, versions, version, newest, onBringBack }: { view: RoomView; versions: Versions; version: Version; newest: number; onBringBack: (() => void) | undefined }) {
  const { words, when, me } = useApp();
  const { text, held } = version;
  const inForce = versions.inForce?.version === version;
  return (
    <li class={inForce ? "is-done" : undefined}>
      <div class="row"><h3>{own.version(text.revision)}</h3><StateOf version={version} inForce={inForce} newest={newest} /></div>
      <p class="muted small">{text.author === me.id ? own.writtenByYou(when.moment(text.at)) : own.writtenBy(nameOf(view, text.author), when.moment(text.at))}</p>
      {[...held.values()].map((signature) => <p key={signature.person} class="small">{signature.person === me.id ? words.agreement.youSigned(when.moment(signature.signed_at)) : own.signedBy(nameOf(view, signature.person), when.moment(signature.signed_at))}</p>)}
      {held.size > 0 && <p class="muted small">{own.fingerprint}<br /><code class="break">{text.sha256}</code></p>}
      <div class="actions">
        <LinkButton href={`#agreement/version/${text.revision}`} small>{own.read}</LinkButton>
        {text.revision > 1 && <LinkButton href={`#agreement/difference/${text.revision - 1}/${text.revision}`} small kind="plain">{own.compare}</LinkButton>}
        <LinkButton href={`#agreement/print/${text.revision}`} small kind="plain" icon="printer">{own.print}</LinkButton>
        {onBringBack && <Button small kind="plain" icon="undo" onClick={onBringBack}>{own.bringBack}</Button>}
      </div>
    </li>
  );
}

function StateOf({ version, inForce, newest }: { version: Version; inForce: boolean; newest: number }) {
  if (inForce) return <Badge tone="done">{own.inForce}</Badge>;
  if (version.complete) return <Badge tone="ended">{own.replaced}</Badge>;
  if (version.text.revision === newest) return <Badge tone="waiting">{own.negotiated}</Badge>;
  return <Badge tone="ended">{own.neverSigned}</Badge>;
}

export function AgreementVersion({ view, version }: { view: RoomView; version: Version }) {
  return (
    <article class="stack stack--loose">
      <Title level={2} actions={<LinkButton href="#agreement/history" icon="arrow-left" small>{own.versions}</LinkButton>}>{own.version(version.text.revision)}</Title>
      <div class="card sheet"><AgreementText view={view} content={version.text.content} /></div>
    </article>
  );
}

/** Two versions in one text. */
export function AgreementDifference({ view, before, now }: { view: RoomView; before: Opened; now: Opened }) {
  const { words } = useApp();
  const [old, fresh] = [valuesOf(before.content), valuesOf(now.content)];
  const titles = new Map(view.facts.agreement_template.map(({ slug, title }) => [slug, title]));
  const parts = [...new Set([...titles.keys(), ...Object.keys(old), ...Object.keys(fresh)])];
  return (
    <article class="stack stack--loose">
      <Title level={2} lead={own.differenceLead} actions={<LinkButton href="#agreement" icon="arrow-left" small>{words.history.backTo}</LinkButton>}>{own.difference(before.revision, now.revision)}</Title>
      <div class="card sheet">
        {parts.map((part) => (
          <section key={part} class="stack stack--tight">
            <h3>{titles.get(part) ?? words.agreement.besides(part)}</h3>
            {(old[part] ?? "") === (fresh[part] ?? "") ? <p class="muted">{own.same}</p> : <Changed before={old[part] ?? ""} now={fresh[part] ?? ""} />}
          </section>
        ))}
      </div>
    </article>
  );
}

function Changed({ before, now }: { before: string; now: string }) {
  return (
    <div class="prose">
      {differences(before, now).map(({ kind, text }, i) =>
        kind === "added" ? <ins key={i}><span class="visually-hidden">{own.added}</span>{text}</ins> : kind === "removed" ? <del key={i}><span class="visually-hidden">{own.removed}</span>{text}</del> : text,
      )}
    </div>
  );
}
