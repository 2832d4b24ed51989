const THANKS_MS = 2500;

/** Adds a button that copies the element's text; the texts come from data-label and data-done. */
export class CopyButton extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector("button") !== null || !("clipboard" in navigator)) return;
    const text = this.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--small";
    button.setAttribute("aria-live", "polite");
    button.textContent = this.dataset["label"] ?? "Copy";
    button.addEventListener("click", () => {
      void navigator.clipboard.writeText(text).then(() => {
        button.textContent = this.dataset["done"] ?? "Copied";
        window.setTimeout(() => {
          button.textContent = this.dataset["label"] ?? "Copy";
        }, THANKS_MS);
      });
    });
    this.append(button);
  }
}
