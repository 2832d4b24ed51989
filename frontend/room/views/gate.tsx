/** Nothing of a vault is shown before it is open: set up, unlock, or say why it is blocked. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Locked, Tampered, Vault, watchIdle } from "../core";
import { Blocked } from "./blocked";
import { useApp } from "./context";
import { Failure } from "./app";
import { Button, LinkButton, Notice, Waiting } from "./parts";
import { Ready } from "./ready";
import { NewKeys } from "./renewal";
import { SetUp } from "./set-up";
import { Unlock } from "./unlock";

export type Opening =
  | { readonly state: "checking" | "none" | "locked" }
  | { readonly state: "open"; readonly vault: Vault }
  | { readonly state: "failed"; readonly error: unknown };

export interface GateProps {
  readonly opening: Opening;
  readonly setOpening: (opening: Opening) => void;
}

interface Props extends GateProps {
  /** What waits behind the gate, where a view wants to say so. */
  readonly setUpFirst?: string;
  readonly unlockFirst?: string;
  /** The set-up is what the person came for: say at the end that it is done. */
  readonly finish?: boolean;
  readonly children: (vault: Vault) => ComponentChildren;
}

export function Gate({ opening, setOpening, setUpFirst, unlockFirst, finish = false, children }: Props) {
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
      return <SetUp lead={setUpFirst} onDone={(fresh) => { setMade(true); open(fresh); }} />;
    case "locked":
      if (lost) return <NewKeys old={null} onBack={() => { setLost(false); }} onDone={open} />;
      return <Unlock lead={unlockFirst} onOpen={(fresh, way) => { setByKit(way === "kit"); open(fresh); }} onBlocked={(error) => { setOpening({ state: "failed", error }); }} onLost={() => { setLost(true); }} />;
    case "failed":
      return opening.error instanceof Tampered ? <Blocked error={opening.error} /> : <Failure error={opening.error} />;
    case "open":
      return <>{finish && (made || next() !== null) ? <Ready next={next()} made={made} /> : <>{byKit && <OpenedByKit onLeave={() => { setByKit(false); }} />}{children(opening.vault)}</>}</>;
  }
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
