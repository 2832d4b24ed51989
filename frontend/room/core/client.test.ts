import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HttpDepot, HttpServer } from "./client";
import { ApiError } from "./errors";
import { listening, type Answer, type Call, type Listening } from "../testing/listening.mjs";
import { withPage } from "../testing/platform";

let site: Listening;
let answer: (call: Call) => Answer;
let server: HttpServer;

beforeEach(async () => {
  answer = () => ({});
  site = await listening((call) => answer(call));
  server = new HttpServer(`${site.address}/api/vault`);
  withPage();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await site.close();
});

const says = (value: unknown, status = 200): (() => Answer) => () => ({ status, body: JSON.stringify(value) });
const last = (): Call => {
  const call = site.asked.at(-1);
  if (call === undefined) throw new Error("nothing was asked");
  return call;
};
async function failing(act: () => Promise<unknown>): Promise<ApiError> {
  const error: unknown = await act().then(() => null, (thrown: unknown) => thrown);
  if (!(error instanceof ApiError)) throw new Error(`no ApiError but ${String(error)}`);
  return error;
}

const BYTES = Uint8Array.of(1, 2, 255);
const REVISION = { kind: "note", about: null, number: 1, epoch: 1, previous: null, file: "AQ" };
const CARDS = { card: "jws", wraps: { kit: "AQ" }, ledger: "Ag" };

describe("each question goes to its own address", () => {
  const questions: [string, string, () => Promise<unknown>, unknown?][] = [
    ["GET", "/keyring", () => server.keyring()],
    ["POST", "/keyring", () => server.setUp(CARDS), CARDS],
    ["POST", "/keyring/renewal", () => server.renew({ ...CARDS, generation: 4 }), { ...CARDS, generation: 4 }],
    ["GET", "/keyring/former-wraps", () => server.formerWraps()],
    ["PUT", "/keyring/wraps/passkey%3AAA", () => server.putWrap("passkey:AA", BYTES, BYTES, 3), { file: "AQL_", ledger: "AQL_", generation: 3 }],
    ["POST", "/keyring/wraps/kit/proof", () => server.proveWrap("kit"), {}],
    ["PUT", "/keyring/ledger", () => server.saveLedger(BYTES, 2), { ledger: "AQL_", generation: 2 }],
    ["GET", "/cards/p", () => server.cards("p")],
    ["GET", "/rooms", () => server.rooms()],
    ["GET", "/rooms/r", () => server.room("r")],
    ["POST", "/rooms", () => server.createRoom({ id: "r", recipient: "age1", grants: {}, objects: [] }), { id: "r", recipient: "age1", grants: {}, objects: [] }],
    ["POST", "/rooms/r/epochs", () => server.beginEpoch("r", { number: 2, recipient: "age1" }, { p: "AQ" }), { number: 2, recipient: "age1", grants: { p: "AQ" } }],
    ["GET", "/rooms/r/objects/o/revisions", () => server.history("r", "o")],
    ["POST", "/rooms/r/objects/o/revisions", () => server.write("r", "o", REVISION), REVISION],
    ["DELETE", "/rooms/r/objects/o", () => server.destroy("r", "o", "signed"), { destruction: "signed" }],
    ["GET", "/rooms/r/drafts", () => server.drafts("r")],
    ["PUT", "/rooms/r/drafts/o", () => server.saveDraft("r", "o", BYTES), { file: "AQL_" }],
    ["DELETE", "/rooms/r/drafts/o", () => server.discardDraft("r", "o")],
    ["PUT", "/session-half", () => server.keepSessionHalf("half"), { half: "half" }],
    ["DELETE", "/session-half", () => server.dropSessionHalf()],
  ];
  it.each(questions)("%s %s", async (method, path, ask, body) => {
    await ask();
    expect([last().method, last().path]).toEqual([method, `/api/vault${path}`]);
    expect(last().body === "" ? undefined : JSON.parse(last().body)).toEqual(body);
    expect(last().headers["x-csrftoken"], "what changes something carries Django's token").toBe(method === "GET" ? undefined : "a+b");
  });

  it("the half of the session is read out of its answer", async () => {
    answer = says({ half: "abc" });
    expect(await server.sessionHalf()).toBe("abc");
  });
});

