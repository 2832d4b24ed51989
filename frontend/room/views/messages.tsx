/** The conversation of a pair: a quiet thread, the newest at the bottom. */
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Entry } from "../core";
import { hrefOf } from "../facts/items";
import { product } from "../facts/product";
import { thread, type Line, type Visit } from "../facts/thread";
import { valuesOf } from "../facts/values";
import { messageWords as own } from "../texts/messages";
import { useApp } from "./context";
import { History } from "./history";
import { Linked, Message } from "./message";
import { MessageField } from "./message-field";
import { Empty, Notice, Title, Waiting } from "./parts";
import { nameOf, type RoomView } from "./room-state";
import { useSending, type Sending } from "./sending";

const WINDOW = 60;
const QUICK = 5_000;

export function Messages({ view, place, query }: { view: RoomView; place: readonly string[]; query: string }) {
  const { words } = useApp();
  const [id, mode] = place;
  const item = id === undefined ? undefined : view.workspace.get(id);
  if (item?.state === "opened" && mode === "history") return <History view={view} entry={item} fields={[{ key: "text", label: words.notes.text, kind: "text" }]} back={hrefOf(item, view.under)} />;
  return <Conversation key={id} view={view} target={id} query={query} />;
}

function Conversation({ view, target, query }: { view: RoomView; target: string | undefined; query: string }) {
  const { words, when, me } = useApp();
  const { counterpart } = view.facts;
  const { complete } = view.workspace;
  const visit = useVisit(view);
  const lines = useMemo(() => thread(view.items, me.id, visit, (iso) => when.day(iso)), [view.items, visit, me.id]);
  const hiding = useMemo(() => complete && view.workspace.hiding.length > 0, [view.items, complete]);
  const [correcting, setCorrecting] = useState<Entry | null>(null);
  const sending = useSending(view);
  const box = useRef<HTMLDivElement>(null);
  const { shown, older, showOlder, pin } = useWindow(box, lines, target);
  useMarkRead(view, lines);
  useQuickNews(view);
  const waiting = view.unsent.ready.filter(({ kind }) => kind === "message");
  const quiet = lines.length + waiting.length + sending.now.length === 0;
  return (
    <div class="conversation" ref={box}>
      <Title level={2} focus={false}>{own.title}</Title>
      {hiding && <Notice tone="error" alert><p>{own.hidden}</p></Notice>}
      {!complete && <Waiting>{words.opening}</Waiting>}
      {complete && quiet && <Empty drawing="letter" title={own.empty}><p>{view.under === undefined ? own.emptyText(counterpart.name) : view.privacy}</p></Empty>}
      {older > 0 && <button type="button" class="button button--small" onClick={showOlder}>{own.older(older)}</button>}
      <ol class="thread" aria-label={own.list(counterpart.name)}>
        {shown.flatMap((line) => [
          ...(line.opensDay ? [<li key={`day-${line.item.id}`} class="thread__day"><span>{when.day(line.item.created)}</span></li>] : []),
          ...(line.opensNew ? [<li key="news" class="thread__day thread__day--news"><span>{own.news}</span></li>] : []),
          <Message key={line.item.id} view={view} line={line} query={query} here={line.item.id === target} onCorrect={setCorrecting} />,
        ])}
        {waiting.map(({ id, content }) => <OnItsWay key={id} text={valuesOf(content)["text"] ?? ""} state={own.waiting} />)}
        <Leaving sending={sending} />
      </ol>
      <Arrivals view={view} lines={lines} />
      {view.writable && <MessageField key={correcting?.id ?? ""} view={view} sending={sending} over={correcting} onSent={pin} onLeave={() => { setCorrecting(null); }} />}
    </div>
  );
}

function Leaving({ sending }: { sending: Sending }) {
  return <>{sending.now.filter(({ over }) => over === null).map(({ id, text }) => <OnItsWay key={id} text={text} state={own.leaving} />)}</>;
}

function OnItsWay({ text, state }: { text: string; state: string }) {
  return (
    <li class="message message--mine message--waiting">
      <p class="message__head">{state}</p>
      <div class="message__body"><div class="prose"><Linked text={text} /></div></div>
    </li>
  );
}

