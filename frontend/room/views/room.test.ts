// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { newId } from "../core/bytes";
import { Vault } from "../core/vault";
import { words } from "../texts";
import { carryWords } from "../texts/carry";
import { feedbackWords } from "../texts/feedback";
import { planWords } from "../texts/plans";
import { leavingWords } from "../texts/leaving";
import { NAMES, PAIR } from "../testing/product-site";
import { stage, type Visit } from "../testing/page";
import { INES, MARC, NEW_SECRETS } from "../testing/world";
import { RoomPages } from "./room-pages";

const ROOM = `/mentorships/${PAIR}/room/`;
const { at, also } = stage(RoomPages);
const { room, safety, renewal, blocked } = words;

describe("the page of a room", () => {
  it("makes the room at the first visit, and finds the one that the other has just made", async () => {
    const first = await at(ROOM, { room: false });
    await first.page.sees(words.notes.empty);
    expect(first.site.facts.pair.room).not.toBe(null);
    const second = await at(ROOM, { room: false, given: (_given, site) => {
      site.bend(/POST .*room$/, { status: 409 }, 1);
      const asked = site.asked.push.bind(site.asked);
      site.asked.push = (line) => { if (line.startsWith("POST") && line.endsWith("/room")) site.facts.pair.room = site.world.stored.id; return asked(line); };
    } });
    await second.page.sees("Première note");
  });

  it("says what is missing: a beginning, the other's keys, an answer", async () => {
    const early = await at(ROOM, { room: false, given: (_given, site) => { site.facts.pair.state = "proposed"; } });
    await early.page.sees(room.notBegun);
    const keyless = await at(ROOM, { room: false, given: (_given, site) => { site.world.database.keyrings.delete(MARC); } });
    await keyless.page.sees(room.noKeyring("Marc Dubois"));
    const refused = await at(ROOM, { room: false, given: (_given, site) => { site.bend(/POST .*room$/, { status: 409, message: "Pas maintenant." }); } });
    await refused.page.sees("Pas maintenant.");
    await refused.page.press(words.reload);
    expect(refused.page.reloads).toBe(1);
  });

  it("of somebody else, or at no address of ours, is not on the map", async () => {
    for (const address of [`/mentorships/${newId()}/room/`, "/mentorships/nowhere/"]) {
      const { page } = await at(address);
      await page.sees(words.missing.title);
    }
  });

  it("leads whoever is signed out to the sign-in and back, and says when nothing answers", async () => {
    const visit = await at(ROOM, { given: (_given, site) => { site.bend(/me$/, { status: 401 }, 1); } });
    expect(visit.page.gone).toEqual([`/account/sign-in/?next=${encodeURIComponent(ROOM)}`]);
    const away = await at(ROOM, { given: (_given, site) => { site.bend(/me$/, "away", 1); } });
    await away.page.sees(words.failure.title, words.unreachable);
  });

  it("shows every part of the room, and leads back from what is none", async () => {
    const { page } = await at(`${ROOM}#nowhere`, { given: async (given, site) => { site.facts.pair.request = { object: await given.text("request", { problem: "Où ?", vision: "Là", expectations: "Tout" }, { as: INES }) }; } });
    await page.sees("Première note");
    await page.press(room.request);
    await page.sees("Où ?", "Là");
    for (const place of ["leaving", "carry", "bad%20place"]) {
      page.go(place);
      await page.sees("Première note");
    }
    await page.press(words.frame.skip);
    expect(document.activeElement?.id).toBe("main");
  });

  it("shows the mentor the mentee's request, and nothing where there is none", async () => {
    const visit = await at(`${ROOM}#request`, { as: MARC, given: async (given, site) => { site.facts.pair.request = { object: await given.text("request", { problem: "Où ?" }, { as: INES }) }; } });
    await visit.page.sees("Où ?");
    visit.site.facts.pair.request = null;
    const none = await also(visit, INES, `${ROOM}#request`);
    await none.sees(room.title("Marc Dubois"));
  });

  it("says that a draft does not hold, and that texts wait under keys of before", async () => {
    const visit = await at(ROOM, { given: (_given, { world: { database, stored } }) => { database.drafts.set("x", { object: "x", file: "AAAA", at: "", person: INES, room: stored.id }); } });
    await visit.page.sees(words.write.refusedDraft);
    await visit.page.until(() => visit.page.storage.tables.has("ithaca-outbox"));
    visit.page.storage.tables.set("ithaca-outbox", new Map([["x", { object: "x", room: visit.world.stored.id, person: INES, file: "AAAA" }]]));
    await visit.page.looksAgainAndSees(room.unsentClosed);
  });

  it("shows as the request nothing that the mentee has not written", async () => {
    const { page } = await at(`${ROOM}#request`, { given: async (given, site) => { site.facts.pair.request = { object: await given.text("request", { problem: "Faux" }) }; } });
    await page.sees(blocked.item);
    expect(page.shows("Faux")).toBe(false);
  });

  it("hears of a lost network, of a room that is gone, and of one that was rolled back", async () => {
    const { page, site, given, world } = await at(ROOM);
    await page.sees("Première note");
    site.bend(/mentorships/, "away");
    await page.looksAgainAndSees(room.offline);
    site.mend();
    await page.looksAgain();
    await page.loses(room.offline);
    await given.revised(world.note, { text: "Deux" });
    await page.looksAgainAndSees("Deux");
    given.stored(world.note).revisions.pop();
    await page.looksAgainAndSees(blocked.item);
    world.stored.objects.length = 0;
    await page.looksAgainAndSees(blocked.title);
    const again = await at(ROOM);
    await again.page.sees("Première note");
    again.site.bend(/rooms/, { status: 404 });
    await again.page.looksAgainAndSees(words.missing.title);
  });

  it("keeps what one types when the vault is locked, and closes its menus with Escape", async () => {
    const { page, site, world } = await at(`${ROOM}#notes/new`);
    await page.type(words.notes.text, "Avant de partir");
    const menu = page.all("details.menu")[0] as HTMLDetailsElement;
    menu.open = true;
    menu.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true }));
    menu.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(menu.open).toBe(false);
    menu.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    menu.open = true;
    menu.dispatchEvent(new FocusEvent("focusout", { bubbles: true, relatedTarget: document.body }));
    expect(menu.open).toBe(false);
    document.dispatchEvent(new Event("visibilitychange"));
    await page.press(words.frame.lock);
    await page.sees(words.unlock.title);
    await page.until(() => world.database.drafts.size === 1);
    await page.until(() => site.asked.includes("DELETE /api/vault/session-half"));
  });
});

