/** The pages that open every room of a person: search and export. */
import { Missing } from "./app";
import { Everywhere } from "./everywhere";
import { Export } from "./export";
import { Gate, type GateProps } from "./gate";

export function EverythingPages({ gate }: { gate: GateProps }) {
  switch (location.pathname) {
    case "/vault/export/":
      return <Gate {...gate}>{(vault) => <Export vault={vault} />}</Gate>;
    case "/vault/search/":
      return <Gate {...gate}>{(vault) => <Everywhere vault={vault} />}</Gate>;
    default:
      return <Missing />;
  }
}
