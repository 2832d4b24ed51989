/** Takes the focus when the page arrives with errors; its links put the focus into the field itself. */
export class ErrorSummary extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("click", this.#follow);
    this.focus();
  }

  readonly #follow = (event: Event): void => {
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const control = link === null ? null : document.getElementById(link.hash.slice(1));
    if (control === null) return;
    event.preventDefault();
    (control.closest(".field") ?? control).scrollIntoView({ block: "center" });
    control.focus({ preventScroll: true });
  };
}
