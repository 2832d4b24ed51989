const WAIT_MS = 1200;

interface Saved {
  step?: string;
  words?: string;
  both?: boolean;
  message?: string;
}

/**
 * Sends the form inside by itself soon after somebody has written, with what they saw before, so that the server can
 * tell what a colleague has changed meanwhile. Without JavaScript the form's button does the same.
 */
export class AutoSave extends HTMLElement {
  #timer = 0;
  #away: AbortController | null = null;
  #sending = false;
  #unsent = false;
  #stopped = false;

  connectedCallback(): void {
    this.#away = new AbortController();
    const { signal } = this.#away;
    this.addEventListener("input", this.#changed, { signal });
    this.addEventListener("submit", () => { this.#unsent = false; window.clearTimeout(this.#timer); }, { signal });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && this.#unsent) void this.#send();
    }, { signal });
    window.addEventListener("beforeunload", (event) => {
      if (this.#unsent) event.preventDefault();
    }, { signal });
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
    this.#away?.abort();
  }

  readonly #changed = (): void => {
    this.#unsent = true;
    window.clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = window.setTimeout(() => { void this.#send(); }, WAIT_MS);
  };

  get #state(): HTMLElement | null {
    return this.querySelector("[role=status]");
  }

  #say(text: string | undefined): void {
    const state = this.#state;
    if (state !== null) state.textContent = text ?? "";
  }

  async #send(): Promise<void> {
    const form = this.querySelector("form");
    if (form === null || this.#sending || this.#stopped) return;
    window.clearTimeout(this.#timer);
    this.#sending = true;
    this.#unsent = false;
    this.#say(this.#state?.dataset["saving"]);
    const sent = new FormData(form);
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: sent,
        headers: { Accept: "application/json" },
        keepalive: true,
      });
      const told = answer.headers.get("Content-Type")?.startsWith("application/json") === true
        ? ((await answer.json()) as Saved)
        : null;
      if (told === null || !answer.ok) this.#failed(told?.message);
      else this.#saved(form, sent, told);
    } catch {
      this.#failed(undefined);
    } finally {
      this.#sending = false;
    }
    this.#sendMore();
  }

  /** What was written while the last change was on its way. */
  #sendMore(): void {
    if (this.#unsent) this.#changed();
  }

  #failed(why: string | undefined): void {
    this.#unsent = true;
    this.#stopped = why !== undefined;
    this.#say(why ?? this.#state?.dataset["failed"]);
    if (!this.#stopped) this.#timer = window.setTimeout(() => { void this.#send(); }, 10 * WAIT_MS);
  }

  /** What stands on the server now is what the next change begins from; a colleague's change is shown. */
  #saved(form: HTMLFormElement, sent: FormData, told: Saved): void {
    if (told.both === true) {
      this.#sayBoth(told.message ?? "");
      return; // what was seen before stays: whatever is written from here on goes beside the other's text, too
    }
    this.#say(this.#state?.dataset["saved"]);
    for (const name of ["step", "words"] as const) {
      const stands = told[name];
      const before = form.elements.namedItem(`base_${name}`);
      if (stands === undefined || !(before instanceof HTMLInputElement)) continue;
      before.value = stands;
      const field = form.elements.namedItem(name);
      if (field instanceof HTMLTextAreaElement) {
        if (field.value === sent.get(name) && field.value.trim() !== stands) field.value = stands;
      } else if (field instanceof RadioNodeList && field.value === (sent.get(name) ?? "")) {
        field.value = stands;
      }
    }
  }

  /** Both texts are kept: the page as it stands now shows them side by side. */
  #sayBoth(message: string): void {
    const again = document.createElement("a");
    again.href = window.location.pathname;
    again.textContent = message;
    this.#state?.replaceChildren(again);
  }
}
