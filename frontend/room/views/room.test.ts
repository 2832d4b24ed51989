// @vitest-environment happy-dom
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { words } from "../texts";
import { pageFor, visit, type Page } from "../testing/page";
import { PAIR } from "../testing/product-site";
import { entry, LIGHT, makeWorld, MARC, SECRETS } from "../testing/world";
import { RoomPages } from "./room-pages";

const ROOM = `/mentorships/${PAIR}/room/`;
let page: Page;

beforeAll(async () => { await makeWorld({ ...LIGHT, kit: SECRETS.kit }); });
afterEach(() => {
  page.close();
  vi.unstubAllGlobals();
});

describe("a note", () => {
  it("is written, and read by the other", async () => {
    const visited = await visit(RoomPages);
    page = await visited.page.open(ROOM);
    await page.sees("Première note");
    await page.press(words.notes.new);
    await page.type(words.notes.name, "Ithaque");
    await page.type(words.notes.text, "Le voyage est long.");
    await page.press(words.save);
    await page.sees(words.write.saved, "Ithaque", "Le voyage est long.");
    page.close();
    page = await pageFor(RoomPages, visited.site, MARC).open(ROOM);
    await page.sees("Ithaque");
    expect(entry).toBeDefined();
  });
});
