/** Every way of opening the vault: what it is, when it was last tried, how to change or remove it. */
import { useState } from "preact/hooks";
import { ApiError, makePasskey, ownOptions, passkeysPossible, usePasskey, WrongSecret, type KeyringWire, type Vault, type Way, toBase64url } from "../core";
import { useLoaded } from "./app";
import { useApp } from "./context";
import { inWords } from "./failures";
import { kitProblem } from "./kit-words";
import { Badge, Button, LinkButton, Notice, TextArea, TextField, Title } from "./parts";
import { product, type PasskeyFacts } from "../facts/product";
import { Icon } from "./shapes";
import { tidy } from "./tidy";

const A_YEAR = 365 * 86_400_000;
type Wrap = KeyringWire["wraps"][number];

interface Props {
  readonly vault: Vault;
  readonly keyring: KeyringWire;
  readonly onChange: (way: "passphrase" | "kit") => void;
  readonly onDone: (sentence: string) => void;
  readonly again: () => Promise<void>;
}

export function WayList({ vault, keyring, onChange, onDone, again }: Props) {
  const { words } = useApp();
  const passkeys = useLoaded(product.passkeys, "passkeys");
  const wrapOf = (way: Way): Wrap | undefined => keyring.wraps.find((one) => one.way === way);
  const kit = wrapOf("kit");
  const kitIsOld = Date.now() - Date.parse(kit?.proven ?? "1970-01-01") > A_YEAR;
  const told = async (sentence: string): Promise<void> => {
    await Promise.all([again(), passkeys.again()]);
    onDone(sentence);
  };
  return (
    <section class="section">
      <h2>{words.manage.ways}</h2>
      {keyring.wraps.length < 3 && <Notice><p>{passkeysPossible() ? words.passkeys.onlyOne : words.passkeys.onlyOneHere}</p></Notice>}
      {kitIsOld && (
        <Notice tone="warning">
          <p>{words.passkeys.kitOld}</p>
          <div class="actions"><LinkButton href="#prove" small icon="check">{words.passkeys.proveKit}</LinkButton></div>
        </Notice>
      )}
      <div class="grid">
        <Typed title={words.manage.passphrase} icon="key-round" wrap={wrapOf("passphrase")} change={words.manage.changePassphrase} add={words.passkeys.addPassphrase} onChange={() => { onChange("passphrase"); }} {...(keyring.wraps.some(({ way }) => way.startsWith("passkey:")) ? { onRemove: () => vault.removeWay("passphrase"), onRemoved: () => told(words.passkeys.passphraseRemoved) } : {})} />
        <Typed title={words.manage.kit} icon="file-text" wrap={kit} change={words.manage.newKit} add={words.manage.newKit} onChange={() => { onChange("kit"); }} prove />
        {passkeys.value?.map((one) => <PasskeyCard key={one.id} vault={vault} passkey={one} proven={wrapOf(one.way)?.proven ?? null} onDone={told} />)}
        <AddPasskey vault={vault} onDone={told} />
      </div>
    </section>
  );
}

interface TypedProps {
  readonly title: string;
  readonly icon: "key-round" | "file-text";
  readonly wrap: Wrap | undefined;
  readonly change: string;
  readonly add: string;
  readonly onChange: () => void;
  readonly prove?: boolean;
  /** Where it may go: another way stays besides the kit. */
  readonly onRemove?: () => Promise<void>;
  readonly onRemoved?: () => Promise<void>;
}

function Typed({ title, icon, wrap, change, add, onChange, prove = false, onRemove, onRemoved }: TypedProps) {
  const { words, when } = useApp();
  const { busy, error, again, run } = useCeremony();
  const remove = (): Promise<void> => run(async () => {
    await onRemove?.();
    await onRemoved?.();
  });
  return (
    <section class="card">
      <h3 class="card__title"><Icon name={icon} />{title}</h3>
      {wrap && <p class="muted">{words.manage.since(when.day(wrap.created))}</p>}
      {wrap && <p>{wrap.proven === null ? <Badge tone="waiting">{words.manage.notProven}</Badge> : <Badge tone="done">{words.manage.proven(when.day(wrap.proven))}</Badge>}</p>}
      <Trouble error={error} again={again} />
      <div class="actions">
        <Button small onClick={onChange}>{wrap ? change : add}</Button>
        {wrap && onRemove && <RemoveWay text={words.passkeys.removePassphraseText} busy={busy} onRemove={() => void remove()} />}
        {prove && <LinkButton href="#prove" small kind="plain">{words.passkeys.proveKit}</LinkButton>}
      </div>
    </section>
  );
}

