/** A room of one's own. The server says which it is; that nobody else can open it is checked here. */
import { Tampered } from "./errors";
import type { Vault } from "./vault";
import type { Check, Workspace } from "./workspace";

/** Whether a room is mine alone. */
export function alone(vault: Vault): Check {
  return (holders) => {
    if (holders.size !== 1 || !holders.has(vault.person)) throw new Tampered("room", "not mine alone");
  };
}

/** Opens a room that is mine alone; throws Tampered where anybody else was ever granted its key. */
export function openOwnRoom(vault: Vault, id: string): Promise<Workspace> {
  return vault.openRoom(id, alone(vault));
}
