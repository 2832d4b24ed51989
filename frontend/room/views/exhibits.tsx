/** The files of an item: recordings too, up to 200 MB, sealed before they leave. */
import { useRef, useState } from "preact/hooks";
import { fetchDocument, HttpDepot, LARGEST_RECORDING, readFacts, sendDocument, Tampered, TooLarge, type Entry } from "../core";
import { EXHIBIT, exhibitId, exhibitsOf, MOST_FILES } from "../facts/portfolio";
import { portfolioWords as own } from "../texts/portfolio";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, Notice, Title } from "./parts";
import { Remove } from "./remove";
import { entriesOf, type TextsView } from "./room-state";
import { save } from "./save";
import { Icon } from "./shapes";

const depot = new HttpDepot();

interface Props {
  readonly view: TextsView;
  readonly item: string;
  readonly onSaid: (sentence: string) => void;
}

export function Exhibits({ view, item, onSaid }: Props) {
  const exhibits = exhibitsOf(entriesOf(view, EXHIBIT), item);
  return (
    <section class="stack">
      <Title level={2} focus={false}>{own.files}</Title>
      <ul class="items">{exhibits.map((entry) => <li key={entry.id} class="item"><Exhibit view={view} entry={entry} onSaid={onSaid} /></li>)}</ul>
      {view.writable && <Send view={view} item={item} onSaid={onSaid} />}
    </section>
  );
}

/** The first of the item's places that no file has ever lain in. */
async function freePlace(view: TextsView, item: string): Promise<string | null> {
  const taken = new Set(view.workspace.items.map((one) => (one.state === "opened" ? one.about : one.id)));
  for (let n = 0; n < MOST_FILES; n++) {
    const id = await exhibitId(item, n);
    if (!taken.has(id)) return id;
  }
  return null;
}

function useSending({ view, item, onSaid }: Props) {
  const { words } = useApp();
  const stop = useRef<AbortController | null>(null);
  const [going, setGoing] = useState<{ name: string; percent: number } | null>(null);
  const [error, setError] = useState("");
  const send = async (file: File): Promise<void> => {
    const attachment = await freePlace(view, item);
    if (attachment === null) {
      setError(own.tooMany);
      return;
    }
    stop.current = new AbortController();
    const { signal } = stop.current;
    setGoing({ name: file.name, percent: 0 });
    const facts = await sendDocument(depot, view.workspace.key, file, (share) => { setGoing({ name: file.name, percent: Math.floor(100 * share) }); }, { attachment, largest: LARGEST_RECORDING, signal });
    // The text has the id of the file: two windows can't put two files in one place.
    await view.exclusive(() => view.workspace.create(EXHIBIT, { ...facts, item }, { id: attachment, about: attachment }));
    onSaid(own.sent(file.name));
    await view.refresh();
  };
  const start = async (file: File): Promise<void> => {
    setError("");
    try {
      await send(file);
    } catch (reason) {
      if (reason instanceof TooLarge) setError(own.tooLarge(file.name));
      else if (reason instanceof DOMException && reason.name === "AbortError") setError(words.documents.stopped);
      else setError(inWords(reason, words));
    }
    setGoing(null);
  };
  return { going, error, start, stop: () => { stop.current?.abort(); } };
}

function Send(props: Props) {
  const { words } = useApp();
  const { going, error, start, stop } = useSending(props);
  return (
    <div class="card card--quiet">
      <label class="field">
        <span class="field__label">{own.addFile}</span>
        <span class="field__hint">{own.fileHint}</span>
        <input type="file" disabled={going !== null} onChange={({ currentTarget: input }) => { const file = input.files?.[0]; if (file) void start(file).then(() => { input.value = ""; }); }} />
      </label>
      {going !== null && (
        <div class="meter">
          <progress max={100} value={going.percent} aria-label={going.name} />
          <p class="small" role="status">{words.documents.sending(going.name, going.percent)}</p>
          <div class="actions"><Button small kind="plain" onClick={stop}>{words.documents.stop}</Button></div>
        </div>
      )}
      {error !== "" && <Notice tone="error" alert><p>{error}</p></Notice>}
    </div>
  );
}

function Exhibit({ view, entry, onSaid }: Omit<Props, "item"> & { readonly entry: Entry }) {
  const { words } = useApp();
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [facts] = useState(() => { try { return readFacts(entry.head.content); } catch (reason) { return reason as Tampered; } });
  if (facts instanceof Tampered) return <BlockedItem error={facts} />;
  const keep = async (): Promise<void> => {
    setError(null);
    setPercent(0);
    try {
      save(await fetchDocument(depot, view.workspace, entry.head, (share) => { setPercent(Math.floor(100 * share)); }), facts.name);
    } catch (reason) {
      setError(reason);
    }
    setPercent(null);
  };
  return (
    <>
      <h3 class="item__title"><Icon name="file-text" />{facts.name}</h3>
      <p class="muted small">{words.documents.facts(facts.size)}</p>
      {percent !== null && <p class="small" role="status">{words.documents.fetching(percent)}</p>}
      {error instanceof Tampered ? <BlockedItem error={error} /> : error !== null && <Notice tone="error" alert><p>{inWords(error, words)}</p></Notice>}
      <div class="actions">
        <Button small icon="download" busy={percent !== null} onClick={() => void keep()}>{words.documents.download}</Button>
        <Remove view={view} entry={entry} text={own.removeFile} onRemoved={() => { onSaid(own.removed); }} />
      </div>
    </>
  );
}