describe("what is not there is null, and everything else an error", () => {
  it("no keyring yet", async () => {
    answer = says({ code: "not-found", message: "Rien ici." }, 404);
    expect(await server.keyring()).toBeNull();
    expect(await server.sessionHalf()).toBeNull();
    expect((await failing(() => server.room("r"))).status).toBe(404);
  });

  it("an error on the way to the keyring is none of those", async () => {
    answer = says({ code: "broken", message: "Panne." }, 500);
    expect(await failing(() => server.keyring())).toMatchObject({ status: 500, code: "broken", message: "Panne." });
  });

  it("an empty answer is taken as it is", async () => {
    answer = () => ({ status: 204 });
    await server.dropSessionHalf();
    expect(last().method).toBe("DELETE");
  });
});

describe("every failure carries what the server said of it", () => {
  it.each([413, 429, 500, 502])("%i without a sentence has none", async (status) => {
    answer = () => ({ status, body: "<h1>nginx</h1>", type: "text/html" });
    const error = await failing(() => server.write("r", "o", REVISION));
    expect([error.status, error.code, error.message]).toEqual([status, String(status), ""]);
  });

  it("a sentence of the server's is passed on, with what came along", async () => {
    answer = says({ code: "outdated", message: "Cette page n’est plus à jour.", more: 1 }, 409);
    expect(await failing(() => server.saveLedger(BYTES, 2))).toMatchObject({ message: "Cette page n’est plus à jour.", body: { more: 1 } });
  });

  it("a server that is gone is told from one that refuses", async () => {
    await site.close();
    expect(await failing(() => server.rooms())).toMatchObject({ status: 0, code: "unreachable", message: "" });
  });

  it("a page without a token sends none, and is told no", async () => {
    withPage("other=1");
    await server.dropSessionHalf();
    expect(last().headers["x-csrftoken"] ?? "").toBe("");
  });
});

describe("a write", () => {
  it("that came second brings back what came first", async () => {
    answer = says({ code: "conflict", message: "", object: { id: "o" } }, 409);
    expect(await server.write("r", "o", REVISION)).toEqual({ state: "conflict", object: { id: "o" } });
  });
  it("that was refused stays an error", async () => {
    answer = says({ code: "refused", message: "Clos." }, 422);
    expect((await failing(() => server.write("r", "o", REVISION))).message).toBe("Clos.");
  });
  it("that went through tells its revision", async () => {
    answer = says({ number: 1 });
    expect(await server.write("r", "o", REVISION)).toEqual({ state: "saved", revision: { number: 1 } });
  });
});

describe("documents", () => {
  const depot = new HttpDepot();
  beforeEach(() => {
    const real = globalThis.fetch;
    vi.stubGlobal("fetch", (path: string, init: RequestInit) => real(site.address + path, init));
  });

  it("go up in parts, are completed, and come down as they are", async () => {
    await depot.putPart("r", "a", 3, Uint8Array.of(104, 105));
    expect(last()).toMatchObject({ method: "PUT", path: "/api/attachments/r/a/parts/3", body: "hi" });
    expect(last().headers).toMatchObject({ "content-type": "application/octet-stream", "x-csrftoken": "a+b" });
    await depot.complete("r", "a", "ff");
    expect(last()).toMatchObject({ method: "POST", path: "/api/attachments/r/a/complete", body: '{"sha256":"ff"}' });
    answer = () => ({ body: "sealed", type: "application/octet-stream" });
    expect(await new Response(await depot.fetch("r", "a")).text()).toBe("sealed");
  });

  it("an empty one is empty", async () => {
    answer = () => ({ status: 204 });
    expect(await new Response(await depot.fetch("r", "a")).text()).toBe("");
  });

  it("too large, or no server: an error", async () => {
    answer = () => ({ status: 413, body: "too large", type: "text/plain" });
    expect((await failing(() => depot.putPart("r", "a", 0, Uint8Array.of(1)))).status).toBe(413);
    await site.close();
    expect((await failing(() => depot.fetch("r", "a"))).code).toBe("unreachable");
  });
});
