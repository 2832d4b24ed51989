/** A room of two. The server says which it is; that the two are those it is shown for is checked here. */
import { Tampered, type TamperReason } from "./errors";
import type { Vault } from "./vault";
import type { Check, Item, Look, Workspace } from "./workspace";

/** Whether a room is mine and this person's, and nobody else's. */
export function between(vault: Vault, person: string): Check {
  return (holders) => {
    if (holders.size !== 2 || !holders.has(vault.person) || !holders.has(person)) throw new Tampered("room", "of other people");
  };
}

/** Opens a room that I share with one person; throws Tampered where its key was granted to anybody else, or not to them. */
export function openPairRoom(vault: Vault, id: string, person: string, look?: Look): Promise<Workspace> {
  return vault.openRoom(id, between(vault, person), look);
}

/** Opens a private topic of a pair: a room of the two, and not the one that they share anyway. */
export async function openTopicRoom(vault: Vault, id: string, person: string, pairRoom: string | null): Promise<Workspace> {
  if (id === pairRoom) throw new Tampered("room", "not a room apart");
  return openPairRoom(vault, id, person);
}

/** The request that the two began with, refused where the server shows another text as it, or one of somebody else. */
export function requestIn(workspace: Workspace, object: string, author: string): Item {
  const item = workspace.get(object);
  const reason: TamperReason | null = item === undefined ? "missing" : item.kind !== "request" ? "kind" : item.state === "opened" && item.head.author !== author ? "author" : null;
  if (item !== undefined && reason === null) return item;
  return { state: "refused", id: object, kind: "request", author, created: "", reason: new Tampered(reason ?? "missing", "request") };
}
