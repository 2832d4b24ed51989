import type { Vault } from "../core";
export function MentorshipRoom({ id }: { vault: Vault; id: string }) { return <p>{id}</p>; }
