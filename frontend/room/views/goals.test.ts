// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { newId } from "../core/bytes";
import { words } from "../texts";
import { planWords as own } from "../texts/plans";
import { showWords } from "../texts/show";
import { PAIR } from "../testing/product-site";
import { stage } from "../testing/page";
import { INES, MARC } from "../testing/world";
import { RoomPages } from "./room-pages";

const ROOM = `/mentorships/${PAIR}/room/`;
const GOALS = `${ROOM}#goals`;
const { at, also } = stage(RoomPages);
const { goals } = words;

describe("a goal", () => {
  it("is set, dated, noted on, rephrased with a reason, reached and taken up again", async () => {
    const visit = await at(GOALS);
    const { page, site } = visit;
    await page.sees(goals.empty);
    await page.press(goals.new);
    await page.press(words.save);
    await page.sees(goals.needName);
    await page.type(goals.name, "Parler devant tous");
    await page.type(goals.due, "2030-05-01");
    await page.press(words.save);
    await page.sees("Parler devant tous", goals.dueOn("1 mai 2030"), goals.states.set);
    await page.press(own.noteProgress);
    await page.press(words.save);
    await page.sees(own.needProgress);
    await page.type(own.percent, "40");
    await page.type(own.progressText, "Deux fois devant l’équipe");
    await page.press(words.save);
    await page.sees(goals.states["in progress"], own.percentOf(40), "Deux fois devant l’équipe");
    await page.press(own.noteProgress);
    await page.type(own.progressText, "Trois fois");
    await page.press(words.save);
    await page.sees(own.allProgress(2), "Trois fois");
    await page.press(words.edit);
    await page.type(goals.name, "Parler devant cent personnes");
    await page.type(goals.due, "");
    await page.press(words.save);
    await page.sees(own.needWhy);
    await page.type(own.reason, "Plus précis");
    await page.press(words.save);
    await page.sees("Parler devant cent personnes", own.reasonOf("Plus précis"));
    expect(site.facts.pair.goals[0]?.due_on).toBe(null);
    await page.press(words.history.show);
    await page.press(words.history.view, 1);
    await page.sees("2030-05-01");
    await page.press(words.history.restore);
    await page.sees(words.history.restored);
    await page.press(goals.reach);
    await page.sees(goals.states.reached, own.percentOf(100));
    await page.press(goals.reopen);
    await page.sees(goals.states["in progress"]);
  });

  it("is dropped with a reason", async () => {
    const { page } = await at(GOALS, { given: (given) => given.goal("Nager", { state: "in progress" }) });
    await page.press(goals.drop);
    await page.press(goals.states.dropped);
    await page.sees(own.needWhy);
    await page.type(own.why, "Plus le temps");
    await page.press(goals.states.dropped);
    await page.sees("Plus le temps", goals.reopen);
    expect(page.shows(goals.moved)).toBe(true);
  });

  it("whose date has passed says so; what the server refuses is said", async () => {
    const { page, site } = await at(GOALS, { given: (given) => given.goal("Nager", { due_on: "2020-01-01" }) });
    await page.sees(own.goalLate("1 janvier 2020"));
    site.bend(/reach/, { status: 409, message: "Déjà fait." });
    await page.press(goals.reach);
    await page.sees("Déjà fait.");
  });

  it("that was hidden or forged is blocked; one's own may be shown", async () => {
    const { page, given } = await at(GOALS, { given: async (given) => { given.forge((await given.goal("Faux")).object); await given.goal("Le mien", {}, { as: INES }); } });
    await page.sees(words.blocked.item, "Le mien");
    await page.press(showWords.show);
    await page.sees(showWords.title);
    expect(given).toBeDefined();
    await page.press(words.cancel);
    await page.sees("Le mien");
  });

  it("begun without a network can't be set, and stays in its field", async () => {
    const { page, site } = await at(`${ROOM}#goals/new`);
    await page.type(goals.name, "Nager");
    site.bend(/ /, "away");
    await page.press(words.save);
    await page.sees(words.unreachable);
    expect((await page.field(goals.name)).value).toBe("Nager");
  });

  it("its drafts and those of its notes are found again", async () => {
    const visit = await at(GOALS, { given: (given) => given.goal("Nager", { state: "in progress" }) });
    await visit.page.press(own.noteProgress);
    await visit.page.type(own.progressText, "Vingt longueurs");
    await visit.page.sees(words.request.saved);
    const again = await also(visit, INES, GOALS);
    await again.press(words.write.resume);
    expect((await again.field(own.progressText)).value).toBe("Vingt longueurs");
    await again.press(words.back);
    await again.sees(words.write.drafts);
    again.go(`goals/${newId()}/write`);
    await again.type(goals.name, "Courir");
    await again.sees(words.request.saved);
    await again.press(words.back);
    await again.press(words.write.resume, 0);
    await again.press(words.back);
    await again.press(words.write.resume, 1);
    expect((await again.field(goals.name)).value).toBe("Courir");
  });
});

