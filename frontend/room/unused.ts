/**
 * Stands in for the curves of age's hybrid and hardware recipients, which weigh 17 KB and are refused
 * anyway: a file of this scheme has exactly one X25519 recipient (core/format.ts). See build.mjs.
 */
export const MLKEM768P256 = undefined;
export const MLKEM768X25519 = undefined;
export const p256 = undefined;
