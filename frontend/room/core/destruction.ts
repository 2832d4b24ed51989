/** What the author of a text signs on destroying it. Without it a server could hide any text by calling it destroyed. */
import { Tampered } from "./errors";
import { peek, sign, text, verify } from "./format";
import type { Epoch, ObjectWire, Opened, Self } from "./room";

interface Text {
  readonly id: string;
  readonly kind: string;
  readonly about: string | null;
  readonly head: Opened;
}

export function signDestruction(self: Self, { id, kind, about, head }: Text): Promise<string> {
  const { room, revision, sha256 } = head;
  const claims = { room, object: id, kind, about, revision, sha256, person: self.person, card: self.card.fingerprint, at: new Date().toISOString() };
  return sign("destruction", claims, self.signer);
}

/** When the author destroyed it; throws Tampered unless they, who alone had written it, signed so of its newest revision. */
export async function readDestruction(epochs: Iterable<Epoch>, room: string, wire: ObjectWire): Promise<string> {
  const { id, kind, about, author, destruction: signed, revisions } = wire;
  const newest = revisions.at(-1);
  if (signed === null || newest === undefined) throw new Tampered("missing", id);
  if (revisions.some((one) => one.author !== author)) throw new Tampered("author", id);
  const fingerprint = peek("destruction", signed)["card"];
  const card = [...epochs].map(({ members }) => members.get(author)).find((one) => one?.fingerprint === fingerprint);
  if (card === undefined) throw new Tampered("key", id);
  const claims = await verify("destruction", signed, card.signing);
  const meant = { room, object: id, kind, about, revision: newest.number, sha256: newest.sha256, person: author };
  if (Object.entries(meant).some(([name, value]) => claims[name] !== value)) throw new Tampered("object", id);
  return text(claims, "at");
}
