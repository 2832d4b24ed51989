// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { Vault } from "../core/vault";
import { words } from "../texts";
import { journalWords as own } from "../texts/journal";
import { stage, type Visit } from "../testing/page";
import { INES, MARC, NEW_SECRETS } from "../testing/world";
import { VaultPages } from "./vault-pages";

const { at, also } = stage(VaultPages);
const { fields } = own;

const begun = (address = "/journal/", more: (given: Visit["given"], room: string) => unknown = () => undefined): Promise<Visit> =>
  at(address, { as: MARC, given: async (given) => { await more(given, await given.vault(MARC).createOwnRoom()); } });

describe("one's own journal", () => {
  it("is made at the first visit, written in, changed, brought back and erased", async () => {
    const visit = await at("/journal/", { as: MARC });
    const { page } = visit;
    await page.sees(own.empty);
    await page.press(own.new);
    await page.type(words.notes.name, "Première séance");
    await page.type(words.notes.text, "J’ai trop parlé.");
    await page.press(words.save);
    await page.sees(words.write.saved, "J’ai trop parlé.");
    await page.press(words.edit);
    await page.type(words.notes.text, "J’ai écouté.");
    await page.press(words.save);
    await page.sees("version 2");
    await page.press(words.history.show);
    await page.press(words.history.restore);
    await page.sees(words.history.restored, "J’ai trop parlé.");
    await page.press(words.documents.remove);
    await page.press(words.documents.removeSure);
    await page.sees(own.removed, own.empty);
    const ines = await also(visit, INES, "/journal/");
    await ines.sees(own.empty); // her own: nobody reads another's
  });

  it("keeps a draft, and finds a word", async () => {
    const visit = await begun("/journal/", (given, room) => given.texts("entry", [{ title: "Vagues", text: "La mer" }, { text: "Le vent" }], { as: MARC, room }));
    const { page } = visit;
    await page.press(own.new);
    await page.type(words.notes.text, "Commencé");
    await page.sees(words.request.saved);
    await page.press(words.back);
    await page.press(words.write.resume);
    expect((await page.field(words.notes.text)).value).toBe("Commencé");
    await page.type(own.search, "mer");
    await page.sees(words.room.found(1, "mer"));
    await page.press("Vagues");
    await page.sees("La mer", own.entry);
    await page.press(own.entries);
    await page.sees("Le vent");
  });

  it("blocks what was forged, says what does not come, and where it is lost", async () => {
    const forged = await begun("/journal/", async (given, room) => { given.forge(await given.text("entry", { text: "Faux" }, { as: MARC, room })); });
    await forged.page.sees(words.blocked.item);
    forged.page.go(`entries/${[...forged.world.database.rooms.values()].at(-1)?.objects[0]?.id ?? ""}`);
    await forged.page.sees(words.blocked.item);
    const away = await at("/journal/", { as: MARC, given: (_given, site) => { site.bend(/journal/, { status: 500 }); } });
    await away.page.sees(words.failure.title);
    const lost = await begun("/journal/", async (given) => { await Vault.renew(given.vault(MARC).ground, MARC, NEW_SECRETS); });
    await lost.page.sees(own.lostTitle);
    const swapped = await begun("/journal/");
    const room = [...swapped.world.database.rooms.values()].at(-1);
    if (room) room.epochs[0] = { number: 1, recipient: "age1faux" };
    await (await also(swapped, MARC, "/journal/")).sees(words.blocked.title);
  });

  it("says that the network is away, and that a draft does not hold", async () => {
    const visit = await begun();
    await visit.page.sees(own.empty);
    visit.site.bend(/ /, "away");
    await visit.page.looksAgainAndSees(words.room.offline);
    visit.site.mend();
    const room = [...visit.world.database.rooms.values()].at(-1)?.id ?? "";
    visit.world.database.drafts.set("x", { object: "x", file: "AAAA", at: "", person: MARC, room });
    await (await also(visit, MARC, "/journal/")).sees(words.write.refusedDraft);
  });
});

describe("a mentor's sheets", () => {
  const meetings = { before: "", next: "" };
  const sheets = (address = "/journal/#sheets", more: (given: Visit["given"], room: string) => unknown = () => undefined): Promise<Visit> =>
    begun(address, async (given, room) => {
      meetings.before = given.meeting("held", "2026-02-20T09:00:00Z");
      meetings.next = given.meeting("planned", "2026-03-20T09:00:00Z");
      await more(given, room);
    });

  it("prepare a meeting and follow it up, the last one's words at hand", async () => {
    const { page } = await sheets();
    await page.press(own.follow);
    await page.type(fields.given, "Une écoute");
    await page.type(fields.nextOffer, "Un contact");
    await page.press(words.save);
    await page.sees("Une écoute", words.write.saved);
    await page.press(own.sheets);
    await page.press(own.prepare);
    await page.sees(own.lastTime("Inès Martin", "20 février 2026"), "Un contact");
    await page.type(fields.aims, "Décider");
    await page.press(words.save);
    await page.sees("Décider");
    await page.press(own.sheets);
    await page.press(own.seePreparation);
    await page.sees("Décider");
    await page.press(words.edit);
    await page.press(words.back);
    await page.press(words.history.show);
    await page.sees(words.history.current);
  });

  it("that were begun are found again, and those of no meeting lead to the list", async () => {
    const visit = await sheets();
    await visit.page.press(own.prepare);
    await visit.page.type(fields.aims, "Commencé");
    await visit.page.sees(words.request.saved);
    const again = await also(visit, MARC, `/journal/#preparation/${meetings.next}`);
    expect((await again.field(fields.aims)).value).toBe("Commencé");
    await again.press(words.back);
    await again.press(words.write.resume);
    expect((await again.field(fields.aims)).value).toBe("Commencé");
    again.go("follow_up/nowhere");
    await again.sees(own.sheetsLead);
  });

  it("need a meeting, and are blocked where they were forged", async () => {
    const { page } = await begun("/journal/#sheets", async (given, room) => { given.forge(await given.text("preparation", { aims: "Faux" }, { as: MARC, room })); });
    await page.sees(own.noMeetings, words.blocked.item);
  });

  it("of a meeting that is gone keep their own heading", async () => {
    const { page } = await begun("/journal/", (given, room) => given.text("follow_up", { given: "Autrefois" }, { as: MARC, room, about: "0192eeee-0000-7000-8000-00000000dead" }));
    await page.type(own.search, "Autrefois");
    await page.press(words.journal.followUp);
    await page.sees("Autrefois");
  });
});
