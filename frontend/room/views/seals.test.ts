// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { HttpDepot, newId, sendDocument } from "../core";
import { words } from "../texts";
import { pieceWords as piece } from "../texts/pieces";
import { sealWords as own } from "../texts/seals";
import { stage, type Visit } from "../testing/page";
import { SEAL_FILE, sealFile, type SealedFile } from "../testing/seal-site";
import { INES, MARC } from "../testing/world";
import { SealPages } from "./seal-pages";

const { at, also } = stage(SealPages);
const KEPT = `/seal-files/${SEAL_FILE}/documents/`;
const READ = `${KEPT}reading/`;
const KEYS = (person: string) => ({ person, has_keyring: true });

type More = (seal: SealedFile, visit: Pick<Visit, "given" | "site">) => unknown;

/** A file of the programme that Marc and, if told, Inès answer for; with a document of Marc's unless there is to be none. */
function visit({ seal = {}, others = [], document = true, as = MARC, address = KEPT, more = () => undefined }: { seal?: Partial<SealedFile>; others?: string[]; document?: boolean; as?: string; address?: string; more?: More } = {}): Promise<Visit> {
  return at(address, {
    as,
    given: async (given, site) => {
      const file = sealFile({ keepers: [KEYS(MARC), ...others.map(KEYS)], ...seal });
      site.facts.seal = file;
      if (document) {
        const sealed = await given.vault(MARC).sealRoom(others);
        await site.world.database.file(sealed, MARC, [MARC, ...others], "seal");
        file.room = sealed.id;
        await add(file, { given, site });
      }
      await more(file, { given, site });
    },
  });
}

async function add(file: SealedFile, { given, site }: Pick<Visit, "given" | "site">, { as = MARC, title = "Charte" } = {}): Promise<string> {
  const id = newId();
  vi.stubGlobal("fetch", (to: string, init: RequestInit = {}) => site.answer(site.world.marcDevice.server, to, init));
  const workspace = await given.room(as, file.room ?? "");
  const sent = await sendDocument(new HttpDepot(), workspace.key, new File(["Nous"], "charte.txt", { type: "text/plain" }), () => undefined);
  await workspace.create("document", { ...sent, title, note: "Page 2." }, { id, about: sent.attachment });
  site.facts.hashes.set(id, sent.sha256);
  file.documents.push({ id, kind: "paper", standards: ["a1", "b1"], added: "2026-03-01T09:00:00Z", added_by: title === "Charte" ? "Marc Dubois" : "", frozen: true });
  return id;
}

const AUDITED = { adds: true, changes: false, readers: [KEYS(INES)] };
const TO_INES = piece.handTo("Inès Martin");

async function fill(seen: Visit, title = "Guide"): Promise<void> {
  await seen.page.type(own.name, title);
  await seen.page.give(own.file, new File(["Un guide"], "guide.txt", { type: "text/plain" }));
}

