/** Taking everything along: in which form, how far it is, and the file at the end. */
import { useEffect, useRef, useState } from "preact/hooks";
import { HttpDepot, Tampered, type Vault } from "../core";
import { makeExport, type Form, type Made } from "../export/export";
import { everythingWords } from "../texts/everything";
import { Blocked } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Crumbs } from "./frame";
import { Button, Notice, Title } from "./parts";
import { product } from "../facts/product";
import { save } from "./save";

type State =
  | { readonly state: "choosing" | "cancelled" }
  | { readonly state: "making"; readonly done: number; readonly all: number; readonly name: string }
  | { readonly state: "made"; readonly made: Made; readonly file: string }
  | { readonly state: "failed"; readonly error: unknown };

const depot = new HttpDepot();

export function Export({ vault }: { vault: Vault }) {
  const { words, when, me } = useApp();
  const own = everythingWords.export;
  const [form, setForm] = useState<Form>("markdown");
  const [state, setState] = useState<State>({ state: "choosing" });
  const stop = useRef(new AbortController());
  useEffect(() => () => { stop.current.abort(); }, []); // locked meanwhile: nothing more is decrypted
  const make = async (): Promise<void> => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    const at = new Date();
    setState({ state: "making", done: 0, all: 1, name: "" });
    const onProgress = (done: number, all: number, name: string): void => { setState({ state: "making", done, all, name }); };
    try {
      const made = await makeExport({ form, vault, sources: product, depot, name: me.name, site: location.origin, words, own, when, at, signal, onProgress });
      setState({ state: "made", made, file: own.file(at.toISOString().slice(0, 10), form === "sealed") });
    } catch (error) {
      setState(signal.aborted ? { state: "cancelled" } : { state: "failed", error });
    }
  };
  if (state.state === "failed" && state.error instanceof Tampered) return <Blocked error={state.error} />;
  return (
    <div class="narrow stack stack--loose">
      <Crumbs trail={[{ label: words.frame.vault, href: "/vault/" }, { label: own.crumb }]} />
      <Title lead={own.lead}>{own.heading}</Title>
      {state.state === "making" ? <Making state={state} onStop={() => { stop.current.abort(); }} /> : null}
      {state.state === "made" ? <Ready made={state.made} file={state.file} onAgain={() => { setState({ state: "choosing" }); }} /> : null}
      {state.state === "cancelled" && <div role="status"><Notice><p>{own.cancelled}</p></Notice></div>}
      {state.state === "failed" && <Notice tone="error" alert><p>{state.error instanceof RangeError ? own.noSpace : inWords(state.error, words)}</p></Notice>}
      {state.state !== "making" && state.state !== "made" && (
        <>
          <Choice form={form} onForm={setForm} />
          <div class="actions"><Button kind="primary" icon="download" onClick={() => void make()}>{own.make}</Button></div>
        </>
      )}
    </div>
  );
}

function Choice({ form, onForm }: { form: Form; onForm: (form: Form) => void }) {
  const own = everythingWords.export;
  const forms: [Form, string, string][] = [["markdown", own.readable, own.readableText], ["sealed", own.sealed, own.sealedText]];
  return (
    <fieldset class="field">
      <legend class="field__label">{own.which}</legend>
      <div class="choices choices--cards">
        {forms.map(([value, label, text]) => (
          <label key={value} class="choice">
            <input type="radio" name="form" value={value} checked={form === value} onChange={() => { onForm(value); }} />
            <span class="choice__text"><span class="choice__label">{label}</span><span class="choice__hint">{text}</span></span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Making({ state: { done, all, name }, onStop }: { state: State & { state: "making" }; onStop: () => void }) {
  const own = everythingWords.export;
  return (
    <section class="card card--quiet stack">
      <div class="meter">
        <progress max={Math.max(1, all)} value={done} aria-label={own.making} />
        <p class="small" role="status">{own.progress(done, all, name)}</p>
      </div>
      <div class="actions"><Button onClick={onStop}>{own.cancel}</Button></div>
    </section>
  );
}

function Ready({ made, file, onAgain }: { made: Made; file: string; onAgain: () => void }) {
  const { words } = useApp();
  const own = everythingWords.export;
  return (
    <div class="stack stack--loose">
      <div role="status"><Notice tone="success"><p>{own.done(made.texts, made.documents, words.documents.facts(made.zip.size))}</p></Notice></div>
      {made.left.length > 0 && (
        <Notice tone="warning" title={own.left}>
          <ul>{made.left.map((one, i) => <li key={i}>{one}</li>)}</ul>
        </Notice>
      )}
      <div class="actions">
        <Button kind="primary" icon="save" onClick={() => { save(made.zip, file); }}>{own.save}</Button>
        <Button kind="plain" onClick={onAgain}>{own.again}</Button>
      </div>
    </div>
  );
}
