/** The pages of what is one's own alone: keys and journal. */
import { Missing } from "./app";
import { Journal } from "./journal";
import { Gate, type GateProps } from "./gate";
import { Manage } from "./manage";
import { Ready } from "./ready";
import { NewKeys } from "./renewal";
import { SetUp } from "./set-up";

const MAKING = { SetUp, NewKeys, Ready };

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
