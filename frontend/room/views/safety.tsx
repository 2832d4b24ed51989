/**
 * The safety number: the same digits on both screens, or something is wrong. The code holds the address of this very
 * page with the digits behind the #, which never reach the server: scanned with a telephone that is signed in, it opens
 * here and is compared.
 */
import { useEffect, useState } from "preact/hooks";
import type { Vault } from "../core";
import { goInstead, usePlace } from "./address";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Badge, Button, Notice, Said, Waiting } from "./parts";
import type { Counterpart } from "../facts/product";
import { Qr } from "./qr";

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
  const [section, scanned = ""] = usePlace();
  useEffect(() => {
    vault.safetyNumber(counterpart.person).then(setNumber, (reason: unknown) => { setError(inWords(reason, words)); });
  }, [vault, counterpart.person]);
  const mark = async (groups: readonly string[]): Promise<void> => {
    try {
      await vault.markCompared(counterpart.person, groups, counterpart.name);
      setNumber(await vault.safetyNumber(counterpart.person));
      setDone(words.safety.done);
      if (scanned !== "") goInstead("safety");
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
      {number && section === "safety" && scanned !== "" && <Scanned same={scanned === number.groups.join("")} />}
      {number && <Digits groups={number.groups} />}
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

function Digits({ groups }: { groups: readonly string[] }) {
  const { words } = useApp();
  return (
    <>
      <ol class="digits" aria-label={words.safety.digits}>
        {groups.map((group, i) => <li key={i}>{group}</li>)}
      </ol>
      <p>{words.safety.why}</p>
      <details class="disclosure">
        <summary>{words.safety.scan}</summary>
        <p class="small muted">{words.safety.scanHow}</p>
        <Qr text={`${location.origin}${location.pathname}#safety/${groups.join("")}`} label={words.safety.code} />
      </details>
    </>
  );
}

function Scanned({ same }: { same: boolean }) {
  const { words } = useApp();
  if (same) return <Notice alert><p>{words.safety.scannedSame}</p></Notice>;
  return <Notice tone="error" alert><p>{words.safety.scannedOther}</p></Notice>;
}
