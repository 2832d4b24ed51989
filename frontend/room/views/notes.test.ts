// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { newId } from "../core/bytes";
import { clockFor } from "../facts/clock";
import { words } from "../texts";
import { planWords } from "../texts/plans";
import { showWords } from "../texts/show";
import { PAIR } from "../testing/product-site";
import { stage, type Page, type Visit } from "../testing/page";
import { entry, INES, MARC } from "../testing/world";
import { RoomPages } from "./room-pages";

const ROOM = `/mentorships/${PAIR}/room/`;
const { at, also } = stage(RoomPages);
const { note, notes, write } = { note: words.notes, notes: words.notes, write: words.write };

/** What Marc finds in the room. */
async function marcReads({ given }: Visit, id: string): Promise<unknown> {
  return entry(await given.room(MARC), id).head.content;
}

async function writes(page: Page, text: string, title = ""): Promise<void> {
  await page.press(note.new);
  await page.type(note.name, title);
  await page.type(note.text, text);
}

function asksBeforeLeaving(): boolean {
  const leaving = new Event("beforeunload", { cancelable: true });
  dispatchEvent(leaving);
  return leaving.defaultPrevented;
}

describe("a note", () => {
  it("is written, read by the other, changed by both, and its first version is brought back", async () => {
    const visit = await at(ROOM);
    await visit.page.sees("Première note");
    await writes(visit.page, "Le voyage est long.\nTrès long.", "Ithaque");
    await visit.page.press(words.save);
    await visit.page.sees(write.saved, "Ithaque", "Le voyage est long.");
    const id = location.hash.slice("#notes/".length);
    const marc = await also(visit, MARC, `${ROOM}#notes/${id}`);
    await marc.sees("Inès Martin", "Le voyage est long.");
    expect(marc.pressable(showWords.show)).toEqual([]); // not his to show
    await marc.press(words.edit);
    await marc.type(note.text, "Le voyage est court.");
    await marc.press(words.save);
    await marc.sees("version 2");
    const ines = await also(visit, INES, `${ROOM}#notes/${id}/history`);
    await ines.press(words.history.view, 1);
    await ines.sees("Le voyage est long.", words.history.current, "Marc Dubois");
    await ines.press(words.history.close);
    await ines.press(words.history.restore);
    await ines.sees(words.history.restored, "version 3");
    expect(await marcReads(visit, id)).toEqual({ title: "Ithaque", text: "Le voyage est long.\nTrès long." });
  });

  it("without words is not taken", async () => {
    const { page } = await at(`${ROOM}#notes/new`);
    await page.press(words.save);
    await page.sees(write.emptyText);
  });

  it("that is left half-way waits as a draft, is taken up again, or thrown away", async () => {
    const visit = await at(ROOM);
    await visit.page.sees("Première note");
    await writes(visit.page, "À moitié");
    await visit.page.sees(words.request.savingDraft).then(() => visit.page.press(words.back));
    await visit.page.sees(write.drafts, "À moitié");
    await visit.page.press(write.resume);
    expect((await visit.page.field(note.text)).value).toBe("À moitié");
    await visit.page.sees(words.request.saved).then(() => visit.page.press(write.discard));
    await visit.page.loses(write.drafts);
    const again = await also(visit, INES, ROOM);
    await again.sees("Première note");
    expect(again.shows(write.drafts)).toBe(false);
  });

  it("whose draft can't be kept says so, and asks before the page is left", async () => {
    const { page, site } = await at(`${ROOM}#notes/new`);
    site.bend(/PUT .*drafts/, { status: 500 });
    await page.type(note.text, "Rien ne va plus");
    await page.sees(words.request.draftFailed);
    expect(asksBeforeLeaving()).toBe(true);
    site.mend();
    await page.press(words.save);
    await page.sees(words.history.show);
    await page.until(() => !asksBeforeLeaving());
  });

  it("found among the drafts is thrown away there", async () => {
    const visit = await at(`${ROOM}#notes/new`);
    await visit.page.type(note.text, "Brouillon");
    await visit.page.sees(words.request.saved);
    const again = await also(visit, INES, ROOM);
    await again.press(write.discard);
    await again.loses(write.drafts);
  });

  it("that the server hides or replaces is blocked, in the list and in its place", async () => {
    const visit = await at(ROOM, { given: async (given, site) => { given.forge(site.world.note); await Promise.resolve(); } });
    await visit.page.sees(words.blocked.item);
    await visit.page.sees("hash");
    const alone = await also(visit, INES, `${ROOM}#notes/${visit.world.note}`);
    await alone.until(() => alone.all(".notice--error").length === 1);
    alone.go("summary");
    await alone.sees(notes.title);
    alone.go(`notes/${newId()}/write/${newId()}`);
    await alone.sees(words.notes.newTitle);
  });

  it("is deleted by who wrote it, who is asked once more; the other can't, and reads that it was", async () => {
    const visit = await at(`${ROOM}#notes`);
    const his = await also(visit, MARC, `${ROOM}#notes/${visit.world.note}`);
    await his.sees("Bonjour");
    expect(his.shows(notes.remove)).toBe(false);
    const hers = await also(visit, INES, `${ROOM}#notes/${visit.world.note}`);
    await hers.press(notes.remove);
    await hers.sees(notes.removeText);
    await hers.press(words.cancel);
    await hers.press(notes.remove);
    await hers.press(notes.removeSure);
    await hers.sees(notes.removed);
    await hers.loses("Première note");
    expect(location.hash).toBe("#notes");
    expect(visit.given.stored(visit.world.note).destruction).not.toBeNull();
  });

  it("that its author has destroyed leaves the fact, and its place leads to the list", async () => {
    const visit = await at(`${ROOM}#notes/${newId()}`, { given: (given, { world }) => given.destroyed(world.note, INES) });
    const day = clockFor("fr", "Europe/Paris").day(new Date().toISOString());
    await visit.page.sees(words.room.destroyed(day, null), words.notes.title);
    const his = await also(visit, MARC, ROOM);
    await his.sees(words.room.destroyed(day, "Inès Martin"));
  });

  it("of three hundred words and no title is called by its first line; a long list comes in slices", async () => {
    const long = `${"mot ".repeat(40)}\nsuite`;
    const visit = await at(ROOM, { given: async (given) => { await given.texts("note", [{ text: long }, { text: " " }, ...Array.from({ length: 34 }, (_, i) => ({ text: `Note ${i}` }))]); } });
    await visit.page.until(() => visit.page.all(".item").length === 37);
    await visit.page.sees(`${"mot ".repeat(20)}…`, words.room.untitled);
  });
});

