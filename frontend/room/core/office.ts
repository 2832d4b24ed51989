/**
 * A room that people are in by an office: who holds it now is the server's to say, who gets a key is decided here, by
 * somebody who has one. A room key that is handed on is one for everybody who stays and for nobody else.
 */
import { current, type Card } from "./cards";
import { Tampered } from "./errors";
import type { Vault } from "./vault";
import type { Workspace } from "./workspace";

/** Gives the server the next room key. */
export type SendKey = (epoch: { readonly number: number; readonly recipient: string }, grants: Readonly<Record<string, string>>) => Promise<void>;

/**
 * Begins a new room key for exactly these people, oneself among them. Whoever is new is trusted at first sight, as
 * anywhere; whoever held the last key with other keys of their own is refused (`pin`) until the two have compared.
 */
export async function keyFor(vault: Vault, workspace: Workspace, people: readonly string[], send: SendKey): Promise<void> {
  const last = workspace.key;
  const cards: Card[] = [];
  for (const person of people) {
    const card = person === vault.person ? vault.self.card : current(await vault.chainOf(person));
    if (last.members.has(person) && !vault.trusts(card, last)) throw new Tampered("pin", person);
    cards.push(card);
  }
  const { epoch, grants } = await workspace.nextKey(cards);
  await send(epoch, grants);
  await workspace.refresh();
}
