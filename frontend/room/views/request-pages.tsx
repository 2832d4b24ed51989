/** The pages of one request: writing it, reading it. */
import { Missing } from "./app";
import { Gate, type GateProps } from "./gate";
import { ReadRequest } from "./request";
import { NewRequest } from "./request-new";

export function RequestPages({ gate }: { gate: GateProps }) {
  const { pathname, search } = location;
  const mentor = new URLSearchParams(search).get("mentor");
  if (pathname === "/requests/new/" && mentor !== null) return <NewRequest gate={gate} mentor={mentor} />;
  const request = /^\/requests\/([0-9a-f-]{36})\/$/.exec(pathname)?.[1];
  if (request === undefined) return <Missing />;
  return <Gate {...gate}>{(vault) => <ReadRequest vault={vault} id={request} />}</Gate>;
}
