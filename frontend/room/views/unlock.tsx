/** Opening a locked vault: with a passkey or the passphrase; with the kit on the page of the keys. */
import type { ComponentChildren, ComponentType } from "preact";
import { useState } from "preact/hooks";
import { ownOptions, passkeysPossible, Tampered, usePasskey, Vault, WrongSecret, type Way } from "../core";
import { toKeys } from "./address";
import { useLoaded } from "./app";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Button, LinkButton, SecretField, Title } from "./parts";
import { product } from "../facts/product";
import { Drawing, Icon } from "./shapes";
import { tidy } from "./tidy";

export interface Opens {
  readonly onOpen: (vault: Vault, way: Way) => void;
  readonly onBlocked: (error: Tampered) => void;
}

/** A form that opens with one secret; `other` leads to another way. */
export type OpenForm = ComponentType<Opens & { other: ComponentChildren }>;

interface Props extends Opens {
  readonly lead?: string | undefined;
  /** Typing a kit takes both lists of words: missing, the page of the keys is where one does it. */
  readonly kit?: OpenForm | undefined;
  /** Nothing is left to open it with. */
  readonly onLost: () => void;
}

export function Unlock({ lead, kit: ByKit, onLost, ...opens }: Props) {
  const { ground, words } = useApp();
  const { value: keyring } = useLoaded(() => ground.server.keyring(), "ways");
  const ways = keyring?.wraps.map((one) => one.way) ?? ["passphrase", "kit"];
  const [kit, setKit] = useState(location.hash === "#kit");
  const passphrase = ways.includes("passphrase");
  return (
    <div class="narrow stack stack--loose">
      <div class="welcome">
        <Title lead={lead ?? words.unlock.lead}>{words.unlock.title}</Title>
        <Drawing name="key" small />
      </div>
      {passkeysPossible() && ways.some((one) => one.startsWith("passkey:")) && <WithPasskey {...opens} />}
      {ByKit && (kit || !passphrase) ? (
        <ByKit {...opens} other={passphrase && <Button kind="plain" onClick={() => { setKit(false); }}>{words.unlock.withPassphrase}</Button>} />
      ) : passphrase ? (
        <WithPassphrase {...opens} other={ByKit ? <Button kind="plain" onClick={() => { setKit(true); }}>{words.unlock.withKit}</Button> : <LinkButton kind="plain" href={toKeys("kit")}>{words.unlock.withKit}</LinkButton>} />
      ) : (
        <div class="actions"><LinkButton href={toKeys("kit")}>{words.unlock.withKit}</LinkButton></div>
      )}
      <Forgotten onLost={onLost} />
    </div>
  );
}

function Forgotten({ onLost }: { onLost: () => void }) {
  const { words } = useApp();
  return (
    <details class="disclosure">
      <summary><Icon name="chevron-down" />{words.unlock.forgotten}</summary>
      <div class="stack">
        {words.unlock.forgottenText.map((text) => <p key={text}>{text}</p>)}
        <div class="actions"><Button small onClick={onLost}>{words.renewal.lost}</Button></div>
      </div>
    </details>
  );
}

function WithPasskey({ onOpen, onBlocked }: Opens) {
  const { me, ground, words } = useApp();
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const open = async (): Promise<void> => {
    setBusy(true);
    setError("");
    try {
      const known = (await product.passkeys()).filter((one) => one.opens);
      const used = await usePasskey(ownOptions(known.map((one) => one.credential)));
      if (used.secret === null) setError(words.passkeys.noSecret);
      else onOpen(await Vault.unlock(ground, me.id, used.way, used.secret), used.way);
    } catch (reason) {
      if (reason instanceof Tampered && reason.reason !== "missing") onBlocked(reason);
      else if (reason instanceof DOMException) setError(words.passkeys.stopped);
      else setError(reason instanceof WrongSecret || reason instanceof Tampered ? words.passkeys.unknown : inWords(reason, words));
    }
    setBusy(false);
  };
  return (
    <div class="stack">
      <div class="actions"><Button kind="primary" icon="key-round" busy={busy} onClick={() => void open()}>{words.passkeys.open}</Button></div>
      {error !== "" && <p class="field__error" role="alert">{error}</p>}
    </div>
  );
}

function WithPassphrase({ other, ...opens }: Opens & { other: ComponentChildren }) {
  const { words } = useApp();
  const [typed, setTyped] = useState("");
  const opening = useOpening(opens, "passphrase", words.unlock.wrong);
  return (
    <SecretForm opening={opening} other={other} onSubmit={() => void opening.open(typed, typed.trim() === "" ? words.unlock.empty : "")}>
      <SecretField key="passphrase" label={words.unlock.passphrase} value={typed} onValue={setTyped} error={opening.error} autocomplete="current-password" />
    </SecretForm>
  );
}

export interface Attempt {
  readonly busy: boolean;
  readonly error: string;
  /** Tries what was typed, unless it has a `problem`. */
  readonly open: (typed: string, problem: string) => Promise<void>;
}

export function useOpening({ onOpen, onBlocked }: Opens, way: "passphrase" | "kit", wrong: string): Attempt {
  const { me, ground, words } = useApp();
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const open = async (typed: string, problem: string): Promise<void> => {
    setError(problem);
    if (problem !== "") return;
    setBusy(true);
    await painted();
    try {
      onOpen(await firstThatOpens(way, typed, (secret) => Vault.unlock(ground, me.id, way, secret)), way);
    } catch (reason) {
      if (reason instanceof Tampered) onBlocked(reason);
      else setError(reason instanceof WrongSecret ? wrong : inWords(reason, words));
      setBusy(false);
    }
  };
  return { busy, error, open };
}

export function SecretForm({ opening: { busy, error }, other, onSubmit, children }: { opening: Attempt; other: ComponentChildren; onSubmit: () => void; children: ComponentChildren }) {
  const { words } = useApp();
  return (
    <form class="card form" noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) onSubmit(); }}>
      {children}
      <div class="actions" role="group">
        <Button type="submit" kind="primary" icon="lock-open" busy={busy}>{busy ? words.unlock.opening : words.unlock.open}</Button>
        {other}
      </div>
      <p class="visually-hidden" role="status">{busy ? words.unlock.opening : error}</p>
    </form>
  );
}

/** Generated passphrases are words: hyphens between them are forgiven. */
async function firstThatOpens(way: Way, typed: string, unlock: (secret: string) => Promise<Vault>): Promise<Vault> {
  if (way === "kit") return unlock(tidy(typed));
  try {
    return await unlock(typed);
  } catch (error) {
    if (!(error instanceof WrongSecret) || !typed.trim().includes("-")) throw error;
    return unlock(tidy(typed));
  }
}

/** Lets the browser show the waiting state before a second of computing. */
export function painted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 30));
}
