/** The pages of what is one's own alone: keys and journal. */
import { Missing } from "./app";
import { Journal } from "./journal";
import { Gate, type GateProps } from "./gate";
import { Manage } from "./manage";

export function VaultPages({ gate }: { gate: GateProps }) {
  switch (location.pathname) {
    case "/vault/":
      return <Gate {...gate} finish>{(vault) => <Manage vault={vault} onRenewed={(fresh) => { gate.setOpening({ state: "open", vault: fresh }); }} />}</Gate>;
    case "/journal/":
      return <Gate {...gate}>{(vault) => <Journal vault={vault} />}</Gate>;
    default:
      return <Missing />;
  }
}
