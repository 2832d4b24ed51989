/** A member's signature under one revision of a text, such as the pair's agreement. Any change of the text leaves it behind. */
import { Tampered } from "./errors";
import { peek, sign, verify } from "./format";
import type { Opened } from "./room";
import type { Vault } from "./vault";

export interface SignatureWire {
  readonly revision: number;
  /** SHA-256 of the revision's sealed file, which holds text, author and all that went before. */
  readonly revision_sha256: string;
  readonly jws: string;
}

/** Signs a revision as it was opened here, and that nothing is paid: both are asked. */
export async function signRevision(vault: Vault, text: Opened): Promise<SignatureWire> {
  const { room, object, revision, sha256 } = text;
  const { person, card, signer } = vault.self;
  const claims = { room, object, revision, sha256, person, card: card.fingerprint, unpaid: true, at: new Date().toISOString() };
  return { revision, revision_sha256: sha256, jws: await sign("signature", claims, signer) };
}

/** Whether the signature is this person's, of this very revision. */
export async function signatureHolds(vault: Vault, text: Opened, person: string, signature: SignatureWire): Promise<boolean> {
  const chain = await vault.chainOf(person);
  try {
    // Signed with the keys of that time, which the present card's chain vouches for.
    const card = chain.find((one) => one.fingerprint === peek("signature", signature.jws)["card"]);
    if (card === undefined) return false;
    const claims = await verify("signature", signature.jws, card.signing);
    const said = [claims["room"], claims["object"], claims["revision"], claims["sha256"], claims["person"], claims["card"], claims["unpaid"]];
    const meant = [text.room, text.object, text.revision, text.sha256, person, card.fingerprint, true];
    return signature.revision_sha256 === text.sha256 && said.every((claim, i) => claim === meant[i]);
  } catch (error) {
    if (error instanceof Tampered) return false;
    throw error;
  }
}
