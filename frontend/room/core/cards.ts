/**
 * Key cards: what a person's public keys are, said by the person, in an append-only chain.
 *
 * The server keeps the chain and could show another one; that is why fingerprints are pinned
 * (`ledger.ts`) and why the two compare a safety number when they meet.
 */
import { sha256, utf8, type JsonObject } from "./bytes";
import { Tampered } from "./errors";
import { peek, sign, text, textOrNull, verify, whole, type SigningKey } from "./format";

/** A verified key card. Its fingerprint is the SHA-256 of its JWS. */
export interface Card {
  readonly person: string;
  readonly number: number;
  /** Raw Ed25519 public key, base64url. */
  readonly signing: string;
  /** age recipient, "age1…". */
  readonly recipient: string;
  readonly previous: string | null;
  readonly at: string;
  readonly fingerprint: string;
  readonly jws: string;
}

/** A card as the server hands it out. */
export interface CardWire {
  readonly number: number;
  readonly jws: string;
  readonly sha256: string;
}

/** Makes and signs the next card of a chain. */
export async function makeCard(person: string, recipient: string, signer: SigningKey, previous: Card | null = null): Promise<Card> {
  const claims: JsonObject = {
    person,
    recipient,
    signing: signer.publicKey,
    number: (previous?.number ?? 0) + 1,
    previous: previous?.fingerprint ?? null,
    at: new Date().toISOString(),
  };
  return readCard(await sign("card", claims, signer));
}

/** Verifies one card: signed by the key that it announces. */
export async function readCard(jws: string): Promise<Card> {
  const claims = await verify("card", jws, text(peek("card", jws), "signing"));
  return {
    person: text(claims, "person"),
    number: whole(claims, "number"),
    signing: text(claims, "signing"),
    recipient: text(claims, "recipient"),
    previous: textOrNull(claims, "previous"),
    at: text(claims, "at"),
    fingerprint: await sha256(jws),
    jws,
  };
}

/** Verifies a whole chain of one person: no gap, no other person's card, each following the one before. */
export async function readChain(person: string, wires: readonly CardWire[]): Promise<Card[]> {
  const cards: Card[] = [];
  for (const wire of wires) {
    const card = await readCard(wire.jws);
    const before = cards.at(-1);
    if (card.fingerprint !== wire.sha256) throw new Tampered("hash", "card");
    if (card.person !== person) throw new Tampered("card", "another person's");
    if (card.number !== cards.length + 1 || card.number !== wire.number) throw new Tampered("chain", "card");
    if (card.previous !== (before?.fingerprint ?? null)) throw new Tampered("chain", "card");
    cards.push(card);
  }
  if (cards.length === 0) throw new Tampered("missing", "card");
  return cards;
}

/** The card in force: the last of a chain. */
export function current(chain: readonly Card[]): Card {
  const card = chain.at(-1);
  if (card === undefined) throw new Tampered("missing", "card");
  return card;
}

/** Sixty digits in twelve groups that two people compare aloud: the same on both screens, or something is wrong. */
export async function safetyNumber(one: string, other: string): Promise<string[]> {
  const halves = await Promise.all([one, other].sort().map(digits));
  return halves.flat();
}

async function digits(fingerprint: string): Promise<string[]> {
  const hash = await crypto.subtle.digest("SHA-512", utf8(`ithaca safety number 1\n${fingerprint}`));
  const view = new DataView(hash);
  return Array.from({ length: 6 }, (_, i) => {
    const five = view.getUint8(5 * i) * 2 ** 32 + view.getUint32(5 * i + 1);
    return String(five % 100_000).padStart(5, "0");
  });
}
