/** One document of a file: what it is, its file, and how it stands for each auditor. */
import { useState } from "preact/hooks";
import { fetchDocument, HttpDepot, readFacts, signDestruction, Tampered, type Entry, type Workspace } from "../core";
import { codesOf, kindOf, seals, type KeptDocument } from "../facts/seals";
import { valuesOf } from "../facts/values";
import { sealWords as own } from "../texts/seals";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, LinkButton, Notice, Prose, Said } from "./parts";
import { OneReader } from "./one-reader";
import { save } from "./save";
import type { KeptState } from "./seal-state";

const depot = new HttpDepot();

interface Props extends KeptState {
  readonly document: KeptDocument;
  readonly onSaid: (sentence: string) => void;
  readonly again: () => Promise<void>;
}

export function SealDocument(props: Props) {
  const { facts, workspace, document, again } = props;
  const { when } = useApp();
  const found = workspace?.get(document.id);
  const entry = found?.state === "opened" ? found : null;
  const title = entry === null ? kindOf(facts, document.kind) : (valuesOf(entry.head.content)["title"] ?? "");
  const day = when.day(document.added);
  const added = document.added_by === "" ? own.addedOn(day) : own.addedBy(document.added_by, day);
  return (
    <div class="stack stack--tight">
      <h3 class="item__title">{title}</h3>
      <p class="muted small">{[kindOf(facts, document.kind), own.serves(codesOf(facts, document.standards)), added].join(" · ")}{!facts.changes && !document.frozen && ` · ${own.since}`}</p>
      {found?.state === "refused" && <BlockedItem error={found.reason} />}
      {workspace !== null && found === undefined && <Notice tone="warning"><p>{own.unreadable}</p></Notice>}
      {entry !== null && workspace !== null && <Words entry={entry} title={title} workspace={workspace} />}
      {facts.readers.length > 0 && (
        <ul class="plain-list">
          {facts.readers.map((reader) => (
            <li key={reader.person}><OneReader reader={reader} pieces={reader.pieces.filter(({ item }) => item === document.id)} title={title} onTakeBack={async (copies) => { await seals.takeBack(facts.id, copies); }} onChanged={again} /></li>
          ))}
        </ul>
      )}
      {facts.changes && <Changing {...props} entry={entry} title={title} />}
    </div>
  );
}

function Words({ entry, title, workspace }: { entry: Entry; title: string; workspace: Workspace }) {
  const { words } = useApp();
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [file] = useState(() => { try { return readFacts(entry.head.content); } catch (reason) { return reason as Tampered; } });
  if (file instanceof Tampered) return <BlockedItem error={file} />;
  const { note = "" } = valuesOf(entry.head.content);
  const keep = async (): Promise<void> => {
    setError(null);
    setPercent(0);
    try {
      save(await fetchDocument(depot, workspace, entry.head, (share) => { setPercent(Math.floor(100 * share)); }), file.name);
    } catch (reason) {
      setError(reason);
    }
    setPercent(null);
  };
  return (
    <>
      {note !== "" && <Prose>{note}</Prose>}
      <div class="row">
        <button type="button" class="button button--small" aria-label={own.downloadOf(title)} aria-disabled={percent === null ? undefined : "true"} onClick={() => { if (percent === null) void keep(); }}>{own.download}</button>
        <span class="muted small">{file.name} · {words.documents.facts(file.size)}</span>
      </div>
      {percent !== null && <p class="small" role="status">{own.fetching(percent)}</p>}
      {error instanceof Tampered ? <BlockedItem error={error} /> : error !== null && <Said error={inWords(error, words)} />}
    </>
  );
}

function Changing({ facts, workspace, document, entry, title, onSaid, again }: Props & { readonly entry: Entry | null; readonly title: string }) {
  const { me, words } = useApp();
  const [sure, setSure] = useState(false);
  const [error, setError] = useState("");
  const remove = async (): Promise<void> => {
    try {
      // Whoever alone has written it destroys it; a colleague takes it out of the file.
      const mine = workspace !== null && entry !== null && entry.author === me.id && (await workspace.history(document.id)).every(({ author }) => author === me.id);
      await seals.remove(facts.id, document.id, mine ? await signDestruction(workspace.vault.self, entry) : "");
      onSaid(own.removed);
      await again();
    } catch (reason) {
      setError(inWords(reason, words));
    }
  };
  if (sure) {
    return (
      <Notice tone="warning" alert>
        <p>{error === "" ? own.removeText : error}</p>
        <div class="actions"><Button small kind="danger" icon="trash" onClick={() => void remove()}>{own.removeSure}</Button><Button small kind="plain" onClick={() => { setSure(false); }}>{words.cancel}</Button></div>
      </Notice>
    );
  }
  return (
    <div class="actions">
      {entry !== null && <LinkButton small kind="plain" icon="pencil" href={`#${document.id}`}>{own.change}</LinkButton>}
      <button type="button" class="button button--plain button--small" aria-label={own.removeOf(title)} onClick={() => { setSure(true); }}>{own.remove}</button>
    </div>
  );
}
