/** The page of one's portfolio: what items say, their files, and reflections. */
import { Missing } from "./app";
import { Gate, type GateProps } from "./gate";
import { Portfolio } from "./portfolio";

export function CompetencesPages({ gate }: { gate: GateProps }) {
  if (location.pathname !== "/competences/room/") return <Missing />;
  return <Gate {...gate}>{(vault) => <Portfolio vault={vault} />}</Gate>;
}
