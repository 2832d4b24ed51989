/** A room of one's own. The server says which it is; that nobody else can open it is checked here. */
import { Tampered } from "./errors";
import type { Vault } from "./vault";
import type { Workspace } from "./workspace";

/** Opens a room that is mine alone; throws Tampered where anybody else was ever granted its key. */
export async function openOwnRoom(vault: Vault, id: string): Promise<Workspace> {
  const workspace = await vault.openRoom(id);
  const holders = [...workspace.key.members.keys()];
  if (holders.length !== 1 || holders[0] !== vault.person) throw new Tampered("room", "not mine alone");
  return workspace;
}
