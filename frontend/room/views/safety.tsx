/** The safety number: the same digits on both screens, or something is wrong. */
import { useEffect, useState } from "preact/hooks";
import type { Vault } from "../core";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Badge, Button, Said, Waiting } from "./parts";
import type { Counterpart } from "./product";

interface Props {
  readonly vault: Vault;
  readonly counterpart: Counterpart;
  readonly onCompared?: () => void;
}

export function Safety({ vault, counterpart, onCompared }: Props) {
  const { words, when } = useApp();
  const [number, setNumber] = useState<{ groups: string[]; compared: string | null } | null>(null);
  const [error, setError] = useState("");
  const [done, setDone] = useState("");
  useEffect(() => {
    vault.safetyNumber(counterpart.person).then(setNumber, (reason: unknown) => { setError(inWords(reason, words)); });
  }, [vault, counterpart.person]);
  const mark = async (groups: readonly string[]): Promise<void> => {
    try {
      await vault.markCompared(counterpart.person, groups);
      setNumber(await vault.safetyNumber(counterpart.person));
      setDone(words.safety.done);
      onCompared?.();
    } catch (reason) {
      setError(inWords(reason, words));
    }
  };
  return (
    <section class="card">
      <h2 class="card__title">{words.safety.title}</h2>
      <p>{words.safety.lead(counterpart.name)}</p>
      {number === null && error === "" && <Waiting>{words.loading}</Waiting>}
      {number && (
        <ol class="digits" aria-label={words.safety.digits}>
          {number.groups.map((group, i) => <li key={i}>{group}</li>)}
        </ol>
      )}
      <p>{words.safety.why}</p>
      {number && (
        <div class="actions">
          {number.compared === null && <Button kind="primary" icon="shield-check" onClick={() => void mark(number.groups)}>{words.safety.mark}</Button>}
          {number.compared === null ? <Badge tone="waiting">{words.safety.notCompared}</Badge> : <Badge tone="done">{words.safety.compared(when.moment(number.compared))}</Badge>}
        </div>
      )}
      <Said error={error} done={done} />
    </section>
  );
}
