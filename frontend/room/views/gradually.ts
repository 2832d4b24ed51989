/** Long lists without a page that stands still: a screenful first, the rest in slices. */
import { useEffect, useState } from "preact/hooks";
import { RoomSearch, type Item, type Workspace } from "../core";

const FIRST = 30;
const SLICE = 60;

/** As much of a list as is to be shown now; begins anew with another `key`. Items should be memoized by the caller. */
export function useGradually<T>(list: readonly T[], key: string): readonly T[] {
  const [shown, setShown] = useState({ key, count: FIRST });
  const count = shown.key === key ? shown.count : FIRST;
  useEffect(() => {
    if (count >= list.length) return;
    const timer = setTimeout(() => { setShown({ key, count: count + SLICE }); }, 30);
    return () => { clearTimeout(timer); };
  }, [key, count, list.length]);
  return count >= list.length ? list : list.slice(0, count);
}

interface Known {
  readonly search: RoomSearch;
  /** Object id → what of it is in the index. */
  readonly taken: Map<string, string>;
}
const indexes = new WeakMap<Workspace, Known>();
const BUSY = 12; // milliseconds of indexing before the page may answer

/** The room's index, kept as long as the room is open; goes on growing while one types. */
export function useIndex(workspace: Workspace, items: readonly Item[]): { readonly search: RoomSearch; readonly ready: boolean } {
  const [, grown] = useState(0);
  const known = indexes.get(workspace) ?? { search: new RoomSearch(), taken: new Map<string, string>() };
  indexes.set(workspace, known);
  useEffect(() => {
    let stopped = false;
    const changed = items.filter((item) => known.taken.get(item.id) !== versionOf(item));
    const work = (): void => {
      const until = performance.now() + BUSY;
      for (let item = changed.shift(); item !== undefined; item = changed.shift()) {
        known.search.put(item);
        known.taken.set(item.id, versionOf(item));
        if (performance.now() > until) break;
      }
      if (changed.length > 0 && !stopped) timer = setTimeout(work, 0);
      else grown((before) => before + 1);
    };
    let timer = setTimeout(work, 0);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [known, items]);
  return { search: known.search, ready: known.taken.size >= items.length };
}

/** Takes items into an index, and lets the page answer in between. */
export async function indexAll(search: RoomSearch, items: readonly Item[]): Promise<void> {
  let until = performance.now() + BUSY;
  for (const item of items) {
    search.put(item);
    if (performance.now() <= until) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    until = performance.now() + BUSY;
  }
}

function versionOf(item: Item): string {
  return item.state === "opened" ? item.head.sha256 : item.state;
}
