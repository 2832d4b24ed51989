/** For tests: a telephone that makes and uses passkeys, with or without the secret that opens a vault. */
import { vi } from "vitest";
import { toBase64url } from "../core/bytes";

export class Authenticator {
  /** What WebAuthn's PRF gives; null for a device that knows none. */
  secret: Uint8Array<ArrayBuffer> | null = new Uint8Array(32).fill(7);
  /** Whether the person turns away. */
  stopped = false;
  /** Whether it says that it has a passkey for this account already. */
  holdsOne = false;
  readonly copied = vi.fn(() => Promise.resolve());
  readonly id = new Uint8Array([1, 2, 3, 4]);

  /** Puts it into the browser until `vi.unstubAllGlobals`. */
  plugIn(): this {
    const parse = (options: unknown): unknown => options;
    vi.stubGlobal("PublicKeyCredential", Object.assign(() => undefined, { parseRequestOptionsFromJSON: parse, parseCreationOptionsFromJSON: parse }));
    const answer = (): Promise<unknown> => (this.holdsOne ? Promise.reject(new DOMException("no", "InvalidStateError")) : this.stopped ? Promise.reject(new DOMException("no", "NotAllowedError")) : Promise.resolve(this.credential()));
    vi.stubGlobal("navigator", Object.create(navigator, { credentials: { value: { get: answer, create: answer } }, clipboard: { value: { writeText: this.copied } } }));
    return this;
  }

  get credential64(): string {
    return toBase64url(this.id);
  }

  private credential(): unknown {
    const prf = this.secret === null ? {} : { prf: { enabled: true, results: { first: this.secret.buffer } } };
    return { rawId: this.id.buffer, getClientExtensionResults: () => prf, toJSON: () => ({ id: this.credential64, clientExtensionResults: prf }) };
  }
}
