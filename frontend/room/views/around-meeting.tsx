/** What stands around the texts of a meeting: its agenda, what is to be done, who has read its summary. */
import { useState } from "preact/hooks";
import type { Entry } from "../core";
import { product } from "../facts/product";
import { valuesOf } from "../facts/values";
import { planWords } from "../texts/plans";
import { ActionsOf, OpenActions } from "./actions";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, Prose, Said } from "./parts";
import { entriesOf, nameOf, type RoomView } from "./room-state";
import { Tied } from "./tied";

/** While an agenda or a summary is written: what one would otherwise look up elsewhere. */
export function AtHand({ view, kind, meeting }: { view: RoomView; kind: string; meeting: string }) {
  const agenda = kind === "summary" ? entriesOf(view, "agenda").find((entry) => entry.about === meeting) : undefined;
  const { text = "", questions = "" } = valuesOf(agenda?.head.content ?? {});
  const open = view.facts.actions.some(({ state }) => state === "open");
  if (!agenda && !open) return null;
  return (
    <aside class="card card--quiet">
      {agenda && <h3 class="field__label">{planWords.agendaOf}</h3>}
      {text !== "" && <Prose>{text}</Prose>}
      {questions !== "" && <><h4 class="field__label">{planWords.questions}</h4><Prose>{questions}</Prose></>}
      <OpenActions view={view} title={planWords.openActions} />
    </aside>
  );
}

/** Under a text of a meeting: what it led to. */
export function OfMeeting({ view, entry }: { view: RoomView; entry: Entry }) {
  if (entry.about === null) return null;
  return (
    <>
      {entry.kind === "summary" && <Readings view={view} entry={entry} meeting={entry.about} />}
      {entry.kind === "summary" && <ActionsOf view={view} belongs={{ goal: null, meeting: entry.about }} />}
      {entry.kind === "agenda" && <OpenActions view={view} title={planWords.openActions} />}
      <Tied view={view} to={entry.about} />
    </>
  );
}

function Readings({ view, entry, meeting }: { view: RoomView; entry: Entry; meeting: string }) {
  const { words, when, me } = useApp();
  const [error, setError] = useState("");
  const readings = view.facts.readings.filter((one) => one.meeting === meeting && one.person !== entry.head.author);
  const asked = view.writable && entry.head.author !== me.id && !readings.some(({ person, revision }) => person === me.id && revision === entry.head.revision);
  const confirm = async (): Promise<void> => {
    try {
      await product.confirmSummary(view.facts.id, meeting);
      await view.refresh();
    } catch (reason) {
      setError(inWords(reason, words));
    }
  };
  return (
    <div class="row" role="status">
      {readings.map(({ person, at, revision }) => (
        <span key={person} class="small muted">
          {person === me.id ? planWords.youRead(when.day(at)) : planWords.readBy(nameOf(view, person), when.day(at))}
          {revision < entry.head.revision && `, ${planWords.readBefore}`}
        </span>
      ))}
      {asked && <Button small icon="check" onClick={() => void confirm()}>{planWords.confirm}</Button>}
      <Said error={error} />
    </div>
  );
}
