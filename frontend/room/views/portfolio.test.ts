// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { LARGEST_RECORDING } from "../core/documents";
import { Vault } from "../core/vault";
import { exhibitId } from "../facts/portfolio";
import { words } from "../texts";
import { portfolioWords as own } from "../texts/portfolio";
import { PAIR } from "../testing/product-site";
import { stage, type Visit } from "../testing/page";
import { MARC, NEW_SECRETS } from "../testing/world";
import { CompetencesPages } from "./competences-pages";

const { at, also } = stage(CompetencesPages);
const ROOM = "/competences/room/";
const ITEM = "0192eeee-2222-7000-8000-000000000001";
const BARE = "0192eeee-2222-7000-8000-000000000002";
const PORTFOLIO = "0192eeee-3333-7000-8000-000000000001";
const FILE = new File(["voix"], "séance.ogg", { type: "audio/ogg" });

/** Marc's portfolio with two items: one of the pair, one of nobody in particular. */
function visit(place = "", more: (given: Visit["given"], site: Visit["site"], room: string) => unknown = () => undefined): Promise<Visit> {
  return at(`${ROOM}${place}`, {
    as: MARC,
    given: async (given, site) => {
      const facts = { kind: "Cas vécu raconté", made_on: "2026-02-01", abilities: ["c7b", "c7d"], portfolio: PORTFOLIO };
      site.facts.items = [{ ...facts, id: ITEM, letter: "A", mentorship: PAIR }, { ...facts, id: BARE, letter: "", mentorship: null }];
      site.facts.portfolios = [{ id: PORTFOLIO, title: "Compétences", abilities: { c7b: "Écouter activement" } }];
      await more(given, site, await given.vault(MARC).createOwnRoom("portfolio"));
    },
  });
}

describe("an item of a portfolio", () => {
  it("is written, changed, and brought back", async () => {
    const { page } = await visit(`#items/${BARE}`);
    await page.press(words.save);
    await page.sees(own.needTitle);
    await page.type(own.nameLabel, "Le silence");
    await page.type(own.textLabel, "Je me suis tu.");
    await page.press(words.save);
    await page.sees(own.saved, "Je me suis tu.", own.speaksFor("7b, 7d"));
    await page.press(words.edit);
    await page.type(own.textLabel, "J’ai attendu.");
    await page.press(words.save);
    await page.sees("J’ai attendu.", "version 2");
    await page.press(words.history.show);
    await page.press(words.history.restore);
    await page.sees("Je me suis tu.");
    await page.press(own.items);
    await page.sees("Le silence", own.unwritten);
    await page.press("Le silence");
    await page.press(own.erase);
    await page.press(words.documents.removeSure);
    await page.sees(own.erased, own.removeItem);
  });

  it("takes a text of one's own over from the pair, without the other's name", async () => {
    const { page, world } = await visit(`#items/${ITEM}`, async (given) => {
      await given.text("note", { title: "Avec Inès", text: "Inès Martin hésite." });
    });
    await page.press(own.takeOver);
    await page.press(own.take);
    expect((await page.field(own.textLabel)).value).toBe("la personne A hésite.");
    await page.press(words.save);
    await page.sees("Avec la personne A", own.takenFrom, own.file("A"));
    expect([...world.database.rooms.values()].at(-1)?.objects[0]?.id).toBe(ITEM);
  });

  it("says where there is nothing to take over, or the room does not open", async () => {
    const empty = await visit(`#items/${ITEM}`);
    await empty.page.press(own.takeOver);
    await empty.page.sees(own.nothingToTake);
    const shut = await visit(`#items/${ITEM}`, (_given, site) => { site.facts.pair.room = null; });
    await shut.page.press(own.takeOver);
    await shut.page.sees(own.roomShut);
    const away = await visit(`#items/${ITEM}`, (_given, site) => { site.bend(/mentorships/, { status: 500 }); });
    await away.page.press(own.takeOver);
    await away.page.sees(own.roomShut);
  });

  it("is blocked where it was forged, and told where it is gone", async () => {
    const forged = await visit(`#items/${ITEM}`, async (given, _site, room) => { given.forge(await given.text("evidence", { title: "Faux" }, { as: MARC, room, id: ITEM, about: ITEM })); });
    await forged.page.sees(words.blocked.item);
    const gone = await visit(`#items/${PORTFOLIO}`);
    await gone.page.sees(own.gone);
  });
});

