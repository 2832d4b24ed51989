/** Frozen copies: one revision, signed again by its author and sealed to one reader outside the room. Python twin: vault/client/copies.py. */
import type { Bytes, JsonObject } from "./bytes";
import type { Card } from "./cards";
import { KeysRenewed, Tampered } from "./errors";
import { peek, record, sealTo, sign, text, unseal, verify, whole } from "./format";
import type { Self } from "./room";

/** The revision that a copy was taken from; all of it is signed. */
export interface CopySource {
  readonly room: string;
  readonly object: string;
  readonly kind: string;
  readonly revision: number;
  readonly sha256: string;
}

/** What is shown, under the id that the copy gets. */
export interface Copy {
  readonly id: string;
  readonly source: CopySource;
  readonly content: JsonObject;
  /** A word to the reader; may be empty. */
  readonly note: string;
}

/** A copy, decrypted and verified. */
export interface OpenedCopy extends Copy {
  readonly owner: string;
  readonly at: string;
}

/** The age file of a copy, for this reader alone. */
export async function sealCopy(owner: Self, reader: Card, copy: Copy): Promise<Bytes> {
  const { id, source, content, note } = copy;
  const { room, object, kind, revision, sha256 } = source;
  const claims: JsonObject = {
    copy: id,
    owner: owner.person,
    card: owner.card.fingerprint,
    reader: reader.person,
    source: { room, object, kind, revision, sha256 },
    content,
    note,
    at: new Date().toISOString(),
  };
  return sealTo(reader.recipient, await sign("copy", claims, owner.signer));
}

/** Opens a copy; throws Tampered unless the owner (their card chain) made this very one for this reader. */
export async function openCopy(reader: Self, owner: readonly Card[], id: string, source: CopySource, file: Uint8Array): Promise<OpenedCopy> {
  const jws = await unsealOwn(reader, id, file);
  const fingerprint = text(peek("copy", jws), "card");
  const card = owner.find((one) => one.fingerprint === fingerprint);
  if (card === undefined) throw new Tampered("card");
  const claims = await verify("copy", jws, card.signing);
  if (text(claims, "owner") !== card.person) throw new Tampered("author");
  if (text(claims, "reader") !== reader.person) throw new Tampered("member");
  if (text(claims, "copy") !== id) throw new Tampered("object");
  checkSource(record(claims, "source"), source);
  return { id, source, owner: card.person, content: record(claims, "content"), note: text(claims, "note"), at: text(claims, "at") };
}

async function unsealOwn(reader: Self, id: string, file: Uint8Array): Promise<string> {
  try {
    return await unseal(reader.identity, file);
  } catch (error) {
    // Sealed to keys that I had before: its owner has to show it again.
    if (error instanceof Tampered && error.reason === "key" && reader.card.number > 1) throw new KeysRenewed(id);
    throw error;
  }
}

function checkSource(signed: JsonObject, shown: CopySource): void {
  if (text(signed, "room") !== shown.room) throw new Tampered("room");
  if (text(signed, "object") !== shown.object) throw new Tampered("object");
  if (text(signed, "kind") !== shown.kind) throw new Tampered("kind");
  if (whole(signed, "revision") !== shown.revision) throw new Tampered("revision");
  if (text(signed, "sha256") !== shown.sha256) throw new Tampered("hash");
}
