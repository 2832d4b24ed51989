/** Adds a button that shows what was typed, until the form is sent. */
export class ShowPassword extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector("input");
    if (input === null || this.querySelector("button") !== null) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    if (input.id !== "") button.setAttribute("aria-controls", input.id);
    const reveal = (shown: boolean): void => {
      input.type = shown ? "text" : "password";
      button.textContent = (shown ? this.dataset["hide"] : this.dataset["show"]) ?? "";
    };
    reveal(false);
    button.addEventListener("click", () => {
      reveal(input.type === "password");
      input.focus();
    });
    input.form?.addEventListener("submit", () => {
      reveal(false);
    });
    this.append(button);
  }
}