describe("a review of all goals", () => {
  it("keeps, rephrases, reaches and drops, each with a word, and is read again", async () => {
    const visit = await at(GOALS, { given: async (given, site) => {
      for (const title of ["Nager", "Courir", "Lire", "Écrire"]) await given.goal(title, { state: "in progress", due_on: title === "Nager" ? "2031-01-01" : null });
      const [first] = site.facts.pair.goals;
      await given.text("progress", { percent: "30", text: "" }, { about: first?.id ?? "" });
      site.facts.pair.reviews.push({ id: newId(), object: null, due_on: "2026-02-01", held: null });
    } });
    const { page, site } = visit;
    await page.sees(own.reviewDue("1 février 2026"));
    await page.press(own.review);
    await page.sees(own.percentOf(30));
    const [, courir, lire, ecrire] = site.facts.pair.goals;
    await page.type("Courir", "change");
    await page.type(own.noteOn("Courir"), "Plus loin");
    await page.type("Lire", "reach");
    await page.type("Écrire", "drop");
    await page.type(own.overall, "Bien");
    await page.press(own.saveReview);
    await page.sees(own.reviewHeld, "Bien", "Plus loin", words.plans.choices.change);
    expect([courir?.state, lire?.state, ecrire?.state]).toEqual(["in progress", "reached", "dropped"]);
    await page.press(own.rephrase);
    expect((await page.field(own.reason)).value).toBe("Plus loin");
    await page.press(words.back);
    await page.sees(own.toRephrase, `${own.reviewsHeld} (1)`);
  });

  it("that was begun is found again, and needs a goal", async () => {
    const visit = await at(`${ROOM}#review`, { given: (given) => given.goal("Nager") });
    await visit.page.type(own.overall, "Commencé");
    await visit.page.sees(words.request.saved);
    const again = await also(visit, INES, `${ROOM}#review`);
    expect((await again.field(own.overall)).value).toBe("Commencé");
    await again.press(words.back);
    await again.press(words.write.resume);
    expect((await again.field(own.overall)).value).toBe("Commencé");
    visit.site.facts.pair.goals.length = 0;
    const none = await also(visit, INES, `${ROOM}#review`);
    await none.sees(own.reviewNone);
  });

  it("that is not due yet can be held now", async () => {
    const { page } = await at(GOALS, { given: async (given, site) => { await given.goal("Nager"); site.facts.pair.reviews.push({ id: newId(), object: null, due_on: "2100-01-01", held: null }); } });
    await page.sees(own.reviewNext("1 janvier 2100"));
    await page.press(own.reviewNow);
    await page.sees(own.reviewTitle);
  });
});

