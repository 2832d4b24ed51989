// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { LARGEST_DOCUMENT } from "../core/documents";
import { words } from "../texts";
import { planWords } from "../texts/plans";
import { PAIR } from "../testing/product-site";
import { stage, type Visit } from "../testing/page";
import { INES, MARC } from "../testing/world";
import { RoomPages } from "./room-pages";

const DOCUMENTS = `/mentorships/${PAIR}/room/#documents`;
const { at, also } = stage(RoomPages);
const own = words.documents;
const PICTURE = new File(["\u0089PNG"], "carte.png", { type: "image/png" });

/** What the browser was given to keep, by name. */
function kept(): Map<string, Blob> {
  const files = new Map<string, Blob>();
  let last: Blob = new Blob();
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => { last = blob as Blob; return "blob:x"; });
  vi.spyOn(URL, "revokeObjectURL").mockImplementation(() => undefined);
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) { files.set(this.download, last); });
  return files;
}

async function sent(file = PICTURE, as = INES): Promise<Visit> {
  const visit = await at(DOCUMENTS, { as });
  await visit.page.sees(own.empty);
  await visit.page.give(own.add, file);
  await visit.page.sees(own.sent(file.name), file.name);
  return visit;
}

describe("a document", () => {
  it("is sealed and sent; the other looks at it, keeps it, and can't remove it", async () => {
    const visit = await sent();
    expect([...visit.site.facts.bytes.values()].some((bytes) => new TextDecoder().decode(bytes).includes("PNG"))).toBe(false);
    const marc = await also(visit, MARC, DOCUMENTS);
    const files = kept();
    await marc.press(own.preview);
    await marc.has("img.picture");
    await marc.press(own.hide);
    await marc.until(() => marc.all("img").length === 0);
    await marc.press(own.preview);
    (await marc.has("img")).dispatchEvent(new Event("error"));
    await marc.until(() => marc.all("img").length === 0);
    await marc.press(own.download);
    await marc.until(() => files.has("carte.png"));
    expect([await files.get("carte.png")?.text(), files.get("carte.png")?.type]).toEqual(["\u0089PNG", "application/octet-stream"]);
    expect(marc.pressable(own.remove)).toEqual([]);
  });

  it("is dropped onto the page", async () => {
    const visit = await at(DOCUMENTS);
    const place = await visit.page.has(".drop");
    place.dispatchEvent(new Event("dragover", { cancelable: true }));
    await visit.page.has(".drop--over");
    place.dispatchEvent(new Event("dragleave"));
    await visit.page.until(() => visit.page.all(".drop--over").length === 0);
    place.dispatchEvent(Object.assign(new Event("drop", { cancelable: true }), { dataTransfer: { files: [PICTURE] } }));
    await visit.page.sees(own.sent("carte.png"));
    place.dispatchEvent(Object.assign(new Event("drop", { cancelable: true }), { dataTransfer: null }));
  });

  it("is removed by who has sent it", async () => {
    const { page } = await sent();
    await page.press(own.remove);
    await page.press(own.removeSure);
    await page.sees(own.removed, own.empty);
  });

  it("is tied to a goal, and found there", async () => {
    const visit = await at(DOCUMENTS, { given: (given) => given.goal("Nager") });
    await visit.page.give(own.add, PICTURE);
    await visit.page.type(planWords.tied, `goal:${visit.site.facts.pair.goals[0]?.id ?? ""}`);
    await visit.page.until(() => visit.site.world.stored.objects.some(({ kind, revisions }) => kind === "document" && revisions.length === 2));
    visit.page.go("goals");
    await visit.page.sees(planWords.tiedHere, "carte.png");
    visit.page.go("documents");
    visit.site.bend(/POST .*revisions/, { status: 409, message: "Non." });
    await visit.page.type(planWords.tied, "");
    await visit.page.sees("Non.");
  });

  it("that is too large, refused or stopped is not sent, and says so", async () => {
    const { page, site } = await at(DOCUMENTS);
    await page.sees(own.empty);
    await page.give(own.add, Object.defineProperty(new File(["x"], "lourd.bin"), "size", { value: LARGEST_DOCUMENT + 1 }));
    await page.sees(own.tooLarge("lourd.bin"));
    site.bend(/PUT .*parts/, { status: 409, message: "Plus de place." }, 1);
    await page.give(own.add, PICTURE);
    await page.sees("Plus de place.");
    let answer = (): void => undefined;
    site.hold(/PUT .*parts/, new Promise<void>((resolve) => { answer = resolve; }));
    await page.give(own.add, PICTURE);
    await page.press(own.stop);
    site.bend(/PUT .*parts/, "away", 1);
    answer();
    await page.sees(own.stopped);
  });

  it("whose bytes were exchanged, or that does not come, says so", async () => {
    const { page, site } = await sent(new File(["texte"], "a.txt"));
    expect(page.pressable(own.preview)).toEqual([]);
    site.bend(/GET .*attachments/, { status: 500 }, 1);
    await page.press(own.download);
    await page.sees(words.failure.server);
    for (const id of site.facts.bytes.keys()) site.facts.bytes.set(id, new Uint8Array([1, 2, 3]));
    await page.press(own.download);
    await page.sees(words.blocked.item);
  });

  it("whose facts are none, or that was forged, is blocked", async () => {
    const { page } = await at(DOCUMENTS, { given: async (given) => { await given.text("document", { name: "sans taille" }); given.forge(await given.text("link", { address: "https://a.example" })); } });
    await page.until(() => page.all(".notice--error").length === 2);
  });

  it("is asked for first where the programme wants CVs", async () => {
    const visit = await at(DOCUMENTS, { given: (_given, site) => { site.facts.pair.cv_asked = true; } });
    await visit.page.give(own.cv, PICTURE);
    await visit.page.sees("CV", own.sent("carte.png"));
    await visit.page.loses(own.cvHint);
  });
});

