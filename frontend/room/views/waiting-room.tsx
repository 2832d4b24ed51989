/** A room between old keys and new ones: what its two people see until it is granted again. */
import { useEffect, useState } from "preact/hooks";
import type { Vault } from "../core";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, Notice, Title } from "./parts";
import type { Counterpart } from "../facts/product";
import type { TextsView } from "./room-state";
import { Safety } from "./safety";

/** How often one looks whether the other has granted the room again. */
const LOOK_EVERY = 10_000;

/** To the one who has new keys; opens by itself once the other has granted the room again. */
export function WaitingRoom({ vault, counterpart, level = 1, room }: { vault: Vault; counterpart: Counterpart; level?: 1 | 2; room: string | null }) {
  const { words } = useApp();
  useEffect(() => {
    if (room === null) return undefined;
    const look = (): void => { vault.openRoom(room).then(() => { location.reload(); }, () => undefined); };
    const timer = setInterval(look, LOOK_EVERY);
    return () => { clearInterval(timer); };
  }, [vault, room]);
  return (
    <div class="narrow stack stack--loose">
      <Title level={level} lead={words.renewal.waitingText(counterpart.name)}>{words.renewal.waitingTitle(counterpart.name)}</Title>
      <p>{words.renewal.waitingHow}</p>
      <Safety vault={vault} counterpart={counterpart} />
      <div class="actions"><Button onClick={() => { location.reload(); }}>{words.reload}</Button></div>
    </div>
  );
}

/** To the other, once the two have compared. */
export function GrantAgain({ view, counterpart, onSaid }: { view: TextsView; counterpart: Counterpart; onSaid: (sentence: string) => void }) {
  const { words } = useApp();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const waiting = view.workspace.waitingForGrant.find((member) => member.person === counterpart.person);
  if (waiting === undefined) return null;
  const grant = async (): Promise<void> => {
    setBusy(true);
    setError("");
    try {
      await view.exclusive(() => view.workspace.grantAgain());
      onSaid(words.renewal.regranted(waiting.name));
      await view.refresh();
    } catch (reason) {
      setError(inWords(reason, words));
    }
    setBusy(false);
  };
  return (
    <Notice tone="warning" title={words.renewal.regrantTitle(waiting.name)}>
      <p>{words.renewal.regrantText(waiting.name)}</p>
      {error !== "" && <p role="alert">{error}</p>}
      <div class="actions"><Button kind="primary" icon="key-round" busy={busy} onClick={() => void grant()}>{words.renewal.regrant(waiting.name)}</Button></div>
    </Notice>
  );
}
