/** The two encrypted pages of a certification file: the candidate's and the judges'. */
import { certificationWords as own } from "../texts/certification";
import { Missing } from "./app";
import { Gate, type GateProps } from "./gate";
import { Handover } from "./handover";
import { Reading } from "./reading";

const ADDRESS = /^\/certification\/files\/([0-9a-f-]{36})\/(handover|reading)\/$/;

export function CertificationPages({ gate }: { gate: GateProps }) {
  const [, file = "", page = ""] = ADDRESS.exec(location.pathname) ?? [];
  if (file === "") return <Missing />;
  if (page === "handover") return <Gate {...gate}>{(vault) => <Handover vault={vault} file={file} />}</Gate>;
  return <Gate {...gate} setUpFirst={own.setUpFirst} unlockFirst={own.unlockFirst}>{(vault) => <Reading vault={vault} file={file} />}</Gate>;
}
