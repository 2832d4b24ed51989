/** The recovery kit: shown once on a sheet to print, then typed back. */
import { useState } from "preact/hooks";
import { fold, kitMistakes } from "../core";
import type { Words } from "../texts";
import { useApp } from "./context";
import { inNoKit, listOf } from "./kit-words";
import { Button, Notice, TextArea, Title } from "./parts";
import { Qr } from "./qr";
import { tidy } from "./tidy";

function proofProblem(kit: readonly string[], typed: string, words: Words): string {
  const list = listOf(typed);
  const differs = list.findIndex((word, i) => fold(word) !== fold(kit[i] ?? ""));
  if (differs >= 0 && differs < 24) {
    const known = !kitMistakes(tidy(typed)).includes(differs);
    return known ? words.kit.differs(differs + 1) : inNoKit(typed, differs, words);
  }
  return list.length === 24 ? "" : words.kit.wrongCount(list.length);
}

interface Props {
  readonly kit: readonly string[];
  readonly finish: string;
  readonly finishing: string;
  readonly busy: boolean;
  readonly error?: string;
  readonly onProven: () => void;
  readonly onBack?: () => void;
}

export function Kit(props: Props) {
  const [kept, setKept] = useState(false);
  return kept ? <Proof {...props} onSee={() => { setKept(false); }} /> : <Sheet {...props} onKept={() => { setKept(true); }} />;
}

function Sheet({ kit, onKept, onBack }: Props & { onKept: () => void }) {
  const { me, words, when } = useApp();
  return (
    <div class="stack stack--loose">
      <Title level={2} lead={words.kit.lead}>{words.kit.title}</Title>
      <section class="card kit-sheet">
        <h3>{words.kit.sheetTitle}</h3>
        <p class="muted">{words.kit.sheetFor(me.name)}. {words.kit.sheetMade(when.day(new Date().toISOString()), location.host)}</p>
        <ol class="kit-words" aria-label={words.kit.words}>{kit.map((word, i) => <li key={i}>{word}</li>)}</ol>
        <div class="kit-code">
          <Qr text={kit.join(" ")} label={words.kit.code} />
          <div class="stack stack--tight small"><p>{words.kit.sheetHow}</p><p class="muted">{words.kit.codeHow}</p></div>
        </div>
      </section>
      <div class="actions">
        <Button icon="printer" onClick={() => { print(); }}>{words.kit.print}</Button>
        <Button icon="download" onClick={() => { download(words, sheetText(kit, words, me.name)); }}>{words.kit.download}</Button>
      </div>
      <div class="actions">
        <Button kind="primary" icon="arrow-right" onClick={onKept}>{words.kit.kept}</Button>
        {onBack && <Button kind="plain" onClick={onBack}>{words.back}</Button>}
      </div>
    </div>
  );
}

function Proof({ kit, finish, finishing, busy, error = "", onProven, onSee }: Props & { onSee: () => void }) {
  const { words } = useApp();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState("");
  const check = (): void => {
    const found = proofProblem(kit, typed, words);
    setProblem(found);
    if (found === "" && !busy) onProven();
  };
  return (
    <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); check(); }}>
      <Title level={2} lead={words.kit.proofLead}>{words.kit.proofTitle}</Title>
      <TextArea label={words.kit.typed} value={typed} onValue={setTyped} error={problem} rows={5} />
      <p class="muted small" aria-live="off">{words.kit.count(listOf(typed).length)}</p>
      {error !== "" && <Notice tone="error" alert><p>{error}</p></Notice>}
      <div class="actions">
        <Button type="submit" kind="primary" icon="check" busy={busy}>{busy ? finishing : finish}</Button>
        <Button kind="plain" onClick={onSee}>{words.kit.again}</Button>
      </div>
      <p class="visually-hidden" role="status">{busy ? finishing : problem}</p>
    </form>
  );
}

function sheetText(kit: readonly string[], words: Words, name: string): string {
  const lines = kit.map((word, i) => `${String(i + 1).padStart(2)}. ${word}`);
  return [`Ithaca — ${words.kit.sheetTitle}`, words.kit.sheetFor(name), location.origin, "", ...lines, "", words.kit.sheetHow, ""].join("\r\n");
}

function download(words: Words, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = words.kit.file;
  link.click();
  setTimeout(() => { URL.revokeObjectURL(address); }, 10_000);
}
