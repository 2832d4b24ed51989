import { aboutOf, Unreadable, type Credential } from "./documents";
import { isAbout } from "./holder";
import { carried, LARGEST } from "./reading";
import { judge, type Verdict, type World } from "./verdict";

/** English dates as the rest of the product writes them. */
const localeOf = (language: string): string => (language.startsWith("en") ? "en-GB" : language);
const PRIVATE = new Set(["altered", "lost-key", "unreadable"]); // then nothing in the file is the issuer's word
const PATIENCE = 15_000; // milliseconds for an answer

/**
 * Verifies a credential here, in the browser: one that is dropped or chosen, or the one of the page (`data-src`).
 * Nothing is uploaded. All words stand in the page; this shows those that hold.
 */
export class CredentialCheck extends HTMLElement {
  #document: Credential | null = null;
  #turn = 0; // of the file that was given last: the verdict on an earlier one comes too late

  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>("input[type=file]");
    input?.addEventListener("change", () => {
      const file = input.files?.[0];
      if (file !== undefined) void this.#take(file);
    });
    this.#listenForDrops();
    this.querySelector<HTMLFormElement>("[data-holder]")?.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#compare();
    });
    const { src } = this.dataset;
    if (src !== undefined) void this.#fetchOwn(src);
  }

  #listenForDrops(): void {
    const zone = this.querySelector<HTMLElement>("[data-drop]");
    if (zone === null) return;
    for (const kind of ["dragover", "dragleave", "drop"] as const) {
      zone.addEventListener(kind, (event) => {
        event.preventDefault();
        zone.toggleAttribute("data-over", kind === "dragover");
        const file = kind === "drop" ? event.dataTransfer?.files[0] : undefined;
        if (file === undefined) return;
        const input = this.querySelector<HTMLInputElement>("input[type=file]");
        if (input !== null) input.files = event.dataTransfer?.files ?? null; // so that it shows the name
        void this.#take(file);
      });
    }
  }

  async #take(file: File): Promise<void> {
    await this.#judged(async () => {
      if (file.size > LARGEST) throw new Unreadable("too large");
      return carried(new Uint8Array(await file.arrayBuffer()));
    });
  }

  async #fetchOwn(src: string): Promise<void> {
    await this.#judged(() => fetch(src, { cache: "no-cache" }).then((response) => (response.ok ? response.text() : ""), () => ""));
  }

  async #judged(text: () => Promise<string>): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#document = null;
    this.#show("working");
    for (const each of this.querySelectorAll<HTMLElement>("[data-facts], [data-holder], section[data-about]")) each.hidden = true;
    const verdict = await text()
      .then((found) => judge(found, this.#world()))
      .catch((): Verdict => ({ word: "unreadable", document: null, why: "" }));
    if (turn === this.#turn) this.#tell(verdict);
  }

  #world(): World {
    const base = this.dataset["base"] ?? location.origin;
    const get = async (address: string): Promise<unknown> => {
      const response = await fetch(address.slice(base.length), { headers: { accept: "application/vc, application/json" }, cache: "no-cache", credentials: "omit", redirect: "error", signal: AbortSignal.timeout(PATIENCE) });
      if (response.status === 404) return null;
      if (!response.ok) throw new Error(String(response.status));
      return (await response.json()) as unknown;
    };
    return { base, now: Date.now(), get };
  }

  #show(word: string): void {
    for (const each of this.querySelectorAll<HTMLElement>("[data-verdict]")) each.hidden = each.dataset["verdict"] !== word;
    this.dataset["word"] = word;
  }

  #tell({ word, document, why }: Verdict): void {
    this.#show(word);
    this.#document = PRIVATE.has(word) ? null : document;
    for (const part of this.querySelectorAll<HTMLElement>("[data-facts]")) part.hidden = this.#document === null;
    const about = this.#document === null ? "" : aboutOf(this.#document);
    for (const each of this.querySelectorAll<HTMLElement>("[data-about]")) each.hidden = each.dataset["about"] !== about;
    // What nobody here vouches for is compared with nobody: a "yes" would sound like the issuer's.
    if (word === "unknown-issuer") for (const each of this.querySelectorAll<HTMLElement>("[data-holder], section[data-about]")) each.hidden = true;
    for (const each of this.querySelectorAll<HTMLElement>("[data-why]")) each.textContent = why;
    for (const each of this.querySelectorAll<HTMLElement>("[data-outcome]")) each.hidden = true;
    if (this.#document !== null) this.#fill(this.#document);
  }

  #fill(document: Credential): void {
    const day = (moment: string | undefined): string => ((moment ?? "") === "" ? "–" : new Intl.DateTimeFormat(localeOf(this.ownerDocument.documentElement.lang), { dateStyle: "long" }).format(new Date(moment ?? "")));
    const issuer = typeof document.issuer === "string" ? document.issuer : document.issuer.name;
    const facts: Record<string, string> = { name: document.name, issuer, from: day(document.validFrom), until: day(document.validUntil), id: document.id };
    const named = document.credentialSubject.identifier?.find((identity) => !identity.hashed);
    for (const each of this.querySelectorAll<HTMLElement>("[data-fact]")) {
      const { fact = "" } = each.dataset;
      const value = fact === "holder" ? (named?.identityHash ?? "") : (facts[fact] ?? "");
      each.textContent = value;
      each.closest("div")?.toggleAttribute("hidden", value === "");
    }
  }

  async #compare(): Promise<void> {
    const typed = this.querySelector<HTMLInputElement>("[data-holder] input")?.value ?? "";
    const same = this.#document !== null && (await isAbout(this.#document, typed));
    for (const each of this.querySelectorAll<HTMLElement>("[data-outcome]")) each.hidden = each.dataset["outcome"] !== (same ? "same" : "other");
  }
}
