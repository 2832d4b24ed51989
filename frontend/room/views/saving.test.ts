// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { words } from "../texts";
import { PAIR } from "../testing/product-site";
import { stage } from "../testing/page";
import { RoomPages } from "./room-pages";

const ROOM = `/mentorships/${PAIR}/room/`;
const { at } = stage(RoomPages);

describe("saving a text", () => {
  it("does not lead back whoever has gone on while it was being saved", async () => {
    const visit = await at(ROOM);
    await visit.page.sees("Première note");
    await visit.page.press(words.notes.new);
    await visit.page.type(words.notes.text, "Pendant ce temps");
    let release = (): void => undefined;
    visit.site.hold(/POST .*revisions/, new Promise((resolve) => { release = resolve; }));
    await visit.page.press(words.save);
    visit.page.go("documents");
    await visit.page.sees(words.documents.add);
    release();
    await visit.page.until(() => visit.world.stored.objects.length === 2);
    await visit.site.quiet();
    expect(location.hash).toBe("#documents");
    await visit.page.sees(words.documents.add);
  });
});
