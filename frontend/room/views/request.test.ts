// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { newId } from "../core/bytes";
import { Vault } from "../core/vault";
import { words } from "../texts";
import { PROGRAMME } from "../testing/product-site";
import { stage, type Visit } from "../testing/page";
import { INES, MARC, NEW_SECRETS } from "../testing/world";
import { RequestPages } from "./request-pages";

const { at, also } = stage(RequestPages);
const { request } = words;
const MENTOR = "0192eeee-2222-7000-8000-000000000001";
const NEW = `/requests/new/?mentor=${MENTOR}`;
const TEXT = { problem: "Je dirige depuis peu.", vision: "Une équipe sereine.", expectations: "Votre écoute." };

function mentorIsThere(site: Visit["site"]): void {
  site.facts.mentors.set(MENTOR, { person: MARC, name: "Marc Dubois", participation: MENTOR, headline: "Capitaine", available: true, reply_days: 7 });
}
const writing = (more: (given: Visit["given"], site: Visit["site"]) => unknown = () => undefined): Promise<Visit> => at(NEW, { given: async (given, site) => { mentorIsThere(site); await more(given, site); } });

async function writes({ page }: Pick<Visit, "page">, { problem = TEXT.problem, vision = TEXT.vision, expectations = TEXT.expectations } = {}): Promise<void> {
  await page.type(request.problem, problem);
  await page.type(request.vision, vision);
  await page.type(request.expectations, expectations);
  await page.press(request.preview);
}

/** A request of Inès to Marc, already sent. */
async function sent(state: "sent" | "accepted" | "declined" | "withdrawn" | "lapsed" = "sent", as: string = MARC, more: (given: Visit["given"], site: Visit["site"], id: string) => unknown = () => undefined): Promise<Visit & { id: string }> {
  const id = newId();
  const visit = await at(`/requests/${id}/`, { as, given: async (given, site) => {
    const room = await given.vault(INES).sealRoom([MARC], [{ kind: "request", content: TEXT }]);
    await site.world.database.file(room, INES, [INES, MARC]);
    site.facts.requests.set(id, { id, state, mentee: INES, mentor: MARC, room: room.id, object: room.objects[0]?.id ?? "", sent_at: "2026-03-01T09:00:00Z", reply_by: "2026-03-08T09:00:00Z", programme: PROGRAMME, mentorship: state === "accepted" ? newId() : null, suggestions: [] });
    await more(given, site, id);
  } });
  return { ...visit, id };
}

describe("a request to a mentor", () => {
  it("is written in three parts, read over, corrected, sent, and read by the mentor", async () => {
    const visit = await writing();
    const { page } = visit;
    await writes(visit, { vision: " " });
    await page.sees(request.empty);
    await page.until(() => document.activeElement?.getAttribute("aria-invalid") === "true");
    await writes(visit);
    await page.sees(request.only("Marc Dubois"), TEXT.vision);
    await page.press(request.correct);
    await writes(visit, { vision: "Une équipe heureuse." });
    visit.site.bend(/POST .*requests/, { status: 409, message: "Une demande attend déjà." }, 1);
    await page.press(request.send("Marc Dubois"));
    await page.sees("Une demande attend déjà.");
    await page.press(request.send("Marc Dubois"));
    await page.sees(request.sentText("Marc Dubois", "2 mars 2026"));
    const [id = ""] = visit.site.facts.requests.keys();
    const marc = await also(visit, MARC, `/requests/${id}/`);
    await marc.sees(request.from("Inès Martin"), "Une équipe heureuse.");
  });

  it("is kept as a draft, found again, and says where it is not kept", async () => {
    const visit = await writing();
    await visit.page.type(request.problem, "Commencé");
    await visit.page.sees(request.saved);
    const again = await also(visit, INES, NEW);
    expect((await again.field(request.problem)).value).toBe("Commencé");
    visit.site.bend(/PUT .*drafts/, { status: 500 });
    await again.type(request.problem, "Commencé mieux");
    await again.sees(request.draftFailed);
  });

  it("can't be sealed to who has no keys yet", async () => {
    const visit = await writing((_given, site) => { site.world.database.keyrings.delete(MARC); });
    await writes(visit);
    await visit.page.press(request.send("Marc Dubois"));
    await visit.page.sees(request.noKeyring("Marc Dubois"));
  });

  it("that is not possible says why; to nobody it is not on the map; without an answer it can be tried again", async () => {
    for (const [bent, seen] of [[{ status: 409, message: "Complet." }, "Complet."], [{ status: 404 }, words.missing.title], ["away", words.failure.title]] as const) {
      const { page } = await writing((_given, site) => { site.bend(/requests\/new/, bent); });
      await page.sees(seen);
    }
    const { page } = await writing((_given, site) => { site.bend(/vault\/rooms/, { status: 500 }); });
    await page.sees(words.failure.title);
  });

  it("asks first for the vault: to make it, or to open it", async () => {
    const none = await at(NEW, { locked: true, given: (_given, site) => { mentorIsThere(site); site.world.database.keyrings.delete(INES); } });
    await none.page.sees(request.setUpFirst("Marc Dubois"));
    const locked = await at(NEW, { locked: true, given: (_given, site) => { mentorIsThere(site); } });
    await locked.page.sees(request.unlockFirst("Marc Dubois"));
    await locked.page.press(words.renewal.lost);
    expect(locked.page.gone[0]).toContain("/vault/?next=");
  });

  it("is nowhere without an id", async () => {
    const { page } = await at("/requests/");
    await page.sees(words.missing.title);
  });
});

