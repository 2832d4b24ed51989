/** Handing one's ratings in for good, once nothing is missing. */
import { useState } from "preact/hooks";
import { judging, type ReadingFacts } from "../facts/certification";
import { certificationWords as own } from "../texts/certification";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, Notice, Said } from "./parts";
import type { Ratings } from "./reading-state";

interface Props {
  readonly facts: ReadingFacts;
  readonly ratings: Ratings;
  readonly onGiven: () => void;
}

export function Giving({ facts, ratings, onGiven }: Props) {
  const { words } = useApp();
  const [sure, setSure] = useState(false);
  const [error, setError] = useState("");
  const all = facts.competences.flatMap(({ abilities }) => abilities);
  const unrated = all.filter(({ slug }) => ratings.of(slug).mark === null);
  const silent = all.filter(({ slug }) => { const { mark, comment } = ratings.of(slug); return mark !== null && mark !== "met" && comment.trim() === ""; });
  const codes = (some: typeof all): string => some.map(({ code }) => code).join(", ");
  const give = async (): Promise<void> => {
    try {
      await ratings.settled();
      await judging.give(facts.id);
      onGiven();
    } catch (reason) {
      setError(inWords(reason, words));
    }
  };
  return (
    <section class="card stack">
      <h2 class="card__title">{own.give}</h2>
      {unrated.length > 0 && <p>{own.toRate(codes(unrated))}</p>}
      {silent.length > 0 && <p>{own.toComment(codes(silent))}</p>}
      {unrated.length + silent.length === 0 && !sure && <div class="actions"><Button icon="check" onClick={() => { setSure(true); }}>{own.give}</Button></div>}
      {sure && unrated.length + silent.length === 0 && (
        <Notice tone="warning" alert>
          <p>{own.giveText}</p>
          <div class="actions"><Button kind="primary" icon="check" onClick={() => void give()}>{own.giveSure}</Button><Button kind="plain" onClick={() => { setSure(false); }}>{words.cancel}</Button></div>
        </Notice>
      )}
      <Said error={error} />
    </section>
  );
}
