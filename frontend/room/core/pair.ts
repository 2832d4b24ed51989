/** A room of two. The server says which it is; that the two are those it is shown for is checked here. */
import { Tampered } from "./errors";
import type { Vault } from "./vault";
import type { Look, Workspace } from "./workspace";

/** Opens a room that I share with one person; throws Tampered where its key was granted to anybody else, or not to them. */
export async function openPairRoom(vault: Vault, id: string, person: string, look: Look = () => undefined): Promise<Workspace> {
  const check = ({ key: { members } }: Workspace): void => {
    if (members.size !== 2 || !members.has(vault.person) || !members.has(person)) throw new Tampered("room", "of other people");
  };
  const workspace = await vault.openRoom(id, (opening) => {
    check(opening);
    look(opening);
  });
  check(workspace);
  return workspace;
}

/** Opens a private topic of a pair: a room of the two, and not the one that they share anyway. */
export async function openTopicRoom(vault: Vault, id: string, person: string, pairRoom: string | null): Promise<Workspace> {
  if (id === pairRoom) throw new Tampered("room", "not a room apart");
  return openPairRoom(vault, id, person);
}
