/** Documents and links of the pair: sealed, sent, fetched; names and types are part of the secret. */
import { useEffect, useRef, useState } from "preact/hooks";
import { DOCUMENTS, fetchDocument, HttpDepot, readFacts, sendDocument, Tampered, TooLarge, type DocumentFacts, type Entry } from "../core";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Marked } from "./found";
import { Written } from "./notes";
import { Remove } from "./remove";
import { Button, Empty, Notice, TextArea, TextField, Title } from "./parts";
import { entriesOf, type RoomView } from "./room-state";
import { save } from "./save";
import { Icon } from "./shapes";
import { TieTo } from "./tied";
import { valuesOf } from "../facts/values";

/** Kinds of picture that can hold no script; everything else is only ever downloaded. */
const PICTURES = new Set(["image/png", "image/jpeg", "image/webp", "image/gif"]);
const depot = new HttpDepot();

interface Props {
  readonly view: RoomView;
  readonly query: string;
  readonly onSaid: (sentence: string) => void;
}

export function Documents({ view, query, onSaid }: Props) {
  const { words, me } = useApp();
  const cvMissing = view.facts.cv_asked && !entriesOf(view, "cv").some((entry) => entry.head.author === me.id);
  const entries = entriesOf(view, ...DOCUMENTS, "link").sort((a, b) => (a.created < b.created ? 1 : -1));
  const refused = view.items.flatMap((item) => (item.state === "refused" && [...DOCUMENTS, "link"].includes(item.kind) ? [item] : []));
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false}>{words.documents.title}</Title>
      {view.writable && cvMissing && <Send kind="cv" view={view} onSaid={onSaid} />}
      {view.writable && <Send kind="document" view={view} onSaid={onSaid} />}
      {entries.length === 0 && <Empty drawing="letter" title={words.documents.empty}><p>{words.documents.emptyText}</p></Empty>}
      <ul class="items">
        {entries.map((entry) => (
          <li key={entry.id} class="item">{entry.kind === "link" ? <LinkItem view={view} entry={entry} query={query} onSaid={onSaid} /> : <DocumentItem view={view} entry={entry} query={query} onSaid={onSaid} />}</li>
        ))}
        {refused.map((item) => <li key={item.id} class="item"><BlockedItem error={item.reason} /></li>)}
      </ul>
      {view.writable && <AddLink view={view} onSaid={onSaid} />}
    </div>
  );
}

type Sends = Pick<Props, "view" | "onSaid"> & { readonly kind: "cv" | "document" };

/** Seals and sends files one after the other; the first that fails stops the rest. */
function useSending({ kind, view, onSaid }: Sends) {
  const { words } = useApp();
  const stop = useRef<AbortController | null>(null);
  const [going, setGoing] = useState<{ name: string; percent: number } | null>(null);
  const [error, setError] = useState("");
  const send = async (file: File): Promise<void> => {
    setGoing({ name: file.name, percent: 0 });
    stop.current = new AbortController();
    const facts = await sendDocument(depot, view.workspace.key, file, (share) => { setGoing({ name: file.name, percent: Math.floor(100 * share) }); }, { signal: stop.current.signal });
    await view.exclusive(() => view.workspace.create(kind, { ...facts }, { about: facts.attachment }));
    onSaid(words.documents.sent(file.name));
  };
  const sendAll = async (files: readonly File[]): Promise<void> => {
    setError("");
    for (const file of files) {
      try {
        await send(file);
      } catch (reason) {
        if (reason instanceof TooLarge) setError(words.documents.tooLarge(file.name));
        else if (reason instanceof DOMException && reason.name === "AbortError") setError(words.documents.stopped);
        else setError(inWords(reason, words));
        break;
      }
    }
    setGoing(null);
    await view.refresh();
  };
  return { going, error, sendAll, stop: () => { stop.current?.abort(); } };
}

function Send(props: Sends) {
  const { words } = useApp();
  const { kind } = props;
  const { going, error, sendAll, stop } = useSending(props);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    if (going === null) void sendAll([...(event.dataTransfer?.files ?? [])]);
  };
  return (
    <section class={over ? "card card--quiet drop drop--over" : "card card--quiet drop"} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => { setOver(false); }} onDrop={drop}>
      <label class="field">
        <span class="field__label">{kind === "cv" ? words.documents.cv : words.documents.add}</span>
        <span class="field__hint">{kind === "cv" ? words.documents.cvHint : words.documents.hint}</span>
        <input class="input" type="file" multiple={kind === "document"} disabled={going !== null} onChange={(event) => { const { currentTarget: input } = event; void sendAll([...(input.files ?? [])]).then(() => { input.value = ""; }); }} />
      </label>
      {going !== null && (
        <div class="meter">
          <progress max={100} value={going.percent} aria-label={going.name} />
          <p class="small" role="status">{words.documents.sending(going.name, going.percent)}</p>
          <div class="actions"><Button small kind="plain" onClick={stop}>{words.documents.stop}</Button></div>
        </div>
      )}
      {error !== "" && <Notice tone="error" alert><p>{error}</p></Notice>}
    </section>
  );
}

