/**
 * Stands in the bundle for what is never called, see build.mjs. The curves of age's hybrid and hardware recipients are
 * refused anyway: a file of this scheme has exactly one X25519 recipient (core/format.ts). X25519 itself is the browser's:
 * whoever has its Ed25519, without which nothing is signed or read, has that too.
 */
export const MLKEM768P256 = undefined;
export const MLKEM768X25519 = undefined;
export const p256 = undefined;

function missing(): never {
  throw new DOMException("this browser has no X25519", "NotSupportedError");
}

/** Of the library's own curve age needs the base point alone. */
export const x25519 = { GuBytes: Uint8Array.of(9, ...new Uint8Array(31)), scalarMult: missing, scalarMultBase: missing };
