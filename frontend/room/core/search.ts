/** Search in memory, in this browser: the words of a room never leave it. */
import MiniSearch from "minisearch";
import { fold, type Json } from "./bytes";
import type { Item } from "./workspace";

export interface Hit {
  readonly id: string;
  readonly kind: string;
  readonly score: number;
}

interface Row {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly words: string;
}

/** An index of a room's opened objects: accents and case ignored, beginnings of words found, titles first. */
export class RoomSearch {
  private readonly index = new MiniSearch<Row>({
    fields: ["title", "words"],
    storeFields: ["kind"],
    processTerm: (term) => fold(term) || null,
    searchOptions: { prefix: true, combineWith: "AND", boost: { title: 2 } },
  });

  constructor(items: readonly Item[] = []) {
    for (const item of items) this.put(item);
  }

  /** Adds an object, or replaces what was known of it. */
  put(item: Item): void {
    if (this.index.has(item.id)) this.index.discard(item.id);
    if (item.state !== "opened") return;
    const { title = "", ...rest } = item.head.content;
    this.index.add({ id: item.id, kind: item.kind, title: words(title), words: words(rest) });
  }

  /** The objects that hold every word of `query`, best first. */
  find(query: string, kinds?: readonly string[]): Hit[] {
    const hits = this.index.search(fold(query), kinds ? { filter: (hit) => kinds.includes(String(hit["kind"])) } : {});
    return hits.map((hit) => ({ id: String(hit.id), kind: String(hit["kind"]), score: hit.score }));
  }
}

function words(value: Json): string {
  if (value === null || typeof value === "boolean") return "";
  if (typeof value !== "object") return String(value);
  return Object.values(value).map(words).join(" ");
}
