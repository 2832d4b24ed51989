/** Sealing what was handed in to each reader who waits: who they are, how far it is, and what stands against it. */
import { useState } from "preact/hooks";
import { Tampered, type Vault, type Workspace } from "../core";
import { handOver, piecesToSeal, type PieceReader, type Release } from "../facts/pieces";
import { pieceWords as own } from "../texts/pieces";
import { Blocked } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, Notice, Said } from "./parts";
import { Safety } from "./safety";

interface Ways {
  readonly vault: Vault;
  readonly workspace: Workspace | null;
  readonly release: Release;
  readonly again: () => Promise<void>;
}

export interface Handing {
  readonly going: { readonly done: number; readonly of: number } | null;
  readonly done: string;
  readonly error: unknown;
  /** To whom it went when something stood against it. */
  readonly who: PieceReader | null;
  readonly run: (readers: readonly PieceReader[], more?: boolean) => Promise<void>;
}

export function useHandingOver({ vault, workspace, release, again }: Ways): Handing {
  const [going, setGoing] = useState<Handing["going"]>(null);
  const [done, setDone] = useState("");
  const [error, setError] = useState<unknown>(null);
  const [who, setWho] = useState<PieceReader | null>(null);
  const run = async (readers: readonly PieceReader[], more = false): Promise<void> => {
    if (going !== null || workspace === null) return;
    let of = readers.reduce((sum, one) => sum + piecesToSeal(one, more).length, 0);
    setError(null);
    setDone("");
    setGoing({ done: 0, of });
    let sealed = 0;
    try {
      for (const reader of readers) {
        setWho(reader);
        await handOver(vault, workspace, reader, release, { again: more, onPiece: () => { setGoing({ done: ++sealed, of }); } });
      }
    } catch (reason) {
      setError(reason);
      of = -1;
    }
    await again();
    setGoing(null);
    if (sealed === of) setDone(own.handed);
  };
  return { going, done, error, run, who };
}

/** That it is done, or what stands against it. */
export function HandedSaid({ vault, handing: { error, done, who } }: { vault: Vault; handing: Handing }) {
  const { words } = useApp();
  return (
    <>
      {error instanceof Tampered && <Blocked error={error} vault={vault} level={2} {...(who ? { person: who } : {})} />}
      <Said done={done} error={error === null || error instanceof Tampered ? "" : inWords(error, words)} />
    </>
  );
}

interface ReadersProps {
  readonly vault: Vault;
  readonly readers: readonly PieceReader[];
  readonly handing: Handing;
  /** What somebody is besides, said under their name. */
  readonly what?: (reader: PieceReader) => string;
}

export function Readers({ vault, readers, handing: { going, run }, what = () => "" }: ReadersProps) {
  const ready = readers.filter((one) => one.has_keyring && piecesToSeal(one).length > 0);
  return (
    <>
      <ul class="items">{readers.map((reader) => <li key={reader.person} class="item"><Reader vault={vault} reader={reader} what={what(reader)} onAgain={() => void run([reader], true)} /></li>)}</ul>
      {going !== null && <div class="advance"><progress max={Math.max(going.of, 1)} value={going.done} aria-label={own.sealing(going.done, going.of)} /><span class="small" role="status">{own.sealing(going.done, going.of)}</span></div>}
      {ready.length > 0 && <div class="actions"><Button kind="primary" icon="send" busy={going !== null} onClick={() => void run(ready)}>{own.handTo(ready.map(({ name }) => name).join(own.and))}</Button></div>}
    </>
  );
}

function Reader({ vault, reader, what, onAgain }: { vault: Vault; reader: PieceReader; what: string; onAgain: () => void }) {
  const n = piecesToSeal(reader).length;
  const back = reader.pieces.some(({ standing }) => standing === "taken back");
  return (
    <div class="stack stack--tight">
      <div class="row row--between">
        <h3 class="item__title">{reader.name}</h3>
        <span class={`badge badge--${n > 0 ? "attention" : "done"}`}>{n > 0 ? own.waits(n) : own.complete}</span>
      </div>
      {what !== "" && <p class="muted small">{what}</p>}
      {!reader.has_keyring && <Notice tone="warning"><p>{own.noKeys(reader.name)}</p></Notice>}
      {reader.has_keyring && (
        <details class="disclosure">
          <summary>{own.checkKey(reader.name)}</summary>
          <Safety vault={vault} counterpart={reader} />
        </details>
      )}
      {back && reader.has_keyring && <div class="actions"><Button small kind="plain" icon="send" onClick={onAgain}>{own.again(reader.name)}</Button></div>}
    </div>
  );
}
