// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { words } from "../texts";
import { showWords } from "../texts/show";
import { CLARA, NAMES, PAIR } from "../testing/product-site";
import { stage, type Visit } from "../testing/page";
import { INES, MARC } from "../testing/world";
import { RoomPages } from "./room-pages";

const ROOM = `/mentorships/${PAIR}/room/`;
const { at } = stage(RoomPages);

describe("showing an own text to somebody outside", () => {
  const shown = (readers: readonly { person: string; name: string; has_keyring: boolean }[]): Promise<Visit> =>
    at(ROOM, { given: (_given, site) => { site.facts.readers = [...readers]; } });

  it("says exactly what is sent, to whom, and sends the version on show alone", async () => {
    const { page, world, site, given } = await shown([{ person: MARC, name: NAMES[MARC] ?? "", has_keyring: true }, { person: CLARA, name: "Clara", has_keyring: false }]);
    await page.sees("Première note");
    page.go(`notes/${world.note}`);
    await page.press(showWords.show);
    await page.sees("Clara", showWords.noVault, "Bonjour");
    await page.press(showWords.show);
    await page.sees(showWords.choose);
    await page.choose(/^Marc Dubois/);
    await page.type(showWords.note, "Pour vous.");
    await given.revised(world.note, { title: "Première note", text: "Bonsoir" }, { as: INES });
    await page.looksAgain();
    await page.until(() => site.asked.filter((one) => one === `GET /api/mentorships/${PAIR}`).length > 1);
    await page.press(showWords.send("Marc Dubois"));
    await page.sees(showWords.changed);
    expect(site.facts.copies).toEqual([]);
  });

  it("is done at a press, and refused in plain words where it can't be", async () => {
    const { page, world, site } = await shown([{ person: MARC, name: NAMES[MARC] ?? "", has_keyring: true }]);
    await page.sees("Première note");
    page.go(`notes/${world.note}/show`);
    await page.choose(/^Marc Dubois/);
    site.bend(/POST .*copies/, { status: 409, message: "Trop de copies." }, 1);
    await page.press(showWords.send("Marc Dubois"));
    await page.sees("Trop de copies.");
    await page.press(showWords.send("Marc Dubois"));
    await page.sees(showWords.done("Marc Dubois"));
    expect(site.facts.copies.length).toBe(1);
  });

  it("is blocked where the reader has another name than the one that was compared", async () => {
    const { page, world } = await at(ROOM, { given: async (given, site) => {
      const { groups } = await given.vault(INES).safetyNumber(MARC);
      await given.vault(INES).markCompared(MARC, groups, NAMES[MARC]);
      site.facts.readers = [{ person: MARC, name: "Quelqu’un", has_keyring: true }];
    } });
    await page.sees("Première note");
    page.go(`notes/${world.note}/show`);
    await page.choose(/^Quelqu’un/);
    await page.press(showWords.send("Quelqu’un"));
    await page.sees(words.blocked.title);
  });

  it("says that nobody can be shown anything, or that the list does not come", async () => {
    const { page, world, site } = await shown([]);
    await page.sees("Première note");
    page.go(`notes/${world.note}/show`);
    await page.sees(showWords.noReaders);
    site.bend(/readers/, { status: 500 });
    await page.press(words.cancel);
    await page.press(showWords.show);
    await page.sees(words.failure.server);
  });
});