describe("keeping documents", () => {
  it("begins with nothing: the first document makes the room, for every colleague who has keys", async () => {
    const seen = await visit({ document: false, others: [INES], seal: { keepers: [KEYS(MARC), KEYS(INES), { person: "x", has_keyring: false }] } });
    await seen.page.sees(own.none, own.willOpen, own.noKeysYet);
    await seen.page.press(own.add);
    await seen.page.press(own.send);
    await seen.page.sees(own.needTitle, own.needStandard, own.needFile, own.whoReads("Marc Dubois, Inès Martin"));
    await fill(seen);
    await seen.page.choose(/1\.1 Critère a1/);
    await seen.page.choose(/2\.1 Critère b1/);
    await seen.page.choose(/2\.1 Critère b1/);
    await seen.page.sees(own.chosen(1));
    await seen.page.type(own.kind, "sheet");
    await seen.page.type(own.note, "Où regarder.");
    await seen.page.press(own.send);
    await seen.page.sees(own.sent("Guide"), "Où regarder.", own.serves("1.1"));
    expect(seen.site.facts.seal?.documents[0]).toMatchObject({ kind: "sheet", standards: ["a1"] });
    const colleague = await also(seen, INES, KEPT);
    await colleague.sees("Guide", own.opens);
  });

  it("comes from a standard, with the kind that it expects", async () => {
    const seen = await visit({ document: false, address: `${KEPT}#add/a1` });
    await fill(seen);
    await seen.page.press(own.send);
    await seen.page.sees(own.sent("Guide"), own.alone);
    expect(seen.site.facts.seal?.documents[0]).toMatchObject({ kind: "sheet", standards: ["a1"] });
  });

  it("says what stands against adding: too large, stopped, refused", async () => {
    const seen = await visit({ address: `${KEPT}#add/a1` });
    await fill(seen);
    seen.site.bend(/POST .*documents$/, { status: 422, message: "Deux cents au plus." }, 1);
    await seen.page.press(own.send);
    await seen.page.sees("Deux cents au plus.");
    const large = new File(["x"], "film.mp4");
    Object.defineProperty(large, "size", { value: 300 * 1024 * 1024 });
    await seen.page.give(own.file, large);
    await seen.page.press(own.send);
    await seen.page.sees(own.tooLarge("film.mp4"));
    await seen.page.give(own.file, new File(["x"], "court.txt"));
    let go: () => void = () => undefined;
    seen.site.hold(/parts/, new Promise((resolve) => { go = resolve; }));
    await seen.page.press(own.send);
    await seen.page.press(words.documents.stop);
    go();
    await seen.page.sees(words.documents.stopped);
    await seen.page.give(own.file);
    await seen.page.press(own.send);
    await seen.page.sees(own.needFile);
  });

  it("opens, changes and removes one", async () => {
    const seen = await visit({ others: [INES] });
    await seen.page.sees("Charte", "Page 2.", own.serves("1.1, 2.1"), "charte.txt");
    await seen.page.press(own.downloadOf("Charte"));
    await seen.page.until(() => seen.page.pressable(own.downloadOf("Charte")).length > 0);
    await seen.page.press(own.change);
    await seen.page.choose(/1\.2 Critère a2/);
    await seen.page.press(own.save);
    await seen.page.sees(own.saved, own.serves("1.1, 1.2, 2.1"));
    await seen.page.press(own.change);
    await seen.page.type(own.name, "Charte signée");
    await seen.page.press(own.save);
    await seen.page.sees("Charte signée", own.saved);
    await seen.page.press(own.removeOf("Charte signée"));
    await seen.page.press(words.cancel);
    await seen.page.press(own.removeOf("Charte signée"));
    seen.site.bend(/DELETE/, { status: 422, message: "Pas maintenant." }, 1);
    await seen.page.press(own.removeSure);
    await seen.page.sees("Pas maintenant.");
    await seen.page.press(own.removeSure);
    await seen.page.sees(own.removed, own.none);
    expect([...seen.site.world.database.rooms.values()].at(-1)?.objects[0]?.destroyed).not.toBeNull();
  });

  it("takes a colleague's out without destroying it, and keeps no text that another has changed", async () => {
    const seen = await visit({ others: [INES], as: INES });
    const id = seen.site.facts.seal?.documents[0]?.id ?? "";
    await seen.page.press(own.change);
    await seen.given.revised(id, { ...(await seen.given.room(MARC, seen.site.facts.seal?.room ?? "")).items.map((item) => (item.state === "opened" ? item.head.content : {}))[0], title: "Autre" }, { room: seen.site.facts.seal?.room ?? "" });
    await seen.page.type(own.note, "De moi.");
    await seen.page.press(own.save);
    await seen.page.sees(own.crossed);
    seen.page.go("");
    await seen.page.press(/Retirer «/);
    await seen.page.press(own.removeSure);
    await seen.page.sees(own.removed);
    expect(seen.given.stored(id).destroyed).toBeNull();
  });

  it("shows what is refused, what nobody opens any more, and bytes that were exchanged", async () => {
    const seen = await visit({ more: async (file, visit) => {
      visit.given.forge(file.documents[0]?.id ?? "");
      await add(file, visit, { title: "Guide" });
      file.documents.push({ id: newId(), kind: "autre", standards: ["a2"], added: "2026-03-01T09:00:00Z", added_by: "", frozen: false });
    } });
    await seen.page.sees(words.blocked.item, own.unreadable, "Guide");
    for (const [id, bytes] of seen.site.facts.bytes) seen.site.facts.bytes.set(id, bytes.map((byte, n) => (n === bytes.length - 1 ? byte ^ 1 : byte)));
    await seen.page.press(own.downloadOf("Guide"));
    await seen.page.until(() => seen.page.all(".notice--error").length === 2);
    seen.site.bend(/GET .*attachments/, { status: 500 });
    await seen.page.press(own.downloadOf("Guide"));
    await seen.page.sees(words.failure.server);
    const odd = await visit({ more: async (file, { given }) => {
      const id = await given.text("document", { title: "Sans fichier" }, { room: file.room ?? "" });
      file.documents.push({ id, kind: "paper", standards: ["a2"], added: "2026-03-01T09:00:00Z", added_by: "", frozen: false });
    } });
    await odd.page.sees("Sans fichier", words.blocked.item);
  });

  it("says so where the page does not come, or is none", async () => {
    const seen = await visit({ more: (_file, { site }) => { site.bend(/GET .*documents/, { status: 500 }); } });
    await seen.page.sees(words.failure.title);
    const none = await at("/seal-files/elsewhere/", { as: MARC });
    expect(none.page.text).not.toContain(own.title);
  });
});

