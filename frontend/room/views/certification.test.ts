// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { exhibitId } from "../facts/portfolio";
import { words } from "../texts";
import { certificationWords as own } from "../texts/certification";
import { FILE, handedIn, type JudgedFile } from "../testing/judging-site";
import { stage, type Visit } from "../testing/page";
import { INES, MARC } from "../testing/world";
import { CertificationPages } from "./certification-pages";
import { shownAs } from "./reading-file";

const { at, also } = stage(CertificationPages);
const HANDOVER = `/certification/files/${FILE}/handover/`;
const READING = `/certification/files/${FILE}/reading/`;
const ONE = "0192eeee-2222-7000-8000-000000000011";
const TWO = "0192eeee-2222-7000-8000-000000000012";
const TO_INES = own.handTo("Inès Martin");

type More = (file: JudgedFile, visit: Pick<Visit, "given" | "site">, room: string) => unknown;

/** Marc's file with two items, which Inès assesses. */
function visit(more: More = () => undefined, { as = MARC, address = HANDOVER }: { as?: string; address?: string } = {}): Promise<Visit> {
  return at(address, {
    as,
    given: async (given, site) => {
      const room = await given.vault(MARC).createOwnRoom("portfolio");
      await given.text("evidence", { title: "Le silence", text: "Je me suis tu." }, { id: ONE, about: ONE, room });
      await given.text("evidence", { title: "Sans mots", text: "" }, { id: TWO, about: TWO, room });
      const item = { kind: "Cas vécu raconté", made_on: "2026-02-01", abilities: ["c7b"] };
      const ability = { suffices: true, referent: false, facts: [], competence: "7" };
      site.facts.file = {
        candidate: MARC,
        readers: [{ person: INES, has_keyring: true, referent: true }],
        items: [{ ...item, id: ONE, letter: "A" }, { ...item, id: TWO, letter: "" }],
        pieces: handedIn(site.facts.database, room, ["evidence"]),
        abilities: [
          { ...ability, slug: "c7b", code: "7b", text: "Écouter", items: [ONE, TWO], facts: ["formation suivie"] },
          { ...ability, slug: "c7c", code: "7c", text: "Se taire", items: [ONE], suffices: false, referent: true },
          { ...ability, slug: "c8a", code: "8a", text: "Avancer", items: [TWO], competence: "8" },
        ],
        marks: {},
        validated: new Set(),
        rates: true,
        validates: true,
      };
      await more(site.facts.file, { given, site }, room);
    },
  });
}

async function handed(seen: Visit): Promise<void> {
  await seen.page.press(TO_INES);
  await seen.page.sees(own.handed, own.complete);
}

describe("handing over", () => {
  it("seals each text to each reader, as it was handed in, and says what was opened", async () => {
    const seen = await visit((_file, { given }, room) => given.revised(ONE, { title: "Le silence", text: "Mieux tourné." }, { room }));
    await seen.page.sees(own.waits(2), "Le silence", own.referent, own.file("A"), own.standing.waiting);
    await handed(seen);
    expect(seen.site.facts.copies.map(({ source }) => source.revision)).toEqual([1, 1]);
    const reader = await also(seen, INES, READING);
    await reader.sees("Je me suis tu.");
    const again = await also(seen, MARC, HANDOVER);
    await again.sees(/ouvert le/);
  });

  it("takes a copy back, and shows it again", async () => {
    const seen = await visit();
    await handed(seen);
    await seen.page.press(own.takeBackFrom("Inès Martin", "Le silence"));
    await seen.page.press(words.cancel);
    await seen.page.press(own.takeBackFrom("Inès Martin", "Le silence"));
    seen.site.bend(/revocation/, { status: 422, message: "Plus tard." }, 1);
    await seen.page.press(own.sureYes);
    await seen.page.sees("Plus tard.");
    await seen.page.press(own.sureYes);
    await seen.page.sees(own.standing["taken back"]);
    await seen.page.press(own.again("Inès Martin"));
    await seen.page.sees(own.handed);
    expect(seen.site.facts.copies.length).toBe(3);
  });

  it("waits for a reader who has no keys, and says when nobody is there", async () => {
    const seen = await visit((file) => { file.readers[0] = { person: INES, has_keyring: false, referent: false }; });
    await seen.page.sees(own.noKeys("Inès Martin"));
    expect(seen.page.pressable(TO_INES)).toEqual([]);
    const empty = await visit((file) => { file.readers.length = 0; });
    await empty.page.sees(own.nobody);
  });

  it("stops, in plain words, where something stands against it", async () => {
    const seen = await visit();
    seen.site.bend(/POST .*handover/, { status: 422, message: "Cette preuve ne peut pas être montrée." }, 1);
    await seen.page.press(TO_INES);
    await seen.page.sees("Cette preuve ne peut pas être montrée.");
    const gone = await visit(async (_file, { given }, room) => { await (await given.room(MARC, room)).destroy(TWO); });
    await gone.page.sees(own.unnamed, own.standing.erased);
    const bent = await visit((file) => { file.pieces[0] = { ...file.pieces[0], sha256: "00".repeat(32) } as never; });
    await bent.page.press(TO_INES);
    await bent.page.sees(words.blocked.title);
  });

  it("says so where the page does not come, or is none", async () => {
    const seen = await visit((_file, { site }) => { site.bend(/GET .*handover/, { status: 500 }); });
    await seen.page.sees(words.failure.title);
    const none = await at("/certification/elsewhere/", { as: MARC });
    expect(none.page.text).not.toContain(own.handover);
    const forged = await visit((_file, { site }, room) => { (site.facts.database.rooms.get(room)?.epochs ?? []).length = 0; });
    await forged.page.sees(words.blocked.title);
  });
});

