/** Adds a field that narrows a long group of choices to those whose words hold what is typed; chosen ones stay. */
export class ChoiceFilter extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector("input[type=search]") !== null) return;
    const input = document.createElement("input");
    input.type = "search";
    input.className = "input";
    input.autocomplete = "off";
    input.placeholder = this.dataset["label"] ?? "";
    input.setAttribute("aria-label", this.dataset["label"] ?? "");
    input.addEventListener("input", (event) => {
      event.stopPropagation(); // a filter is no unsaved text
      this.#narrow(plain(input.value));
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    this.prepend(input);
  }

  #narrow(wanted: string): void {
    for (const choice of this.querySelectorAll<HTMLElement>(".choice")) {
      const chosen = choice.querySelector<HTMLInputElement>("input")?.checked === true;
      choice.hidden = !chosen && !plain(choice.textContent).includes(wanted);
    }
    for (const group of this.querySelectorAll<HTMLElement>("[data-group]")) {
      group.hidden = group.querySelector(".choice:not([hidden])") === null;
    }
  }
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
