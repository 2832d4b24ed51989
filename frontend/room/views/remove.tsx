/** Removing what one has made oneself, text and bytes; that something was there stays known. */
import { useState } from "preact/hooks";
import type { Entry } from "../core";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button } from "./parts";
import type { TextsView } from "./room-state";

interface Props {
  readonly view: TextsView;
  readonly entry: Entry;
  /** What removing means, said before it is done. */
  readonly text?: string;
  /** How it is called and confirmed, where it is not a document. */
  readonly label?: string;
  readonly sure?: string;
  readonly onRemoved: () => void;
}

/** Asks twice, in place: destroyed is destroyed. */
export function Remove({ view, entry, text, label, sure: yes, onRemoved }: Props) {
  const { me, words } = useApp();
  const [sure, setSure] = useState(false);
  const [error, setError] = useState("");
  if (!view.writable || entry.author !== me.id) return null;
  const remove = async (): Promise<void> => {
    try {
      await view.exclusive(() => view.workspace.destroy(entry.id));
      onRemoved();
      await view.refresh();
    } catch (reason) {
      setError(inWords(reason, words));
    }
  };
  if (!sure) return <Button small kind="plain" onClick={() => { setSure(true); }}>{label ?? words.documents.remove}</Button>;
  return (
    <span class="row">
      <span class="small" role="alert">{error || (text ?? words.documents.removeText)}</span>
      <Button small icon="trash" onClick={() => void remove()}>{yes ?? words.documents.removeSure}</Button>
      <Button small kind="plain" onClick={() => { setSure(false); }}>{words.cancel}</Button>
    </span>
  );
}
