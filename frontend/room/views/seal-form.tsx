/** Adding a document or saying anew what it is: title, kind, the standards it serves, a note, and its file. */
import { useRef, useState } from "preact/hooks";
import { HttpDepot, LARGEST_RECORDING, newId, sendDocument, TooLarge, type Entry, type Vault } from "../core";
import { DOCUMENT, seals, type KeptDocument, type KeptFacts } from "../facts/seals";
import { valuesOf } from "../facts/values";
import { sealWords as own } from "../texts/seals";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, LinkButton, Notice, Said, SelectField, TextArea, TextField, Title } from "./parts";
import { roomFor, type KeptState } from "./seal-state";

const depot = new HttpDepot();

interface Props extends KeptState {
  readonly vault: Vault;
  /** The document that is changed; null for a new one. */
  readonly known: { readonly document: KeptDocument; readonly entry: Entry } | null;
  /** A standard that one comes from. */
  readonly from: string;
  readonly onDone: (sentence: string) => Promise<void>;
}

/** What the fields say. */
interface Filled {
  readonly title: string;
  readonly kind: string;
  readonly standards: readonly string[];
  readonly note: string;
}

/** The kind that the standard one comes from expects, or the first. */
function beginning({ facts, known, from }: Props): Filled {
  if (known !== null) {
    const { title = "", note = "" } = valuesOf(known.entry.head.content);
    return { title, note, kind: known.document.kind, standards: known.document.standards };
  }
  const standard = facts.requirements.flatMap(({ standards }) => standards).find(({ slug }) => slug === from);
  return { title: "", note: "", kind: standard?.kinds[0] ?? facts.kinds[0]?.slug ?? "", standards: standard ? [standard.slug] : [] };
}

function useAdding({ vault, facts, workspace, known, onDone }: Props) {
  const { words } = useApp();
  const stop = useRef<AbortController | null>(null);
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState("");
  const add = async ({ title, note, ...use }: Filled, file: File): Promise<void> => {
    const { signal } = (stop.current = new AbortController());
    const room = await roomFor(vault, { facts, workspace });
    const sent = await sendDocument(depot, room.key, file, (share) => { setPercent(Math.floor(100 * share)); }, { largest: LARGEST_RECORDING, signal });
    signal.throwIfAborted(); // stopped during its last part: nothing tells of it
    const id = newId();
    const { about, file: sealed } = await room.seal(DOCUMENT, { ...sent, title, note }, { id, about: sent.attachment });
    await seals.add(facts.id, id, use, { kind: DOCUMENT, about, number: 1, epoch: room.key.number, previous: null, file: sealed });
  };
  const change = async ({ title, note, ...use }: Filled, { document, entry }: NonNullable<Props["known"]>): Promise<boolean> => {
    const before = valuesOf(entry.head.content);
    if (workspace === null || (before["title"] === title && (before["note"] ?? "") === note)) {
      await seals.reuse(facts.id, document.id, use);
      return true;
    }
    const written = await workspace.revise(entry, { ...entry.head.content, title, note }, (revision) => seals.revise(facts.id, document.id, use, revision));
    return written.state === "saved";
  };
  const run = async (said: Filled, file: File | null): Promise<void> => {
    if (percent !== null) return;
    setError("");
    setPercent(0);
    try {
      const done = known === null ? file !== null && (await add(said, file), true) : await change(said, known);
      if (done) await onDone(known === null ? own.sent(said.title) : own.saved);
      else setError(own.crossed);
    } catch (reason) {
      if (reason instanceof TooLarge) setError(own.tooLarge(file?.name ?? ""));
      else if (reason instanceof DOMException && reason.name === "AbortError") setError(words.documents.stopped);
      else setError(inWords(reason, words));
    }
    setPercent(null);
  };
  return { percent, error, run, stop: () => { stop.current?.abort(); } };
}

