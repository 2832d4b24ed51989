// @vitest-environment happy-dom
import { describe, it } from "vitest";
import { makeKit } from "../core/secrets";
import { Vault } from "../core/vault";
import { words } from "../texts";
import { copyWords } from "../texts/copies";
import { stage, type Visit } from "../testing/page";
import { INES, LIGHT, MARC } from "../testing/world";
import { VaultPages } from "./vault-pages";

const { at } = stage(VaultPages);
const KIT = makeKit("fr").join(" ");

describe("texts shown to one reader", () => {
  const shown = async (as: string = INES, more: (given: Visit["given"], site: Visit["site"]) => unknown = () => undefined, revoked: string | null = null): Promise<Visit> =>
    at(as === INES ? "/vault/#copies" : "/vault/#shown", { as, given: async (given, site) => {
      const { sealCopy } = await import("../core/copies");
      const { entry } = await import("../testing/world");
      const { head } = entry(await given.room(INES), site.world.note);
      const { room, object, kind, revision, sha256 } = head;
      const source = { room, object, kind, revision, sha256 };
      const id = "0192eeee-3333-7000-8000-000000000001";
      const ines = given.vault(INES);
      const file = await sealCopy(ines.self, await ines.meet(MARC), { id, source, content: { title: "Première note", text: "Bonjour" }, note: "Pour vous" });
      const { toBase64url } = await import("../core/bytes");
      site.facts.copies.push({ id, owner: { person: INES, name: "Inès Martin" }, reader: { person: MARC, name: "Marc Dubois" }, source, released: "2026-03-01T09:00:00Z", opened: null, revoked, file: toBase64url(file) });
      site.facts.places.push({ room, kind: "mentorship", id: "0192eeee-1111-7000-8000-000000000001", topic: null, counterpart: { person: as === INES ? MARC : INES, name: as === INES ? "Marc Dubois" : "Inès Martin" }, programme: "Cap" });
      await more(given, site);
    } });

  it("are listed with their titles, and taken back", async () => {
    const { page, site } = await shown();
    await page.sees("Première note", copyWords.to("Marc Dubois"), copyWords.notOpened);
    await page.press(copyWords.takeBack);
    await page.press(words.cancel);
    await page.press(copyWords.takeBack);
    site.bend(/revocation/, { status: 500 }, 1);
    await page.press(copyWords.takeBackSure);
    await page.sees(words.failure.server);
    await page.press(copyWords.takeBackSure);
    await page.sees(copyWords.takenBack);
  });

  it("are read by their reader, closed and read again", async () => {
    const { page } = await shown(MARC);
    await page.sees(copyWords.willBeSeen("Inès Martin"));
    await page.press(copyWords.read);
    await page.sees("Pour vous", "Première note", "Bonjour");
    await page.press(copyWords.close);
    await page.press(copyWords.readAgain);
    await page.sees("Bonjour");
  });

  it("that were taken back, forged, sealed to former keys or don't come are not read", async () => {
    const revoked = await shown(MARC, () => undefined, "2026-03-02T09:00:00Z");
    await revoked.page.sees(copyWords.gone("Inès Martin"));
    const forged = await shown(MARC, (_given, site) => { const [copy] = site.facts.copies; if (copy) copy.source.sha256 = "00"; });
    await forged.page.press(copyWords.read);
    await forged.page.sees(words.blocked.title);
    const before = await shown(MARC, async (given) => { await Vault.renew(given.vault(MARC).ground, MARC, { ...LIGHT, kit: KIT }); });
    await before.page.press(copyWords.read);
    await before.page.sees(copyWords.oldKeys("Inès Martin"));
    const gone = await shown(MARC, (_given, site) => { site.bend(/opening/, { status: 404 }, 1); });
    await gone.page.press(copyWords.read);
    await gone.page.sees(copyWords.gone("Inès Martin"));
    gone.site.bend(/opening/, { status: 500 }, 1);
    await gone.page.press(copyWords.read);
    await gone.page.sees(words.failure.server);
  });

  it("whose room does not open are listed by their kind, opened and taken back", async () => {
    const { page } = await shown(INES, (_given, site) => {
      const [copy] = site.facts.copies;
      if (copy) Object.assign(copy, { opened: "2026-03-02T09:00:00Z", revoked: "2026-03-03T09:00:00Z" });
      site.world.stored.epochs[0] = { number: 1, recipient: "age1faux" };
    });
    await page.sees(copyWords.of(copyWords.kind("note"), 1), copyWords.opened("2 mars 2026").slice(0, 9));
  });

  it("are none at first; lists that don't come say so", async () => {
    for (const [address, empty] of [["/vault/#copies", copyWords.mineEmpty], ["/vault/#shown", copyWords.theirsEmpty]] as const) {
      await (await at(address)).page.sees(empty);
      const { page } = await at(address, { given: (_given, site) => { site.bend(/copies/, { status: 500 }); } });
      await page.sees(words.failure.server);
    }
  });
});