describe("a room that opens no more", () => {
  it("waits for the other after new keys, who compares and grants it again", async () => {
    const visit = await at(ROOM, { given: async (_given, { world: { inesDevice } }) => { await Vault.renew(inesDevice, INES, NEW_SECRETS); } });
    await visit.page.sees(renewal.waitingTitle("Marc Dubois"));
    await visit.page.press(words.reload);
    expect(visit.page.reloads).toBe(1);
    const marc = await also(visit, MARC, ROOM);
    await marc.sees(blocked.title, blocked.doKey);
    await marc.press(safety.mark);
    await marc.until(() => marc.reloads === 1);
    const again = await also(visit, MARC, ROOM);
    visit.site.bend(/epochs/, { status: 500 }, 1);
    await again.press(renewal.regrant("Inès Martin"));
    await again.sees(words.failure.server);
    await again.press(renewal.regrant("Inès Martin"));
    await again.sees(renewal.regranted("Inès Martin"));
    const ines = await also(visit, INES, ROOM);
    await ines.sees("Première note");
  });

  it("opens by itself once the other has granted it again", async () => {
    vi.useFakeTimers({ toFake: ["setInterval"] });
    const { page, world } = await at(ROOM, { given: async (_given, { world: { inesDevice } }) => { await Vault.renew(inesDevice, INES, NEW_SECRETS); } });
    await page.sees(renewal.waitingTitle("Marc Dubois"));
    await vi.advanceTimersByTimeAsync(30_000);
    expect(page.reloads).toBe(0);
    await world.marc.markCompared(INES, (await world.marc.safetyNumber(INES)).groups);
    await (await world.marc.openRoom(world.stored.id)).grantAgain();
    await vi.advanceTimersByTimeAsync(10_000);
    await page.until(() => page.reloads > 0);
  });

  it("shows what was there before a key that does not open, and takes nothing", async () => {
    const { page } = await at(ROOM, { given: async (given, site) => {
      await given.vault(INES).openRoom(site.world.stored.id);
      site.world.stored.epochs.push({ number: 2, recipient: "age1faux" });
      site.world.stored.grants.push({ epoch: 2, issuer: MARC, member: INES, file: site.world.stored.grants[0]?.file ?? "" });
    } });
    await page.sees(blocked.item, "Première note");
    expect(page.pressable(words.notes.new)).toEqual([]);
  });

  it("under another name asks before it goes on", async () => {
    const visit = await at(ROOM, { given: async (given, site) => {
      const vault = given.vault(INES);
      await vault.markCompared(MARC, (await vault.safetyNumber(MARC)).groups, "Marc Martin");
      site.bend(/PUT .*ledger/, { status: 500 }, 1);
    } });
    const { page } = visit;
    await page.sees(safety.renamedDo);
    await page.press(safety.rename("Marc Dubois"));
    await page.sees(words.failure.server);
    await page.press(safety.rename("Marc Dubois"));
    await page.until(() => page.reloads === 1);
  });

  it("is blocked for what concerns all of it", async () => {
    const { page } = await at(ROOM, { given: (_given, site) => { site.world.stored.epochs[0] = { number: 1, recipient: "age1faux" }; } });
    await page.sees(blocked.title, blocked.doAll);
    await page.press(words.reload);
    expect(page.reloads).toBe(1);
  });
});