describe("two who write at once", () => {
  const began = async (): Promise<Visit & { id: string }> => {
    const visit = await at(ROOM);
    const id = visit.world.note;
    await visit.page.sees("Première note");
    visit.page.go(`notes/${id}/write`);
    await visit.page.type(note.text, "Ma version");
    return { ...visit, id };
  };

  it("see both texts and put them together", async () => {
    const visit = await began();
    const { page, given, id } = visit;
    await given.revised(id, { title: "Première note", text: "Sa version" });
    await page.press(words.save);
    await page.sees(words.conflict.title, "Sa version", words.conflict.same);
    await page.press(words.conflict.append);
    expect((await page.field(/mon|votre version/i)).value).toBe("Ma version\n\nSa version");
    await page.press(words.conflict.save);
    await page.sees(write.saved);
    expect(await marcReads(visit, id)).toEqual({ title: "Première note", text: "Ma version\n\nSa version" });
  });

  it("hear of the other version while they write, and take it over", async () => {
    const { page, given, id } = await began();
    await given.revised(id, { title: "", text: "Sa version" });
    await page.looksAgain();
    await page.sees(write.newer("Marc Dubois"));
    await page.press(write.compare);
    await page.sees(words.conflict.nothing);
    await page.press(words.conflict.take, 1);
    await page.press(words.conflict.take, 0);
    await page.sees(words.conflict.same);
  });

  it("find a draft of before beside the version that came since", async () => {
    const visit = await began();
    await visit.page.sees(words.request.saved);
    await visit.given.revised(visit.id, { title: "Première note", text: "Sa version" });
    const again = await also(visit, INES, `${ROOM}#notes/${visit.id}/write`);
    await again.sees(words.conflict.title, "Sa version");
  });

  it("read no history that the server has changed, and hear where it does not come", async () => {
    const { page, given, site, id } = await began();
    await given.revised(id, { title: "Deux", text: "2" });
    const [first] = given.stored(id).revisions;
    if (first) first.file = given.stored(id).revisions[1]?.file ?? "";
    await page.looksAgainAndSees(write.newer("Marc Dubois"));
    page.go(`notes/${id}/history`);
    await page.sees(words.blocked.item);
    site.bend(/GET .*revisions/, { status: 500 });
    page.go("notes");
    await page.sees(write.drafts);
    page.go(`notes/${id}/history`);
    await page.sees(words.failure.server);
  });

  it("can't bring back a version over one that came since", async () => {
    const { page, given, id } = await began();
    await given.revised(id, { title: "Deux", text: "2" });
    await page.looksAgain();
    await page.sees(write.newer("Marc Dubois"));
    page.go(`notes/${id}/history`);
    await page.sees(words.history.title, words.history.restore);
    await given.revised(id, { title: "Trois", text: "3" });
    await page.press(words.history.restore);
    await page.sees(write.newer("Marc Dubois"));
  });

  it("are told where the version in between does not hold", async () => {
    const { page, given, id } = await began();
    await given.revised(id, { title: "Première note", text: "Sa version" });
    given.forge(id);
    await page.press(words.save);
    await page.sees(words.blocked.title, "hash");
  });
});

