/** A file that was shown: recordings play here, pictures are seen here, everything else is a download. */
import { useEffect, useState } from "preact/hooks";
import { readFacts, Tampered, type DocumentFacts, type OpenedCopy } from "../core";
import { certificationWords as own } from "../texts/certification";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, Notice } from "./parts";
import type { Shelf } from "./reading-shelf";
import { save } from "./save";
import { Icon } from "./shapes";

const PICTURES = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"];

/** What the page itself can show without running anything of it. */
export function shownAs(type: string): "audio" | "video" | "picture" | null {
  if (/^audio\/[\w.+-]+$/.test(type)) return "audio";
  if (/^video\/[\w.+-]+$/.test(type)) return "video";
  return PICTURES.includes(type) ? "picture" : null;
}

interface Props {
  readonly copy: OpenedCopy;
  readonly shelf: Shelf;
}

export function ShownFile({ copy, shelf }: Props) {
  const [facts] = useState(() => { try { return readFacts(copy.content); } catch (reason) { return reason as Tampered; } });
  return facts instanceof Tampered ? <BlockedItem error={facts} /> : <File copy={copy} shelf={shelf} facts={facts} />;
}

function File({ copy, shelf, facts }: Props & { readonly facts: DocumentFacts }) {
  const { words } = useApp();
  const [percent, setPercent] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [address, setAddress] = useState("");
  const way = shownAs(facts.type);
  useEffect(() => () => { if (address !== "") URL.revokeObjectURL(address); }, [address]);
  const fetched = async (then: (blob: Blob) => void): Promise<void> => {
    setError(null);
    setPercent(0);
    try {
      then(await shelf.document(copy, (share) => { setPercent(Math.floor(100 * share)); }));
    } catch (reason) {
      setError(reason);
    }
    setPercent(null);
  };
  const show = (): Promise<void> => fetched((blob) => { setAddress(URL.createObjectURL(new Blob([blob], { type: facts.type }))); });
  return (
    <div class="stack stack--tight">
      <p class="row"><Icon name="file-text" /><strong>{facts.name}</strong> <span class="muted small">{words.documents.facts(facts.size)}</span></p>
      {address !== "" && way === "audio" && <audio controls src={address} aria-label={facts.name} />}
      {address !== "" && way === "video" && <video controls src={address} aria-label={facts.name} />}
      {address !== "" && way === "picture" && <img class="picture" src={address} alt={facts.name} />}
      {percent !== null && <p class="small" role="status">{own.fetching(percent)}</p>}
      {error instanceof Tampered ? <BlockedItem error={error} /> : error !== null && <Notice tone="error" alert><p>{inWords(error, words)}</p></Notice>}
      <div class="actions">
        {way !== null && address === "" && <Button small icon={way === "picture" ? "search" : "circle-dot"} busy={percent !== null} onClick={() => void show()}>{way === "picture" ? own.see : own.play}</Button>}
        <Button small kind="plain" icon="download" busy={percent !== null} onClick={() => void fetched((blob) => { save(blob, facts.name); })}>{own.keep}</Button>
      </div>
    </div>
  );
}