describe("reading and rating", () => {
  it("goes by what the candidate has shown, ability by ability", async () => {
    const seen = await visit();
    let page = await also(seen, INES, READING);
    await page.sees(own.missing("Marc Dubois", 2), own.notYet, own.fact, own.tooLittle);
    page = await also(seen, MARC, HANDOVER);
    await page.press(TO_INES);
    await page.sees(own.handed);
    page = await also(seen, INES, READING);
    await page.sees("Je me suis tu.", "Sans mots", own.already, own.rated(0, 3));
    await page.press("montré");
    await page.sees(own.rated(1, 3), own.kept);
    await page.press(own.validateFor("7c"));
    await page.sees(own.validated);
    await page.press(own.next);
    await page.sees("Avancer");
    await page.choose("pas montré");
    await page.sees(own.commentNeeded, own.toComment("8a"));
    await page.type(own.comment, "Trop court.");
    (await page.has(".ability__rating")).dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
    await page.until(() => seen.site.facts.file?.marks["c8a"]?.comment === "Trop court.");
    page.go("c7");
    await page.sees(own.toRate("7c"));
    await page.type(own.comment, "Encore.", 1);
    await page.sees(own.commentFirst);
    await page.press("montré en partie", 1);
    await page.press(own.give);
    await page.press(words.cancel);
    await page.press(own.give);
    seen.site.bend(/giving/, { status: 422, message: "Pas encore." }, 1);
    await page.press(own.giveSure);
    await page.sees("Pas encore.");
    await page.press(own.giveSure);
    await page.sees(own.readingOnly);
  });

  it("goes by keyboard", async () => {
    const seen = await visit(undefined, { as: INES, address: READING });
    await seen.page.sees("Écouter");
    const press = (at: number, key: string, more: KeyboardEventInit = {}): void => void seen.page.all(".ability")[at]?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
    const walked = vi.spyOn(HTMLElement.prototype, "scrollIntoView").mockImplementation(() => undefined);
    press(0, "2");
    await seen.page.until(() => seen.site.facts.file?.marks["c7b"]?.mark === "partly");
    press(0, "3", { ctrlKey: true });
    press(0, "x");
    press(0, "n");
    press(1, "p");
    press(1, "n");
    expect(walked).toHaveBeenCalledTimes(2);
    expect(seen.site.facts.file?.marks["c7b"]?.mark).toBe("partly");
    seen.site.bend(/PUT .*ratings/, { status: 422, message: "Refusé." }, 1);
    press(1, "1");
    await seen.page.sees("Refusé.");
  });

  it("says what can't be read, and why", async () => {
    const seen = await visit();
    await handed(seen);
    const [first, second] = seen.site.facts.copies;
    if (first) first.source.sha256 = "00".repeat(32);
    if (second) second.revoked = "2026-03-03T09:00:00Z";
    const page = await also(seen, INES, READING);
    await page.sees(words.blocked.item, own.takenBackPiece);
  });

  it("of one who decides is reading alone", async () => {
    const seen = await visit((file) => { file.rates = false; file.validates = false; }, { as: INES, address: READING });
    await seen.page.sees(own.readingOnly, "Écouter");
    expect(seen.page.all("textarea")).toEqual([]);
    const gone = await visit((_file, { site }) => { site.bend(/reading/, { status: 500 }); }, { as: INES, address: READING });
    await gone.page.sees(words.failure.title);
  });
});

describe("a file", () => {
  const shownFile = async (type: string, name = "séance.ogg"): Promise<Visit> => {
    const seen = await visit(async (file, { given, site }, room) => {
      const attachment = await exhibitId(ONE, 0);
      const { HttpDepot, sendDocument } = await import("../core");
      vi.stubGlobal("fetch", (to: string, init: RequestInit = {}) => site.answer(site.world.marcDevice.server, to, init));
      const workspace = await given.room(MARC, room);
      const facts = await sendDocument(new HttpDepot(), workspace.key, new File(["voix"], name, { type }), () => undefined, { attachment });
      await workspace.create("exhibit", { ...facts, item: ONE }, { id: attachment, about: attachment });
      file.pieces.splice(0, Infinity, ...handedIn(site.facts.database, room, ["evidence", "exhibit"]).map((piece) => ({ ...piece, item: piece.object === attachment ? ONE : piece.item })));
    });
    await handed(seen);
    return seen;
  };

  it("plays where it is a recording, and is a download else", async () => {
    const seen = await shownFile("audio/ogg");
    const page = await also(seen, INES, READING);
    await page.press(own.play);
    expect((await page.has("audio")).getAttribute("src")).toContain("blob:");
    await page.press(own.keep);
    await page.until(() => page.pressable(own.keep).length > 0);
  });

  it("is refused where its bytes are others, and seen where it is a picture", async () => {
    const seen = await shownFile("image/png", "tableau.png");
    const page = await also(seen, INES, READING);
    await page.press(own.see);
    await page.has("img");
    for (const [id, bytes] of seen.site.facts.bytes) seen.site.facts.bytes.set(id, bytes.map((byte, n) => (n === bytes.length - 1 ? byte ^ 1 : byte)));
    await page.press(own.keep);
    await page.sees(words.blocked.item);
  });

  it("is shown in the page only where nothing of it can run", () => {
    expect(["audio/ogg", "video/mp4", "image/png", "image/svg+xml", "text/html", "application/pdf"].map(shownAs)).toEqual(["audio", "video", "picture", null, null, null]);
  });
});