describe("a request that was sent", () => {
  it("is accepted after a second question, and the pair is there", async () => {
    const { page, site } = await sent();
    await page.press(request.accept);
    await page.press(words.cancel);
    await page.press(request.accept);
    site.bend(/answer/, { status: 409, message: "Vous n’avez plus de place." }, 1);
    await page.press(request.yesAccept);
    await page.sees("Vous n’avez plus de place.");
    await page.press(request.accept);
    await page.press(request.yesAccept);
    await page.sees(request.acceptedMentor("Inès Martin"), request.toRoom);
  });

  it("is declined, and the mentee asks the next mentor with the same text", async () => {
    const visit = await sent();
    await visit.page.press(request.decline);
    await visit.page.press(request.yesDecline);
    await visit.page.sees(request.declinedMentor);
    mentorIsThere(visit.site);
    visit.site.facts.suggestions = [{ person: MARC, name: "Marie Petit", participation: MENTOR, headline: "Pilote" }];
    const ines = await also(visit, INES, `/requests/${visit.id}/`);
    await ines.sees(request.declinedMentee("Marc Dubois"), "Pilote");
    visit.site.bend(/cards/, { status: 500 }, 1);
    await ines.press(request.askToo("Marie Petit"));
    await ines.sees(words.failure.server);
    await ines.press(request.askToo("Marie Petit"));
    await ines.sees(request.asked("Marie Petit"));
    const again = await also(visit, INES, `/requests/${visit.id}/`);
    await again.press(request.rewrite);
    await again.until(() => again.gone.length > 0);
    expect(again.gone).toEqual([NEW]);
    const desk = await also(visit, INES, NEW);
    expect((await desk.field(request.problem)).value).toBe(TEXT.problem);
  });

  it.each([
    ["sent", INES, request.waitingMentee("Marc Dubois", "8 mars 2026")],
    ["accepted", INES, request.acceptedMentee("Marc Dubois")],
    ["withdrawn", INES, request.withdrawnMentee],
    ["withdrawn", MARC, request.withdrawnMentor],
    ["lapsed", INES, request.lapsedMentee("Marc Dubois")],
    ["lapsed", MARC, request.lapsedMentor],
  ] as const)("%s says how it stands", async (state, as, sentence) => {
    const { page } = await sent(state, as);
    await page.sees(sentence, TEXT.problem);
  });

  it("forged, blocked or granted to keys of before does not show its words", async () => {
    const forged = await sent("sent", MARC, (given, site, id) => { given.forge(site.facts.requests.get(id)?.object ?? ""); });
    await forged.page.sees(words.blocked.item);
    const swapped = await sent("sent", MARC, (_given, site, id) => { const room = site.world.database.rooms.get(site.facts.requests.get(id)?.room ?? ""); if (room) room.epochs[0] = { number: 1, recipient: "age1faux" }; });
    await swapped.page.sees(words.blocked.title);
    const before = await sent("sent", MARC, async (given) => { await Vault.renew(given.vault(MARC).ground, MARC, NEW_SECRETS); });
    await before.page.sees(words.renewal.waitingTitle("Inès Martin"));
    const away = await sent("sent", MARC, (_given, site) => { site.bend(/rooms/, { status: 500 }); });
    await away.page.sees(words.failure.title);
  });
});
