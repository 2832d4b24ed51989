/** The page of one mentorship's room. */
import { Missing } from "./app";
import { Gate, type GateProps } from "./gate";
import { MentorshipRoom } from "./room";

export function RoomPages({ gate }: { gate: GateProps }) {
  const mentorship = /^\/mentorships\/([0-9a-f-]{36})\/room\/$/.exec(location.pathname)?.[1];
  if (mentorship === undefined) return <Missing />;
  return <Gate {...gate}>{(vault) => <MentorshipRoom vault={vault} id={mentorship} />}</Gate>;
}
