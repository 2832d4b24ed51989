/** Choosing a vault passphrase: a generated one first, or one's own that is as strong. */
import { useId, useState } from "preact/hooks";
import { fold, makePassphrase, NEEDED_BITS, ownOptions, passkeysPossible, strength, strongEnough, usePasskey, type Way, type WordLanguage } from "../core";
import { useLoaded } from "./app";
import { useWords } from "./context";
import { Button, Checkbox, Notice, SecretField } from "./parts";
import { product } from "../facts/product";

interface Props {
  readonly go: string;
  readonly busy?: boolean;
  readonly error?: string;
  readonly onChosen: (passphrase: string) => void;
  /** Where a passkey of the person may open the vault instead. */
  readonly onPasskey?: (way: Way, secret: string) => void;
  readonly onBack: () => void;
}

type Choice = "generated" | "own" | "passkey";

export function ChoosePassphrase({ go, busy = false, error = "", onChosen, onPasskey, onBack }: Props) {
  const words = useWords();
  const { value: passkeys } = useLoaded(() => (onPasskey && passkeysPossible() ? product.passkeys() : Promise.resolve([])), "passkeys");
  const [choice, setChoice] = useState<Choice>("generated");
  const own = choice === "own";
  const [proposal, setProposal] = useState(() => makePassphrase(words.language as WordLanguage));
  const [kept, setKept] = useState(false);
  const [typed, setTyped] = useState("");
  const [repeated, setRepeated] = useState("");
  const [problem, setProblem] = useState("");
  const bind = async (): Promise<void> => {
    try {
      const used = await usePasskey(ownOptions(passkeys?.map((one) => one.credential) ?? []));
      if (used.secret === null) setProblem(words.passkeys.noSecret);
      else onPasskey?.(used.way, used.secret);
    } catch {
      setProblem(words.passkeys.stopped);
    }
  };
  const choose = (next: Choice): void => {
    setChoice(next);
    setProblem("");
  };
  const check = (): void => {
    if (choice === "passkey") {
      void bind();
      return;
    }
    const found = own ? ownProblem() : kept ? "" : words.setUp.mustKeep;
    setProblem(found);
    if (found === "" && !busy) onChosen(own ? typed : proposal);
  };
  const ownProblem = (): string => {
    if (!strongEnough(typed)) return words.setUp.weak;
    return fold(typed) === fold(repeated) ? "" : words.setUp.different;
  };
  const renew = (): void => {
    setProposal(makePassphrase(words.language as WordLanguage));
    setKept(false);
  };
  return (
    <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); check(); }}>
      <fieldset class="field">
        <legend class="field__label">{words.setUp.choice}</legend>
        <div class="choices choices--cards">
          <ChoiceCard label={words.setUp.generated} hint={words.setUp.generatedHint} checked={choice === "generated"} onChoose={() => { choose("generated"); }} />
          <ChoiceCard label={words.setUp.own} hint={words.setUp.ownHint} checked={own} onChoose={() => { choose("own"); }} />
          {passkeys && passkeys.length > 0 && <ChoiceCard label={words.passkeys.instead} hint={words.passkeys.insteadHint} checked={choice === "passkey"} onChoose={() => { choose("passkey"); }} />}
        </div>
      </fieldset>
      {own ? (
        <>
          <SecretField label={words.setUp.type} hint={words.setUp.folded} value={typed} onValue={setTyped} autocomplete="new-password" error={problem === words.setUp.weak ? problem : ""} />
          <Meter passphrase={typed} />
          <SecretField label={words.setUp.repeat} value={repeated} onValue={setRepeated} autocomplete="new-password" error={problem === words.setUp.different ? problem : ""} />
        </>
      ) : choice === "passkey" ? (
        <>
          <p>{words.passkeys.insteadGo}</p>
          {problem !== "" && <Notice tone="error" alert><p>{problem}</p></Notice>}
        </>
      ) : (
        <>
          <Proposal passphrase={proposal} onAnother={renew} />
          <Checkbox label={words.setUp.keptPassphrase} checked={kept} onChecked={setKept} />
          {problem !== "" && <Notice tone="error" alert><p>{problem}</p></Notice>}
        </>
      )}
      {error !== "" && <Notice tone="error" alert><p>{error}</p></Notice>}
      <p class="visually-hidden" role="status">{own ? problem : ""}</p>
      <div class="actions">
        <Button type="submit" kind="primary" icon="arrow-right" busy={busy}>{go}</Button>
        <Button kind="plain" onClick={onBack}>{words.back}</Button>
      </div>
    </form>
  );
}

function ChoiceCard({ label, hint, checked, onChoose }: { label: string; hint: string; checked: boolean; onChoose: () => void }) {
  const id = useId();
  return (
    <label class="choice" for={id}>
      <input id={id} type="radio" name="passphrase-choice" checked={checked} onChange={onChoose} />
      <span class="choice__text"><span class="choice__label">{label}</span><span class="choice__hint">{hint}</span></span>
    </label>
  );
}

function Proposal({ passphrase, onAnother }: { passphrase: string; onAnother: () => void }) {
  const words = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(passphrase);
    setCopied(true);
  };
  return (
    <div class="field">
      <p class="field__label">{words.setUp.proposal}</p>
      <p class="passphrase" translate={false}>{passphrase}</p>
      <div class="actions">
        <Button small icon="copy" onClick={() => void copy()}>{copied ? words.setUp.copied : words.setUp.copy}</Button>
        <Button small kind="plain" onClick={() => { setCopied(false); onAnother(); }}>{words.setUp.another}</Button>
      </div>
      <p class="visually-hidden" role="status">{copied ? words.setUp.copied : ""}</p>
    </div>
  );
}

function Meter({ passphrase }: { passphrase: string }) {
  const words = useWords();
  const percent = Math.min(100, Math.floor((100 * strength(passphrase)) / NEEDED_BITS));
  const label = words.setUp.strength(percent);
  return (
    <div class={percent < 100 ? "meter meter--weak" : "meter"}>
      <progress max={100} value={percent} aria-label={label} />
      <span class="small muted">{label}</span>
    </div>
  );
}
