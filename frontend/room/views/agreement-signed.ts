/** Every version of the agreement with the signatures that hold, and the one in effect. */
import { signatureHolds, type Entry, type Opened, type Vault } from "../core";
import type { Signature } from "../facts/product";
import { useLoaded } from "./app";
import type { RoomView } from "./room-state";

export interface Version {
  readonly text: Opened;
  /** Person → their verified signature of this version. */
  readonly held: ReadonlyMap<string, Signature>;
  readonly complete: boolean;
}

export interface Versions {
  /** Oldest first. */
  readonly all: readonly Version[];
  /** The last that every member has signed, and when the last of them did. */
  readonly inForce: { readonly version: Version; readonly since: string } | null;
  /** A stored signature does not verify. */
  readonly forged: boolean;
}

export function useVersions(vault: Vault, view: RoomView, entry: Entry): { value: Versions | null; error: unknown } {
  const given = view.facts.agreement?.signatures ?? [];
  return useLoaded(() => view.exclusive(() => load(vault, view, entry, given)), `${entry.head.sha256}/${given.length}`);
}

async function load(vault: Vault, view: RoomView, entry: Entry, given: readonly Signature[]): Promise<Versions> {
  const members = view.workspace.members.map(({ person }) => person);
  const texts = entry.head.revision === 1 ? [entry.head] : await view.workspace.history(entry.id);
  const all: Version[] = [];
  let forged = false;
  for (const text of texts) {
    const held = new Map<string, Signature>();
    for (const signature of given.filter((one) => one.revision === text.revision)) {
      if (await signatureHolds(vault, text, signature.person, signature)) held.set(signature.person, signature);
      else forged = true;
    }
    all.push({ text, held, complete: members.every((person) => held.has(person)) });
  }
  const version = all.findLast(({ complete }) => complete);
  const since = [...(version?.held.values() ?? [])].map(({ signed_at }) => signed_at).sort().at(-1);
  return { all, inForce: version && since !== undefined ? { version, since } : null, forged };
}
