/** Puts beside each hash of the release the hash of what this browser got, out of its own cache where it is there. */
export class CodeCheck extends HTMLElement {
  connectedCallback(): void {
    if (!("subtle" in crypto)) return; // not a secure connection: the table stays as it is
    for (const cell of this.querySelectorAll<HTMLElement>("[data-src]")) void check(cell);
  }
}

async function check(cell: HTMLElement): Promise<void> {
  const { src = "", expected = "" } = cell.dataset;
  const found = await hashOf(src).catch(() => null);
  const code = cell.querySelector("code");
  if (code !== null) code.textContent = found ?? "";
  show(cell, found === null ? "failed" : found === expected ? "same" : "differs");
}

/** The hash as the integrity attribute writes it. */
export async function hashOf(address: string): Promise<string> {
  const response = await fetch(address, { cache: "force-cache" });
  if (!response.ok) throw new Error(String(response.status));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-384", await response.arrayBuffer()));
  return `sha384-${btoa(String.fromCharCode(...digest))}`;
}

function show(cell: HTMLElement, outcome: string): void {
  for (const told of cell.querySelectorAll<HTMLElement>("[data-outcome]")) told.hidden = told.dataset["outcome"] !== outcome;
}
