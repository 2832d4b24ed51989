/** Choosing a vault passphrase: a generated one first, or one's own that is as strong. */
import { useId, useState } from "preact/hooks";
import { ApiError, fold, makePasskey, makePassphrase, NEEDED_BITS, ownOptions, passkeysPossible, strength, strongEnough, usePasskey, type Used, type Way, type WordLanguage } from "../core";
import { useLoaded } from "./app";
import { useApp, useWords } from "./context";
import { inWords } from "./failures";
import { Button, Checkbox, Notice, SecretField } from "./parts";
import { product, type PasskeyFacts } from "../facts/product";
import type { Words } from "../texts";
import { ConfirmIdentity } from "./ways";

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
  const { me, words } = useApp();
  const { value: passkeys, again } = useLoaded(() => (onPasskey && passkeysPossible() ? product.passkeys() : Promise.resolve([])), "passkeys");
  const [choice, setChoice] = useState<Choice>("generated");
  const [problem, setProblem] = useState("");
  const { proposal, renew, kept, setKept } = useProposal();
  const [typed, setTyped] = useState("");
  const [repeated, setRepeated] = useState("");
  const own = choice === "own";
  const check = async (): Promise<void> => {
    if (choice === "passkey") {
      if (busy || passkeys === null) return;
      setProblem(passkeys.length === 0 && !me.confirmed ? words.passkeys.confirm : await bind(passkeys, onPasskey, words));
      await again();
      return;
    }
    const found = own ? ownProblem(typed, repeated, words) : kept ? "" : words.setUp.mustKeep;
    setProblem(found);
    if (found === "" && !busy) onChosen(own ? typed : proposal);
  };
  return (
    <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); void check(); }}>
      <Choices choice={choice} passkeys={onPasskey && passkeysPossible() ? (passkeys ?? []) : null} onChoose={(next) => { setChoice(next); setProblem(""); }} />
      {own && <OwnPhrase typed={typed} repeated={repeated} problem={problem} onTyped={setTyped} onRepeated={setRepeated} />}
      {choice === "passkey" && <WithPasskey first={passkeys?.length === 0} />}
      {choice === "generated" && <Proposal passphrase={proposal} onAnother={renew} />}
      {choice === "generated" && <Checkbox label={words.setUp.keptPassphrase} checked={kept} onChecked={setKept} />}
      {!own && problem !== "" && <Notice tone="error" alert><p>{problem}</p></Notice>}
      {error !== "" && <Notice tone="error" alert><p>{error}</p></Notice>}
      <p class="visually-hidden" role="status">{own ? problem : ""}</p>
      <div class="actions">
        <Button type="submit" kind="primary" icon="arrow-right" busy={busy}>{go}</Button>
        <Button kind="plain" onClick={onBack}>{words.back}</Button>
      </div>
    </form>
  );
}

function useProposal(): { proposal: string; renew: () => void; kept: boolean; setKept: (kept: boolean) => void } {
  const words = useWords();
  const make = (): string => makePassphrase(words.language as WordLanguage);
  const [proposal, setProposal] = useState(make);
  const [kept, setKept] = useState(false);
  const renew = (): void => {
    setProposal(make());
    setKept(false);
  };
  return { proposal, renew, kept, setKept };
}

function WithPasskey({ first }: { first: boolean }) {
  const { me, words } = useApp();
  if (!first || me.confirmed) return <p>{first ? words.passkeys.freshGo : words.passkeys.insteadGo}</p>;
  return <div class="stack"><p>{words.passkeys.confirmFirst}</p><ConfirmIdentity /></div>;
}

/** Makes somebody's first passkey, for the account; what it opens is told the server with the new keys. */
async function firstPasskey(name: string): Promise<Used> {
  const { publicKey } = await product.beginPasskey();
  const made = await makePasskey(PublicKeyCredential.parseCreationOptionsFromJSON(publicKey));
  await product.addPasskey(name, made.credential, null);
  return made;
}

/** Uses a passkey of the person, or makes the first; says what is wrong with it, or nothing. */
async function bind(passkeys: readonly PasskeyFacts[], onPasskey: Props["onPasskey"], words: Words): Promise<string> {
  try {
    const used = passkeys.length > 0 ? await usePasskey(ownOptions(passkeys.map((one) => one.credential))) : await firstPasskey(words.passkeys.freshName);
    if (used.secret === null) return words.passkeys.noSecret;
    onPasskey?.(used.way, used.secret);
    return "";
  } catch (reason) {
    return reason instanceof ApiError ? inWords(reason, words) : words.passkeys.stopped;
  }
}

function ownProblem(typed: string, repeated: string, words: Words): string {
  if (!strongEnough(typed)) return words.setUp.weak;
  return fold(typed) === fold(repeated) ? "" : words.setUp.different;
}

function Choices({ choice, passkeys, onChoose }: { choice: Choice; passkeys: readonly PasskeyFacts[] | null; onChoose: (choice: Choice) => void }) {
  const words = useWords();
  const cards: readonly [Choice, string, string][] = [["generated", words.setUp.generated, words.setUp.generatedHint], ["own", words.setUp.own, words.setUp.ownHint], passkeys?.length ? ["passkey", words.passkeys.instead, words.passkeys.insteadHint] : ["passkey", words.passkeys.fresh, words.passkeys.freshHint]];
  return (
    <fieldset class="field">
      <legend class="field__label">{passkeys === null ? words.setUp.choice : words.passkeys.choice}</legend>
      <div class="choices choices--cards">
        {cards.map(([one, label, hint]) => (one !== "passkey" || passkeys !== null) && <ChoiceCard key={one} label={label} hint={hint} checked={choice === one} onChoose={() => { onChoose(one); }} />)}
      </div>
    </fieldset>
  );
}

function OwnPhrase({ typed, repeated, problem, onTyped, onRepeated }: { typed: string; repeated: string; problem: string; onTyped: (typed: string) => void; onRepeated: (typed: string) => void }) {
  const words = useWords();
  return (
    <>
      <SecretField label={words.setUp.type} hint={words.setUp.folded} value={typed} onValue={onTyped} autocomplete="new-password" error={problem === words.setUp.weak ? problem : ""} />
      <Meter passphrase={typed} />
      <SecretField label={words.setUp.repeat} value={repeated} onValue={onRepeated} autocomplete="new-password" error={problem === words.setUp.different ? problem : ""} />
    </>
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
