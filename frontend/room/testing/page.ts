/** For tests: a page in a browser made of nodes, used as a person uses it: by what is written on it. */
import { render } from "preact";
import { afterEach, beforeAll, vi } from "vitest";
import { start, type Pages } from "../views/app";
import type { MemoryServer } from "./hostile";
import { withIndexedDb, type MemoryIndexedDb } from "./platform";
import { Site } from "./site";
import { Given } from "./given";
import { again, INES, makeLightWorld, type World } from "./world";

const PATIENCE = 60_000;
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
    document.body.replaceChildren((this.root = document.createElement("div")));
    this.goTo(address);
    vi.stubGlobal("fetch", (to: string, init: RequestInit = {}) => this.site.answer(this.server, to, init));
    await start(this.root, this.view);
    return this;
  }

  /** Leaves the page; what it has still to say to the server is heard. */
  async close(): Promise<void> {
    this.site.mend();
    render(null, this.root);
    await this.site.quiet();
  }

  /** Puts an address into the bar, without following it. */
  private goTo(address: string): void {
    const { happyDOM } = window as unknown as { happyDOM: { setURL: (url: string) => void } };
    happyDOM.setURL(new URL(address, "https://localhost").href);
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

  /** What stands between header and footer, for who asks in vain. */
  get main(): string {
    return plain(this.root.querySelector("main")?.textContent);
  }

  get title(): string {
    return document.title;
  }

  shows(wanted: Wanted): boolean {
    return typeof wanted === "string" ? this.text.includes(plain(wanted)) : wanted.test(this.text);
  }

  async sees(...wanted: readonly Wanted[]): Promise<this> {
    for (const one of wanted) await until(() => this.shows(one), () => `“${String(one)}” is not on the page; ${this.main}`);
    return this;
  }

  async loses(...wanted: readonly Wanted[]): Promise<this> {
    for (const one of wanted) await until(() => !this.shows(one), () => `“${String(one)}” is still on the page; ${this.main}`);
    return this;
  }

  /** What can be pressed under this name. */
  pressable(name: Wanted): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>("button, a, summary, label")].filter((one) => fits(plain(one.getAttribute("aria-label") ?? one.textContent), name) && one.getAttribute("aria-disabled") !== "true");
  }

  /** Presses a button, a link, a summary or a choice; of several of one name, the one that is told. */
  async press(name: Wanted, which = 0): Promise<this> {
    return this.pressed(await until(() => this.pressable(name).at(which), () => `nothing to press called “${String(name)}”; ${this.main}`));
  }

  /** Ticks, unticks or chooses what has this label. */
  async choose(label: Wanted): Promise<this> {
    return this.pressed(await until(() => this.pressable(label).find(({ tagName }) => tagName === "LABEL"), () => `nothing to choose called “${String(label)}”; ${this.main}`));
  }

  private async pressed(found: HTMLElement): Promise<this> {
    await this.settled(); // nobody is quicker than the page that they look at
    this.click(found);
    await this.settled();
    return this;
  }

  private click(found: HTMLElement): void {
    const control = found.tagName === "LABEL" ? this.controlOf(found as HTMLLabelElement) : null;
    if (control instanceof HTMLInputElement) {
      control.checked = control.type === "radio" || !control.checked;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.dispatchEvent(new Event("change", { bubbles: true }));
    } else if (found.tagName === "A" && (found.getAttribute("href") ?? "").startsWith("#")) {
      if (found.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }))) this.go((found.getAttribute("href") ?? "").slice(1));
    } else found.click();
  }

  /** The field under this label. */
  async field(label: Wanted, which = 0): Promise<HTMLInputElement> {
    return until(() => {
      const labels = [...this.root.querySelectorAll("label")].filter((one) => fits(plain(one.textContent), label) || (typeof label === "string" && plain(one.textContent).startsWith(plain(label))));
      const found = labels[which];
      return found && this.controlOf(found);
    }, () => `no field called “${String(label)}”; ${this.main}`) as Promise<HTMLInputElement>;
  }

  async type(label: Wanted, value: string, which = 0): Promise<this> {
    await this.field(label, which);
    await this.settled();
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
    const field = await this.field(label);
    field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
    await this.settled();
    return this;
  }

  all(selector: string): HTMLElement[] {
    return [...this.root.querySelectorAll<HTMLElement>(selector)];
  }

  async has(selector: string): Promise<HTMLElement> {
    return until(() => this.all(selector)[0], () => `no ${selector}; ${this.main}`);
  }

  /** Waits until something is so that the page does not show. */
  async until(so: () => unknown): Promise<this> {
    await until(() => Boolean(so()), () => `never so: ${so.toString()}; the page; ${this.main}`);
    return this;
  }

  /** Looks away and back again, which asks for news. */
  async looksAgain(): Promise<void> {
    await this.settled();
    dispatchEvent(new Event("focus"));
  }

  async looksAgainAndSees(...wanted: readonly Wanted[]): Promise<this> {
    await this.looksAgain();
    return this.sees(...wanted);
  }

  private settled(): Promise<void> {
    return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 4))); // effects run after the frame
  }

  private controlOf(label: HTMLLabelElement): Element | null {
    const id = label.getAttribute("for");
    return id === null ? label.querySelector("input, textarea, select") : document.getElementById(id);
  }
}

/** A page on a site for one of the two, whose vault is open in this browser unless it is said to be locked. */
export function pageFor(view: Pages, site: Site, as: string, locked = false): Page {
  const { server, store } = as === INES ? site.world.inesDevice : site.world.marcDevice;
  const storage = withIndexedDb();
  storage.tables.set("ithaca-vault", new Map(store.half === null || locked ? [] : [["half", store.half]]));
  vi.stubGlobal("scrollTo", () => undefined);
  vi.stubGlobal("scrollBy", () => undefined);
  vi.stubGlobal("print", () => undefined);
  localStorage.clear();
  return new Page(site, server, storage, view);
}

export interface Visit {
  readonly world: World;
  readonly site: Site;
  readonly given: Given;
  readonly page: Page;
}

interface Choice {
  readonly as?: string;
  /** Whether the two have a room already. */
  readonly room?: boolean;
  readonly locked?: boolean;
  /** What was there before the page is opened. */
  readonly given?: (given: Given, site: Site) => unknown;
}

/** For a file of tests: the world is made once; each test begins it anew and opens pages, which are closed after it. */
export function stage(view: Pages): { at: (address: string, choice?: Choice) => Promise<Visit>; also: (visit: Visit, as: string, address: string) => Promise<Page> } {
  const opened: Page[] = [];
  beforeAll(makeLightWorld, 120_000);
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.close();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });
  const open = async (site: Site, as: string, address: string, locked?: boolean): Promise<Page> => {
    for (const page of opened.splice(0)) await page.close();
    const page = pageFor(view, site, as, locked);
    opened.push(page);
    return page.open(address);
  };
  return {
    at: async (address, { as = INES, room = true, locked, given: prepare } = {}) => {
      const world = await again();
      const site = new Site(world, room ? world.stored.id : null);
      const given = new Given(site);
      await prepare?.(given, site);
      return { world, site, given, page: await open(site, as, address, locked) };
    },
    also: (visit, as, address) => open(visit.site, as, address),
  };
}
