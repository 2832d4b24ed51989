/**
 * Fetches its page again after `data-seconds` and puts what it then says into its place, until the page no longer holds
 * it: then the work is done, and the page is loaded anew. Without JavaScript a link does the same.
 */
export class PageAgain extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    this.#wait();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
  }

  #wait(): void {
    const seconds = Number(this.dataset["seconds"] ?? "2");
    this.#timer = window.setTimeout(() => void this.#again(), seconds * 1000);
  }

  async #again(): Promise<void> {
    const answer = await fetch(window.location.href).catch(() => null);
    if (answer?.ok === true) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const there = page.querySelector(this.localName);
      if (there === null) {
        window.location.reload();
        return;
      }
      this.replaceChildren(...there.childNodes);
    }
    this.#wait(); // also after a lost network
  }
}
