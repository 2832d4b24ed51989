/** Nothing of a vault is shown before it is open: unlock, lead to where keys are made, or say why it is blocked. */
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Locked, Tampered, Vault, watchIdle } from "../core";
import { toKeys } from "./address";
import { Blocked } from "./blocked";
import { useApp } from "./context";
import { Failure } from "./app";
import { LinkButton, Notice, Title, Waiting } from "./parts";
import { Drawing } from "./shapes";
import { Unlock, type OpenForm } from "./unlock";

export type Opening =
  | { readonly state: "checking" | "none" | "locked" }
  | { readonly state: "open"; readonly vault: Vault }
  | { readonly state: "failed"; readonly error: unknown };

export interface GateProps {
  readonly opening: Opening;
  readonly setOpening: (opening: Opening) => void;
}

/** How keys are made, kits typed and a new vault welcomed: on the page of the keys alone, for it is half of what a gate weighs. */
export interface Making {
  readonly SetUp: ComponentType<{ onDone: (vault: Vault) => void }>;
  readonly NewKeys: ComponentType<{ old: Vault | null; onBack: () => void; onDone: (vault: Vault) => void }>;
  readonly WithKit: OpenForm;
  readonly Arrival: ComponentType<ArrivalProps>;
}

export interface ArrivalProps {
  readonly how: "made" | "kit" | "opened";
  /** Where one wanted to go. */
  readonly next: string | null;
  readonly children: () => ComponentChildren;
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
  const [how, setHow] = useState<ArrivalProps["how"]>("opened");
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
  const open = (fresh: Vault, by: ArrivalProps["how"] = "opened"): void => {
    setHow(by);
    setOpening({ state: "open", vault: fresh });
  };
  switch (opening.state) {
    case "checking":
      return <Waiting>{words.opening}</Waiting>;
    case "none":
      return making ? <making.SetUp onDone={(fresh) => { open(fresh, "made"); }} /> : <SetUpFirst lead={setUpFirst} />;
    case "locked":
      if (lost && making) return <making.NewKeys old={null} onBack={() => { setLost(false); }} onDone={open} />;
      return <Unlock lead={unlockFirst} kit={making?.WithKit} onOpen={(fresh, way) => { open(fresh, way === "kit" ? "kit" : "opened"); }} onBlocked={(error) => { setOpening({ state: "failed", error }); }} onLost={() => { if (making) setLost(true); else location.assign(toKeys("lost")); }} />;
    case "failed":
      return opening.error instanceof Tampered ? <Blocked error={opening.error} /> : <Failure error={opening.error} />;
    case "open":
      return <>{making ? <making.Arrival how={how} next={next()}>{() => children(opening.vault)}</making.Arrival> : children(opening.vault)}</>;
  }
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
