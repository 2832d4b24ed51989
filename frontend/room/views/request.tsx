import type { Vault } from "../core";
export function ReadRequest({ id }: { vault: Vault; id: string }) { return <p>{id}</p>; }