describe("without a network", () => {
  it("a note waits on the device and leaves by itself", async () => {
    const visit = await at(ROOM);
    const { page, site } = visit;
    await page.sees("Première note");
    await writes(page, "Dans le tunnel");
    site.bend(/ /, "away");
    await page.press(words.save);
    await page.sees(words.room.offline, words.room.unsent(1));
    site.mend();
    await page.looksAgain();
    await page.loses(words.room.offline, words.room.unsent(1));
    await page.sees("Dans le tunnel");
  });

  it("a device that is full leaves the text where it was typed", async () => {
    const { page, site } = await at(ROOM);
    await page.sees("Première note");
    await writes(page, "Dans le tunnel");
    site.bend(/ /, "away");
    page.storage.fault = { at: "write", error: null };
    await page.press(words.save);
    await page.sees(write.deviceFull);
  });

  it("what the room takes no more is shown, and given up by its author", async () => {
    const { page, site } = await at(ROOM);
    await page.sees("Première note");
    await writes(page, "Trop tard");
    site.bend(/ /, "away");
    await page.press(words.save);
    await page.sees(words.room.unsent(1));
    site.mend();
    site.bend(/(POST|PUT) .*(revisions|drafts)/, { status: 403, message: "Fermé." });
    await page.looksAgain();
    await page.sees(words.room.stuck, "Trop tard");
    await page.press(words.room.giveUp);
    await page.loses(words.room.stuck);
  });

  it("what crossed another version comes back as a draft", async () => {
    const { page, site, given, world } = await at(`${ROOM}#notes`);
    await page.sees("Première note");
    page.go(`notes/${world.note}/write`);
    await page.type(note.text, "Ma version");
    site.bend(/ /, "away");
    await page.press(words.save);
    await page.sees(words.room.unsent(1));
    site.mend();
    await given.revised(world.note, { title: "Première note", text: "Sa version" });
    await page.looksAgain();
    page.go("notes");
    await page.press(write.resume);
    await page.sees(words.conflict.title, "Sa version");
  });

  it("what the server refuses is said in its words, what it can't do in ours", async () => {
    const { page, site } = await at(`${ROOM}#notes/new`);
    await page.type(note.text, "Encore");
    site.bend(/POST .*revisions/, { status: 409, message: "L’espace est plein." }, 1);
    await page.press(words.save);
    await page.sees("L’espace est plein.");
    site.bend(/POST .*revisions/, { status: 500 }, 1);
    await page.press(words.save);
    await page.sees(words.failure.server);
  });
});

