/** The pages of what is one's own alone: keys and journal. */
import { Missing } from "./app";
import { Journal } from "./journal";
import { Gate, type GateProps } from "./gate";
import { Manage } from "./manage";
import { Arrival } from "./ready";
import { NewKeys } from "./renewal";
import { SetUp } from "./set-up";
import { WithKit } from "./unlock-kit";

const MAKING = { SetUp, NewKeys, WithKit, Arrival };

export function VaultPages({ gate }: { gate: GateProps }) {
  switch (location.pathname) {
    case "/vault/":
      return <Gate {...gate} making={MAKING}>{(vault) => <Manage vault={vault} onRenewed={(fresh) => { gate.setOpening({ state: "open", vault: fresh }); }} />}</Gate>;
    case "/journal/":
      return <Gate {...gate}>{(vault) => <Journal vault={vault} />}</Gate>;
    default:
      return <Missing />;
  }
}
