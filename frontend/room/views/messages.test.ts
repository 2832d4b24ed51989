// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { words } from "../texts";
import { messageWords as own } from "../texts/messages";
import { PAIR } from "../testing/product-site";
import { stage, type Visit } from "../testing/page";
import { entry, INES, MARC } from "../testing/world";
import { RoomPages } from "./room-pages";

const ROOM = `/mentorships/${PAIR}/room/#messages`;
const TO_MARC = own.to("Marc Dubois");
const { at, also } = stage(RoomPages);

async function says(visit: Visit, text: string): Promise<void> {
  await visit.page.type(TO_MARC, text);
  await visit.page.press(own.send);
}

const messages = (visit: Visit): string[] => visit.page.all(".message__body").map((one) => one.textContent);

describe("a conversation", () => {
  it("begins with nothing, goes both ways, and says who has said what", async () => {
    const visit = await at(ROOM);
    await visit.page.sees(own.empty);
    await says(visit, "   ");
    await says(visit, "Bonjour, voyez https://ithaca.example/carte !");
    await visit.page.until(() => messages(visit).length === 1);
    expect(visit.page.all('a[href="https://ithaca.example/carte"]').length).toBe(1);
    await visit.page.type(TO_MARC, "Et à bientôt");
    await visit.page.key(TO_MARC, "x");
    await visit.page.key(TO_MARC, "Enter", { ctrlKey: true });
    await visit.page.until(() => messages(visit).length === 2 && !visit.page.shows(own.leaving));
    const marc = await also(visit, MARC, ROOM);
    await marc.sees("Inès Martin", "Et à bientôt", own.news);
    await marc.until(() => visit.site.facts.read.has(MARC));
    const ines = await also(visit, INES, ROOM);
    await visit.given.text("message", { text: "Bonjour Inès" });
    await ines.looksAgainAndSees("Bonjour Inès");
    await ines.until(() => ines.all('[role="status"]').some((one) => one.textContent === "Marc Dubois: Bonjour Inès"));
    expect(visit.site.facts.read.has(INES)).toBe(true);
  });

  it("counts elsewhere what is new, and tells once more where the server did not hear", async () => {
    const visit = await at(ROOM.replace("#messages", "#notes"), { given: (given) => given.texts("message", [{ text: "Un" }, { text: "Deux" }]) });
    await visit.page.sees(own.titleWith(2));
    visit.site.bend(/reading/, { status: 500 }, 1);
    await visit.page.press(own.titleWith(2));
    await visit.page.sees("Deux");
    await visit.page.until(() => visit.site.asked.some((one) => one.includes("reading")));
    document.dispatchEvent(new Event("visibilitychange"));
    await visit.page.until(() => visit.site.facts.read.has(INES));
  });

  it("of a hundred messages shows the newest, older ones on demand, and any that is looked for", async () => {
    const visit = await at(ROOM, { given: (given) => given.texts("message", Array.from({ length: 100 }, (_, i) => ({ text: `Message numéro ${i}` }))) });
    await visit.page.sees("Message numéro 99", own.older(40));
    dispatchEvent(new Event("scroll"));
    await visit.page.press(own.older(40));
    await visit.page.sees("Message numéro 0");
    const old = visit.site.world.stored.objects.at(5)?.id ?? "";
    visit.page.go(`messages/${old}`);
    await visit.page.until(() => document.activeElement?.id === `message-${old}`);
  });

  it("says that messages are hidden, and blocks one that another has changed", async () => {
    const visit = await at(ROOM, { given: async (given, site) => {
      await given.texts("message", [{ text: "Un" }, { text: "Deux" }, { text: "Trois" }]);
      await given.room(INES);
      const { objects } = site.world.stored;
      objects.splice(objects.findIndex(({ kind }) => kind === "message") + 1, 1);
    } });
    await visit.page.sees(own.hidden);
    const id = visit.site.world.stored.objects.find(({ kind }) => kind === "message")?.id ?? "";
    await visit.given.revised(id, { text: "Faux", n: 1 }, { as: INES });
    await visit.page.looksAgainAndSees(words.blocked.item);
  });

  it("is read only once the pair has ended", async () => {
    const { page } = await at(ROOM, { given: async (given, site) => { await given.text("message", { text: "Adieu" }, { as: INES }); site.facts.pair.state = "ended"; } });
    await page.sees("Adieu");
    expect([page.all("textarea").length, page.pressable(own.act).length]).toEqual([0, 0]);
  });
});

