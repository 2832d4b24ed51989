/** Documents and links that belong to a goal or a meeting. What belongs where stands in the text: the server doesn't know. */
import { useState } from "preact/hooks";
import type { Entry } from "../core";
import { valuesOf } from "../facts/values";
import { planWords } from "../texts/plans";
import { PlaceField } from "./actions";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Said } from "./parts";
import { entriesOf, type RoomView } from "./room-state";
import { Icon } from "./shapes";

/** Chosen by who shared it: a text that both have written in could be removed by neither alone. */
export function TieTo({ view, entry }: { view: RoomView; entry: Entry }) {
  const { me, words } = useApp();
  const [error, setError] = useState("");
  if (!view.writable || entry.author !== me.id || (view.facts.goals.length === 0 && view.meetings.length === 0)) return null;
  const tie = async (tied: string): Promise<void> => {
    try {
      await view.exclusive(() => view.workspace.revise(entry, { ...entry.head.content, tied }));
      setError("");
    } catch (reason) {
      setError(inWords(reason, words));
    }
    await view.refresh();
  };
  return (
    <>
      <PlaceField view={view} label={planWords.tied} value={valuesOf(entry.head.content)["tied"] ?? ""} onValue={(value) => void tie(value)} />
      <Said error={error} />
    </>
  );
}

/** What belongs to one goal or meeting. */
export function Tied({ view, to, level: Heading = "h3" }: { view: RoomView; to: string; level?: "h3" | "h4" }) {
  const found = entriesOf(view, "document", "link").filter((entry) => valuesOf(entry.head.content)["tied"]?.endsWith(`:${to}`));
  if (found.length === 0) return null;
  return (
    <div class="stack stack--tight">
      <Heading class="field__label">{planWords.tiedHere}</Heading>
      <ul class="stack stack--tight">
        {found.map((entry) => {
          const { name = "", title = "", address = "" } = valuesOf(entry.head.content);
          return <li key={entry.id} class="row"><Icon name="file-text" /><a href="#documents">{name || title || address}</a></li>;
        })}
      </ul>
    </div>
  );
}
