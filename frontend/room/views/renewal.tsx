/** New keys, step by step: after a leak from the open vault, or when every way of opening is lost. */
import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { ApiError, makeKit, Vault, type RoomSummary, type Secrets, type WordLanguage } from "../core";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Kit } from "./kit";
import { Button, LinkButton, Notice, Title } from "./parts";
import { ChoosePassphrase } from "./passphrase";
import { painted } from "./unlock";

interface Props {
  /** The vault as it still opens; null when nothing does. */
  readonly old: Vault | null;
  readonly onBack: () => void;
  /** Told at the very end, when the person has read what waits. */
  readonly onDone: (vault: Vault) => void;
}

type Stage =
  | { readonly at: "why" | "passphrase" | "kit" }
  | { readonly at: "carrying"; readonly done: number; readonly all: number }
  | { readonly at: "stuck"; readonly vault: Vault; readonly why: string }
  | { readonly at: "done"; readonly vault: Vault; readonly waiting: readonly RoomSummary[] };

/** Makes the keys, then takes the rooms along; what a lost network leaves is taken up again. */
function useRenewal(old: Vault | null, kit: readonly string[], setStage: (stage: Stage) => void) {
  const { me, ground, words } = useApp();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const carry = async (vault: Vault): Promise<void> => {
    setStage({ at: "carrying", done: 0, all: 0 });
    try {
      const from = old?.self ?? vault.self;
      const { waiting } = await vault.carryOver(from, (done, all) => { setStage({ at: "carrying", done, all }); });
      setStage({ at: "done", vault, waiting });
    } catch (reason) {
      setStage({ at: "stuck", vault, why: inWords(reason, words) });
    }
  };
  const make = async (opener: Secrets): Promise<void> => {
    setBusy(true);
    setError("");
    await painted();
    try {
      await carry(await Vault.renew(ground, me.id, { ...opener, kit: kit.join(" ") }, old));
    } catch (reason) {
      setError(reason instanceof ApiError && reason.code === "confirm-identity" ? words.renewal.identity : inWords(reason, words));
    }
    setBusy(false);
  };
  return { busy, error, carry, make };
}

export function NewKeys({ old, onBack, onDone }: Props) {
  const { words } = useApp();
  const kit = useMemo(() => makeKit(words.language as WordLanguage), [words]);
  const [stage, setStage] = useState<Stage>({ at: "why" });
  const [opener, setOpener] = useState<Secrets>({});
  const { busy, error, carry, make } = useRenewal(old, kit, setStage);
  const choose = (secrets: Secrets): void => {
    setOpener(secrets);
    setStage({ at: "kit" });
  };
  switch (stage.at) {
    case "why":
      return <Why lost={old === null} onBegin={() => { setStage({ at: "passphrase" }); }} onBack={onBack} />;
    case "passphrase":
      return (
        <Step title={words.setUp.passphraseTitle} lead={words.setUp.passphraseLead}>
          <ChoosePassphrase go={words.goOn} onChosen={(passphrase) => { choose({ passphrase }); }} onPasskey={(way, secret) => { choose({ [way]: secret }); }} onBack={() => { setStage({ at: "why" }); }} />
        </Step>
      );
    case "kit":
      return (
        <Step title={words.renewal.leakTitle}>
          <Kit kit={kit} finish={words.renewal.startOver} finishing={words.renewal.making} busy={busy} error={error} onProven={() => void make(opener)} onBack={() => { setStage({ at: "passphrase" }); }} />
        </Step>
      );
    case "carrying":
      return <Carrying {...stage} />;
    case "stuck":
      return <Stuck why={stage.why} onAgain={() => void carry(stage.vault)} />;
    case "done":
      return <Outcome waiting={stage.waiting} onDone={() => { onDone(stage.vault); }} />;
  }
}

function Step({ title, lead, children }: { title: string; lead?: string; children: ComponentChildren }) {
  return <div class="narrow stack stack--loose"><Title lead={lead}>{title}</Title>{children}</div>;
}

function Carrying({ done, all }: { done: number; all: number }) {
  const { words } = useApp();
  return (
    <Step title={words.renewal.making}>
      <p role="status">{words.renewal.carrying(done, all)}</p>
      <progress max={Math.max(1, all)} value={done} aria-label={words.renewal.making} />
    </Step>
  );
}

function Stuck({ why, onAgain }: { why: string; onAgain: () => void }) {
  const { words } = useApp();
  return (
    <Step title={words.renewal.doneTitle}>
      <Notice tone="warning" alert><p>{words.renewal.failed(why)}</p></Notice>
      <div class="actions"><Button kind="primary" onClick={onAgain}>{words.renewal.again}</Button></div>
    </Step>
  );
}

function Why({ lost, onBegin, onBack }: { lost: boolean; onBegin: () => void; onBack: () => void }) {
  const { me, words } = useApp();
  const again = `/account/again/?next=${encodeURIComponent(`/vault/${location.search}#${lost ? "lost" : "renew"}`)}`;
  const consequences = lost ? words.renewal.consequences.lost : words.renewal.consequences.leak;
  return (
    <div class="narrow stack stack--loose">
      <Title lead={lost ? words.renewal.lostLead : words.renewal.leakLead}>{lost ? words.renewal.lostTitle : words.renewal.leakTitle}</Title>
      {lost && <ol>{words.renewal.lostSteps.map((step) => <li key={step}>{step}</li>)}</ol>}
      <Notice tone="warning"><ul>{consequences.map((text) => <li key={text}>{text}</li>)}</ul></Notice>
      {!me.confirmed && <p>{words.renewal.identity}</p>}
      <div class="actions">
        <Button onClick={onBack}>{lost ? words.renewal.tryAgain : words.back}</Button>
        {me.confirmed ? <Button kind="primary" icon="key-round" onClick={onBegin}>{words.renewal.startOver}</Button> : <LinkButton href={again} kind="primary">{words.renewal.confirm}</LinkButton>}
      </div>
    </div>
  );
}

function Outcome({ waiting, onDone }: { waiting: readonly RoomSummary[]; onDone: () => void }) {
  const { me, words } = useApp();
  const names = waiting.map((room) => room.members.filter((member) => member.person !== me.id).map((member) => member.name).join(", ") || words.renewal.alone);
  return (
    <div class="narrow stack stack--loose">
      <Title>{words.renewal.doneTitle}</Title>
      <Notice tone={waiting.length > 0 ? "warning" : "success"}>
        <p>{waiting.length > 0 ? words.renewal.doneWaiting : words.renewal.doneAll}</p>
        {waiting.length > 0 && <ul>{[...new Set(names)].map((name) => <li key={name}>{name}</li>)}</ul>}
      </Notice>
      <div class="actions">
        <LinkButton href="/mentorships/" kind="primary" icon="users">{words.renewal.toMentorships}</LinkButton>
        <Button kind="plain" onClick={onDone}>{words.frame.vault}</Button>
      </div>
    </div>
  );
}
