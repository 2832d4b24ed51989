import type { GateProps } from "./gate";
export function NewRequest({ mentor }: { gate: GateProps; mentor: string }) { return <p>{mentor}</p>; }
