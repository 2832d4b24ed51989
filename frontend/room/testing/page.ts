/** For tests: a page in a browser made of nodes, used as a person uses it: by what is written on it. */
import { render } from "preact";
import { vi } from "vitest";
import { start, type Pages } from "../views/app";
import type { MemoryServer } from "./hostile";
import { withIndexedDb, type MemoryIndexedDb } from "./platform";
import { Site } from "./site";
import { again, INES, type World } from "./world";

const PATIENCE = 20_000;
type Wanted = string | RegExp;

/** Asks again until it is so. */
async function until<T>(ask: () => T | undefined | null | false, what: () => string): Promise<T> {
  for (const end = Date.now() + PATIENCE; ; ) {
    const found = ask();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() > end) throw new Error(what());
    await new Promise((resolve) => setTimeout(resolve, 4));
  }
}

const plain = (text: string | null | undefined): string => (text ?? "").replaceAll(/[\s\u00a0\u202f]+/gu, " ").trim();
const fits = (text: string, wanted: Wanted): boolean => (typeof wanted === "string" ? text === plain(wanted) : wanted.test(text));

export class Page {
  /** Addresses that the page went to. */
  readonly gone: string[] = [];
  reloads = 0;
  private root: HTMLElement;

  constructor(
    readonly site: Site,
    readonly server: MemoryServer | null,
    readonly storage: MemoryIndexedDb,
    private readonly view: Pages,
  ) {
    this.root = document.createElement("div");
  }

  async open(address: string): Promise<this> {
    this.close();
    document.body.replaceChildren((this.root = document.createElement("div")));
    this.goTo(address);
    this.site.serve(this.server);
    await start(this.root, this.view);
    return this;
  }

  close(): void {
    render(null, this.root);
  }

  /** Puts an address into the bar, without following it. */
  private goTo(address: string): void {
    const { happyDOM } = window as unknown as { happyDOM: { setURL: (url: string) => void } };
    happyDOM.setURL(new URL(address, "https://ithaca.test").href);
    Object.defineProperties(location, {
      assign: { configurable: true, value: (to: string) => void this.gone.push(to) },
      replace: { configurable: true, value: (to: string) => { if (to.startsWith("#")) this.go(to.slice(1)); else this.gone.push(to); } },
      reload: { configurable: true, value: () => void (this.reloads += 1) },
    });
  }

  /** Follows the part of an address after #. */
  go(place: string): void {
    location.hash = place;
  }

  get text(): string {
    return plain(this.root.textContent);
  }

  get title(): string {
    return document.title;
  }

  shows(wanted: Wanted): boolean {
    return typeof wanted === "string" ? this.text.includes(plain(wanted)) : wanted.test(this.text);
  }

  async sees(...wanted: readonly Wanted[]): Promise<this> {
    for (const one of wanted) await until(() => this.shows(one), () => `“${String(one)}” is not on the page: ${this.text}`);
    return this;
  }

  async loses(...wanted: readonly Wanted[]): Promise<this> {
    for (const one of wanted) await until(() => !this.shows(one), () => `“${String(one)}” is still on the page: ${this.text}`);
    return this;
  }

  /** What can be pressed under this name. */
  pressable(name: Wanted): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>("button, a, summary, label")].filter((one) => fits(plain(one.getAttribute("aria-label") ?? one.textContent), name) && one.getAttribute("aria-disabled") !== "true");
  }

  /** Presses a button, a link, a summary or a choice; of several of one name, the one that is told. */
  async press(name: Wanted, which = 0): Promise<this> {
    const found = await until(() => this.pressable(name).at(which), () => `nothing to press called “${String(name)}”: ${this.text}`);
    const control = found.tagName === "LABEL" ? this.controlOf(found as HTMLLabelElement) : null;
    if (control instanceof HTMLInputElement) {
      control.checked = control.type === "radio" || !control.checked;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (found.tagName === "A" && (found.getAttribute("href") ?? "").startsWith("#")) {
      if (found.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))) this.go((found.getAttribute("href") ?? "").slice(1));
    } else found.click();
    await this.settled();
    return this;
  }

  /** The field under this label. */
  async field(label: Wanted, which = 0): Promise<HTMLInputElement> {
    return until(() => {
      const labels = [...this.root.querySelectorAll("label")].filter((one) => fits(plain(one.textContent), label) || (typeof label === "string" && plain(one.textContent).startsWith(plain(label))));
      const found = labels[which];
      return found && this.controlOf(found);
    }, () => `no field called “${String(label)}”: ${this.text}`) as Promise<HTMLInputElement>;
  }

  async type(label: Wanted, value: string, which = 0): Promise<this> {
    const field = await this.field(label, which);
    field.value = value;
    field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
    await this.settled();
    return this;
  }

  async give(label: Wanted, ...files: readonly File[]): Promise<this> {
    const field = await this.field(label);
    Object.defineProperty(field, "files", { configurable: true, value: files });
    field.dispatchEvent(new Event("change", { bubbles: true }));
    return this;
  }

  async key(label: Wanted, key: string, more: KeyboardEventInit = {}): Promise<this> {
    (await this.field(label)).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
    await this.settled();
    return this;
  }

  all(selector: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }

  async has(selector: string): Promise<HTMLElement> {
    return until(() => this.all(selector)[0], () => `no ${selector}: ${this.text}`);
  }

  /** Waits until something is so that the page does not show. */
  async until(so: () => unknown): Promise<this> {
    await until(() => Boolean(so()), () => `never so: ${so.toString()}; the page: ${this.text}`);
    return this;
  }

  /** Looks away and back again, which asks for news. */
  looksAgain(): this {
    dispatchEvent(new Event("focus"));
    return this;
  }

  private settled(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 2));
  }

  private controlOf(label: HTMLLabelElement): Element | null {
    const id = label.getAttribute("for");
    return id === null ? label.querySelector("input, textarea, select") : document.getElementById(id);
  }
}

export interface Visit {
  readonly world: World;
  readonly site: Site;
  readonly page: Page;
}

/** The world anew, and a page of it for one of the two whose vault is open in this browser. */
export async function visit(view: Pages, { as = INES, room = true }: { as?: string; room?: boolean } = {}): Promise<Visit> {
  const world = await again();
  const site = new Site(world, room ? world.stored.id : null);
  return { world, site, page: pageFor(view, site, as) };
}

/** Another page on the same site, for one of the two; any before it is closed by its owner. */
export function pageFor(view: Pages, site: Site, as: string): Page {
  const { server, store } = as === INES ? site.world.inesDevice : site.world.marcDevice;
  const storage = withIndexedDb();
  storage.tables.set("ithaca-vault", new Map(store.half === null ? [] : [["half", store.half]]));
  vi.stubGlobal("scrollTo", () => undefined);
  vi.stubGlobal("scrollBy", () => undefined);
  localStorage.clear();
  return new Page(site, server, storage, view);
}
