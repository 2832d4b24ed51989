/** The two encrypted pages of a seal file: the programme's and its auditors'. */
import { sealWords as own } from "../texts/seals";
import { Missing } from "./app";
import { Gate, type GateProps } from "./gate";
import { SealDocuments } from "./seal-documents";
import { SealReading } from "./seal-reading";

const ADDRESS = /^\/seal-files\/([0-9a-f-]{36})\/documents\/(reading\/)?$/;

export function SealPages({ gate }: { gate: GateProps }) {
  const [, file = "", reads] = ADDRESS.exec(location.pathname) ?? [];
  if (file === "") return <Missing />;
  if (reads !== undefined) return <Gate {...gate} setUpFirst={own.readSetUp} unlockFirst={own.unlockFirst}>{(vault) => <SealReading vault={vault} file={file} />}</Gate>;
  return <Gate {...gate} setUpFirst={own.setUpFirst} unlockFirst={own.unlockFirst}>{(vault) => <SealDocuments vault={vault} file={file} />}</Gate>;
}
