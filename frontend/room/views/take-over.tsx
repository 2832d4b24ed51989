/** A frozen copy of one's own text out of the pair's room, for a portfolio: the name of the mentee stays there. */
import { useState } from "preact/hooks";
import { checkName, openPairRoom, type Entry, type JsonObject, type Vault } from "../core";
import { titleOf } from "../facts/items";
import { frozenFrom } from "../facts/portfolio";
import { product, type ExhibitFacts, type MeetingFacts } from "../facts/product";
import { portfolioWords as own } from "../texts/portfolio";
import { useApp } from "./context";
import { Button, Notice, Waiting } from "./parts";

/** What is one's own to show: never agreed texts, never messages. */
const TAKEN: readonly string[] = ["note", "summary", "agenda", "goal", "review"];

export interface Taken {
  readonly title: string;
  readonly text: string;
  readonly source: JsonObject;
}

interface Found {
  readonly room: string;
  readonly name: string;
  readonly entries: readonly Entry[];
  readonly meetings: readonly MeetingFacts[];
}

async function textsOf(vault: Vault, mentorship: string): Promise<Found | null> {
  const facts = await product.mentorship(mentorship);
  if (facts.room === null) return null;
  checkName(vault.ledger, facts.counterpart);
  const workspace = await openPairRoom(vault, facts.room, facts.counterpart.person);
  const opened = workspace.items.filter((item): item is Entry => item.state === "opened" && TAKEN.includes(item.kind));
  return { room: facts.room, name: facts.counterpart.name, entries: opened.filter(({ head }) => head.author === vault.person), meetings: facts.meetings };
}

export function TakeOver({ vault, item, onTaken }: { vault: Vault; item: ExhibitFacts; onTaken: (taken: Taken) => void }) {
  const { words, when } = useApp();
  const [found, setFound] = useState<Found | null | "asked" | "shut">(null);
  const { mentorship } = item;
  if (mentorship === null) return null;
  const look = async (): Promise<void> => {
    setFound("asked");
    try {
      setFound((await textsOf(vault, mentorship)) ?? "shut");
    } catch {
      setFound("shut");
    }
  };
  if (found === null) return <div class="actions"><Button icon="copy" onClick={() => void look()}>{own.takeOver}</Button></div>;
  if (found === "asked") return <Waiting>{words.opening}</Waiting>;
  if (found === "shut") return <Notice tone="warning"><p>{own.roomShut}</p></Notice>;
  return (
    <section class="card card--quiet stack">
      <h2 class="card__title">{own.takeOver}</h2>
      <p class="small">{found.entries.length === 0 ? own.nothingToTake : own.takeOverText}</p>
      <ul class="items">
        {found.entries.map((entry) => (
          <li key={entry.id} class="item">
            <h3 class="item__title">{titleOf(found, entry, words, when)}</h3>
            <div class="actions"><Button small onClick={() => { onTaken(frozenFrom(entry, found.room, found.name, own.mentee(item.letter))); }}>{own.take}</Button></div>
          </li>
        ))}
      </ul>
    </section>
  );
}
