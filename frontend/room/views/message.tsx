/** One message of the conversation. */
import { useState } from "preact/hooks";
import type { Entry } from "../core";
import { hrefOf } from "../facts/items";
import { withLinks } from "../facts/links";
import type { Line } from "../facts/thread";
import { valuesOf } from "../facts/values";
import { messageWords as own } from "../texts/messages";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { Marked } from "./found";
import { Button } from "./parts";
import { Remove } from "./remove";
import { nameOf, type RoomView } from "./room-state";
import { Icon } from "./shapes";

/** A text in which addresses can be followed. */
export function Linked({ text, query = "" }: { text: string; query?: string }) {
  return <>{withLinks(text).map((part) => part.href === undefined ? <Marked text={part.text} query={query} /> : <a href={part.href} target="_blank" rel="noopener noreferrer">{part.text}</a>)}</>;
}

interface Props {
  readonly view: RoomView;
  readonly line: Line;
  readonly query: string;
  readonly here: boolean;
  readonly onCorrect: (entry: Entry) => void;
}

export function Message({ view, line, query, here, onCorrect }: Props) {
  const { words, when, me } = useApp();
  const { item, author, goesOn } = line;
  const mine = author === me.id;
  const name = mine ? words.you : nameOf(view, author);
  return (
    <li id={`message-${item.id}`} class={["message", mine && "message--mine", goesOn && "message--on", here && "message--here"].filter(Boolean).join(" ")} tabIndex={here ? -1 : undefined}>
      <p class={goesOn ? "visually-hidden" : "message__head"}><strong>{name}</strong> <time dateTime={item.created}>{when.time(item.created)}</time></p>
      {item.state === "refused" && <BlockedItem error={item.reason} />}
      {item.state === "destroyed" && <p class="message__gone">{mine ? own.takenBackMine : own.takenBack(name)}</p>}
      {item.state === "opened" && <Body view={view} entry={item} mine={mine} query={query} onCorrect={onCorrect} />}
    </li>
  );
}

function Body({ view, entry, mine, query, onCorrect }: Pick<Props, "view" | "query" | "onCorrect"> & { entry: Entry; mine: boolean }) {
  const { words } = useApp();
  const [acting, setActing] = useState(false);
  return (
    <>
      <div class="message__body">
        <div class="prose"><Linked text={valuesOf(entry.head.content)["text"] ?? ""} query={query} /></div>
        {mine && view.writable && <button type="button" class="message__act" aria-expanded={acting} title={own.act} aria-label={own.act} onClick={() => { setActing(!acting); }}><Icon name="pencil" /></button>}
      </div>
      {entry.head.revision > 1 && <a class="small muted" href={`${hrefOf(entry, view.under)}/history`} aria-label={`${own.corrected}: ${own.versions}`}>{own.corrected}</a>}
      {acting && (
        <div class="actions">
          <Button small icon="pencil" onClick={() => { setActing(false); onCorrect(entry); }}>{own.correct}</Button>
          {entry.head.author === entry.author && <Remove view={view} entry={entry} text={own.takeBackText} label={own.takeBack} sure={own.takeBackSure} onRemoved={() => { setActing(false); }} />}
          <Button small kind="plain" onClick={() => { setActing(false); }}>{words.cancel}</Button>
        </div>
      )}
    </>
  );
}
