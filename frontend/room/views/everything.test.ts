// @vitest-environment happy-dom
import { unzipSync } from "fflate";
import { describe, expect, it, vi } from "vitest";
import { newId, toBase64url } from "../core/bytes";
import { DraftKeeper } from "../core/drafts";
import { sendDocument } from "../core/documents";
import { HttpDepot } from "../core/client";
import { signRevision } from "../core/signature";
import { sealCopy } from "../core/copies";
import { words } from "../texts";
import { copyWords } from "../texts/copies";
import { everythingWords } from "../texts/everything";
import { PAIR, PROGRAMME } from "../testing/product-site";
import { stage, type Page, type Visit } from "../testing/page";
import { entry, INES, MARC } from "../testing/world";
import { EverythingPages } from "./everything-pages";

const { at } = stage(EverythingPages);
const own = everythingWords;
const MARC_IS = { person: MARC, name: "Marc Dubois" };

function placed(site: Visit["site"], room: string, topic: string | null = null, kind: "mentorship" | "request" = "mentorship", id = PAIR): void {
  site.facts.places.push({ room, kind, id, topic, counterpart: MARC_IS, programme: "Cap" });
}

/** A life of texts: a pair's room, a private topic, a request, a journal, and a room that does not open. */
async function full(given: Visit["given"], site: Visit["site"]): Promise<void> {
  const pairs = site.world.stored.id;
  placed(site, pairs);
  const meeting = given.meeting("held", "2026-02-20T09:00:00Z");
  await given.texts("note", Array.from({ length: 22 }, (_, i) => ({ title: `Vague ${i}`, text: "La mer" })));
  await given.text("summary", { text: "Nous avons parlé de la mer." }, { about: meeting });
  await given.revised(site.world.note, { title: "Première note", text: "Bonsoir", odd: { a: 1 } }, { as: INES });
  const topic = await given.topic("consented");
  placed(site, topic.room, topic.id);
  await given.text("message", { text: "La mer, à part" }, { room: topic.room });
  const journal = await given.vault(INES).createOwnRoom();
  await given.text("entry", { title: "Journal", text: "Seule en mer" }, { as: INES, room: journal });
}