describe("the safety number", () => {
  const SAFETY = `${ROOM}#safety`;

  it("is compared once, and stays compared", async () => {
    const { page, site } = await at(SAFETY);
    await page.sees(safety.notCompared);
    expect(page.all(".digits li").length).toBe(12);
    site.bend(/PUT .*ledger/, { status: 500 }, 1);
    await page.press(safety.mark);
    await page.sees(words.failure.server);
    await page.press(safety.mark);
    await page.sees(safety.done);
    expect(page.pressable(safety.mark)).toEqual([]);
  });

  it("scanned with a telephone is compared by the page", async () => {
    const visit = await at(SAFETY);
    const digits = (await visit.page.has(".digits")).textContent;
    visit.page.go(`safety/${digits}`);
    await visit.page.sees(safety.scannedSame);
    await visit.page.press(safety.mark);
    await visit.page.loses(safety.scannedSame);
    visit.page.go(`safety/${digits.replaceAll(/\d/g, "0")}`);
    await visit.page.sees(safety.scannedOther);
  });

  it("that can't be made says why", async () => {
    const { page } = await at(SAFETY, { given: (_given, site) => { site.bend(/cards/, { status: 500 }); } });
    await page.sees(words.failure.server);
  });
});

describe("feedback on a meeting", () => {
  const own = feedbackWords;
  const held = { id: "" };
  const asked = (as = INES, more: (given: Visit["given"], site: Visit["site"]) => unknown = () => undefined): Promise<Visit> =>
    at(ROOM, { as, given: async (given, site) => { held.id = given.meeting("held", "2026-02-20T09:00:00Z"); await more(given, site); } });

  it("is asked for, given once, corrected, and read where the meeting is spoken of", async () => {
    const visit = await asked(INES, (given) => given.text("summary", { text: "Nous avons parlé." }, { about: held.id }));
    const { page, site } = visit;
    await page.press(words.notes.summaryOf("20 février 2026"));
    await page.sees(own.notAsked);
    site.bend(/request$/, { status: 409, message: "Trop tôt." }, 1);
    await page.press(own.ask("Marc Dubois"));
    await page.sees("Trop tôt.");
    await page.press(own.ask("Marc Dubois"));
    await page.sees(own.askedText("Marc Dubois"));
    const marc = await also(visit, MARC, ROOM);
    await marc.sees(own.wanted("Inès Martin"));
    await marc.press(own.give);
    await marc.press(words.save);
    await marc.sees(words.write.emptyText);
    await marc.type(own.helped, "x".repeat(501));
    await marc.press(words.save);
    await marc.sees(own.tooLong(501));
    await marc.type(own.helped, "Votre question");
    await marc.press(words.save);
    await marc.sees(own.given, "Votre question");
    await marc.press(own.correct);
    await marc.type(own.otherwise, "Plus long");
    await marc.press(words.save);
    await marc.sees("Plus long", "version 2");
    const ines = await also(visit, INES, `${ROOM}#feedback/${held.id}`);
    await ines.sees("Votre question", own.give);
  });

  it("is neither asked for nor awaited once the pair has ended", async () => {
    const meeting = (site: Visit["site"]) => Object.assign(site.facts.pair, { state: "ended" }).meetings[0];
    const one = await asked(INES, async (given, site) => {
      const object = await given.text("feedback", { helped: "Votre calme" }, { about: held.id });
      Object.assign(meeting(site) ?? {}, { feedback: [{ giver: MARC, asked: null, given: "2026-02-21T09:00:00Z", object }, { giver: INES, asked: "2026-02-21T09:00:00Z", given: null, object: null }] });
      site.world.stored.closed = "2026-03-01T09:00:00Z";
    });
    one.page.go(`feedback/${held.id}`);
    await one.page.sees("Votre calme", own.none);
    expect([own.wanted("Marc Dubois"), own.give].map((said) => one.page.shows(said))).toEqual([false, false]);
    const none = await asked(INES, (_given, site) => {
      Object.assign(meeting(site) ?? {}, { feedback: [{ giver: MARC, asked: "2026-02-21T09:00:00Z", given: null, object: null }] });
      site.world.stored.closed = "2026-03-01T09:00:00Z";
    });
    none.page.go(`feedback/${held.id}`);
    await none.page.sees(own.pageTitle("20 février 2026"));
    expect(none.page.shows(own.askedText("Marc Dubois"))).toBe(false);
  });

  it("that was begun is found again; of a meeting that was not held there is none", async () => {
    const visit = await asked();
    visit.page.go(`feedback/${held.id}/write`);
    await visit.page.type(own.helped, "Commencé");
    await visit.page.sees(words.request.saved);
    const again = await also(visit, INES, `${ROOM}#feedback/${held.id}/write`);
    expect((await again.field(own.helped)).value).toBe("Commencé");
    const given = await visit.given.text("feedback", { helped: "Oui" }, { about: held.id });
    await again.looksAgain();
    await again.until(() => visit.site.asked.length > 0);
    again.go(`feedback/${given}`);
    await again.sees(own.pageTitle("20 février 2026"));
    again.go(`feedback/${newId()}`);
    await again.sees(own.notHeld);
    again.go("feedback");
    await again.sees(own.lead, planWords.meeting("20 février 2026"));
    expect(again.shows(own.notHeld)).toBe(false);
    const none = await at(`${ROOM}#feedback`);
    await none.page.sees(own.noneHeld);
  });

  it.each(["gone", "forged", "of another meeting", "of another author"])("%s is blocked", async (what) => {
    const { page } = await asked(INES, async (given, site) => {
      const object = await given.text("feedback", { helped: "Oui" }, { about: what === "of another meeting" ? newId() : held.id, as: what === "of another author" ? INES : MARC });
      if (what === "forged") given.forge(object);
      const meeting = site.facts.pair.meetings[0];
      if (meeting) meeting.feedback = [{ giver: MARC, asked: null, given: "2026-02-21T09:00:00Z", object: what === "gone" ? newId() : object }];
    });
    page.go(`feedback/${held.id}`);
    await page.sees(blocked.item);
    expect(page.shows("Oui")).toBe(false);
  });
});

