/** A button that ticks every box of a name on the page, where there are several, or none; the texts come from data-all and data-none. */
export class TickAll extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector("button") !== null) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--small";
    button.addEventListener("click", () => {
      const tick = this.#boxes.some((box) => !box.checked);
      for (const box of this.#boxes) box.checked = tick;
      this.#name();
    });
    document.addEventListener("change", this.#name);
    this.append(button);
    this.#name();
  }

  disconnectedCallback(): void {
    document.removeEventListener("change", this.#name);
  }

  get #boxes(): HTMLInputElement[] {
    return [...document.querySelectorAll<HTMLInputElement>(`input[type="checkbox"][name="${this.dataset["name"] ?? ""}"]`)];
  }

  /** What the next click does, and of how many. */
  readonly #name = (): void => {
    const boxes = this.#boxes;
    const button = this.querySelector("button");
    if (button === null) return;
    const every = boxes.length > 0 && boxes.every((box) => box.checked);
    this.hidden = boxes.length < 2;
    button.textContent = `${(every ? this.dataset["none"] : this.dataset["all"]) ?? ""} (${String(boxes.length)})`;
  };
}
