/** Rows of pairs that can be dragged onto each other; `dropped` is told the two mentees. */
export class Dragging {
  #from = "";

  constructor(
    private readonly desk: HTMLElement,
    private readonly dropped: (one: string, other: string) => void,
  ) {
    desk.addEventListener("pointerdown", this.#ready);
    desk.addEventListener("dragstart", this.#begun);
    desk.addEventListener("dragover", this.#over);
    desk.addEventListener("dragleave", this.#left);
    desk.addEventListener("drop", this.#down);
    desk.addEventListener("dragend", this.#ended);
  }

  /** Only what is about to be dragged is draggable: names in the rows can still be selected with the keyboard. */
  readonly #ready = (event: PointerEvent): void => {
    const row = free(event.target);
    const control = event.target instanceof Element && event.target.closest("a, button, input") !== null;
    if (row !== null && event.pointerType === "mouse") row.draggable = !control;
  };

  readonly #begun = (event: DragEvent): void => {
    const row = free(event.target);
    if (row === null || event.dataTransfer === null) return;
    this.#from = row.dataset["mentee"] ?? "";
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    row.classList.add("is-picked");
  };

  readonly #over = (event: DragEvent): void => {
    const row = free(event.target);
    if (this.#from === "" || row === null || row.dataset["mentee"] === this.#from) return;
    event.preventDefault();
    row.classList.add("is-over");
  };

  readonly #left = (event: DragEvent): void => {
    free(event.target)?.classList.remove("is-over");
  };

  readonly #down = (event: DragEvent): void => {
    const other = free(event.target)?.dataset["mentee"] ?? "";
    if (this.#from === "" || other === "" || other === this.#from) return;
    event.preventDefault();
    this.dropped(this.#from, other);
  };

  readonly #ended = (): void => {
    this.#from = "";
    for (const row of this.desk.querySelectorAll<HTMLElement>("tr[data-mentee]")) {
      row.classList.remove("is-over");
      if (row.draggable) row.classList.remove("is-picked");
      row.draggable = false;
    }
  };
}

/** The row of a pair that may be changed. */
function free(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("tr[data-free]") : null;
}
