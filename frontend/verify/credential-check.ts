import { aboutOf, Unreadable, type Credential } from "./documents";
import { isAbout } from "./holder";
import { carried, LARGEST } from "./reading";
import { judge, type Verdict, type World } from "./verdict";

/** English dates as the rest of the product writes them. */
const localeOf = (language: string): string => (language.startsWith("en") ? "en-GB" : language);
const PRIVATE = new Set(["altered", "lost-key", "unreadable"]); // then nothing in the file is the issuer's word

/**
 * Verifies a credential here, in the browser: one that is dropped or chosen, or the one of the page (`data-src`).
 * Nothing is uploaded. All words stand in the page; this shows those that hold.
 */
export class CredentialCheck extends HTMLElement {
  #document: Credential | null = null;

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
    this.#show("working");
    try {
      if (file.size > LARGEST) throw new Unreadable("too large");
      this.#tell(await judge(carried(new Uint8Array(await file.arrayBuffer())), this.#world()));
    } catch {
      this.#tell({ word: "unreadable", document: null, why: "" });
    }
  }

  async #fetchOwn(src: string): Promise<void> {
    this.#show("working");
    const text = await fetch(src, { cache: "no-cache" }).then((response) => (response.ok ? response.text() : ""), () => "");
    this.#tell(await judge(text, this.#world()));
  }

  #world(): World {
    const base = this.dataset["base"] ?? location.origin;
    const get = async (address: string): Promise<unknown> => {
      const response = await fetch(address.slice(base.length), { headers: { accept: "application/vc, application/json" }, cache: "no-cache", credentials: "omit" });
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
    for (const each of this.querySelectorAll<HTMLElement>("[data-why]")) each.textContent = why;
    for (const each of this.querySelectorAll<HTMLElement>("[data-outcome]")) each.hidden = true;
    if (this.#document !== null) this.#fill(this.#document);
  }

  #fill(document: Credential): void {
    const day = (moment: string | undefined): string => (moment === undefined ? "–" : new Intl.DateTimeFormat(localeOf(this.ownerDocument.documentElement.lang), { dateStyle: "long" }).format(new Date(moment)));
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
