/** Opening a locked vault, with the passphrase or with the kit. */
import { useState } from "preact/hooks";
import { ownOptions, passkeysPossible, Tampered, usePasskey, Vault, WrongSecret, type Way } from "../core";
import { useLoaded } from "./app";
import { useApp } from "./context";
import { inWords } from "./failures";
import { kitProblem, tidy } from "./kit-words";
import { Button, SecretField, TextArea, Title } from "./parts";
import { product } from "../facts/product";
import { Drawing, Icon } from "./shapes";

interface Props {
  readonly lead?: string | undefined;
  readonly onOpen: (vault: Vault, way: Way) => void;
  readonly onBlocked: (error: Tampered) => void;
  /** Nothing is left to open it with. */
  readonly onLost: () => void;
}

export function Unlock({ lead, onOpen, onBlocked, onLost }: Props) {
  const { me, ground, words } = useApp();
  const { value: keyring } = useLoaded(() => ground.server.keyring(), "ways");
  const ways = keyring?.wraps.map((one) => one.way) ?? ["passphrase", "kit"];
  const [chosen, setWay] = useState<Way | null>(null);
  const way = chosen ?? (ways.includes("passphrase") ? "passphrase" : "kit");
  const [typed, setTyped] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const switchTo = (other: Way): void => {
    setWay(other);
    setTyped("");
    setError("");
  };
  const open = async (): Promise<void> => {
    const problem = way === "kit" ? kitProblem(typed, words) : typed.trim() === "" ? words.unlock.empty : "";
    setError(problem);
    if (problem !== "") return;
    setBusy(true);
    await painted();
    try {
      onOpen(await firstThatOpens(way, typed, (secret) => Vault.unlock(ground, me.id, way, secret)), way);
    } catch (reason) {
      if (reason instanceof Tampered) onBlocked(reason);
      else setError(reason instanceof WrongSecret ? (way === "kit" ? words.unlock.wrongKit : words.unlock.wrong) : inWords(reason, words));
      setBusy(false);
    }
  };
  const withPasskey = async (): Promise<void> => {
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
  const hasPasskey = passkeysPossible() && ways.some((one) => one.startsWith("passkey:"));
  return (
    <div class="narrow stack stack--loose">
      <div class="welcome">
        <Title lead={lead ?? words.unlock.lead}>{words.unlock.title}</Title>
        <Drawing name="key" small />
      </div>
      {hasPasskey && <div class="actions"><Button kind="primary" icon="key-round" busy={busy} onClick={() => void withPasskey()}>{words.passkeys.open}</Button></div>}
      <form class="card form" noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void open(); }}>
        {way === "passphrase" ? (
          <SecretField key="passphrase" label={words.unlock.passphrase} value={typed} onValue={setTyped} error={error} autocomplete="current-password" />
        ) : (
          <TextArea key="kit" label={words.unlock.kit} hint={words.unlock.kitHint} value={typed} onValue={setTyped} error={error} rows={4} />
        )}
        <div class="actions" role="group">
          <Button type="submit" kind="primary" icon="lock-open" busy={busy}>{busy ? words.unlock.opening : words.unlock.open}</Button>
          {way === "passphrase" ? (
            <Button kind="plain" onClick={() => { switchTo("kit"); }}>{words.unlock.withKit}</Button>
          ) : (
            ways.includes("passphrase") && <Button kind="plain" onClick={() => { switchTo("passphrase"); }}>{words.unlock.withPassphrase}</Button>
          )}
        </div>
        <p class="visually-hidden" role="status">{busy ? words.unlock.opening : error}</p>
      </form>
      <details class="disclosure">
        <summary><Icon name="chevron-down" />{words.unlock.forgotten}</summary>
        <div class="stack">
          {words.unlock.forgottenText.map((text) => <p key={text}>{text}</p>)}
          <div class="actions"><Button small onClick={onLost}>{words.renewal.lost}</Button></div>
        </div>
      </details>
    </div>
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
