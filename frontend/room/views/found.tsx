/** The search as one types, and the words found, marked in the text. */
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { fold, type Entry } from "../core";
import { useApp } from "./context";
import { useGradually, useIndex } from "./gradually";
import { hrefOf, titleOf } from "../facts/items";
import { Prose, Title } from "./parts";
import type { TextsView } from "./room-state";
import { valuesOf } from "../facts/values";

const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** The text with the words that the query finds in <mark>; text nodes only. */
export function Marked({ text, query }: { text: string; query: string }) {
  const terms = termsOf(query);
  if (terms.length === 0) return <>{text}</>;
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const match of text.matchAll(WORD)) {
    if (!finds(terms, match[0])) continue;
    parts.push(text.slice(from, match.index), <mark>{match[0]}</mark>);
    from = match.index + match[0].length;
  }
  return <>{parts}{text.slice(from)}</>;
}

function termsOf(query: string): string[] {
  return fold(query).match(WORD) ?? [];
}

function finds(terms: readonly string[], word: string): boolean {
  const folded = fold(word);
  return terms.some((term) => folded.startsWith(term));
}

/** The words around the first place found. */
function around(text: string, query: string): string {
  const terms = termsOf(query);
  const first = [...text.matchAll(WORD)].find((match) => finds(terms, match[0]));
  const start = Math.max(0, (first?.index ?? 0) - 80);
  const cut = text.slice(start, start + 240);
  return `${start > 0 ? "…" : ""}${cut}${start + 240 < text.length ? "…" : ""}`;
}

export function Found({ view, query, onOpen }: { view: TextsView; query: string; onOpen?: () => void }) {
  const { words, when } = useApp();
  const { search, ready } = useIndex(view.workspace, view.items);
  const found = search.find(query).flatMap((hit) => {
    const item = view.workspace.get(hit.id);
    return item?.state === "opened" ? [item] : [];
  });
  const shown = useGradually(found, query);
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false}>{words.room.search}</Title>
      <p role="status">{ready ? words.room.found(found.length, query) : words.loading}</p>
      {ready && found.length === 0 && <p class="muted">{words.room.searchHint}</p>}
      <ul class="items">
        {shown.map((entry) => <FoundItem key={entry.id} title={titleOf(view, entry, words, when)} href={hrefOf(entry, view.under)} entry={entry} query={query} onOpen={onOpen} />)}
      </ul>
      <p><a href="/vault/search/">{words.room.searchAll}</a></p>
    </div>
  );
}

interface FoundProps {
  readonly title: string;
  readonly href: string;
  readonly entry: Entry;
  readonly query: string;
  /** The place of the text may be the one that is shown already: the search has to make way. */
  readonly onOpen?: (() => void) | undefined;
}

export function FoundItem({ title, href, entry, query, onOpen }: FoundProps) {
  return useMemo(
    () => (
      <li class="item">
        <h3 class="item__title"><a href={href} onClick={onOpen}><Marked text={title} query={query} /></a></h3>
        <Prose><Marked text={around(bodyOf(entry), query)} query={query} /></Prose>
      </li>
    ),
    [entry.head, title, href, query],
  );
}

function bodyOf(entry: Entry): string {
  const values = Object.entries(valuesOf(entry.head.content));
  return values.flatMap(([key, value]) => (key === "title" ? [] : [value])).join("\n");
}
