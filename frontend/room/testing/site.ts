/** For tests: the whole site in memory, asked over `fetch` as the pages ask the real one. */
import { ApiError } from "../core/errors";
import type { MemoryServer } from "./hostile";
import { Facts, NAMES, PRODUCT } from "./product-site";
import { VAULT, type Route } from "./vault-site";
import type { World } from "./world";

/** What a test lets the site answer instead: a status and a sentence, or nothing at all where the network is away. */
export type Bent = { readonly status: number; readonly code?: string; readonly message?: string } | "away";

export class Site {
  readonly facts: Facts;
  /** What was asked, as "METHOD /path". */
  readonly asked: string[] = [];
  private readonly routes: readonly Route[];
  private held: { readonly where: RegExp; readonly until: Promise<void> } | null = null;
  private bends: { readonly where: RegExp; readonly bent: Bent; left: number }[] = [];

  constructor(
    readonly world: World,
    room: string | null,
  ) {
    let clock = Date.parse("2026-03-02T09:00:00Z");
    world.database.now = () => new Date((clock += 1000)).toISOString();
    world.database.names = NAMES;
    for (const { members } of world.database.rooms.values()) for (const [i, member] of members.entries()) members[i] = { ...member, name: NAMES[member.person] ?? "" };
    this.facts = new Facts(world.database, room);
    this.routes = [...VAULT, ...PRODUCT.map((route) => route(this.facts)), ["GET", /^\/frame\/$/, () => this.facts.frame]];
  }

  /** Answers so to whatever fits, as often as told. `where` is matched with "METHOD /path". */
  bend(where: RegExp, bent: Bent, times = Infinity): void {
    this.bends.push({ where, bent, left: times });
  }

  /** Keeps whatever fits waiting. */
  hold(where: RegExp, until: Promise<void>): void {
    this.held = { where, until };
  }

  /** The network as it was meant. */
  mend(): void {
    this.bends = [];
    this.held = null;
  }

  /** Waits until nothing has been asked for a moment: what was being sealed is sent by then. */
  async quiet(): Promise<void> {
    for (let still = 0; still < 2; ) {
      const before = this.asked.length;
      await new Promise((resolve) => setTimeout(resolve, 40));
      still = before === this.asked.length ? still + 1 : 0;
    }
  }

  /** What `fetch` answers to somebody; null: nobody is signed in. */
  async answer(server: MemoryServer | null, address: string, { method = "GET", body }: RequestInit): Promise<Response> {
    const url = new URL(address, "https://localhost");
    const line = `${method} ${url.pathname}`;
    this.asked.push(line);
    if (this.held?.where.test(line)) await this.held.until;
    const bent = this.bends.find((one) => one.left > 0 && one.where.test(line));
    if (bent) {
      bent.left -= 1;
      if (bent.bent === "away") throw new TypeError("network");
      return told(bent.bent.status, { code: bent.bent.code ?? "refused", message: bent.bent.message ?? "" });
    }
    if (server === null) return told(401, { code: "signed-out", message: "" });
    try {
      return await this.found(server, method, url, body);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return told(error.status, { code: error.code, message: error.message, ...(error.body as object | null) });
    }
  }

  private async found(server: MemoryServer, method: string, url: URL, body: BodyInit | null | undefined): Promise<Response> {
    for (const [verb, path, act] of this.routes) {
      const match = verb === method ? path.exec(url.pathname) : null;
      if (match === null) continue;
      const read: unknown = typeof body === "string" ? JSON.parse(body) : body;
      const made = await act(server, { parts: match.slice(1).map(decodeURIComponent), query: url.searchParams, body: read });
      if (made instanceof Uint8Array) return new Response(made as Uint8Array<ArrayBuffer>);
      return made === undefined ? new Response(null, { status: 204 }) : told(200, made);
    }
    throw new ApiError(404, "not-found", "");
  }
}

function told(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
}
