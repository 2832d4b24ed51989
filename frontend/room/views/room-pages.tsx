/** The pages of one request or one mentorship: which view the address asks for. */
import { Missing } from "./app";
import { Gate, type GateProps } from "./gate";
import { ReadRequest } from "./request";
import { NewRequest } from "./request-new";
import { MentorshipRoom } from "./room";

const ID = "[0-9a-f-]{36}";

export function RoomPages({ gate }: { gate: GateProps }) {
  const { pathname, search } = location;
  const mentor = new URLSearchParams(search).get("mentor");
  if (pathname === "/requests/new/" && mentor !== null) return <NewRequest gate={gate} mentor={mentor} />;
  const request = new RegExp(`^/requests/(${ID})/$`).exec(pathname)?.[1];
  if (request !== undefined) return <Gate {...gate}>{(vault) => <ReadRequest vault={vault} id={request} />}</Gate>;
  const mentorship = new RegExp(`^/mentorships/(${ID})/room/$`).exec(pathname)?.[1];
  if (mentorship !== undefined) return <Gate {...gate}>{(vault) => <MentorshipRoom vault={vault} id={mentorship} />}</Gate>;
  return <Missing />;
}