/** Runs a ceremony with its waiting state and its errors in words. */
function useCeremony(): { busy: boolean; error: string; run: (work: () => Promise<void>) => Promise<void>; again: boolean } {
  const { words } = useApp();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const [again, setAgain] = useState(false);
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setError("");
    try {
      await work();
    } catch (reason) {
      setAgain(reason instanceof ApiError && reason.code === "confirm-identity");
      setError(!(reason instanceof DOMException) ? inWords(reason, words) : reason.name === "InvalidStateError" ? words.passkeys.already : words.passkeys.stopped);
    }
    setBusy(false);
  };
  return { busy, error, run, again };
}

function Trouble({ error, again }: { error: string; again: boolean }) {
  if (error === "") return null;
  return (
    <div role="alert">
      <p class="field__error">{error}</p>
      {again && <ConfirmIdentity />}
    </div>
  );
}

/** Leads to the password and back to where one was. */
export function ConfirmIdentity() {
  const { words } = useApp();
  return <div class="actions"><LinkButton href={`/account/again/?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`} small>{words.renewal.confirm}</LinkButton></div>;
}

/** Asks twice, in place: what is removed opens nothing any more. */
function RemoveWay({ text, busy, onRemove }: { text: string; busy: boolean; onRemove: () => void }) {
  const { words } = useApp();
  const [sure, setSure] = useState(false);
  if (!sure) return <Button small kind="plain" onClick={() => { setSure(true); }}>{words.passkeys.remove}</Button>;
  return (
    <div class="stack stack--tight">
      <p class="small" role="alert">{text}</p>
      <div class="actions">
        <Button small icon="trash" busy={busy} onClick={onRemove}>{words.passkeys.removeSure}</Button>
        <Button small kind="plain" onClick={() => { setSure(false); }}>{words.cancel}</Button>
      </div>
    </div>
  );
}

/** The later of two moments, where there are any. */
function later(one: string | null, other: string | null): string | null {
  return (one ?? "") > (other ?? "") ? one : other;
}

function PasskeyCard({ vault, passkey, proven, onDone }: { vault: Vault; passkey: PasskeyFacts; proven: string | null; onDone: (sentence: string) => Promise<void> }) {
  const { words, when } = useApp();
  const { busy, error, again, run } = useCeremony();
  const [naming, setNaming] = useState(false);
  const used = later(passkey.used, proven);
  const remove = (): Promise<void> =>
    run(async () => {
      if (passkey.opens) await vault.removeWay(passkey.way, async (ledger, generation) => { await product.removePasskey(passkey.id, { ledger: toBase64url(ledger), generation }); });
      else await product.removePasskey(passkey.id, null);
      await onDone(words.passkeys.removed);
    });
  const letOpen = (): Promise<void> =>
    run(async () => {
      const used = await usePasskey(ownOptions([passkey.credential]));
      if (used.secret !== null) await vault.putWrap(used.way, used.secret);
      await onDone(used.secret === null ? words.passkeys.addedSignInOnly : words.passkeys.added);
    });
  return (
    <section class="card">
      <h3 class="card__title"><Icon name="shield-check" />{passkey.name}</h3>
      <p class="muted">{words.passkeys.since(when.day(passkey.created))}{used !== null && ` · ${words.passkeys.usedOn(when.day(used))}`}</p>
      <p><Badge tone={passkey.opens ? "done" : "waiting"}>{passkey.opens ? words.passkeys.opens : words.passkeys.signInOnly}</Badge></p>
      <Trouble error={error} again={again} />
      <div class="actions">
        {!passkey.opens && passkeysPossible() && <Button small busy={busy} onClick={() => void letOpen()}>{words.passkeys.letOpen}</Button>}
        <Button small kind="plain" onClick={() => { setNaming(!naming); }}>{words.passkeys.rename}</Button>
        <RemoveWay text={words.passkeys.removeText} busy={busy} onRemove={() => void remove()} />
      </div>
      {naming && <Rename passkey={passkey} onDone={onDone} />}
    </section>
  );
}

