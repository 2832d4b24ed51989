/** A sheet for the browser's print window: made here, with the text or without it. */
import { useState } from "preact/hooks";
import { agreementWords as own } from "../texts/agreement";
import type { Version, Versions } from "./agreement-signed";
import { AgreementText, Unpaid } from "./agreement-text";
import { useApp } from "./context";
import { Button, LinkButton, Title } from "./parts";
import type { RoomView } from "./room-state";

type Content = "text" | "facts";

export function AgreementPrint({ view, versions, version }: { view: RoomView; versions: Versions; version: Version }) {
  const { words } = useApp();
  const [content, setContent] = useState<Content>("text");
  const choices: readonly [Content, string, string][] = [["text", own.withContent, own.withContentHint], ["facts", own.factsOnly, own.factsOnlyHint]];
  return (
    <div class="stack stack--loose print-page">
      <Title level={2} lead={own.printLead} actions={<LinkButton href="#agreement" icon="arrow-left" small>{words.history.backTo}</LinkButton>}>{own.printTitle}</Title>
      <fieldset class="choices choices--cards">
        <legend class="field__label">{own.content}</legend>
        {choices.map(([value, label, hint]) => (
          <label key={value} class="choice">
            <input type="radio" name="content" checked={content === value} onChange={() => { setContent(value); }} />
            <span class="choice__text"><span class="choice__label">{label}</span><span class="choice__hint">{hint}</span></span>
          </label>
        ))}
      </fieldset>
      <div class="actions"><Button kind="primary" icon="printer" onClick={() => { print(); }}>{own.print}</Button></div>
      <Sheet view={view} version={version} inForce={versions.inForce?.version === version} content={content} />
    </div>
  );
}

function Sheet({ view, version, inForce, content }: { view: RoomView; version: Version; inForce: boolean; content: Content }) {
  const { words, when, me } = useApp();
  const { counterpart, programme, role } = view.facts;
  const { text, complete } = version;
  const [mentor, mentee] = role === "mentor" ? [me.name, counterpart.name] : [counterpart.name, me.name];
  return (
    <article class="card sheet print-sheet">
      <h2>{words.agreement.title}</h2>
      <dl class="print-facts">
        <dt>{own.between}</dt>
        <dd>{mentor} ({own.mentor})<br />{mentee} ({own.mentee})</dd>
        <dt>{own.programme}</dt>
        <dd>{programme.name}</dd>
        <dt>{own.state}</dt>
        <dd>{own.version(text.revision)}{inForce ? ` – ${own.inForce}` : complete ? ` – ${own.replaced}` : ""}</dd>
      </dl>
      {!complete && <p class="weighty">{own.draft}</p>}
      {content === "text" ? <AgreementText view={view} content={text.content} /> : <><p class="muted">{own.leftOut}</p><Unpaid /></>}
      <section class="stack stack--tight signatures">
        <h3>{words.agreement.signatures}</h3>
        <Signature name={mentor} version={version} person={role === "mentor" ? me.id : counterpart.person} />
        <Signature name={mentee} version={version} person={role === "mentor" ? counterpart.person : me.id} />
        <p class="small">{own.fingerprint}<br /><code class="break">{text.sha256}</code></p>
      </section>
      <p class="muted small">{own.printedOn(when.moment(new Date().toISOString()), location.host)}</p>
    </article>
  );
}

function Signature({ name, person, version }: { name: string; person: string; version: Version }) {
  const { when } = useApp();
  const signature = version.held.get(person);
  if (signature === undefined) return <p>{own.unsigned(name)}</p>;
  return <p><strong>{own.signedBy(name, when.moment(signature.signed_at))}</strong><br /><span class="small">{own.promised}</span></p>;
}