describe("files of an item", () => {
  const written = (more: Parameters<typeof visit>[1] = () => undefined): Promise<Visit> => visit(`#items/${BARE}`, async (given, site, room) => {
    await given.text("evidence", { title: "Séance" }, { as: MARC, room, id: BARE, about: BARE });
    await more(given, site, room);
  });

  it("are sealed under ids that the server can work out, kept and removed", async () => {
    const { page, site } = await written();
    await page.give(own.addFile, FILE);
    await page.sees(own.sent(FILE.name), FILE.name);
    expect([...site.facts.bytes.keys()]).toEqual([await exhibitId(BARE, 0)]);
    await page.give(own.addFile, new File(["2"], "deux.txt"));
    await page.sees(own.sent("deux.txt"));
    expect([...site.facts.bytes.keys()]).toContain(await exhibitId(BARE, 1));
    vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:x");
    vi.spyOn(URL, "revokeObjectURL").mockReturnValue(undefined);
    const kept = vi.spyOn(HTMLAnchorElement.prototype, "click").mockReturnValue(undefined);
    await page.press(words.documents.download);
    await page.until(() => kept.mock.calls.length > 0);
    await page.press(words.documents.remove);
    await page.press(words.documents.removeSure);
    await page.sees(own.removed);
  });

  it("are refused when too large or too many, and say when the network is away", async () => {
    const { page, site } = await written(async (given, _site, room) => {
      for (let n = 0; n < 9; n++) {
        const id = await exhibitId(BARE, n);
        await given.text("exhibit", n === 0 ? { item: BARE } : { name: `${n}`, type: "", size: 1, attachment: id, sha256: "", item: BARE }, { as: MARC, room, id, about: id });
      }
    });
    const large = new File([], "long.mp4");
    Object.defineProperty(large, "size", { value: LARGEST_RECORDING + 1 });
    await page.give(own.addFile, large);
    await page.sees(own.tooLarge("long.mp4"), words.blocked.item);
    site.bend(/parts/, { status: 422, code: "refused", message: "Non." });
    await page.give(own.addFile, FILE);
    await page.sees("Non.");
    await page.press(words.documents.download);
    await page.until(() => page.all("[role=alert]").length > 1);
    site.mend();
    await page.give(own.addFile, FILE);
    await page.sees(own.sent(FILE.name));
    await page.give(own.addFile, FILE);
    await page.sees(own.tooMany);
  });
});

describe("reflections", () => {
  it("are written on an ability, changed, found again and erased", async () => {
    const opened = await visit(`#reflections/${PORTFOLIO}/c7b`);
    const { page } = opened;
    await page.sees("Écouter activement");
    await page.press(own.reflect);
    await page.type(own.reflectionLabel, "J’ai coupé la parole.");
    await page.sees(words.request.saved);
    await page.press(words.back);
    await page.press(own.unfinished);
    await page.press(words.save);
    await page.sees(own.saved, "J’ai coupé la parole.");
    await page.press(words.edit);
    await page.type(own.reflectionLabel, "J’ai laissé parler.");
    await page.press(words.save);
    await page.sees("J’ai laissé parler.");
    await page.press(own.reflections);
    await page.press(own.reflectOn("7b"));
    await page.press(words.documents.remove);
    await page.press(words.documents.removeSure);
    await page.sees(own.removedReflection);
    const again = await also(opened, MARC, `${ROOM}#reflections`);
    await again.sees(own.noReflections);
  });
});

describe("the portfolio's room", () => {
  it("is made at the first visit, and says where it does not open", async () => {
    const first = await at(ROOM, { as: MARC });
    await first.page.sees(own.none);
    expect([...first.world.database.rooms.values()].at(-1)?.purpose).toBe("portfolio");
    const away = await at(ROOM, { as: MARC, given: (_given, site) => { site.bend(/portfolio/, { status: 500 }); } });
    await away.page.sees(words.failure.title);
    const lost = await visit("", async (given) => { await Vault.renew(given.vault(MARC).ground, MARC, NEW_SECRETS); });
    await lost.page.sees(own.lostTitle);
    const swapped = await visit();
    const room = [...swapped.world.database.rooms.values()].at(-1);
    if (room) room.epochs[0] = { number: 1, recipient: "age1faux" };
    await (await also(swapped, MARC, ROOM)).sees(words.blocked.title);
    await (await also(swapped, MARC, "/nowhere/")).sees(words.missing.title);
  });

  it("says that the network is away, and that a draft does not hold", async () => {
    const opened = await visit();
    await opened.page.sees(own.items);
    opened.site.bend(/ /, "away");
    await opened.page.looksAgainAndSees(words.room.offline);
    opened.site.mend();
    const room = [...opened.world.database.rooms.values()].at(-1)?.id ?? "";
    opened.world.database.drafts.set("x", { object: "x", file: "AAAA", at: "", person: MARC, room });
    await (await also(opened, MARC, ROOM)).sees(words.write.refusedDraft);
  });
});