describe("who can open them", () => {
  it("lets a colleague in who comes later", async () => {
    const seen = await visit({ seal: { keepers: [KEYS(MARC), KEYS(INES)] } });
    await seen.page.sees(own.waitsForKey, own.alone);
    let page = await also(seen, INES, KEPT);
    await page.sees(own.outsideTitle, own.outside("Marc Dubois"));
    expect(page.pressable(own.add)).toEqual([]);
    page = await also(seen, MARC, KEPT);
    seen.site.bend(/keepers/, { status: 422, message: "Pas encore." }, 1);
    await page.press(own.letIn("Inès Martin"));
    await page.sees("Pas encore.");
    await page.press(own.letIn("Inès Martin"));
    await page.sees(own.letInDone("Inès Martin"));
    page = await also(seen, INES, KEPT);
    await page.sees("Charte", "Page 2.");
  });

  it("makes a key without those who have left before anything is written", async () => {
    const seen = await visit({ seal: { stale: true } });
    await seen.page.sees("Charte");
    const room = seen.site.world.database.rooms.get(seen.site.facts.seal?.room ?? "");
    expect(room?.epochs.length).toBe(2);
    const closed = await visit({ seal: { stale: true, adds: false, changes: false } });
    await closed.page.sees("Charte", own.frozen);
    expect(closed.site.world.database.rooms.get(closed.site.facts.seal?.room ?? "")?.epochs.length).toBe(1);
  });

  it("blocks where a colleague's keys have changed, until the two compare", async () => {
    const seen = await visit({ others: [INES], more: async (_file, { given, site }) => {
      await given.room(MARC, site.facts.seal?.room ?? "");
      const { Vault } = await import("../core");
      const { LIGHT } = await import("../testing/world");
      await Vault.renew(site.world.inesDevice, INES, { ...LIGHT, kit: "un autre kit" });
    } });
    await seen.page.sees(words.blocked.title, words.safety.title);
  });

  it("waits for a colleague where one has new keys oneself", async () => {
    const seen = await visit({ others: [INES], as: INES, more: async (_file, { site }) => {
      const { Vault } = await import("../core");
      const { LIGHT } = await import("../testing/world");
      await Vault.renew(site.world.inesDevice, INES, { ...LIGHT, kit: "un autre kit" });
    } });
    await seen.page.sees(own.outsideTitle);
  });

  it("gives no key to changed keys of somebody who had the last one", async () => {
    const seen = await visit({ others: [INES] });
    const { keyFor, Tampered } = await import("../core");
    const workspace = await seen.given.room(MARC, seen.site.facts.seal?.room ?? "");
    const { Vault } = await import("../core");
    const { LIGHT } = await import("../testing/world");
    await Vault.renew(seen.site.world.inesDevice, INES, { ...LIGHT, kit: "un autre kit" });
    const refused = keyFor(seen.given.vault(MARC), workspace, [MARC, INES], () => Promise.resolve());
    await expect(refused).rejects.toBeInstanceOf(Tampered);
  });
});

