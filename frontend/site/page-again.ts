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
    this.#timer = window.setTimeout(() => { this.#again(); }, seconds * 1000);
  }

  /** The browser itself reads the answer as a document: Trusted Types let nobody make markup from a string. */
  #again(): void {
    const request = new XMLHttpRequest();
    request.open("GET", window.location.href);
    request.responseType = "document";
    request.addEventListener("load", () => { this.#show(request.status === 200 ? request.responseXML : null); });
    request.addEventListener("error", () => { this.#wait(); }); // also after a lost network
    request.send();
  }

  #show(page: Document | null): void {
    const there = page?.querySelector(this.localName) ?? null;
    if (page !== null && there === null) {
      window.location.reload();
      return;
    }
    if (there !== null) this.replaceChildren(...there.childNodes);
    this.#wait();
  }
}
