// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { words } from "../texts";
import { agreementWords as own } from "../texts/agreement";
import { PAIR } from "../testing/product-site";
import { stage, type Page, type Visit } from "../testing/page";
import { newId } from "../core/bytes";
import { INES, MARC } from "../testing/world";
import { RoomPages } from "./room-pages";

const AGREEMENT = `/mentorships/${PAIR}/room/#agreement`;
const { at, also } = stage(RoomPages);
const { agreement } = words;

/** A first version by Marc. */
const written = (more: (visit: Pick<Visit, "given" | "site">, id: string) => unknown = () => undefined, as = INES): Promise<Visit> =>
  at(AGREEMENT, { as, given: async (given, site) => {
    const id = await given.text("agreement", { aims: "Naviguer" });
    site.facts.pair.agreement = { id: newId(), object: id, effective_at: null, effective_revision: null, signatures: [] };
    await more({ given, site }, id);
  } });

async function signs(page: Page): Promise<void> {
  await page.choose(own.promise);
  await page.press(agreement.sign);
  await page.sees(agreement.done);
}

async function changes(page: Page, text: string): Promise<void> {
  page.go("agreement/write");
  await page.type("Objectifs", text);
  await page.press(words.save);
  await page.sees(words.write.saved, text);
}

describe("an agreement", () => {
  it("is written, signed by both, negotiated anew, and the signed version holds meanwhile", async () => {
    const visit = await at(AGREEMENT);
    const { page } = visit;
    await page.sees(agreement.empty);
    await page.press(agreement.begin);
    await page.type("Objectifs", "Traverser la mer");
    await page.press(words.save);
    await page.sees("Traverser la mer", agreement.open, agreement.unanswered);
    await page.press(agreement.sign);
    await page.sees(own.needPromise);
    visit.site.bend(/sign/, { status: 409, message: "Une autre version est venue." }, 1);
    await page.choose(own.promise);
    await page.press(agreement.sign);
    await page.sees("Une autre version est venue.");
    await page.press(agreement.sign);
    await page.sees(agreement.youSigned("2 mars 2026 à 10:00"), agreement.notSigned("Marc Dubois"));
    const marc = await also(visit, MARC, AGREEMENT);
    await signs(marc);
    await marc.sees(agreement.effective, own.renegotiate);
    await changes(marc, "Traverser deux mers");
    await marc.sees(own.negotiated.length > 0 ? agreement.open : "");
    const ines = await also(visit, INES, AGREEMENT);
    await ines.sees(own.stillHolds(1, "2 mars 2026"), agreement.before(1));
    await ines.press(own.seeChanges);
    await ines.sees(own.difference(1, 2));
    expect([ines.all("ins").length > 0, ines.all("del").length > 0]).toEqual([true, true]);
    await ines.press(words.history.backTo);
    await ines.press(own.seeHolding);
    await ines.sees("Traverser la mer");
    await ines.press(own.versions);
    await ines.sees(own.inForce, own.negotiated, own.writtenByYou("2 mars 2026").slice(0, 15));
    await ines.press(own.bringBack);
    await ines.sees(own.broughtBack, "Traverser la mer");
    await signs(ines);
    await signs(await also(visit, MARC, AGREEMENT));
    const last = await also(visit, INES, `${AGREEMENT}/history`);
    await last.sees(own.replaced, own.neverSigned);
  });

  it("is printed with its text or without it, signed or as a draft", async () => {
    const printed = vi.fn();
    const visit = await written();
    vi.stubGlobal("print", printed);
    await signs(visit.page);
    await visit.page.press(own.print);
    await visit.page.sees(own.draft, own.unsigned("Marc Dubois"), "Naviguer");
    await visit.page.choose(new RegExp(`^${own.factsOnly}`));
    await visit.page.sees(own.leftOut);
    await visit.page.press(own.print);
    expect(printed).toHaveBeenCalled();
    const marc = await also(visit, MARC, AGREEMENT);
    await signs(marc);
    await marc.press(own.print);
    await marc.sees(`${own.version(1)} – ${own.inForce}`, own.promised);
  });

  it("shows what was written beside its questions: one signs all of it", async () => {
    const { page } = await written(({ given }, id) => given.revised(id, { aims: "Naviguer", hidden: "Payer", odd: ["x"], empty: "" }));
    await page.sees(agreement.besides("hidden"), "Payer", agreement.besides("odd"), "[\"x\"]");
    page.go("agreement/difference/1/2");
    await page.sees(agreement.besides("hidden"), own.same);
  });

  it("counts no signature that does not verify", async () => {
    const { page, site } = await written();
    await signs(page);
    const [signature] = site.facts.pair.agreement?.signatures ?? [];
    if (signature) signature.person = MARC;
    await page.looksAgain();
    site.facts.pair.agreement?.signatures.push({ ...signature, person: MARC } as never);
    await page.looksAgainAndSees(agreement.forged);
  });

  it("that was forged is blocked; versions that don't come are said", async () => {
    const forged = await written(({ given }, id) => { given.forge(id); });
    await forged.page.sees(words.blocked.item);
    const lost = await written(async ({ given, site }, id) => { await given.revised(id, { aims: "Deux" }); site.bend(/GET .*revisions/, { status: 500 }); });
    await lost.page.sees(words.failure.server);
    const holed = await written(async ({ given }, id) => { await given.revised(id, { aims: "Deux" }); const [first] = given.stored(id).revisions; if (first) first.file = "AAAA"; });
    await holed.page.sees(words.blocked.item);
  });

  it("begun by both at once is put together", async () => {
    const visit = await at(`${AGREEMENT}/write`);
    await visit.page.type("Objectifs", "Le mien");
    const id = await visit.given.text("agreement", { aims: "Le sien" });
    visit.site.facts.pair.agreement = { id: newId(), object: id, effective_at: null, effective_revision: null, signatures: [] };
    await visit.page.press(words.save);
    await visit.page.sees(words.conflict.title, "Le sien");
  });

  it("that can't be begun says why, and its draft is found again", async () => {
    const visit = await at(`${AGREEMENT}/write`);
    visit.site.bend(/POST .*agreement/, { status: 409, message: "Pas encore." });
    await visit.page.type("Objectifs", "Le mien");
    await visit.page.press(words.save);
    await visit.page.sees("Pas encore.");
    await visit.page.sees(words.request.saved);
    const again = await also(visit, INES, AGREEMENT);
    await again.press(words.write.resume);
    expect((await again.field("Objectifs")).value).toBe("Le mien");
  });

  it("whose old version can't be brought back says why", async () => {
    const { page, site, given } = await written(({ given: before }, id) => before.revised(id, { aims: "Deux" }));
    await page.press(own.versions);
    await page.sees(own.bringBack);
    site.bend(/POST .*revisions/, { status: 409, message: "Plein." }, 1);
    await page.press(own.bringBack);
    await page.sees("Plein.");
    await given.revised(site.facts.pair.agreement?.object ?? "", { aims: "Trois" });
    await page.press(own.bringBack);
    await page.sees(words.failed);
  });
});