describe("a message of one's own", () => {
  const said = (text = "Bonjuor"): Promise<Visit> => at(ROOM, { given: (given) => given.text("message", { text }, { as: INES }) });

  it("is corrected, and its versions stay to be read", async () => {
    const visit = await said();
    const { page } = visit;
    await page.press(own.act);
    await page.press(words.cancel);
    await page.press(own.act);
    await page.press(own.correct);
    await page.type(own.correcting, "Bonjour");
    await page.press(own.saveCorrection);
    await page.sees(own.corrected);
    expect(messages(visit)).toEqual(["Bonjour"]);
    await page.press(`${own.corrected}: ${own.versions}`);
    await page.press(words.history.view, -1);
    await page.sees("Bonjuor");
    await page.press(words.history.backTo);
    await page.sees("Bonjour");
  });

  it("is left as it was with Escape, or by a press", async () => {
    const { page } = await said();
    for (const leave of [() => page.key(own.correcting, "Escape"), () => page.press(words.cancel)]) {
      await page.press(own.act);
      await page.press(own.correct);
      await page.type(own.correcting, "Autre chose");
      await leave();
      await page.sees("Bonjuor");
      await page.loses(own.correcting);
    }
  });

  it("is taken back, and both read that it was", async () => {
    const visit = await said("Oups");
    const { page } = visit;
    await page.press(own.act);
    await page.press(own.takeBack);
    await page.press(words.cancel);
    await page.press(own.takeBack);
    await page.press(own.takeBackSure);
    await page.sees(own.takenBackMine);
    const marc = await also(visit, MARC, ROOM);
    await marc.sees(own.takenBack("Inès Martin"));
  });

  it("that can't be taken back says why", async () => {
    const { page, site } = await said("Oups");
    site.bend(/DELETE .*objects/, { status: 409, message: "Trop tard." });
    await page.press(own.act);
    await page.press(own.takeBack);
    await page.press(own.takeBackSure);
    await page.sees("Trop tard.");
  });

  it("corrected in another window meanwhile is not overwritten", async () => {
    const visit = await said();
    const { page, given, site } = visit;
    await page.press(own.act);
    await page.press(own.correct);
    await page.type(own.correcting, "Bonsoir");
    const id = site.world.stored.objects.find(({ kind }) => kind === "message")?.id ?? "";
    await given.revised(id, { text: "Bonne nuit", n: 1 }, { as: INES });
    await page.press(own.saveCorrection);
    await page.sees(own.crossed);
  });
});

describe("a message that does not leave", () => {
  it("waits on the device without a network, and goes by itself", async () => {
    const visit = await at(ROOM);
    const { page, site, given } = visit;
    await page.sees(own.empty);
    site.bend(/ /, "away");
    await says(visit, "Du tunnel");
    await page.sees(own.waiting, words.room.unsent(1));
    site.mend();
    await page.looksAgain();
    await page.loses(own.waiting);
    expect((await given.room(MARC)).items.some((item) => item.kind === "message")).toBe(true);
  });

  it("waits as a correction too", async () => {
    const { page, site } = await at(ROOM, { given: (given) => given.text("message", { text: "Bonjuor" }, { as: INES }) });
    await page.press(own.act);
    await page.press(own.correct);
    await page.type(own.correcting, "Bonjour");
    site.bend(/ /, "away");
    await page.press(own.saveCorrection);
    await page.sees(words.room.unsent(1));
  });

  it("comes back to the field where the server refuses it, before what was typed since", async () => {
    const visit = await at(ROOM);
    const { page, site } = visit;
    await page.sees(own.empty);
    site.bend(/POST .*revisions/, { status: 409, message: "Trop vite." });
    await says(visit, "Une fois");
    await page.sees("Trop vite.");
    expect((await page.field(TO_MARC)).value).toBe("Une fois");
    let answer = (): void => undefined;
    site.hold(/POST .*revisions/, new Promise<void>((resolve) => { answer = resolve; }));
    await page.press(own.send);
    await page.sees(own.leaving);
    await page.type(TO_MARC, "Deux fois");
    answer();
    await page.until(async () => (await page.field(TO_MARC)).value === "Une fois\n\nDeux fois");
    await page.sees("Trop vite.");
  });

  it("stays in the field where the device is full as well", async () => {
    const visit = await at(ROOM);
    const { page, site } = visit;
    await page.sees(own.empty);
    site.bend(/ /, "away");
    page.storage.fault = { at: "write", error: null };
    await says(visit, "Du tunnel");
    await page.sees(words.write.deviceFull);
    expect((await page.field(TO_MARC)).value).toBe("Du tunnel");
  });
});

describe("a message that was begun", () => {
  it("is there again after a look at another part, and after a new start", async () => {
    const visit = await at(ROOM);
    const { page, site } = visit;
    await page.type(TO_MARC, "Commencé");
    await page.press(words.room.notes);
    await page.sees("Première note");
    await page.press(own.title);
    expect((await page.field(TO_MARC)).value).toBe("Commencé");
    await page.until(() => site.world.database.drafts.size === 1);
    const again = await also(visit, INES, ROOM);
    expect((await again.field(TO_MARC)).value).toBe("Commencé");
    await again.type(TO_MARC, "");
    await again.until(() => site.world.database.drafts.size === 0);
  });

  it("says where its draft is not kept", async () => {
    const { page, site } = await at(ROOM);
    site.bend(/PUT .*drafts/, { status: 500 });
    await page.type(TO_MARC, "Commencé");
    await page.sees(words.request.draftFailed);
  });

  it("is one's own alone", async () => {
    const visit = await at(ROOM, { as: MARC });
    await visit.page.type(own.to("Inès Martin"), "De Marc");
    await visit.page.until(() => visit.site.world.database.drafts.size === 1);
    const ines = await also(visit, INES, ROOM);
    expect((await ines.field(TO_MARC)).value).toBe("");
    expect(entry(await visit.given.room(INES), visit.world.note)).toBeDefined();
  });
});
