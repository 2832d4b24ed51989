// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { words } from "../texts";
import { messageWords } from "../texts/messages";
import { topicWords as own } from "../texts/topics";
import { PAIR } from "../testing/product-site";
import { stage, type Visit } from "../testing/page";
import { Vault } from "../core/vault";
import { INES, MARC, NEW_SECRETS } from "../testing/world";
import { RoomPages } from "./room-pages";

const TOPICS = `/mentorships/${PAIR}/room/#topics`;
const { at, also } = stage(RoomPages);
const NAME = own.name("1 mars 2026");

const opened = async (as: string = INES, state: "consented" | "withdrawn" = "consented", more: (given: Visit["given"], room: string) => unknown = () => undefined): Promise<Visit> => {
  const visit = await at(TOPICS, { as, given: async (given) => { const { room } = await given.topic(state); await more(given, room); } });
  await visit.page.press(own.open);
  await visit.page.sees(NAME, own.toAll);
  return visit;
};

describe("a private topic", () => {
  it("is marked by the mentor, and nothing is written before the mentee consents", async () => {
    const visit = await at(TOPICS, { as: MARC });
    await visit.page.sees(own.empty);
    await visit.page.press(own.mark);
    await visit.page.sees(own.marked, own.waits("Inès Martin"), own.oneWaits);
    expect(visit.page.pressable(own.consent)).toEqual([]);
    const ines = await also(visit, INES, TOPICS.replace("#topics", "#notes"));
    await ines.sees(own.waitsForYou("Marc Dubois"));
    await ines.press(own.see);
    await ines.press(own.notNow);
    await ines.sees(own.notNowDone);
    await ines.press(own.title);
    visit.site.bend(/consent/, { status: 409, message: "Un instant." }, 1);
    await ines.press(own.consent);
    await ines.sees("Un instant.");
    await ines.press(own.consent);
    await ines.sees(own.consented, own.nothing);
  });

  it("holds notes, messages and documents, which the other finds and the search too", async () => {
    const visit = await opened();
    const { page } = visit;
    await page.press(words.notes.new);
    await page.type(words.notes.text, "Ce qui me pèse");
    await page.press(words.save);
    await page.sees(words.write.saved, words.history.show, "Ce qui me pèse");
    await page.press(words.back);
    await page.sees(own.toAll);
    await page.press(messageWords.title, -1);
    await page.sees(messageWords.empty, own.private("Marc Dubois"));
    await page.type(messageWords.to("Marc Dubois"), "Un mot à part");
    await page.press(messageWords.send);
    await page.sees("Un mot à part");
    await page.loses(messageWords.leaving);
    await page.press(words.documents.title, -1);
    await page.give(words.documents.add, new File(["lourd"], "à part.txt"));
    await page.sees(words.documents.sent("à part.txt"));
    const marc = await also(visit, MARC, TOPICS);
    await marc.press(own.open);
    await marc.sees("Ce qui me pèse");
    await marc.press(messageWords.title, -1);
    await marc.sees("Un mot à part");
    await marc.sees(messageWords.news);
    await marc.until(() => visit.site.asked.some((one) => one.includes("/reading")));
    await marc.type(own.search, "lourd");
    await marc.sees(words.room.found(0, "lourd"));
    await marc.type(own.search, "mot");
    await marc.press("Un mot à part");
    await marc.until(() => marc.all(".message--here").length === 1);
    await marc.type(own.search, "part.txt");
    await marc.press("à part.txt");
    await marc.sees(words.documents.download);
    expect(visit.given.stored(visit.world.note)).toBeDefined();
    const own_ = visit.site.world.database.rooms.get(visit.site.facts.pair.topics[0]?.room ?? "");
    expect(own_?.objects.map(({ kind }) => kind)).toEqual(["note", "message", "document"]); // in its own room, under its own key
  });

  it("messages there are told anywhere in the room, until they are read", async () => {
    const visit = await opened(INES, "consented", (given, room) => given.text("message", { text: "Un mot" }, { room }));
    const topic = visit.site.facts.pair.topics[0];
    if (topic) Object.assign(topic, { unread: 2 });
    const ines = await also(visit, INES, TOPICS.replace("#topics", "#goals"));
    await ines.sees(own.messageWaits("Marc Dubois"));
    ines.go("topics");
    await ines.sees(messageWords.newOnes(2));
    await ines.press(own.open);
    await ines.press(messageWords.titleWith(2));
    await ines.sees("Un mot");
    if (topic) Object.assign(topic, { unread: 0 });
    ines.go("goals");
    await ines.sees(words.room.goals);
    await ines.loses(own.messageWaits("Marc Dubois"));
  });

  it("a message of it is corrected, and its versions are read there", async () => {
    const { page } = await opened(INES, "consented", (given, room) => given.text("message", { text: "Bonjuor" }, { as: INES, room }));
    await page.press(messageWords.title, -1);
    await page.press(messageWords.act);
    await page.press(messageWords.correct);
    await page.type(messageWords.correcting, "Bonjour");
    await page.press(messageWords.saveCorrection);
    await page.press(`${messageWords.corrected}: ${messageWords.versions}`);
    await page.press(words.history.view, -1);
    await page.sees("Bonjuor");
    await page.press(words.history.backTo);
    await page.sees("Bonjour");
  });

  it("is closed by the mentee, opened again, and destroyed with all that it held", async () => {
    const visit = await opened(INES, "consented", (given, room) => given.text("note", { text: "Secret" }, { room }));
    const { page, site } = visit;
    await page.press(own.withdraw);
    await page.press(words.cancel);
    await page.press(own.withdraw);
    site.bend(/withdrawal/, { status: 500 }, 1);
    await page.press(own.withdrawSure);
    await page.sees(words.failure.server);
    await page.press(own.withdraw);
    await page.press(own.withdrawSure);
    await page.sees(own.withdrawnYou);
    expect(page.pressable(words.notes.new)).toEqual([]);
    await page.press(own.again);
    await page.sees(own.consented);
    await page.press(own.withdraw);
    await page.press(own.withdrawSure);
    await page.press(own.destroy);
    await page.press(words.cancel);
    await page.press(own.destroy);
    await page.press(own.destroySure);
    await page.sees(own.mustUnderstand);
    await page.choose(own.understood);
    await page.press(own.destroySure);
    await page.sees(own.destroyed, own.past);
    const marc = await also(visit, MARC, TOPICS);
    await marc.sees(own.states.destroyed);
    expect(site.world.database.rooms.size).toBe(1);
  });

  it("of a pair that has ended is read, and destroyed in one go", async () => {
    const visit = await at(TOPICS, { given: async (given, site) => { await given.topic("consented"); await given.topic("marked"); site.facts.pair.state = "ended"; } });
    const { page } = visit;
    await page.sees(own.neverOpened, own.states.ended);
    await page.press(own.open);
    await page.press(own.destroy);
    await page.choose(own.understood);
    await page.press(own.destroySure);
    await page.sees(own.destroyed);
    await page.press(own.takeBack);
    await page.sees(own.states.takenBack);
  });

  it("waits for the other where its key was granted to keys of before, says what is away, and stays where it can't be destroyed", async () => {
    const renewed = await at(TOPICS, { as: INES, given: async (given, site) => {
      const topic = await given.topic("withdrawn");
      const own_ = await Vault.renew(site.world.inesDevice, INES, NEW_SECRETS);
      const { groups } = await given.vault(MARC).safetyNumber(INES);
      await given.vault(MARC).markCompared(INES, groups, "Inès Martin");
      await (await given.room(MARC)).grantAgain();
      site.world.database.drafts.set("x", { object: "x", file: "AAAA", at: "", person: MARC, room: topic.room });
      expect(own_.person).toBe(INES);
    } });
    await renewed.page.press(own.open);
    await renewed.page.sees(words.renewal.waitingTitle("Marc Dubois"));
    renewed.site.bend(/destruction/, { status: 409, message: "Pas encore." });
    await renewed.page.press(own.destroy);
    await renewed.page.choose(own.understood);
    await renewed.page.press(own.destroySure);
    await renewed.page.sees("Pas encore.");
    const marc = await also(renewed, MARC, TOPICS);
    await marc.press(own.open);
    await marc.sees(words.write.refusedDraft);
    renewed.site.bend(/ /, "away");
    await marc.looksAgain();
    await marc.until(() => marc.all(".notice--warning").filter((one) => one.textContent.includes(words.room.offline)).length === 2);
  });

  it("closed by the mentee says so to the mentor", async () => {
    const { page } = await opened(MARC, "withdrawn");
    await page.sees(own.withdrawnOther("Inès Martin"));
    expect(page.pressable(own.destroy)).toEqual([]);
  });

  it("destroyed while the other reads it is no more", async () => {
    const { page, site } = await opened(MARC);
    const [topic] = site.facts.pair.topics;
    if (topic) Object.assign(topic, { state: "destroyed", destroyed: topic.marked });
    site.world.database.rooms.delete(topic?.room ?? "");
    await page.looksAgainAndSees(own.past);
  });

  it("that is the pair's own room in disguise is blocked; one that does not come says so", async () => {
    const visit = await at(TOPICS, { given: async (given) => { await given.topic("consented"); await given.topic("consented"); } });
    const [first, second] = visit.site.facts.pair.topics;
    if (first) first.room = visit.world.stored.id;
    const again = await also(visit, INES, `${TOPICS}/${first?.id ?? ""}`);
    await again.sees(words.blocked.title);
    visit.site.bend(new RegExp(`rooms/${second?.room ?? ""}`), { status: 500 });
    again.go(`topics/${second?.id ?? ""}`);
    await again.sees(words.failure.title);
  });

  it("can't be marked where the server says why, and there has been none once all is over", async () => {
    const visit = await at(TOPICS);
    visit.site.bend(/POST .*topics/, { status: 409, message: "Plus tard." });
    await visit.page.press(own.mark);
    await visit.page.sees("Plus tard.");
    visit.site.mend();
    visit.site.facts.pair.state = "ended";
    const over = await also(visit, MARC, TOPICS);
    await over.sees(own.emptyEnded);
  });
});
