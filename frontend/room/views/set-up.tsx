/** Making a keyring in three calm steps. */
import { useMemo, useState } from "preact/hooks";
import { makeKit, Vault, type Secrets, type WordLanguage } from "../core";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Kit } from "./kit";
import { ChoosePassphrase } from "./passphrase";
import { Button, Title } from "./parts";
import { Drawing, Icon } from "./shapes";
import { painted } from "./unlock";

export function SetUp({ onDone }: { onDone: (vault: Vault) => void }) {
  const { me, ground, words } = useApp();
  const kit = useMemo(() => makeKit(words.language as WordLanguage), [words]);
  const [step, setStep] = useState(0);
  const [opener, setOpener] = useState<Secrets>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const make = async (): Promise<void> => {
    setBusy(true);
    setError("");
    await painted();
    try {
      onDone(await Vault.setUp(ground, me.id, { ...opener, kit: kit.join(" ") }));
    } catch (reason) {
      setError(inWords(reason, words));
      setBusy(false);
    }
  };
  return (
    <div class="narrow stack stack--loose">
      <Title kicker={words.setUp.kicker}>{words.setUp.title}</Title>
      <Steps current={step} />
      {step === 0 && <About onBegin={() => { setStep(1); }} />}
      {step === 1 && (
        <div class="stack stack--loose">
          <Title level={2} lead={words.setUp.passphraseLead}>{words.setUp.passphraseTitle}</Title>
          <ChoosePassphrase go={words.goOn} onChosen={(passphrase) => { setOpener({ passphrase }); setStep(2); }} onPasskey={(way, secret) => { setOpener({ [way]: secret }); setStep(2); }} onBack={() => { setStep(0); }} />
        </div>
      )}
      {step === 2 && <Kit kit={kit} finish={words.kit.finish} finishing={words.kit.making} busy={busy} error={error} onProven={() => void make()} onBack={() => { setStep(1); }} />}
    </div>
  );
}

function Steps({ current }: { current: number }) {
  const { words } = useApp();
  return (
    <ol class="steps steps--across" aria-label={words.setUp.stepsLabel}>
      {words.setUp.steps.map((label, i) => {
        const state = i < current ? "done" : i === current ? "current" : "next";
        return (
          <li key={label} class={`step step--${state}`} aria-current={i === current ? "step" : undefined}>
            <span class="step__mark" aria-hidden="true">{state === "done" && <Icon name="check" />}</span>
            <span class="step__label">{label}</span>
          </li>
        );
      })}
    </ol>
  );
}

function About({ onBegin }: { onBegin: () => void }) {
  const { words } = useApp();
  return (
    <section class="stack">
      <div class="welcome">
        <div class="stack">
          <h2>{words.setUp.aboutTitle}</h2>
          {words.setUp.about.map((text, i) => <p key={i} class={i === 2 ? "weighty" : undefined}>{text}</p>)}
        </div>
        <Drawing name="key" small />
      </div>
      <details class="disclosure">
        <summary><Icon name="chevron-down" />{words.setUp.seen}</summary>
        <p>{words.setUp.seenText}</p>
      </details>
      <div class="actions"><Button kind="primary" icon="arrow-right" onClick={onBegin}>{words.setUp.begin}</Button></div>
    </section>
  );
}
