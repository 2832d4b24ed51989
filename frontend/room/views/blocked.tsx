/** What the vault refuses, said so that people know what happened and what to do. */
import { useState } from "preact/hooks";
import { acceptName, Renamed, type Tampered, type Vault } from "../core";
import { useWords } from "./context";
import { inWords, meaning } from "./failures";
import { Button, Notice, Said, Title } from "./parts";
import { Safety } from "./safety";

/** Instead of the page. A changed key can be accepted by comparing the safety number anew, a changed name by asking. */
export function Blocked({ error, vault, person, level = 1 }: { error: Tampered; vault?: Vault; person?: { person: string; name: string }; level?: 1 | 2 }) {
  const words = useWords();
  const changed = error.reason === "pin" && vault && person?.person === error.detail ? { vault, person } : null;
  const renamed = error instanceof Renamed && vault ? { vault, error } : null;
  return (
    <div class="stack stack--loose">
      <Title level={level}>{words.blocked.title}</Title>
      <Notice tone="error" alert>
        <p>{renamed ? words.safety.renamed(renamed.error.before, renamed.error.now) : meaning(error.reason, words)}</p>
        <p>{renamed ? words.safety.renamedDo : changed ? words.blocked.doKey : words.blocked.doAll}</p>
        <Code error={error} />
      </Notice>
      {changed && <Safety vault={changed.vault} counterpart={changed.person} onCompared={() => { location.reload(); }} />}
      {renamed && <Rename {...renamed} />}
      <div class="actions"><Button onClick={() => { location.reload(); }}>{words.reload}</Button></div>
    </div>
  );
}

function Rename({ vault, error }: { vault: Vault; error: Renamed }) {
  const words = useWords();
  const [failure, setFailure] = useState("");
  const accept = async (): Promise<void> => {
    try {
      await acceptName(vault, { person: error.person, name: error.now });
      location.reload();
    } catch (reason) {
      setFailure(inWords(reason, words));
    }
  };
  return (
    <>
      <Said error={failure} />
      <div class="actions"><Button onClick={() => void accept()}>{words.safety.rename(error.now)}</Button></div>
    </>
  );
}

/** Instead of one item among others. */
export function BlockedItem({ error }: { error: Tampered }) {
  const words = useWords();
  return (
    <Notice tone="error" title={words.blocked.item}>
      <p>{meaning(error.reason, words)}</p>
      <p>{words.blocked.doItem}</p>
      <Code error={error} />
    </Notice>
  );
}

function Code({ error }: { error: Tampered }) {
  const words = useWords();
  return <p class="small muted">{words.blocked.code} <code>{error.message}</code></p>;
}