interface ItemProps extends Props {
  readonly entry: Entry;
}

function DocumentItem(props: ItemProps) {
  let facts;
  try {
    facts = readFacts(props.entry.head.content);
  } catch (reason) {
    return <BlockedItem error={reason as Tampered} />;
  }
  return <OneDocument {...props} facts={facts} />;
}

/** Fetches and opens a document, to be looked at or kept. */
function useOpening(view: RoomView, entry: Entry, { type, name }: DocumentFacts) {
  const [percent, setPercent] = useState<number | null>(null);
  const [picture, setPicture] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => () => { if (picture !== null) URL.revokeObjectURL(picture); }, [picture]);
  const open = async (use: (blob: Blob) => void): Promise<void> => {
    setError(null);
    setPercent(0);
    try {
      use(await fetchDocument(depot, view.workspace, entry.head, (share) => { setPercent(Math.floor(100 * share)); }));
    } catch (reason) {
      setError(reason);
    }
    setPercent(null);
  };
  const show = (): void => {
    if (picture === null) void open((blob) => { setPicture(URL.createObjectURL(new Blob([blob], { type }))); });
    else setPicture(null);
  };
  return { percent, picture, error, show, keep: () => void open((blob) => { save(blob, name); }), hide: () => { setPicture(null); } };
}

function OneDocument({ view, entry, query, onSaid, facts }: ItemProps & { facts: DocumentFacts }) {
  const { words } = useApp();
  const { percent, picture, error, show, keep, hide } = useOpening(view, entry, facts);
  const { name, type, size } = facts;
  return (
    <>
      {entry.kind === "cv" && <p class="kicker">CV</p>}
      <h3 class="item__title"><Icon name="file-text" /><Marked text={name} query={query} /></h3>
      <div class="row small muted"><span>{words.documents.facts(size)}</span><Written view={view} entry={entry} /></div>
      {picture !== null && <img class="picture" src={picture} alt={name} onError={hide} />}
      {percent !== null && <p class="small" role="status">{words.documents.fetching(percent)}</p>}
      {error instanceof Tampered ? <BlockedItem error={error} /> : error !== null && <Notice tone="error" alert><p>{inWords(error, words)}</p></Notice>}
      <div class="actions">
        <Button small icon="download" busy={percent !== null} onClick={keep}>{words.documents.download}</Button>
        {PICTURES.has(type) && <Button small kind="plain" busy={percent !== null} onClick={show}>{picture === null ? words.documents.preview : words.documents.hide}</Button>}
        <Remove view={view} entry={entry} onRemoved={() => { onSaid(words.documents.removed); }} />
      </div>
      <TieTo view={view} entry={entry} />
    </>
  );
}

function LinkItem({ view, entry, query, onSaid }: ItemProps) {
  const { words } = useApp();
  const { title = "", address = "", comment = "" } = valuesOf(entry.head.content);
  const url = asLink(address);
  return (
    <>
      <h3 class="item__title">
        <Icon name="arrow-right" />
        {url ? <a href={url.href} target="_blank" rel="noopener noreferrer"><Marked text={title || url.host} query={query} /></a> : <span>{title}</span>}
      </h3>
      {url && <p class="muted small">{words.documents.goes(url.host)}</p>}
      {comment !== "" && <p><Marked text={comment} query={query} /></p>}
      <Written view={view} entry={entry} />
      <div class="actions"><Remove view={view} entry={entry} onRemoved={() => { onSaid(words.documents.removed); }} /></div>
      <TieTo view={view} entry={entry} />
    </>
  );
}

/** Only https: an address out of a text must never run anything here. */
function asLink(address: string): URL | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === "https:" && url.username === "" ? url : null;
}

function AddLink({ view, onSaid }: Pick<Props, "view" | "onSaid">) {
  const { words } = useApp();
  const [values, setValues] = useState({ address: "", title: "", comment: "" });
  const [error, setError] = useState("");
  const put = (key: keyof typeof values) => (value: string): void => { setValues({ ...values, [key]: value }); };
  const share = async (): Promise<void> => {
    const url = asLink(values.address.trim());
    setError(url === null ? words.documents.notHttps : "");
    if (url === null) return;
    try {
      await view.exclusive(() => view.workspace.create("link", { ...values, address: url.href }));
      setValues({ address: "", title: "", comment: "" });
      onSaid(words.documents.linkSaved);
      await view.refresh();
    } catch (reason) {
      setError(inWords(reason, words));
    }
  };
  return (
    <form class="card card--quiet form" noValidate onSubmit={(event) => { event.preventDefault(); void share(); }}>
      <h3 class="card__title">{words.documents.link}</h3>
      <TextField label={words.documents.address} hint={words.documents.addressHint} value={values.address} onValue={put("address")} error={error} maxLength={1000} />
      <TextField label={words.documents.name} optional value={values.title} onValue={put("title")} maxLength={200} />
      <TextArea label={words.documents.comment} optional value={values.comment} onValue={put("comment")} rows={2} />
      <div class="actions"><Button type="submit" icon="plus">{words.documents.link}</Button></div>
    </form>
  );
}
