/** One search over all rooms: they are opened one after the other, and what is found leads into them. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { RoomSearch, type Entry, type Vault } from "../core";
import { aroundOf, isOpen, openShelf, shelves, type Around, type OpenShelf } from "../facts/everything";
import { addressIn, inRooms } from "../facts/finding";
import { everythingWords } from "../texts/everything";
import { Failure } from "./app";
import { useApp } from "./context";
import { FoundItem } from "./found";
import { Crumbs } from "./frame";
import { indexAll } from "./gradually";
import { titleOf } from "../facts/items";
import { Empty, LinkButton, Notice, TextField, Title } from "./parts";
import { product } from "../facts/product";

const MOST_SHOWN = 20;

interface Room {
  readonly shelf: OpenShelf;
  readonly around: Around;
  readonly name: string;
  readonly entries: ReadonlyMap<string, Entry>;
}

interface Gathered {
  readonly rooms: readonly Room[];
  /** Rooms that do not open, by name. */
  readonly shut: readonly string[];
  readonly done: number;
  readonly all: number | null;
  readonly error: unknown;
}

const NOTHING: Gathered = { rooms: [], shut: [], done: 0, all: null, error: null };

/** Opens the rooms in turn; what has come may be searched already. */
function useRooms(vault: Vault, search: RoomSearch): Gathered {
  const [gathered, setGathered] = useState(NOTHING);
  useEffect(() => {
    const stop = new AbortController();
    const gather = async (): Promise<void> => {
      const all = await shelves(vault, product);
      for (const shelf of all) {
        const name = everythingWords.export.room(shelf, vault.person);
        const opened = await openShelf(vault, shelf);
        const around = await aroundOf(product, shelf);
        if (isOpen(opened)) await indexAll(search, opened.workspace.items);
        if (stop.signal.aborted) return;
        setGathered((before) => ({ ...taken(before, name, opened, around), all: all.length }));
      }
      setGathered((before) => ({ ...before, all: all.length }));
    };
    gather().catch((error: unknown) => { setGathered((before) => ({ ...before, error })); });
    return () => { stop.abort(); };
  }, [vault]);
  return gathered;
}

function taken(before: Gathered, name: string, opened: Awaited<ReturnType<typeof openShelf>>, around: Around): Gathered {
  const done = before.done + 1;
  if (!isOpen(opened)) return { ...before, done, shut: [...before.shut, name] };
  const entries = new Map<string, Entry>();
  for (const item of opened.workspace.items) {
    if (item.state === "opened") entries.set(item.id, item);
  }
  return { ...before, done, rooms: [...before.rooms, { shelf: opened, around, name, entries }] };
}

export function Everywhere({ vault }: { vault: Vault }) {
  const { words } = useApp();
  const own = everythingWords.search;
  const search = useMemo(() => new RoomSearch(), [vault]);
  const { rooms, shut, done, all, error } = useRooms(vault, search);
  const [query, setQuery] = useState("");
  const texts = rooms.reduce((sum, room) => sum + room.entries.size, 0);
  const ready = all !== null && done === all;
  if (error !== null) return <Failure error={error} />;
  return (
    <div class="narrow stack stack--loose">
      <Crumbs trail={[{ label: words.frame.vault, href: "/vault/" }, { label: own.title }]} />
      <Title lead={own.lead}>{own.title}</Title>
      <div role="search"><TextField label={own.label} hint={own.hint} value={query} onValue={setQuery} /></div>
      {!ready && <div class="meter"><progress max={Math.max(1, all ?? 1)} value={done} aria-label={own.opening(done, all ?? 0)} /></div>}
      <p class="muted small" role="status">{ready ? own.ready(texts, rooms.length) : all === null ? words.opening : own.opening(done, all)}</p>
      {shut.map((name) => <Notice key={name} tone="warning"><p>{own.shut(name)}</p></Notice>)}
      {ready && texts === 0 && shut.length === 0 && <Empty drawing="lamp" title={own.empty}><p>{own.emptyText}</p></Empty>}
      {query.trim() !== "" && <Results rooms={rooms} search={search} query={query} />}
    </div>
  );
}

function Results({ rooms, search, query }: { rooms: readonly Room[]; search: RoomSearch; query: string }) {
  const { words, when } = useApp();
  const own = everythingWords.search;
  const groups = useMemo(() => inRooms(search.find(query), rooms), [search, query, rooms]);
  const count = groups.reduce((sum, { found }) => sum + found.length, 0);
  return (
    <>
      <p role="status">{own.found(count, query)}</p>
      {groups.map(({ room: { name, shelf, around }, found }) => (
        <section key={shelf.summary.id} class="stack">
          <div class="row row--between">
            <h2>{name}</h2>
            <LinkButton href={addressIn(shelf, null)} small kind="plain" icon="arrow-right">{own.openRoom}</LinkButton>
          </div>
          <ul class="items">
            {found.slice(0, MOST_SHOWN).map((entry) => (
              <FoundItem key={entry.id} title={titleOf(around, entry, words, when)} href={addressIn(shelf, entry)} entry={entry} query={query} />
            ))}
          </ul>
          {found.length > MOST_SHOWN && <p class="muted small">{own.more(found.length - MOST_SHOWN)}</p>}
        </section>
      ))}
    </>
  );
}
