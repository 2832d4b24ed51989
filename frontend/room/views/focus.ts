/**
 * Where the keyboard goes when what had the focus disappears: a button that was replaced by its answer must not throw
 * a person back to the top of the page, nor leave a form that was refused on its button.
 */

/** Watches over a page for as long as it stands. */
export function keepFocus(root: HTMLElement): void {
  let trail: readonly HTMLElement[] = [];
  root.addEventListener("focusin", ({ target }) => { trail = target instanceof HTMLElement ? within(target, root) : []; });
  root.addEventListener("submit", ({ target }) => { if (target instanceof HTMLElement) setTimeout(() => { toMistake(target); }, 50); });
  new MutationObserver((changes) => {
    for (const { target, type } of changes) if (type === "attributes" && target instanceof HTMLElement) toMistake(target.closest("form"));
    if (document.activeElement !== document.body || trail[0]?.isConnected !== false) return;
    const nearest = trail.find((one) => one.isConnected);
    trail = [];
    if (nearest) rest(nearest);
  }).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-invalid"] });
}

/** The element and what is around it, from the inside out. */
function within(element: HTMLElement, root: HTMLElement): readonly HTMLElement[] {
  const around = element === root ? null : element.parentElement;
  return around === null ? [element] : [element, ...within(around, root)];
}

/** Lets an element have the focus that has no business with the keyboard otherwise. */
function rest(element: HTMLElement): void {
  if (!element.hasAttribute("tabindex")) {
    element.tabIndex = -1;
    element.addEventListener("blur", () => { element.removeAttribute("tabindex"); }, { once: true });
  }
  element.focus({ preventScroll: true });
}

/** The first field of a refused form, unless somebody is typing in one already. */
function toMistake(form: HTMLElement | null): void {
  const at = document.activeElement;
  const idle = at === null || at === document.body || (form?.contains(at) && at.matches("button"));
  if (idle) form?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
}
