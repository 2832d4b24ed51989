/** The documents of a file as its keepers work with them: the facts, and the room as far as one has its key. */
import { keyFor, KeysRenewed, type Vault, type Workspace } from "../core";
import { seals, type Keeper, type KeptFacts } from "../facts/seals";

export interface KeptState {
  readonly facts: KeptFacts;
  /** Null where there is no room yet, or none that my keys open. */
  readonly workspace: Workspace | null;
}

/** Opens what there is; a key that somebody still holds who has left is replaced before anything is written. */
export async function loadKept(vault: Vault, file: string): Promise<KeptState> {
  const facts = await seals.kept(file);
  if (facts.room === null) return { facts, workspace: null };
  const workspace = await opened(vault, facts.room);
  if (workspace === null || !facts.stale || !facts.adds) return { facts, workspace };
  await giveKey(vault, workspace, facts, null);
  return { facts: await seals.kept(file), workspace };
}

/** Null where the room was granted to keys that I had before: a colleague has to let me in again. */
async function opened(vault: Vault, room: string): Promise<Workspace | null> {
  try {
    return await vault.openRoom(room);
  } catch (error) {
    if (error instanceof KeysRenewed) return null;
    throw error;
  }
}

/** Begins a new key for everybody who is inside, and for one colleague more. */
export async function giveKey(vault: Vault, workspace: Workspace, facts: KeptFacts, more: Keeper | null): Promise<void> {
  const inside = facts.keepers.filter((one) => one.inside).map(({ person }) => person);
  const people = more === null || inside.includes(more.person) ? inside : [...inside, more.person];
  await keyFor(vault, workspace, people, (epoch, grants) => seals.keepers(facts.id, epoch, grants));
}

/** The room at first need, for oneself and every colleague who has keys. */
export async function roomFor(vault: Vault, { facts, workspace }: KeptState): Promise<Workspace> {
  if (workspace !== null) return workspace;
  const others = facts.keepers.filter((one) => one.has_keyring && one.person !== vault.person);
  const { room } = await seals.open(facts.id, await vault.sealRoom(others.map(({ person }) => person)));
  return vault.openRoom(room);
}

/** Whether somebody waits to be let in: without the key, or with keys made since it was granted. */
export function waitsForKey(workspace: Workspace | null, keeper: Keeper): boolean {
  if (!keeper.has_keyring) return false;
  return !keeper.inside || (workspace?.waitingForGrant.some(({ person }) => person === keeper.person) ?? false);
}
