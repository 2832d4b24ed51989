const WAIT_MS = 350;
const FOCUS_KEY = "ithaca:focus";

/** Sends a form of facets soon after a choice, and gives the focus back on the page that comes. */
export class AutoSubmit extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    this.addEventListener("change", this.#changed);
    this.#restoreFocus();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
  }

  readonly #changed = (event: Event): void => {
    const control = event.target;
    if (!(control instanceof HTMLInputElement || control instanceof HTMLSelectElement)) return;
    if (control.form === null) return;
    const form = control.form;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      sessionStorage.setItem(FOCUS_KEY, JSON.stringify([control.name, control.value, window.scrollY, control.id]));
      form.requestSubmit();
    }, WAIT_MS);
  };

  #restoreFocus(): void {
    const kept = sessionStorage.getItem(FOCUS_KEY);
    if (kept === null) return;
    const [name, value, top, id] = JSON.parse(kept) as [string, string, number, string];
    const itself = document.getElementById(id);
    if (itself !== null && !this.contains(itself)) return; // another form of the page has sent itself
    sessionStorage.removeItem(FOCUS_KEY);
    const controls = [...this.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")];
    const same = controls.filter((control) => control.name === name);
    const control = same.find((one) => one.value === value) ?? same[0];
    control?.closest("details")?.setAttribute("open", "");
    if (window.location.hash === "") {
      control?.focus({ preventScroll: true });
      window.scrollTo({ top, behavior: "instant" });
    } else {
      // The page says itself where to look; going there takes the focus away once more.
      window.addEventListener("load", () => { window.setTimeout(() => { control?.focus(); }); }, { once: true });
    }
  }
}
