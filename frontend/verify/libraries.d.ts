// What is used of libraries that bring no types.
declare module "jsonld-signatures" {
  interface Result {
    verified: boolean;
    error?: Error & { errors?: Error[] };
  }
  interface Purposes {
    AssertionProofPurpose: new (options?: { controller: object }) => object;
  }
  interface Signatures {
    verify(document: object, options: { suite: object; purpose: object; documentLoader: (address: string) => Promise<object> }): Promise<Result>;
    sign(document: object, options: { suite: object; purpose: object; documentLoader: (address: string) => Promise<object> }): Promise<Record<string, unknown>>;
    purposes: Purposes;
  }
  const signatures: Signatures;
  export default signatures;
}
declare module "@digitalbazaar/data-integrity" {
  export const DataIntegrityProof: new (options: { cryptosuite: object; signer?: object; date?: string }) => object;
}
declare module "@digitalbazaar/eddsa-rdfc-2022-cryptosuite" {
  export const cryptosuite: object;
}
declare module "@digitalbazaar/ed25519-multikey" {
  export function generate(options: { id: string; controller: string }): Promise<{ publicKeyMultibase: string; signer(): object }>;
}