export function SealForm(props: Props) {
  const { words } = useApp();
  const { facts, known } = props;
  const [said, setSaid] = useState(() => beginning(props));
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const { percent, error, run, stop } = useAdding(props);
  const lacks = { title: said.title.trim() === "", standards: said.standards.length === 0, file: known === null && file === null };
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (!lacks.title && !lacks.standards && !lacks.file) void run({ ...said, title: said.title.trim() }, file);
  };
  return (
    <form class="stack stack--loose content" noValidate onSubmit={submit}>
      <Title level={2}>{known === null ? own.add : own.changeOf(said.title)}</Title>
      <TextField label={own.name} hint={own.nameHint} value={said.title} maxLength={200} error={tried && lacks.title ? own.needTitle : undefined} onValue={(title) => { setSaid({ ...said, title }); }} />
      <SelectField label={own.kind} value={said.kind} hint={facts.kinds.find(({ slug }) => slug === said.kind)?.hint} options={facts.kinds.map(({ slug, label }) => [slug, label])} onValue={(kind) => { setSaid({ ...said, kind }); }} />
      <Standards facts={facts} chosen={said.standards} error={tried && lacks.standards ? own.needStandard : ""} onChosen={(standards) => { setSaid({ ...said, standards }); }} />
      <TextArea label={own.note} hint={own.noteHint} value={said.note} rows={3} maxLength={2000} optional onValue={(note) => { setSaid({ ...said, note }); }} />
      {known === null && (
        <>
          <FileField error={tried && lacks.file} disabled={percent !== null} onFile={setFile} />
          <p class="muted small">{own.whoReads(willOpen(facts).join(", "))}</p>
        </>
      )}
      {percent !== null && file !== null && <Going name={file.name} percent={percent} onStop={stop} />}
      <Said error={error} />
      <div class="actions">
        <Button type="submit" kind="primary" icon={known === null ? "lock" : "check"} busy={percent !== null}>{known === null ? own.send : own.save}</Button>
        <LinkButton href="#" kind="plain">{words.cancel}</LinkButton>
      </div>
    </form>
  );
}

/** Those who are in the room; before there is one, those who will be. */
function willOpen({ keepers, room }: KeptFacts): string[] {
  return keepers.filter((one) => one.inside || (room === null && one.has_keyring)).map(({ name }) => name);
}

function FileField({ error, disabled, onFile }: { error: boolean; disabled: boolean; onFile: (file: File | null) => void }) {
  return (
    <label class={error ? "field field--error" : "field"}>
      <span class="field__label">{own.file}</span>
      <span class="field__hint">{own.fileHint}</span>
      <input type="file" disabled={disabled} onChange={({ currentTarget }) => { onFile(currentTarget.files?.[0] ?? null); }} />
      {error && <span class="field__error">{own.needFile}</span>}
    </label>
  );
}

function Going({ name, percent, onStop }: { name: string; percent: number; onStop: () => void }) {
  const { words } = useApp();
  return (
    <div class="meter">
      <progress max={100} value={percent} aria-label={name} />
      <p class="small" role="status">{words.documents.sending(name, percent)}</p>
      <div class="actions"><Button small kind="plain" onClick={onStop}>{words.documents.stop}</Button></div>
    </div>
  );
}

interface StandardsProps {
  readonly facts: KeptFacts;
  readonly chosen: readonly string[];
  readonly error: string;
  readonly onChosen: (standards: readonly string[]) => void;
}

/** Each requirement opens on its standards; those with something chosen are open. */
function Standards({ facts, chosen, error, onChosen }: StandardsProps) {
  const [first] = useState(() => new Set(chosen));
  const kinds = new Map(facts.kinds.map(({ slug, label }) => [slug, label]));
  return (
    <fieldset class={error ? "field field--error" : "field"}>
      <legend class="field__label">{own.standards}</legend>
      <p class="field__hint">{own.standardsHint}</p>
      {facts.requirements.map(({ code, label, standards }) => {
        const n = standards.filter(({ slug }) => chosen.includes(slug)).length;
        return (
          <details key={code} class="disclosure" open={standards.some(({ slug }) => first.has(slug))}>
            <summary>{code}. {label}{n > 0 && <span class="muted"> · {own.chosen(n)}</span>}</summary>
            <div class="stack stack--tight">
              {standards.map((one) => (
                <label key={one.slug} class="choice">
                  <input type="checkbox" checked={chosen.includes(one.slug)} onChange={({ currentTarget }) => { onChosen(currentTarget.checked ? [...chosen, one.slug] : chosen.filter((slug) => slug !== one.slug)); }} />
                  <span class="choice__text"><span class="choice__label">{one.code} {one.label}</span>{one.kinds.length > 0 && <span class="choice__hint muted small">{one.kinds.map((kind) => kinds.get(kind) ?? kind).join(", ")}</span>}</span>
                </label>
              ))}
            </div>
          </details>
        );
      })}
      {error && <Notice tone="error"><p>{error}</p></Notice>}
    </fieldset>
  );
}