describe("the action plan", () => {
  const PLAN = `${ROOM}#actions`;

  it("says who does what by when, and is ticked, changed, dropped and taken up again", async () => {
    const visit = await at(PLAN, { given: async (given) => { await given.goal("Nager"); given.meeting("held", "2026-02-20T09:00:00Z"); given.meeting("cancelled", "2026-02-21T09:00:00Z"); } });
    const { page, site } = visit;
    await page.sees(own.noActions);
    await page.press(own.add);
    await page.press(words.cancel);
    await page.press(own.add);
    await page.press(own.addGo);
    await page.sees(own.needText);
    await page.type(own.text, "Réserver la piscine");
    await page.type(own.who, "both");
    await page.type(own.due, "2020-02-02");
    await page.type(own.belongs, `goal:${site.facts.pair.goals[0]?.id ?? ""}`);
    await page.press(own.addGo);
    await page.sees("Réserver la piscine", own.both, own.overdue("2 février 2020"), "Nager");
    await page.press(own.change);
    await page.type(own.text, "Réserver deux fois");
    await page.type(own.who, "mentor");
    await page.type(own.due, "2030-02-02");
    await page.type(own.belongs, `meeting:${site.facts.pair.meetings[0]?.id ?? ""}`);
    await page.press(words.save);
    await page.sees("Réserver deux fois", "Marc Dubois", goals.dueOn("2 février 2030"), own.meeting("20 février 2026"));
    await page.choose(/^Réserver deux fois/);
    await page.until(() => site.facts.pair.actions[0]?.state === "done");
    await page.sees(own.closed(1));
    await page.choose(/^Réserver deux fois/);
    await page.until(() => site.facts.pair.actions[0]?.state === "open");
    await page.loses(own.closed(1));
    await page.press(own.drop);
    await page.sees(own.dropped);
    await page.press(own.reopen);
    await page.press(own.change);
    await page.press(words.save); // nothing is changed but that it was looked at
    await page.sees(own.changed);
  });

  it("keeps what is closed apart, shows what is forged as blocked, and says what the server refuses", async () => {
    const { page, site } = await at(PLAN, { given: async (given) => {
      await given.action("Faite", { state: "done" });
      await given.action("Laissée", { state: "dropped" });
      await given.action("Ouverte");
      given.forge((await given.action("Fausse")).object);
      given.stored((await given.action("Absente")).object).destroyed = "2026-03-01T09:00:00Z";
    } });
    await page.sees(own.closed(2), words.blocked.item, own.reopen);
    site.bend(/finish|plans/, { status: 409, message: "Pas maintenant." });
    await page.choose(/^Ouverte/);
    await page.sees("Pas maintenant.");
    await page.press(own.add);
    await page.type(own.text, "Encore une");
    await page.press(own.addGo);
    await page.until(() => page.all(".form [role=status]").some((one) => one.textContent.includes("Pas maintenant.")));
  });

  it("is added to where a goal stands, and can't be once all is over", async () => {
    const visit = await at(GOALS, { given: (given) => given.goal("Nager") });
    await visit.page.press(own.add);
    await visit.page.type(own.text, "Acheter un bonnet");
    await visit.page.press(own.addGo);
    await visit.page.sees("Acheter un bonnet", own.actionsHere);
    visit.site.facts.pair.state = "ended";
    const over = await also(visit, MARC, GOALS);
    await over.sees("Acheter un bonnet", words.room.ended);
    expect(over.pressable(own.add)).toEqual([]);
  });
});

describe("an introduction", () => {
  const NETWORK = `${ROOM}#network`;

  it("is offered by the mentor, accepted, made and thanked for", async () => {
    const visit = await at(NETWORK, { as: MARC });
    const { page, site } = visit;
    await page.sees(own.networkEmptyMentor);
    await page.press(own.offer);
    await page.press(words.save);
    await page.sees(own.needWhom);
    await page.type(own.toWhom, "Anne, capitaine");
    await page.type(own.whyThem, "Elle connaît la mer");
    await page.press(words.save);
    await page.sees(own.offered, "Anne, capitaine", own.waits("Inès Martin"));
    await page.press(words.edit);
    await page.type(own.whyThem, "Elle connaît toutes les mers");
    await page.press(words.save);
    await page.sees("toutes les mers");
    const ines = await also(visit, INES, NETWORK);
    await ines.press(own.accept);
    await ines.sees(own.theirTurn("Marc Dubois"));
    const marc = await also(visit, MARC, NETWORK);
    await marc.sees(own.yourTurn);
    await marc.press(own.make);
    await marc.sees(own.introduction.made);
    const again = await also(visit, INES, NETWORK);
    site.bend(/thank/, { status: 500 }, 1);
    await again.press(own.thank);
    await again.sees(words.failure.server);
    await again.press(own.thank);
    await again.sees(own.introduction.thanked);
  });

  it("is declined, or taken back", async () => {
    const visit = await at(NETWORK, { given: async (given) => { await given.introduction("Anne"); given.forge((await given.introduction("Faux", "taken back")).object); } });
    await visit.page.sees(own.networkLeadMentee("Marc Dubois"), words.blocked.item);
    await visit.page.press(own.decline);
    await visit.page.sees(own.introduction.declined);
    await visit.given.introduction("Bruno", "accepted");
    const marc = await also(visit, MARC, NETWORK);
    await marc.press(own.takeBack);
    await marc.sees(own.introduction["taken back"]);
  });

  it("of which the mentee has none yet says so; a draft of one is found again", async () => {
    const visit = await at(NETWORK);
    await visit.page.sees(own.networkEmptyMentee);
    const marc = await also(visit, MARC, NETWORK);
    await marc.press(own.offer);
    await marc.type(own.toWhom, "Claire");
    await marc.sees(words.request.saved);
    await marc.press(words.back);
    await marc.press(words.write.resume);
    expect((await marc.field(own.toWhom)).value).toBe("Claire");
  });
});
