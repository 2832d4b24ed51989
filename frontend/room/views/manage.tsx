/** Looking after one's keys: passphrase, kit, lock. */
import { useMemo, useState } from "preact/hooks";
import { makeKit, type Vault, type WordLanguage } from "../core";
import { go, goInstead, usePlace } from "./address";
import { useLoaded } from "./app";
import { useApp } from "./context";
import { CopiesCard, Received, Released } from "./copies";
import { inWords } from "./failures";
import { FormerKit } from "./former-kit";
import { Kit } from "./kit";
import { Button, LinkButton, Notice, Said, Title } from "./parts";
import { ChoosePassphrase } from "./passphrase";
import { NewKeys } from "./renewal";
import { painted } from "./unlock";
import { ConfirmIdentity, ProveKit, WayList } from "./ways";

export function Manage({ vault, onRenewed }: { vault: Vault; onRenewed: (vault: Vault) => void }) {
  const place = usePlace()[0];
  const [proven, setProven] = useState("");
  const back = (): void => { goInstead("keys"); };
  if (place === "renew") return <NewKeys old={vault} onBack={back} onDone={(fresh) => { back(); onRenewed(fresh); }} />;
  if (place === "former") return <FormerKit vault={vault} onBack={back} />;
  if (place === "copies") return <Released vault={vault} />;
  if (place === "shown") return <Received vault={vault} />;
  if (place === "prove") return <ProveKit vault={vault} onBack={back} onDone={(sentence) => { setProven(sentence); back(); }} />;
  return <Keys vault={vault} said={proven} place={place} onBack={back} />;
}

type Typed = "passphrase" | "kit";
/** The places where they are replaced: whoever confirms who they are comes back there. */
const CHANGES: Readonly<Record<string, Typed>> = { "new-passphrase": "passphrase", "new-kit": "kit" };

/** Puts a new secret in the place of an old one. */
function useReplacing(vault: Vault, onReplaced: (way: Typed) => Promise<void>): { busy: boolean; error: string; begin: () => void; replace: (way: Typed, secret: string) => Promise<void> } {
  const { words } = useApp();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const replace = async (way: Typed, secret: string): Promise<void> => {
    setBusy(true);
    setError("");
    await painted();
    try {
      await vault.putWrap(way, secret);
      await onReplaced(way);
    } catch (reason) {
      setError(inWords(reason, words));
    }
    setBusy(false);
  };
  return { busy, error, begin: () => { setError(""); }, replace };
}

function Keys({ vault, said, place = "", onBack }: { vault: Vault; said: string; place: string | undefined; onBack: () => void }) {
  const { words, ground, me } = useApp();
  const { value: keyring, again } = useLoaded(() => ground.server.keyring(), "keyring");
  const changing = CHANGES[place] ?? null;
  const [done, setDone] = useState(said);
  const { busy, error, begin, replace } = useReplacing(vault, async (way) => {
    await again();
    setDone(way === "kit" ? words.manage.kitChanged : words.manage.passphraseChanged);
    onBack();
  });
  const change = (way: Typed): void => {
    setDone("");
    begin();
    go(`new-${way}`);
  };
  if (changing !== null && keyring?.wraps.some(({ way }) => way === changing) && !me.confirmed) {
    return <Confirm title={changing === "kit" ? words.manage.newKit : words.manage.changePassphrase} onBack={onBack} />;
  }
  if (changing === "passphrase") return <NewPassphrase busy={busy} error={error} onChosen={(secret) => void replace("passphrase", secret)} onBack={onBack} />;
  if (changing === "kit") return <NewKit busy={busy} error={error} onProven={(kit) => void replace("kit", kit)} onBack={onBack} />;
  return (
    <div class="stack stack--loose">
      <Title lead={words.manage.lead}>{words.manage.title}</Title>
      <Said done={done} />
      {keyring && <WayList vault={vault} keyring={keyring} onChange={change} onDone={setDone} again={again} />}
      <div class="grid">
        <LockCard />
        <Leads />
        <CopiesCard />
      </div>
    </div>
  );
}

function NewPassphrase(props: { busy: boolean; error: string; onChosen: (passphrase: string) => void; onBack: () => void }) {
  const { words } = useApp();
  return (
    <div class="narrow stack stack--loose">
      <Title>{words.manage.changePassphrase}</Title>
      <ChoosePassphrase go={words.manage.change} {...props} />
    </div>
  );
}

function Confirm({ title, onBack }: { title: string; onBack: () => void }) {
  const { words } = useApp();
  return (
    <div class="narrow stack stack--loose">
      <Title lead={words.passkeys.confirmChange}>{title}</Title>
      <ConfirmIdentity />
      <div class="actions"><Button kind="plain" onClick={onBack}>{words.back}</Button></div>
    </div>
  );
}

/** What one comes here for besides the ways of opening. */
function Leads() {
  const { words } = useApp();
  return (
    <>
      <section class="card card--quiet">
        <h2 class="card__title">{words.renewal.keys}</h2>
        <p>{words.renewal.keysText}</p>
        <div class="actions">
          <LinkButton href="#renew" small icon="key-round">{words.renewal.leakTitle}</LinkButton>
          <LinkButton href="#former" small icon="file-text">{words.renewal.foundKit}</LinkButton>
        </div>
      </section>
      <section class="card card--quiet">
        <h2 class="card__title">{words.manage.rooms}</h2>
        <p>{words.manage.roomsText}</p>
        <div class="actions">
          <LinkButton href="/mentorships/" small icon="users">{words.manage.toMentorships}</LinkButton>
          <LinkButton href="/vault/search/" small icon="search">{words.manage.search}</LinkButton>
        </div>
      </section>
      <section class="card card--quiet">
        <h2 class="card__title">{words.manage.everything}</h2>
        <p>{words.manage.everythingText}</p>
        <div class="actions"><LinkButton href="/vault/export/" small icon="download">{words.manage.takeAlong}</LinkButton></div>
      </section>
    </>
  );
}

function LockCard() {
  const { words, lock } = useApp();
  return (
    <section class="card card--quiet">
      <h2 class="card__title">{words.manage.lockTitle}</h2>
      <p>{words.manage.lockText}</p>
      <div class="actions">
        <Button small icon="lock" onClick={() => void lock()}>{words.manage.lockNow}</Button>
        <LinkButton href="/account/devices/" small icon="key-round">{words.frame.devices}</LinkButton>
      </div>
    </section>
  );
}

function NewKit({ busy, error, onProven, onBack }: { busy: boolean; error: string; onProven: (kit: string) => void; onBack: () => void }) {
  const { words } = useApp();
  const kit = useMemo(() => makeKit(words.language as WordLanguage), [words]);
  return (
    <div class="narrow stack stack--loose">
      <Title>{words.manage.newKit}</Title>
      <Notice tone="warning"><p>{words.manage.newKitText}</p></Notice>
      <Kit kit={kit} finish={words.kit.replace} finishing={words.kit.replacing} busy={busy} error={error} onProven={() => { onProven(kit.join(" ")); }} onBack={onBack} />
    </div>
  );
}