describe("the search over all rooms", () => {
  const SEARCH = "/vault/search/";

  it("opens them in turn, and leads to what it finds, room by room", async () => {
    const { page } = await at(SEARCH, { given: full });
    await page.sees(own.search.ready(26, 3));
    await page.type(own.search.label, "mer");
    await page.sees(own.search.found(25, "mer"), own.search.more(3), own.search.openRoom);
    expect(page.all("a").map((one) => one.getAttribute("href")).some((href) => /#topics\/[\w-]+\/messages\//.test(href ?? ""))).toBe(true);
    await page.type(own.search.label, "sirène");
    await page.sees(own.search.found(0, "sirène"));
  });

  it("says which rooms stay shut, that there is nothing yet, and what failed", async () => {
    const shut = await at(SEARCH, { given: (_given, site) => { placed(site, site.world.stored.id); site.world.stored.epochs[0] = { number: 1, recipient: "age1faux" }; } });
    await shut.page.sees(own.search.shut("Marc Dubois – Cap"));
    const empty = await at(SEARCH, { given: (_given, site) => { site.world.database.rooms.clear(); } });
    await empty.page.sees(own.search.empty);
    const failed = await at(SEARCH, { given: (_given, site) => { site.bend(/rooms/, { status: 500 }); } });
    await failed.page.sees(words.failure.title);
    const none = await at("/vault/everything/");
    await none.page.sees(words.missing.title);
  });
});

describe("taking everything along", () => {
  const EXPORT = "/vault/export/";
  const { make } = own.export;

  /** What the browser was given to keep, unpacked. */
  async function files(page: Page): Promise<Record<string, string>> {
    let zip = new Blob();
    vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => { zip = blob as Blob; return "blob:x"; });
    vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => undefined);
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    await page.press(own.export.save);
    await page.until(() => zip.size > 0);
    const unpacked = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    return Object.fromEntries(Object.entries(unpacked).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
  }

  async function rich(given: Visit["given"], site: Visit["site"]): Promise<void> {
    await full(given, site);
    const { pair } = site.facts;
    const goal = await given.goal("Traverser", { due_on: "2030-01-01" });
    const hidden = newId(); // a goal whose text the server does not show
    pair.goals.push({ id: hidden, object: newId(), state: "set", due_on: null });
    await given.goal("Sans échéance");
    await given.text("goal", { title: "Sans fait" });
    await given.text("review", { text: "Bien", [`choice-${goal.id}`]: "keep", [`note-${goal.id}`]: "En route", [`choice-${hidden}`]: "drop" });
    await given.text("preparation", { needs: "Du temps" });
    await given.text("sundry", { text: "D’une autre époque" });
    await given.text("note", { title: "Effacée", text: "…" }).then((id) => given.destroyed(id));
    given.forge(await given.text("note", { text: "Faux" }));
    const agreement = await given.text("agreement", { aims: "Naviguer" });
    const signatures = [];
    for (const person of [INES, MARC]) {
      const { head } = entry(await given.room(person), agreement);
      signatures.push({ person, signed_at: "2026-03-01T09:00:00Z", ...(await signRevision(given.vault(person), head)) });
    }
    pair.agreement = { id: newId(), object: agreement, effective_at: null, effective_revision: null, signatures: [...signatures, { ...signatures[0], revision: 9 } as never, { ...signatures[1], person: INES } as never] };
    const request = await given.vault(INES).sealRoom([MARC], [{ kind: "request", content: { problem: "Où ?", vision: "Là", expectations: "Tout" } }]);
    await site.world.database.file(request, INES, [INES, MARC]);
    const asked = newId();
    placed(site, request.id, null, "request", asked);
    site.facts.requests.set(asked, { id: asked, state: "sent", mentee: INES, mentor: MARC, room: request.id, object: request.objects[0]?.id ?? "", sent_at: "2026-03-01T09:00:00Z", reply_by: "2026-03-08T09:00:00Z", programme: PROGRAMME, mentorship: null, suggestions: [] });
    const keeper = new DraftKeeper(given.vault(INES), site.world.stored.id);
    keeper.keep({ object: newId(), kind: "note", base: null, content: { title: "À moitié", text: "Pas fini" } });
    keeper.keep({ object: newId(), kind: "goal", base: null, content: {} });
    await keeper.flush();
    site.world.database.drafts.set("x", { object: "x", file: "AAAA", at: "", person: INES, room: site.world.stored.id });
  }

  async function documents(given: Visit["given"], site: Visit["site"]): Promise<void> {
    const room = await given.room(INES);
    vi.stubGlobal("fetch", (to: string, init: RequestInit = {}) => site.answer(site.world.inesDevice.server, to, init));
    for (const [name, fate] of [["carte.txt", "kept"], ["perdue.txt", "gone"], ["fausse.txt", "forged"], ["sans type", "kept"]] as const) {
      const facts = await sendDocument(new HttpDepot(), room.key, new File(["Ici"], name, name.includes(".") ? { type: "text/plain" } : {}), () => undefined);
      await room.create("document", { ...facts }, { about: facts.attachment });
      if (fate === "gone") site.facts.bytes.delete(facts.attachment);
      if (fate === "forged") site.facts.bytes.set(facts.attachment, new Uint8Array([1]));
    }
    await given.text("document", { name: "rien" });
  }

  async function copies(given: Visit["given"], site: Visit["site"]): Promise<void> {
    const show = async (owner: string, reader: string, id: string, more: object, title = ""): Promise<string> => {
      const { room, object, kind, revision, sha256 } = entry(await given.room(owner), id).head;
      const [copy, source, vault] = [newId(), { room, object, kind, revision, sha256 }, given.vault(owner)];
      const file = await sealCopy(vault.self, await vault.meet(reader), { id: copy, source, content: { title, text: "Montré" }, note: "Pour vous" });
      const named = (person: string): { person: string; name: string } => (person === MARC ? MARC_IS : { person, name: "Inès Martin" });
      site.facts.copies.push({ id: copy, owner: named(owner), reader: named(reader), source, released: "2026-03-01T09:00:00Z", opened: "2026-03-02T09:00:00Z", revoked: null, file: toBase64url(file), ...more });
      return copy;
    };
    const note = await given.text("note", { title: "De Marc", text: "Montré" });
    await show(INES, MARC, site.world.note, {});
    await show(INES, MARC, site.world.note, { revoked: "2026-03-03T09:00:00Z", opened: null });
    await show(MARC, INES, note, {});
    await show(MARC, INES, note, { opened: null });
    await show(MARC, INES, note, { revoked: "2026-03-03T09:00:00Z" });
    await show(MARC, INES, note, { file: "AAAA" });
    await show(MARC, INES, note, {}, "Avec un titre");
    await show(INES, MARC, site.world.note, { source: { room: "elsewhere", object: newId(), kind: "note", revision: 1, sha256: "00" } });
    site.bend(new RegExp(`${await show(MARC, INES, note, {})}/opening`), { status: 404 });
  }

  it("makes plain texts and files of every room, and names what had to stay", async () => {
    const { page } = await at(EXPORT, { given: async (given, site) => { await rich(given, site); await documents(given, site); await copies(given, site); } });
    await page.press(make);
    await page.sees(own.export.left, own.export.save);
    const made = await files(page);
    const names = Object.keys(made).join("\n");
    for (const part of [own.export.overview, own.export.former, own.export.drafts, "carte.txt", "Traverser", copyWords.mine, copyWords.theirs]) expect(names).toContain(part);
    const all = Object.values(made).join("\n");
    for (const said of ["Seule en mer", "La mer, à part", "En route", `: ${words.plans.choices.drop}`, "Sans échéance", "Du temps", "D’une autre époque", "Où ?", "Naviguer", words.agreement.forged, '{"a":1}', "Montré"]) expect(all).toContain(said);
    expect(all).not.toContain("Faux");
    await page.press(own.export.again);
    await page.sees(make);
  });

  it("or leaves everything sealed, with the keys sealed to their owner", async () => {
    const { page } = await at(EXPORT, { given: async (given, site) => { await rich(given, site); await documents(given, site); await copies(given, site); } });
    await page.choose(new RegExp(`^${own.export.sealed}`));
    await page.press(make);
    await page.sees(own.export.save);
    const made = await files(page);
    expect(Object.keys(made)).toEqual(expect.arrayContaining(["kit.age", "identity.txt.age", "index.age", `${own.export.readme}.txt`]));
    const texts = Object.entries(made).filter(([name]) => name.endsWith(".age"));
    expect(texts.every(([, bytes]) => bytes.startsWith("age-encryption.org/v1"))).toBe(true);
    expect(Object.values(made).join("\n")).not.toContain("Seule en mer");
  });

  it.each([["drops", undefined], ["exchanges", "AAAA"]])("leaves out a text of which the server %s an earlier version between two questions", async (_what, file) => {
    const { page, site } = await at(EXPORT, { given: async (given, site) => {
      placed(site, site.world.stored.id);
      await given.revised(await given.text("note", { title: "Changée", text: "avant" }), { title: "Changée", text: "après" });
    } });
    const { server } = site.world.inesDevice;
    const honest = server.history.bind(server);
    let asked = 0;
    vi.spyOn(server, "history").mockImplementation(async (room, object) => {
      const [first, ...rest] = await honest(room, object);
      if (++asked === 1 || first === undefined) return honest(room, object);
      return file === undefined ? rest : [{ ...first, file }, ...rest];
    });
    await page.press(make);
    await page.sees(own.export.left, own.export.save);
    const all = Object.entries(await files(page)).map((one) => one.join("\n")).join("\n");
    expect([all.includes("avant"), all.includes(own.export.refused(own.export.kind("note"), "hash"))]).toEqual([false, true]);
  });

  it("leaves out the facts of a pair that one may no longer see", async () => {
    const { page } = await at(EXPORT, { given: async (given, site) => { const goal = await given.goal("Nager"); await given.text("review", { text: "Vu", [`choice-${goal.id}`]: "keep" }); await given.text("agreement", { aims: "Naviguer" }); placed(site, site.world.stored.id); site.bend(/mentorships/, { status: 404 }); } });
    await page.press(make);
    await page.sees(own.export.save);
    expect(Object.values(await files(page)).join("\n")).toContain("Naviguer");
  });

  it("is stopped at a press, and starts anew", async () => {
    const { page, site } = await at(EXPORT, { given: full });
    let answer = (): void => undefined;
    site.hold(/journal|mentorships/, new Promise<void>((resolve) => { answer = resolve; }));
    await page.press(make);
    await page.press(own.export.cancel);
    answer();
    await page.sees(own.export.cancelled, make);
  });

  it("says what stops it: a lost network, no space, a vault that was tampered with; and shut rooms by name", async () => {
    const lost = await at(EXPORT, { given: (_given, site) => { site.bend(/copies/, { status: 500 }); } });
    await lost.page.press(make);
    await lost.page.sees(words.failure.server);
    for (const where of [/mentorships/, /opening/]) {
      const { page } = await at(EXPORT, { given: async (given, site) => { placed(site, site.world.stored.id); await copies(given, site); site.bend(where, { status: 500 }); } });
      await page.press(make);
      await page.sees(words.failure.server);
    }
    const narrow = await at(EXPORT);
    vi.stubGlobal("Blob", function full() { throw new RangeError("no space"); });
    await narrow.page.press(make);
    await narrow.page.sees(own.export.noSpace);
    vi.unstubAllGlobals();
    const kitless = await at(EXPORT, { given: (_given, site) => { const mine = site.world.database.keyrings.get(INES); if (mine) mine.wraps = mine.wraps.filter(({ way }) => way !== "kit"); } });
    await kitless.page.choose(new RegExp(`^${own.export.sealed}`));
    await kitless.page.press(make);
    await kitless.page.sees(words.blocked.title);
    const shut = await at(EXPORT, { given: (_given, site) => { placed(site, site.world.stored.id); site.world.stored.epochs[0] = { number: 1, recipient: "age1faux" }; } });
    await shut.page.press(make);
    await shut.page.sees(own.export.left, "Marc Dubois – Cap");
  });
});
