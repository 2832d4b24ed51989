import { passkeysPossible, withoutSecret } from "../room/core/passkeys";
import type { Json } from "../room/core/bytes";

/**
 * Confirms with a passkey who is signed in, and sends the form that waits for its answer. The secret of the vault
 * is not asked for here: nothing is opened.
 */
export class PasskeyConfirm extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector("form");
    if (!passkeysPossible() || !form) return;
    form.hidden = false;
    for (const advice of this.querySelectorAll<HTMLElement>("[data-without]")) advice.hidden = true;
    form.querySelector("button")?.addEventListener("click", () => void this.confirm(form));
  }

  private async confirm(form: HTMLFormElement): Promise<void> {
    const said = this.querySelector("[role=status]");
    try {
      const { publicKey } = JSON.parse(this.dataset["options"] ?? "") as { publicKey: PublicKeyCredentialRequestOptionsJSON };
      const used = (await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) })) as PublicKeyCredential;
      const field = form.querySelector<HTMLInputElement>("[name=credential]");
      if (field) field.value = JSON.stringify(withoutSecret(used.toJSON() as unknown as Json));
      form.requestSubmit();
    } catch {
      if (said) said.textContent = this.dataset["stopped"] ?? "";
    }
  }
}