describe("what is tied to a goal", () => {
  it("is named there by what it has: a file, a title, an address", async () => {
    const { page } = await at(DOCUMENTS.replace("documents", "goals"), { given: async (given) => {
      const { id } = await given.goal("Nager");
      await given.texts("link", [{ title: "La carte", address: "https://a.example", tied: `goal:${id}` }, { address: "https://b.example/", tied: `goal:${id}` }, { title: "Ailleurs", tied: "goal:other" }]);
    } });
    await page.sees(planWords.tiedHere, "La carte", "https://b.example/");
    expect(page.shows("Ailleurs")).toBe(false);
  });
});

describe("a link", () => {
  it("is shared, leads where it says, and is removed", async () => {
    const { page } = await at(DOCUMENTS);
    await page.type(own.address, "ithaca.example");
    await page.press(own.link);
    await page.sees(own.notHttps);
    await page.type(own.address, "http://ithaca.example");
    await page.press(own.link);
    await page.sees(own.notHttps);
    await page.type(own.address, "https://ithaca.example/carte");
    await page.type(own.comment, "La carte");
    await page.press(own.link);
    await page.sees(own.linkSaved, own.goes("ithaca.example"), "La carte");
    await page.press(own.remove);
    await page.press(own.removeSure);
    await page.sees(own.removed);
  });

  it("that was no https address when it was written is no link", async () => {
    const { page, site } = await at(DOCUMENTS, { given: (given) => given.texts("link", [{ title: "Piège", address: "javascript:alert(1)" }, { title: "Faux", address: "https://a@b.example" }, { title: "Vide" }]) });
    await page.sees("Piège", "Faux", "Vide");
    expect(page.all("a[target]").length).toBe(0);
    site.bend(/POST .*revisions/, { status: 409, message: "Plein." });
    await page.type(own.address, "https://ithaca.example");
    await page.press(own.link);
    await page.sees("Plein.");
  });
});
