const PATIENCE_MS = 10_000;

/**
 * A form that posts is sent once: a second click while the answer is under way does nothing.
 * The buttons stay enabled (their name and value travel with the form) and the form works again
 * when the page is shown anew by "back", or after a while if the answer never came.
 */
export function refuseSecondSubmit(root: Document): void {
  const busy = new Map<HTMLFormElement, number>();

  const release = (form: HTMLFormElement): void => {
    window.clearTimeout(busy.get(form));
    busy.delete(form);
    form.removeAttribute("aria-busy");
  };

  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== "post" || form.dataset["many"] !== undefined) return;
    if (busy.has(form)) {
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented) return;
    form.setAttribute("aria-busy", "true");
    busy.set(form, window.setTimeout(release, PATIENCE_MS, form));
  });

  window.addEventListener("pageshow", () => {
    for (const form of busy.keys()) release(form);
  });
}
