import { Dragging } from "./dragging";
import { part } from "./pages";

const WAIT_MS = 120;

/**
 * Filters as somebody types, turns pages and takes the two steps of an exchange without loading the page anew, and
 * shows in a dialog what a change would do. Links and forms are the server's: without this element they do the same.
 */
export class MatchDesk extends HTMLElement {
  #timer = 0;
  #asked = new AbortController();
  #returnTo: HTMLElement | null = null;

  connectedCallback(): void {
    this.addEventListener("click", this.#clicked);
    this.addEventListener("input", this.#typed);
    this.addEventListener("submit", this.#sent);
    this.addEventListener("keydown", this.#pressed);
    const address = this.dataset["move"];
    if (address !== undefined) new Dragging(this, (one, other) => void this.#show(moveAddress(address, one, other)));
  }

  get #results(): HTMLElement | null {
    return this.querySelector<HTMLElement>("#results");
  }

  readonly #typed = (event: Event): void => {
    const form = event.target instanceof Element ? event.target.closest<HTMLFormElement>("form.filters") : null;
    if (form === null) return;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#load(filtered(form)), WAIT_MS);
  };

  readonly #sent = (event: SubmitEvent): void => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    if (form.dataset["lock"] !== undefined) {
      event.preventDefault();
      const sent = new FormData(form, event.submitter);
      void this.#load(window.location.href, { row: form.closest("tr")?.id ?? "", on: "[name=locked]", to: form.action, sent });
    } else if (form.classList.contains("filters")) {
      event.preventDefault();
      window.clearTimeout(this.#timer);
      void this.#load(filtered(form));
    }
  };

  readonly #clicked = (event: MouseEvent): void => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    if (link === null) return;
    if (link.hasAttribute("data-effect")) {
      event.preventDefault();
      this.#returnTo = link;
      void this.#show(link.href);
    } else if (link.hasAttribute("data-part") || link.closest(".pages") !== null) {
      event.preventDefault();
      void this.#load(link.href, { row: link.closest("tr")?.id ?? "" });
    }
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || this.querySelector("dialog[open]") !== null) return;
    const leave = this.querySelector<HTMLAnchorElement>("[data-leave]");
    if (leave === null) return;
    void this.#load(leave.href, { row: this.querySelector("tr.is-picked")?.id ?? "" });
  };

  /** The table of an address, after what is sent first, and where the keyboard stands in it afterwards. */
  async #load(address: string, more: { row?: string; on?: string; to?: string; sent?: FormData } = {}): Promise<void> {
    const results = this.#results;
    if (results === null) return;
    const signal = this.#again();
    results.setAttribute("aria-busy", "true");
    try {
      const found = await part(more.to ?? address, "results", signal, more.sent);
      if (signal.aborted) return;
      results.replaceChildren(found);
      window.history.replaceState(null, "", address);
      this.#say(results);
      if (more.row !== undefined) this.#stand(more.row, more.on);
    } catch {
      if (!signal.aborted) this.#complain();
    } finally {
      if (!signal.aborted) results.removeAttribute("aria-busy");
    }
  }

  /** In a place that stays: a screen reader tells of no region that has just come. */
  #say(results: HTMLElement): void {
    const said = this.querySelector("[data-said]");
    const told = results.querySelector(".notices, .notice, [data-count]");
    if (said !== null) said.textContent = told?.textContent ?? "";
  }

  #again(): AbortSignal {
    window.clearTimeout(this.#timer); // what comes last counts
    this.#asked.abort();
    this.#asked = new AbortController();
    return this.#asked.signal;
  }

  #stand(row: string, on = "[data-take]"): void {
    const own = document.getElementById(row);
    const next = own?.classList.contains("is-picked") === true ? this.querySelector("tr:not(.is-picked) [data-effect]") : null;
    const target = next ?? own?.querySelector(on) ?? own?.querySelector("a");
    if (target instanceof HTMLElement) target.focus();
  }

  async #show(address: string): Promise<void> {
    const signal = this.#again();
    try {
      const found = await part(address, "effect", signal);
      if (signal.aborted) return;
      this.#open(found);
    } catch {
      if (!signal.aborted) this.#complain();
    }
  }

  #open(found: DocumentFragment): void {
    const dialog = document.createElement("dialog");
    dialog.className = "dialog";
    dialog.setAttribute("aria-labelledby", "effect-title");
    dialog.append(found);
    dialog.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("[data-close]") !== null) {
        event.preventDefault();
        dialog.close();
      }
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      this.#returnTo?.focus();
    });
    this.append(dialog);
    dialog.showModal();
    dialog.querySelector<HTMLElement>("h2")?.focus();
  }

  #complain(): void {
    const told = document.createElement("p");
    told.setAttribute("role", "alert");
    told.className = "desk__against";
    told.textContent = this.dataset["failed"] ?? "";
    this.#results?.prepend(told);
  }
}

function filtered(form: HTMLFormElement): string {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string" && value !== "") asked.set(name, value);
  return `${window.location.pathname}?${asked.toString()}`;
}

function moveAddress(address: string, mentee: string, other: string): string {
  const here = new URL(window.location.href);
  here.searchParams.delete("take"); // what was picked up is put down by now
  const asked = new URLSearchParams({ mentee, other, back: here.pathname + here.search });
  return `${address}?${asked.toString()}`;
}
