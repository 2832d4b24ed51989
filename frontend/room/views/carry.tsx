/** Texts of one's own from the rooms of former mentorships, chosen one by one and written anew in this one. */
import { useEffect, useState } from "preact/hooks";
import { openPairRoom, type Entry, type Vault } from "../core";
import { carry, idIn, ownTexts } from "../facts/carrying";
import { titleOf } from "../facts/items";
import { product } from "../facts/product";
import { carryWords as own } from "../texts/carry";
import { go } from "./address";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, Checkbox, Empty, Notice, Said, Title, Waiting } from "./parts";
import type { RoomView } from "./room-state";

interface Former {
  readonly name: string;
  /** Null where the room does not open. */
  readonly entries: readonly Entry[] | null;
}

function useFormer(vault: Vault, view: RoomView): readonly Former[] | null {
  const [found, setFound] = useState<readonly Former[] | null>(null);
  useEffect(() => {
    const gather = async (): Promise<Former[]> => {
      const all: Former[] = [];
      for (const { room, counterpart } of view.facts.former) {
        const opened = await openPairRoom(vault, room, counterpart.person).catch(() => null);
        const entries = opened && (await ownTexts(opened));
        const here = await Promise.all((entries ?? []).map(async ({ id }) => view.workspace.get(await idIn(view.workspace.room, id)) !== undefined));
        all.push({ name: counterpart.name, entries: entries && entries.filter((_entry, i) => !here[i]) });
      }
      return all;
    };
    gather().then(setFound, () => { setFound([]); });
  }, [vault, view.facts.id]);
  return found;
}

interface Props {
  readonly vault: Vault;
  readonly view: RoomView;
  readonly onSaid: (sentence: string) => void;
}

export function Carry({ vault, view, onSaid }: Props) {
  const { words, when } = useApp();
  const former = useFormer(vault, view);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const take = async (): Promise<void> => {
    if (chosen.size === 0) {
      setError(own.choose);
      return;
    }
    setBusy(true);
    try {
      for (const { name, entries } of former ?? []) {
        for (const entry of (entries ?? []).filter(({ id }) => chosen.has(id))) {
          const origin = own.origin(name, when.day(entry.head.at));
          await view.exclusive(() => carry(view.workspace, entry, origin, (goal, object) => product.setGoal(view.facts.id, goal, null, object)));
        }
      }
      await view.refresh();
      onSaid(own.done(chosen.size));
      go("notes");
    } catch (reason) {
      setError(inWords(reason, words));
      setBusy(false);
    }
  };
  const full = former?.filter(({ entries }) => entries !== null && entries.length > 0) ?? [];
  return (
    <div class="stack stack--loose">
      <Title level={2} lead={own.lead}>{own.title}</Title>
      {former === null && <Waiting>{words.opening}</Waiting>}
      {former?.map(({ name, entries }) => entries === null && <Notice key={name} tone="warning"><p>{own.shut(name)}</p></Notice>)}
      {former !== null && full.length === 0 && <Empty drawing="lamp" title={own.none}><p>{own.noneText}</p></Empty>}
      {full.map((one) => <Choice key={one.name} view={view} former={one} chosen={chosen} onChosen={setChosen} />)}
      <Said error={error} />
      {full.length > 0 && <div class="actions"><Button kind="primary" busy={busy} onClick={() => void take()}>{own.go}</Button></div>}
    </div>
  );
}

function Choice({ view, former, chosen, onChosen }: { view: RoomView; former: Former; chosen: ReadonlySet<string>; onChosen: (chosen: ReadonlySet<string>) => void }) {
  const { words, when } = useApp();
  const toggle = (id: string, on: boolean): void => {
    const others = [...chosen].filter((one) => one !== id);
    onChosen(new Set(on ? [...others, id] : others));
  };
  const label = (entry: Entry): string => `${entry.kind === "goal" ? own.goal : own.note} · ${titleOf(view, entry, words, when)}`;
  return (
    <fieldset class="field">
      <legend class="field__label">{own.from(former.name)}</legend>
      <div class="choices">
        {former.entries?.map((entry) => <Checkbox key={entry.id} label={label(entry)} checked={chosen.has(entry.id)} onChecked={(on) => { toggle(entry.id, on); }} />)}
      </div>
    </fieldset>
  );
}
