const WAIT_MS = 200;

/**
 * Shows, while somebody moves weights in the form inside, what they mean on people of the programme: the server writes
 * the part `#examples` for the fields as they stand. Without JavaScript a button of the form does the same.
 */
export class LiveExamples extends HTMLElement {
  #timer = 0;
  #request: XMLHttpRequest | null = null;

  connectedCallback(): void {
    this.addEventListener("input", this.#changed);
    this.addEventListener("click", this.#clicked);
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
    this.#request?.abort();
  }

  readonly #changed = (): void => {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => { this.#ask(); }, WAIT_MS);
  };

  readonly #clicked = (event: MouseEvent): void => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button === null || (button.name !== "skip" && button.name !== "examples")) return;
    event.preventDefault();
    this.#ask(button);
  };

  #ask(button: HTMLButtonElement | null = null): void {
    const form = this.querySelector("form");
    const shown = this.querySelector("#examples");
    if (form === null || shown === null) return;
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form, button)) {
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") fields.append(name, value);
    }
    this.#request?.abort();
    const request = new XMLHttpRequest();
    this.#request = request;
    request.open("GET", `${this.dataset["url"] ?? ""}?${fields.toString()}`);
    // The browser itself reads the answer as a document: Trusted Types let nobody make markup from a string.
    request.responseType = "document";
    shown.setAttribute("aria-busy", "true");
    request.addEventListener("loadend", () => {
      if (this.#request !== request) return;
      shown.removeAttribute("aria-busy");
      const page = request.status === 200 ? request.responseXML : null;
      if (page === null || page.querySelector("main") !== null) return; // signed out meanwhile
      shown.replaceChildren(...page.body.childNodes);
      if (button !== null) shown.querySelector<HTMLElement>("button[name=skip]")?.focus();
    });
    request.send();
  }
}
