/** A kit of former keys, found again: it brings back the rooms that it opened. */
import { useState } from "preact/hooks";
import { WrongSecret, type Vault } from "../core";
import { useApp } from "./context";
import { inWords } from "./failures";
import { kitProblem } from "./kit-words";
import { Button, Notice, TextArea, Title } from "./parts";
import { painted } from "./unlock";
import { tidy } from "./tidy";

export function FormerKit({ vault, onBack }: { vault: Vault; onBack: () => void }) {
  const { words } = useApp();
  const [typed, setTyped] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState("");
  const open = async (): Promise<void> => {
    const problem = kitProblem(typed, words);
    setError(problem);
    if (problem !== "") return;
    setBusy(true);
    await painted();
    try {
      const { carried } = await vault.carryOver(await vault.formerSelf("kit", tidy(typed)));
      setDone(words.renewal.foundDone(carried));
    } catch (reason) {
      setError(reason instanceof WrongSecret ? words.renewal.foundWrong : inWords(reason, words));
    }
    setBusy(false);
  };
  return (
    <form class="narrow form" noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void open(); }}>
      <Title lead={words.renewal.foundLead}>{words.renewal.foundTitle}</Title>
      {done !== "" && <Notice tone="success" alert><p>{done}</p></Notice>}
      <TextArea label={words.unlock.kit} hint={words.unlock.kitHint} value={typed} onValue={setTyped} error={error} rows={4} />
      <div class="actions">
        <Button type="submit" kind="primary" icon="lock-open" busy={busy}>{words.renewal.foundGo}</Button>
        <Button kind="plain" onClick={onBack}>{words.back}</Button>
      </div>
    </form>
  );
}