/** What had been seen when the reader came; fixed for the visit, so that the mark stays where it is. */
function useVisit(view: RoomView): Visit {
  const [visit, setVisit] = useState<Visit>({ since: view.facts.read_until, until: null });
  const { complete } = view.workspace;
  useEffect(() => {
    if (complete) setVisit(({ since }) => ({ since, until: view.items.reduce((latest, { created }) => (created > latest ? created : latest), "") }));
  }, [complete]);
  return visit;
}

/** Tells the server how far one has read, while the page is looked at. */
function useMarkRead(view: RoomView, lines: readonly Line[]): void {
  const { me } = useApp();
  const told = useRef(view.facts.read_until ?? "");
  const newest = lines.findLast(({ author }) => author !== me.id)?.item;
  const { complete } = view.workspace;
  useEffect(() => {
    const tell = (): void => {
      if (newest === undefined || !complete || newest.created <= told.current || document.visibilityState !== "visible") return;
      const before = told.current;
      told.current = newest.created;
      product.markRead(view.facts.id, newest.id).catch(() => { told.current = before; }); // the next look tries again
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => { document.removeEventListener("visibilitychange", tell); };
  }, [newest?.id, complete]);
}

/** Who is in the conversation hears sooner than elsewhere in the room. */
function useQuickNews(view: RoomView): void {
  const now = useRef(view);
  now.current = view;
  useEffect(() => {
    const timer = setInterval(() => { if (document.visibilityState === "visible") void now.current.refresh(); }, QUICK);
    return () => { clearInterval(timer); };
  }, []);
}

/** Says to screen readers what comes in, without moving the focus. */
function Arrivals({ view, lines }: { view: RoomView; lines: readonly Line[] }) {
  const { me } = useApp();
  const newest = lines.findLast(({ item, author }) => author !== me.id && item.state === "opened");
  const known = useRef<string | undefined>(undefined);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (!view.workspace.complete) return;
    const first = known.current === undefined;
    known.current = newest?.item.id ?? "";
    if (first || newest?.item.state !== "opened") return;
    setSaid(`${nameOf(view, newest.author)}: ${valuesOf(newest.item.head.content)["text"] ?? ""}`);
  }, [newest?.item.id, view.workspace.complete]);
  return <p class="visually-hidden" role="status">{said}</p>;
}

/** The newest of a long thread; older ones on demand, and the page stays where it was read. */
function useWindow(box: { readonly current: HTMLElement | null }, lines: readonly Line[], target: string | undefined) {
  const [count, setCount] = useState(WINDOW);
  const place = target === undefined ? -1 : lines.findIndex(({ item }) => item.id === target);
  const needed = place < 0 ? count : Math.max(count, lines.length - place + 10);
  const height = useRef<number | null>(null);
  const pinned = useRef(target === undefined);
  useLayoutEffect(() => {
    if (height.current === null) return;
    scrollBy(0, document.documentElement.scrollHeight - height.current);
    height.current = null;
  }, [count]);
  useEffect(() => {
    const moved = (): void => { pinned.current = innerHeight + scrollY > endOf(box.current) - 80; };
    addEventListener("scroll", moved, { passive: true });
    return () => { removeEventListener("scroll", moved); };
  }, []);
  useLayoutEffect(() => {
    if (pinned.current) scrollTo(0, endOf(box.current) - innerHeight);
  }, [lines]);
  useLayoutEffect(() => {
    const found = target === undefined ? null : document.getElementById(`message-${target}`);
    found?.scrollIntoView({ block: "center" });
    found?.focus({ preventScroll: true });
  }, [place >= 0]);
  const showOlder = (): void => {
    height.current = document.documentElement.scrollHeight;
    setCount(needed + 2 * WINDOW);
  };
  const pin = (): void => {
    pinned.current = true;
    requestAnimationFrame(() => { scrollTo(0, endOf(box.current) - innerHeight); });
  };
  return { shown: lines.slice(-needed), older: Math.max(0, lines.length - needed), showOlder, pin };
}

/** Where the conversation ends, from the top of the page. */
function endOf(box: HTMLElement | null): number {
  return box === null ? 0 : box.getBoundingClientRect().bottom + scrollY + 16;
}