describe("a pair that has ended", () => {
  const own = leavingWords;
  const ended = (given: (visit: Visit["site"]) => unknown = () => undefined): Promise<Visit> => at(ROOM, { given: async (_given, site) => { site.facts.pair.state = "ended"; await given(site); } });

  it("is read only, and given up for good after a second question", async () => {
    const visit = await ended();
    const { page, site } = visit;
    await page.sees(room.ended, "Première note");
    await page.press(own.link);
    await page.press(own.go, 1);
    await page.press(words.cancel);
    await page.press(own.go, 1);
    site.bend(/leaving/, { status: 409, message: "Pas encore." }, 1);
    await page.press(own.yes);
    await page.sees("Pas encore.");
    await page.press(own.yes);
    await page.until(() => page.reloads === 1);
    const again = await also(visit, INES, ROOM);
    await again.sees(own.doneTitle);
  });

  it("says that the other has left", async () => {
    const { page } = await ended((site) => { const { members } = site.world.stored; members[1] = { ...members[1], person: MARC, name: NAMES[MARC] ?? "", joined: "", left: "2026-03-01T09:00:00Z" }; });
    await page.sees(own.other("Marc Dubois", "1 mars 2026"));
  });
});

describe("texts of a former mentorship", () => {
  const own = carryWords;
  const CARRY = `${ROOM}#carry`;
  const former = async (given: Visit["given"], site: Visit["site"]): Promise<void> => {
    const sealed = await given.vault(INES).sealRoom([MARC]);
    await site.world.database.file(sealed, INES, [INES, MARC]);
    await given.text("note", { title: "Ancienne note", text: "Du passé" }, { as: INES, room: sealed.id });
    await given.text("goal", { title: "Ancien objectif" }, { as: INES, room: sealed.id });
    site.facts.pair.former.push({ room: sealed.id, counterpart: { person: MARC, name: "Marc d’avant" } });
  };

  it("are chosen one by one and written anew", async () => {
    const visit = await at(CARRY, { given: former });
    const { page, site } = visit;
    await page.sees(own.from("Marc d’avant"));
    await page.press(own.go);
    await page.sees(own.choose);
    await page.choose(/Ancienne note/);
    await page.choose(/Ancienne note/);
    await page.choose(/Ancienne note/);
    await page.choose(/Ancien objectif/);
    site.bend(/POST .*goals/, { status: 409, message: "Trop d’objectifs." }, 1);
    await page.press(own.go);
    await page.sees("Trop d’objectifs.");
    await page.press(own.go);
    await page.sees(own.done(2), "Ancienne note");
    expect(site.facts.pair.goals.length).toBe(1);
    const again = await also(visit, INES, CARRY);
    await again.sees(own.none);
  });

  it("of a room that does not open stay where they are", async () => {
    const { page } = await at(CARRY, { given: (_given, site) => { site.facts.pair.former.push({ room: newId(), counterpart: { person: MARC, name: "Marc d’avant" } }); } });
    await page.sees(own.shut("Marc d’avant"), own.none);
  });
});

describe("news", () => {
  it("are asked for every quarter of a minute while the page is looked at", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const { page, given, world } = await at(ROOM);
    await page.sees("Première note");
    await given.revised(world.note, { title: "Nouvelle", text: "Du neuf" });
    vi.advanceTimersByTime(15_000);
    await page.sees("Du neuf");
  });

  it("wait while the page is hidden", async () => {
    const { page, site } = await at(ROOM);
    await page.sees("Première note");
    const hidden = vi.spyOn(document, "visibilityState", "get").mockReturnValue("hidden");
    const before = site.asked.length;
    await page.looksAgain();
    document.dispatchEvent(new Event("visibilitychange"));
    expect(site.asked.length).toBe(before);
    hidden.mockRestore();
  });
});
