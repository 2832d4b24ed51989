/** Showing an own text to one reader outside the room: who, exactly what, and what can be taken back. */
import { useId, useState } from "preact/hooks";
import { checkName, newId, sealCopy, Tampered, type Entry, type Vault, toBase64url } from "../core";
import { showWords } from "../texts/show";
import { go } from "./address";
import { useLoaded } from "./app";
import { Blocked } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { titleOf } from "../facts/items";
import { Button, LinkButton, Notice, Prose, TextArea, Title, Waiting } from "./parts";
import { product, type CopyReader } from "../facts/product";
import type { TextsView } from "./room-state";
import { Safety } from "./safety";
import { valuesOf, type Field } from "../facts/values";

interface Props {
  readonly vault: Vault;
  readonly view: TextsView;
  readonly entry: Entry;
  readonly fields: readonly Field[];
  readonly mentorship: string;
  /** Where the text itself stands. */
  readonly back: string;
  readonly onSaid: (sentence: string) => void;
}

export function Show({ vault, view, fields, back, ...given }: Props) {
  const { words, when } = useApp();
  const own = showWords;
  const { value: readers, error: missing } = useLoaded(() => product.copyReaders(given.mentorship), given.mentorship);
  const [chosen, setChosen] = useState<CopyReader | null>(null);
  const [note, setNote] = useState("");
  const { entry, busy, error, tampered, send } = useSending({ vault, back, ...given }, chosen, note);
  if (tampered !== null) return <Blocked error={tampered} vault={vault} level={2} {...(chosen ? { person: chosen } : {})} />;
  return (
    <form class="stack stack--loose" noValidate onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <Title level={2} kicker={titleOf(view, entry, words, when)} lead={own.lead}>{own.title}</Title>
      {readers === null && (missing === null ? <Waiting>{words.loading}</Waiting> : <Notice tone="error"><p>{inWords(missing, words)}</p></Notice>)}
      {readers?.length === 0 && <Notice><p>{own.noReaders}</p></Notice>}
      {readers !== null && readers.length > 0 && (
        <>
          <Readers readers={readers} chosen={chosen} onChoose={setChosen} />
          {chosen !== null && (
            <details class="disclosure" key={chosen.person}>
              <summary>{own.key(chosen.name)}</summary>
              <Safety vault={vault} counterpart={chosen} />
            </details>
          )}
          <Exactly vault={vault} view={view} entry={entry} fields={fields} />
          <TextArea label={own.note} hint={own.noteHint} value={note} onValue={setNote} rows={3} optional maxLength={2000} />
          <Notice title={own.canTitle}><ul>{own.can.map((line) => <li key={line}>{line}</li>)}</ul></Notice>
        </>
      )}
      {error !== "" && <Notice tone="error" alert><p>{error}</p></Notice>}
      <div class="actions">
        {readers?.some((one) => one.has_keyring) && <Button type="submit" kind="primary" icon="send" busy={busy}>{busy ? own.sending : chosen ? own.send(chosen.name) : own.show}</Button>}
        <LinkButton href={`#${back}`} kind="plain">{words.cancel}</LinkButton>
      </div>
    </form>
  );
}

interface Sending {
  /** The version on show, which alone is sent. */
  readonly entry: Entry;
  readonly busy: boolean;
  readonly error: string;
  readonly tampered: Tampered | null;
  readonly send: () => Promise<void>;
}

function useSending({ vault, entry: newest, mentorship, back, onSaid }: Omit<Props, "view" | "fields">, reader: CopyReader | null, note: string): Sending {
  const { words } = useApp();
  const own = showWords;
  const [id] = useState(newId); // a second click finds the copy that the first one made
  const [entry, setEntry] = useState(newest);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const [tampered, setTampered] = useState<Tampered | null>(null);
  const send = async (): Promise<void> => {
    if (busy) return;
    const changed = newest.head.sha256 !== entry.head.sha256;
    setError(reader === null ? own.choose : changed ? own.changed : "");
    setEntry(newest);
    if (reader === null || changed) return;
    setBusy(true);
    try {
      const { room, object, kind, revision, sha256, content } = entry.head;
      checkName(vault.ledger, reader);
      const card = await vault.meet(reader.person);
      const file = await sealCopy(vault.self, card, { id, source: { room, object, kind, revision, sha256 }, content: valuesOf(content), note: note.trim() });
      await product.releaseCopy(mentorship, { id, reader: reader.person, object, revision, file: toBase64url(file) });
      onSaid(own.done(reader.name));
      go(back);
    } catch (reason) {
      if (reason instanceof Tampered) setTampered(reason);
      else setError(inWords(reason, words));
      setBusy(false);
    }
  };
  return { entry, busy, error, tampered, send };
}

/** Every word that the copy will hold, in the order in which it was written. */
function Exactly({ vault, view, entry, fields }: Pick<Props, "vault" | "view" | "entry" | "fields">) {
  const { when } = useApp();
  const own = showWords;
  const values = valuesOf(entry.head.content);
  const known = fields.filter(({ key }) => key in values);
  const others = Object.keys(values).filter((key) => !known.some((field) => field.key === key));
  const other = view.workspace.members.find(({ person }) => person !== vault.person)?.name ?? "";
  return (
    <>
      <section class="card card--quiet stack">
        <h3 class="card__title">{own.exactly}</h3>
        <p class="muted small">{own.version(entry.head.revision, when.moment(entry.head.at))}</p>
        {[...known, ...others.map((key) => ({ key, label: key }))].map(({ key, label }) => values[key]?.trim() && (
          <section key={key} class="stack stack--tight"><h4 class="field__label">{label}</h4><Prose>{values[key]}</Prose></section>
        ))}
      </section>
      {entry.head.revision > 1 && other !== "" && <Notice tone="warning"><p>{own.joint(other)}</p></Notice>}
    </>
  );
}

function Readers({ readers, chosen, onChoose }: { readers: readonly CopyReader[]; chosen: CopyReader | null; onChoose: (reader: CopyReader) => void }) {
  const own = showWords;
  const id = useId();
  return (
    <fieldset class="field">
      <legend class="field__label">{own.reader}</legend>
      <div class="choices choices--cards">
        {readers.map((reader) => (
          <label key={reader.person} class="choice" for={`${id}-${reader.person}`}>
            <input id={`${id}-${reader.person}`} type="radio" name={id} checked={chosen?.person === reader.person} disabled={!reader.has_keyring} onChange={() => { onChoose(reader); }} />
            <span class="choice__text"><span class="choice__label">{reader.name}</span><span class="choice__hint">{reader.has_keyring ? own.coordinates : own.noVault}</span></span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
