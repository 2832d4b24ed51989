import { describe, expect, it } from "vitest";
import type { Entry, JsonObject } from "../core";
import { words } from "../texts";
import { feedbackWords } from "../texts/feedback";
import { clockFor } from "./clock";
import { hrefOf, titleOf } from "./items";

const when = clockFor("fr", "Europe/Paris");
const MEETING = { id: "m", state: "held" as const, contact_type: "video", starts_at: "2026-02-20T09:00:00Z", minutes: 60 };

function entry(kind: string, content: JsonObject = {}, about: string | null = null): Entry {
  return { state: "opened", id: "x", kind, about, author: "a", created: "2026-03-01T09:00:00Z", head: { content } } as unknown as Entry;
}

describe("a text is called", () => {
  it.each([
    ["by its own title", entry("note", { title: "Ithaque", text: "…" }), "Ithaque"],
    ["by its file", entry("document", { name: "carte.png" }), "carte.png"],
    ["by where it leads", entry("link", { title: "", address: "https://egee.example/iles", comment: "Voir" }), "egee.example/iles"],
    ["by its first line", entry("note", { text: "Un\nDeux" }), "Un"],
    ["by nothing, where it says nothing", entry("note"), words.room.untitled],
    ["by how far a goal has come", entry("progress", { percent: "40", text: " " }), words.plans.progress("40")],
    ["by its kind, where progress says nothing", entry("progress"), words.plans.progress("")],
    ["by what was said of a goal", entry("progress", { text: "Bien" }), "Bien"],
    ["by the meeting that it speaks of", entry("summary", {}, "m"), words.notes.summaryOf("20 février 2026")],
    ["by the meeting that it gives back on", entry("feedback", {}, "m"), feedbackWords.of("20 février 2026")],
    ["by its meeting's day alone", entry("preparation", {}, "m"), words.journal.preparationOf("", "20 février 2026")],
    ["by its kind, where its meeting is gone", entry("preparation", {}, "gone"), words.journal.preparation],
  ])("%s", (_how, text, title) => {
    expect(titleOf({ meetings: [MEETING] }, text, words, when)).toBe(title);
  });
});

describe("a text stands", () => {
  it.each([
    ["goal", "#goals/x"], ["agreement", "#agreement"], ["request", "#request"], ["action", "#actions"], ["progress", "#goals"], ["review", "#review/x"],
    ["introduction", "#network"], ["feedback", "#feedback/x"], ["message", "#messages/x"], ["document", "#documents"], ["link", "#documents"], ["entry", "#entries/x"],
    ["follow_up", "#sheets/x"], ["note", "#notes/x"],
  ])("as a %s under %s", (kind, address) => {
    expect(hrefOf(entry(kind))).toBe(address);
  });

  it.each([["note", "#topics/t/x"], ["message", "#topics/t/messages/x"], ["cv", "#topics/t/documents"]])("on private ground as a %s under %s", (kind, address) => {
    expect(hrefOf(entry(kind), "topics/t")).toBe(address);
  });

  it("with its days in the reader's language", () => {
    expect(clockFor("en", "Europe/Paris").day("2026-03-01")).toBe("1 March 2026");
  });
});
