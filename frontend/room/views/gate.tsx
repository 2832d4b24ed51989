/** Nothing of a vault is shown before it is open: unlock, lead to where keys are made, or say why it is blocked. */
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Locked, Tampered, Vault, watchIdle } from "../core";
import { Blocked } from "./blocked";
import { useApp } from "./context";
import { Failure } from "./app";
import { Button, LinkButton, Notice, Title, Waiting } from "./parts";
import { Drawing } from "./shapes";
import { Unlock } from "./unlock";

export type Opening =
  | { readonly state: "checking" | "none" | "locked" }
  | { readonly state: "open"; readonly vault: Vault }
  | { readonly state: "failed"; readonly error: unknown };

export interface GateProps {
  readonly opening: Opening;
  readonly setOpening: (opening: Opening) => void;
}

/** How keys are made and a new vault is welcomed: on the page of the keys alone, for it is half of what a gate weighs. */
export interface Making {
  readonly SetUp: ComponentType<{ onDone: (vault: Vault) => void }>;
  readonly NewKeys: ComponentType<{ old: Vault | null; onBack: () => void; onDone: (vault: Vault) => void }>;
  readonly Ready: ComponentType<{ next: string | null; made: boolean }>;
}

interface Props extends GateProps {
  /** What waits behind the gate, where a view wants to say so. */
  readonly setUpFirst?: string;
  readonly unlockFirst?: string;
  /** Where it is missing, the gate leads to the page of the keys and back. */
  readonly making?: Making;
  readonly children: (vault: Vault) => ComponentChildren;
}

export function Gate({ opening, setOpening, setUpFirst, unlockFirst, making, children }: Props) {
  const { me, ground, lock, words } = useApp();
  const [made, setMade] = useState(false);
  const [byKit, setByKit] = useState(false);
  const [lost, setLost] = useState(location.hash === "#lost");
  const vault = opening.state === "open" ? opening.vault : null;
  useEffect(() => {
    if (opening.state === "checking") void look();
  }, []);
  useEffect(() => (vault ? watchIdle(() => void lock(), () => void ground.server.sessionHalf()) : undefined), [vault, lock]);
  async function look(): Promise<void> {
    try {
      setOpening({ state: "open", vault: await Vault.restore(ground, me.id) });
    } catch (error) {
      if (!(error instanceof Locked)) setOpening({ state: "failed", error });
      else setOpening({ state: me.has_keyring ? "locked" : "none" });
    }
  }
  const open = (fresh: Vault): void => {
    setOpening({ state: "open", vault: fresh });
  };
  switch (opening.state) {
    case "checking":
      return <Waiting>{words.opening}</Waiting>;
    case "none":
      return making ? <making.SetUp onDone={(fresh) => { setMade(true); open(fresh); }} /> : <SetUpFirst lead={setUpFirst} />;
    case "locked":
      if (lost && making) return <making.NewKeys old={null} onBack={() => { setLost(false); }} onDone={open} />;
      return <Unlock lead={unlockFirst} onOpen={(fresh, way) => { setByKit(way === "kit"); open(fresh); }} onBlocked={(error) => { setOpening({ state: "failed", error }); }} onLost={() => { if (making) setLost(true); else location.assign(`${toKeys()}#lost`); }} />;
    case "failed":
      return opening.error instanceof Tampered ? <Blocked error={opening.error} /> : <Failure error={opening.error} />;
    case "open":
      return <>{making && (made || next() !== null) ? <making.Ready next={next()} made={made} /> : <>{byKit && <OpenedByKit onLeave={() => { setByKit(false); }} />}{children(opening.vault)}</>}</>;
  }
}

/** The page of the keys; it leads back here. */
function toKeys(): string {
  return `/vault/?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`;
}

function SetUpFirst({ lead }: { lead: string | undefined }) {
  const { words } = useApp();
  return (
    <div class="narrow stack stack--loose">
      <div class="welcome">
        <Title kicker={words.setUp.kicker}>{words.setUp.title}</Title>
        <Drawing name="key" small />
      </div>
      <Notice><p>{lead ?? words.setUp.first}</p></Notice>
      <div class="actions"><LinkButton href={toKeys()} kind="primary" icon="arrow-right">{words.setUp.toKeys}</LinkButton></div>
    </div>
  );
}

/** Where to go once the vault is open: an address of this site and no other. */
function next(): string | null {
  const wanted = new URLSearchParams(location.search).get("next") ?? "";
  const url = URL.canParse(wanted, location.origin) ? new URL(wanted, location.origin) : null;
  return wanted.startsWith("/") && url?.origin === location.origin ? url.href : null;
}

/** Who had to fetch the kit has lost what opens the vault from day to day. */
function OpenedByKit({ onLeave }: { onLeave: () => void }) {
  const { words } = useApp();
  return (
    <Notice>
      <p>{words.unlock.byKit}</p>
      <div class="actions">
        <LinkButton href="/vault/" small icon="key-round">{words.unlock.byKitGo}</LinkButton>
        <Button small kind="plain" onClick={onLeave}>{words.unlock.byKitLater}</Button>
      </div>
    </Notice>
  );
}