describe("the texts of a meeting", () => {
  const meetings: { held: string; planned: string } = { held: "", planned: "" };
  const prepared = (where = ROOM, as = INES, more: (visit: Visit["given"]) => Promise<unknown> = () => Promise.resolve()): Promise<Visit> =>
    at(where, { as, given: async (given) => {
      meetings.held = given.meeting("held", "2026-02-20T09:00:00Z");
      meetings.planned = given.meeting("planned", "2026-03-20T09:00:00Z");
      await more(given);
    } });

  it("are asked for: a summary of what was held, an agenda of what is to come", async () => {
    const visit = await prepared();
    const { page } = visit;
    await page.press(notes.writeSummary);
    await page.sees(notes.summaryOf("20 février 2026"));
    await page.type(notes.summary, "Nous avons parlé de la mer.");
    await page.press(words.save);
    await page.sees("Nous avons parlé de la mer.", planWords.add);
    await page.press(words.room.notes, 0);
    await page.loses(notes.due);
    await page.press(words.documents.writeAgenda);
    await page.type(words.documents.agenda, "");
    await page.type(planWords.questions, "Et le vent ?");
    await page.press(words.save);
    await page.sees("Et le vent ?", words.documents.agendaOf("20 mars 2026"));
    page.go("notes");
    await page.sees(words.documents.seeAgenda, "Et le vent ?");
    await page.press(words.documents.seeAgenda);
    await page.sees(words.documents.agendaOf("20 mars 2026"));
  });

  it("are begun once: the address of the meeting leads to the text, or to its draft", async () => {
    const visit = await prepared();
    const { page } = visit;
    await page.press(notes.writeSummary);
    await page.type(notes.summary, "Commencé");
    await page.sees(words.request.saved);
    const again = await also(visit, INES, `${ROOM}#summary/${meetings.held}`);
    expect((await again.field(notes.summary)).value).toBe("Commencé");
    again.go("notes");
    await again.press(write.resume);
    expect((await again.field(notes.summary)).value).toBe("Commencé");
    again.go("agenda");
    await again.sees(notes.title);
  });

  it("stand beside what is at hand: the agenda and the open actions", async () => {
    const { page } = await prepared(ROOM, INES, async (given) => {
      await given.text("agenda", { text: "Le vent", questions: "D’où vient-il ?" }, { about: meetings.held });
      await given.action("Hisser la voile", { meeting: meetings.held });
    });
    await page.press(notes.writeSummary);
    await page.sees(planWords.agendaOf, "Le vent", "D’où vient-il ?", planWords.openActions, "Hisser la voile");
  });

  it("the other confirms the summary, and again when it has changed", async () => {
    const id = newId();
    const visit = await prepared(`${ROOM}#notes/${id}`, INES, (given) => given.text("summary", { text: "Version une" }, { id, about: meetings.held }));
    const { page, site, given } = visit;
    site.bend(/summaries/, { status: 409, message: "Pas encore." }, 1);
    await page.press(planWords.confirm);
    await page.sees("Pas encore.");
    await page.press(planWords.confirm);
    await page.sees(planWords.youRead("2 mars 2026"));
    await page.loses(planWords.confirm);
    await given.revised(id, { text: "Version deux" });
    await page.looksAgain();
    await page.sees(planWords.readBefore, planWords.confirm);
    const marc = await also(visit, MARC, `${ROOM}#notes/${id}`);
    await marc.sees(planWords.readBy("Inès Martin", "2 mars 2026"));
    expect(marc.pressable(planWords.confirm)).toEqual([]);
  });

  it("an agenda shows what is still open", async () => {
    const id = newId();
    const { page } = await prepared(`${ROOM}#notes/${id}`, INES, async (given) => {
      await given.text("agenda", { text: "Le vent" }, { id, about: meetings.planned });
      await given.action("Hisser la voile");
    });
    await page.sees(planWords.openActions, "Hisser la voile");
  });
});

describe("the search of the room", () => {
  it("finds words as they are typed, marks them, and leads to the text", async () => {
    const { page, world } = await at(ROOM, { given: async (given) => {
      await given.text("note", { title: "Vagues", text: `${"x ".repeat(60)} la mer était belle ${"y ".repeat(200)}` });
      await given.goal("Prendre la mer");
    } });
    await page.sees("Première note");
    await page.type(words.room.search, "mér");
    await page.sees(words.room.found(2, "mér"));
    expect(page.all("mark").map((one) => one.textContent)).toContain("mer");
    await page.press("Vagues");
    await page.sees(words.history.show);
    expect(page.all(".prose mark").length).toBe(1);
    await page.type(words.room.search, "sirène");
    await page.sees(words.room.searchHint);
    await page.type(words.room.search, "");
    await page.loses(words.room.searchHint);
    await page.press(words.room.notes);
    page.go(`notes/${world.note}`);
    await page.sees("Bonjour");
  });
});