describe("the auditors", () => {
  it("are handed what any of the programme has added, read it, and lose what is taken back", async () => {
    const wishes = [{ standard: "b1", kind: "sheet", words: "Le suivi.", by: "Inès Martin" }, { standard: "a2", kind: "autre", words: "", by: "" }];
    const seen = await visit({ seal: { ...AUDITED, wishes } });
    await seen.page.sees(piece.waits(1), own.frozenAdds, own.wish("2.1", "Tableau", "Inès Martin"), "Le suivi.");
    let page = await also(seen, INES, READ);
    await page.sees(own.missing(1), piece.notYet);
    page = await also(seen, MARC, KEPT);
    await page.press(TO_INES);
    await page.sees(piece.handed, piece.complete);
    page = await also(seen, INES, READ);
    await page.sees("Charte", "Page 2.", own.shownBy("Marc Dubois"), "charte.txt");
    await page.press(/^2\. Suivi/);
    await page.sees("2. Suivi", "Charte");
    await page.press(piece.keep);
    page = await also(seen, MARC, KEPT);
    await page.sees(/ouvert le/);
    await page.press(piece.takeBackFrom("Inès Martin", "Charte"));
    await page.press(piece.sureYes);
    await page.sees(piece.standing["taken back"]);
    page = await also(seen, INES, READ);
    await page.sees(piece.takenBackPiece);
  });

  it("are told of what came during the audit, and of what serves two standards once", async () => {
    const seen = await visit({ seal: { ...AUDITED, readers: [KEYS(INES)] }, more: (file) => {
      file.documents = file.documents.map((one) => ({ ...one, standards: ["a1", "a2"], frozen: false }));
    } });
    await seen.page.sees(own.since);
    await seen.page.press(TO_INES);
    await seen.page.sees(piece.handed);
    const page = await also(seen, INES, READ);
    await page.sees(own.since, own.already);
    await page.press(/^2\. Suivi/);
    await page.sees(own.noneHere);
  });

  it("refuse a file whose hash is not the one that was handed in", async () => {
    const seen = await visit({ seal: AUDITED });
    await seen.page.press(TO_INES);
    await seen.page.sees(piece.handed);
    if (seen.site.facts.seal) seen.site.facts.seal.forged = "00".repeat(32);
    const page = await also(seen, INES, READ);
    await page.sees(words.blocked.item);
    expect(page.text).not.toContain("Charte");
  });

  it("are told where there is nothing to read, or nothing comes", async () => {
    const seen = await visit({ document: false, seal: AUDITED, as: INES, address: READ });
    await seen.page.sees(own.nothing);
    const gone = await visit({ as: INES, address: READ, more: (_file, { site }) => { site.bend(/reading/, { status: 500 }); } });
    await gone.page.sees(words.failure.title);
    const kept = await visit({ document: false, seal: { ...AUDITED, adds: false } });
    await kept.page.sees(own.noneClosed);
  });
});
