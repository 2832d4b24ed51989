/** Closes a <details> menu on Escape, on a click elsewhere and when the focus leaves it. */
export class MenuPopup extends HTMLElement {
  #away: AbortController | null = null;

  connectedCallback(): void {
    this.#away = new AbortController();
    const { signal } = this.#away;
    this.addEventListener("keydown", this.#key, { signal });
    this.addEventListener("focusout", this.#left, { signal });
    document.addEventListener(
      "click",
      (event) => {
        if (event.target instanceof Node && !this.contains(event.target)) this.#close();
      },
      { signal },
    );
  }

  disconnectedCallback(): void {
    this.#away?.abort();
  }

  get #details(): HTMLDetailsElement | null {
    return this.querySelector("details");
  }

  #close(): void {
    if (this.#details !== null) this.#details.open = false;
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.#details?.open !== true) return;
    this.#close();
    this.querySelector("summary")?.focus();
  };

  readonly #left = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && !this.contains(event.relatedTarget)) this.#close();
  };
}
