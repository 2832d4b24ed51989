import { IndexedDbStore } from "../room/core/halves";
import { passkeysPossible, usePasskey } from "../room/core/passkeys";
import { keepPending } from "../room/core/pending";

const JSON_ASKED = { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" };

/**
 * Signs in with a passkey. The same ceremony gives the secret that opens the vault; it stays in this browser.
 * Shown only where passkeys work; the form beside it works everywhere.
 */
export class PasskeySignIn extends HTMLElement {
  connectedCallback(): void {
    if (!passkeysPossible()) return;
    this.hidden = false;
    this.querySelector("button")?.addEventListener("click", () => void this.signIn());
  }

  private async signIn(): Promise<void> {
    const said = this.querySelector("[role=status]");
    try {
      await this.ceremony();
    } catch (error) {
      const given = error instanceof DOMException && error.name === "NotAllowedError";
      if (said) said.textContent = (given ? this.dataset["stopped"] : this.dataset["failed"]) ?? "";
    }
  }

  private async ceremony(): Promise<void> {
    const address = this.dataset["address"] ?? "";
    const asked = (await (await fetch(address, { headers: JSON_ASKED })).json()) as { request_options: { publicKey: PublicKeyCredentialRequestOptionsJSON } };
    const used = await usePasskey(PublicKeyCredential.parseRequestOptionsFromJSON(asked.request_options.publicKey));
    const body = new URLSearchParams({ credential: JSON.stringify(used.credential) });
    await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": csrf() } });
    const me = await fetch("/api/me", { headers: JSON_ASKED });
    if (!me.ok) throw new Error("not signed in");
    const { id } = (await me.json()) as { id: string };
    if (used.secret !== null) await keepPending(id, used.way, used.secret, session, new IndexedDbStore());
    location.assign(onThisSite(this.dataset["next"] ?? "/"));
  }
}

const session = {
  sessionHalf: () => Promise.resolve(null),
  async keepSessionHalf(half: string): Promise<void> {
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf() };
    await fetch("/api/vault/session-half", { method: "PUT", headers, body: JSON.stringify({ half }) });
  },
};

/** An address of this site and no other, whatever the link to the sign-in asked for. */
function onThisSite(address: string): string {
  const url = URL.canParse(address, location.origin) ? new URL(address, location.origin) : null;
  return url?.origin === location.origin ? url.href : "/";
}

function csrf(): string {
  const pair = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
  return decodeURIComponent(pair?.slice("csrftoken=".length) ?? "");
}
