/** Why the vault refuses a thing that the server handed out. Each one blocks, visibly. */
export const TAMPER_REASONS = [
  "malformed", // not what the scheme says a file looks like
  "scheme", // a scheme that this client does not know
  "signature", // the signature does not belong to the signed words
  "hash", // the bytes are not those that the server announced
  "object", // written under another id
  "kind", // written as another kind
  "about", // written for another meeting or goal
  "room", // written in another room
  "epoch", // written under another room key
  "revision", // another revision than the one asked for
  "previous", // does not follow the revision before it
  "author", // written by somebody else than the server says
  "key", // signed by a key that the room does not know
  "recipient", // the room key on offer is not the one that was granted
  "member", // granted to somebody else, or the members are not those of the grant
  "issuer", // granted by somebody who had no right to
  "card", // a key card that does not hold together
  "chain", // key cards or epochs with a gap
  "pin", // the key card of a known person has changed
  "name", // a known person is shown under another name
  "own-card", // the server shows another card as mine
  "person", // a keyring of somebody else
  "kdf", // a passphrase file weaker than this client makes
  "generation", // an older state of one's own vault than the last one seen
  "rollback", // an older state of the room than the last one seen
  "missing", // something seen before is gone
] as const;
export type TamperReason = (typeof TAMPER_REASONS)[number];

/** The server, or somebody who got hold of it, shows something that was not made by the people of the room. */
export class Tampered extends Error {
  override readonly name = "Tampered";
  constructor(
    readonly reason: TamperReason,
    readonly detail = "",
  ) {
    super(detail === "" ? reason : `${reason}: ${detail}`);
  }
}

/** The passphrase or the recovery kit does not open this wrap. */
export class WrongSecret extends Error {
  override readonly name = "WrongSecret";
}

/** The vault is locked: there is no unlocked state in this browser, or the session half is gone. */
export class Locked extends Error {
  override readonly name = "Locked";
}

/** The room was granted to keys that its reader no longer has: another member must grant it again. */
export class KeysRenewed extends Error {
  override readonly name = "KeysRenewed";
  constructor(readonly room: string) {
    super(room);
  }
}

/** A text too long for one object. */
export class TooLong extends Error {
  override readonly name = "TooLong";
  constructor(readonly bytes: number) {
    super(`${bytes} bytes`);
  }
}

/** The browser keeps nothing for this site: storage switched off, or full. */
export class NoStorage extends Error {
  override readonly name = "NoStorage";
}

/** The server answered with something else than success. `code` is stable, `message` a sentence for the reader. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly body: unknown = null,
  ) {
    super(message);
  }
}