function Rename({ passkey, onDone }: { passkey: PasskeyFacts; onDone: (sentence: string) => Promise<void> }) {
  const { words } = useApp();
  const { busy, error, again, run } = useCeremony();
  const [name, setName] = useState(passkey.name);
  const rename = (): Promise<void> => run(async () => {
    await product.renamePasskey(passkey.id, name);
    await onDone(words.passkeys.renamed);
  });
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void rename(); }}>
      <TextField label={words.passkeys.name} value={name} onValue={setName} maxLength={60} />
      <Trouble error={error} again={again} />
      <div class="actions"><Button type="submit" small busy={busy}>{words.passkeys.renameGo}</Button></div>
    </form>
  );
}

function AddPasskey({ vault, onDone }: { vault: Vault; onDone: (sentence: string) => Promise<void> }) {
  const { me, words } = useApp();
  const { busy, error, again, run } = useCeremony();
  const [name, setName] = useState("");
  const make = (): Promise<void> =>
    run(async () => {
      const { publicKey } = await product.beginPasskey();
      const made = await makePasskey(PublicKeyCredential.parseCreationOptionsFromJSON(publicKey));
      if (made.secret === null) await product.addPasskey(name, made.credential, null);
      else await vault.putWrap(made.way, made.secret, async (file, ledger, generation) => { await product.addPasskey(name, made.credential, { file: toBase64url(file), ledger: toBase64url(ledger), generation }); });
      setName("");
      await onDone(made.secret === null ? words.passkeys.addedSignInOnly : words.passkeys.added);
    });
  return (
    <form class="card card--quiet" noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void make(); }}>
      <h3 class="card__title"><Icon name="plus" />{words.passkeys.addTitle}</h3>
      <p>{passkeysPossible() ? words.passkeys.addText : words.passkeys.notHere}</p>
      {passkeysPossible() && !me.confirmed && <><p class="small muted">{words.passkeys.confirm}</p><ConfirmIdentity /></>}
      {passkeysPossible() && me.confirmed && (
        <>
          <TextField label={words.passkeys.name} hint={words.passkeys.nameHint} value={name} onValue={setName} maxLength={60} />
          <Trouble error={error} again={again} />
          <div class="actions"><Button type="submit" small busy={busy}>{busy ? words.passkeys.making : words.passkeys.make}</Button></div>
        </>
      )}
    </form>
  );
}

/** Types the kit back, to be sure of it. */
export function ProveKit({ vault, onBack, onDone }: { vault: Vault; onBack: () => void; onDone: (sentence: string) => void }) {
  const { words } = useApp();
  const [typed, setTyped] = useState("");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const prove = async (): Promise<void> => {
    const problem = kitProblem(typed, words);
    setError(problem);
    if (problem !== "") return;
    setBusy(true);
    try {
      await vault.prove("kit", tidy(typed));
      onDone(words.passkeys.proved);
    } catch (reason) {
      setError(reason instanceof WrongSecret ? words.unlock.wrongKit : inWords(reason, words));
    }
    setBusy(false);
  };
  return (
    <form class="narrow form" noValidate onSubmit={(event) => { event.preventDefault(); if (!busy) void prove(); }}>
      <Title lead={words.passkeys.proveLead}>{words.passkeys.proveTitle}</Title>
      <TextArea label={words.unlock.kit} hint={words.unlock.kitHint} value={typed} onValue={setTyped} error={error} rows={4} />
      <div class="actions">
        <Button type="submit" kind="primary" icon="check" busy={busy}>{words.passkeys.proveGo}</Button>
        <Button kind="plain" onClick={onBack}>{words.back}</Button>
      </div>
    </form>
  );
}
