/** Who can open the documents of a file, and letting in a colleague who can't yet. */
import { useState } from "preact/hooks";
import { Tampered, type Vault } from "../core";
import type { Keeper } from "../facts/seals";
import { sealWords as own } from "../texts/seals";
import { Blocked } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Badge, Button, Notice, Said } from "./parts";
import { Safety } from "./safety";
import { giveKey, waitsForKey, type KeptState } from "./seal-state";

interface Props extends KeptState {
  readonly vault: Vault;
  readonly again: () => Promise<void>;
}

export function Keepers(props: Props) {
  const { vault, facts, workspace } = props;
  const { words } = useApp();
  const { busy, done, failed, letIn } = useLettingIn(props);
  const inside = facts.keepers.filter((one) => one.inside);
  return (
    <section class="stack">
      <div class="stack stack--tight"><h2>{own.keepers}</h2><p class="muted small">{own.keepersText}</p></div>
      {workspace !== null && inside.length === 1 && facts.documents.length > 0 && <Notice tone="warning"><p>{own.alone}</p></Notice>}
      {failed?.error instanceof Tampered && <Blocked error={failed.error} vault={vault} level={2} person={failed.keeper} />}
      <Said done={done} error={failed === null || failed.error instanceof Tampered ? "" : inWords(failed.error, words)} />
      <ul class="items">{facts.keepers.map((keeper) => <li key={keeper.person} class="item"><OneKeeper {...props} keeper={keeper} busy={busy} onLetIn={() => void letIn(keeper)} /></li>)}</ul>
    </section>
  );
}

function useLettingIn({ vault, facts, workspace, again }: Props) {
  const [done, setDone] = useState("");
  const [failed, setFailed] = useState<{ error: unknown; keeper: Keeper } | null>(null);
  const [busy, setBusy] = useState(false);
  const letIn = async (keeper: Keeper): Promise<void> => {
    if (workspace === null || busy) return;
    setBusy(true);
    setFailed(null);
    try {
      await giveKey(vault, workspace, facts, keeper);
      setDone(own.letInDone(keeper.name));
      await again();
    } catch (error) {
      setFailed({ error, keeper });
    }
    setBusy(false);
  };
  return { busy, done, failed, letIn };
}

function OneKeeper({ vault, facts, workspace, keeper, busy, onLetIn }: Props & { readonly keeper: Keeper; readonly busy: boolean; readonly onLetIn: () => void }) {
  const { me } = useApp();
  const waits = (facts.room !== null || facts.others_room) && waitsForKey(workspace, keeper);
  return (
    <div class="stack stack--tight">
      <div class="row row--between">
        <span>{keeper.name}{keeper.person === me.id && <span class="muted"> ({own.you})</span>}</span>
        <KeeperBadge keeper={keeper} waits={waits} />
      </div>
      {workspace !== null && waits && keeper.person !== me.id && (
        <>
          <div class="actions"><Button small icon="key-round" busy={busy} onClick={onLetIn}>{own.letIn(keeper.name)}</Button></div>
          <details class="disclosure"><summary>{own.checkKey(keeper.name)}</summary><Safety vault={vault} counterpart={keeper} /></details>
        </>
      )}
    </div>
  );
}

function KeeperBadge({ keeper, waits }: { keeper: Keeper; waits: boolean }) {
  if (!keeper.has_keyring) return <Badge tone="ended">{own.noKeysYet}</Badge>;
  if (waits) return <Badge tone="attention">{own.waitsForKey}</Badge>;
  return keeper.inside ? <Badge tone="done">{own.opens}</Badge> : <Badge tone="waiting">{own.willOpen}</Badge>;
}
