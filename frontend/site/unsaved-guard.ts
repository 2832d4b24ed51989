/** Asks before the page is left while a form inside holds text that was not sent. */
export class UnsavedGuard extends HTMLElement {
  #unsaved = false;
  #away: AbortController | null = null;

  connectedCallback(): void {
    this.#away = new AbortController();
    const { signal } = this.#away;
    const set = (unsaved: boolean) => (): void => {
      this.#unsaved = unsaved;
    };
    this.addEventListener("input", set(true), { signal });
    this.addEventListener("submit", set(false), { signal });
    this.addEventListener("reset", set(false), { signal });
    window.addEventListener(
      "beforeunload",
      (event) => {
        if (this.#unsaved) event.preventDefault();
      },
      { signal },
    );
  }

  disconnectedCallback(): void {
    this.#away?.abort();
  }
}
