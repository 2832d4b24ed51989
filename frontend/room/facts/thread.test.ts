import { describe, expect, it } from "vitest";
import type { Item } from "../core";
import { thread, unread } from "./thread";

const at = (minute: number, day = 21): string => new Date(Date.UTC(2026, 10, day, 8, minute)).toISOString();
const message = (id: string, author: string, created: string, head = author): Item => ({ state: "opened", id, kind: "message", about: null, author, created, head: { author: head } }) as unknown as Item;
const day = (iso: string): string => iso.slice(0, 10);
const show = (items: readonly Item[], since: string | null, until: string | null): string[] =>
  thread(items, "ines", { since, until }, day).map(({ item, opensDay, opensNew, goesOn }) => item.id + (opensDay ? " day" : "") + (opensNew ? " new" : "") + (goesOn ? " on" : ""));

describe("the messages of a room", () => {
  const items = [message("c", "marc", at(3)), message("a", "ines", at(0)), message("b", "marc", at(2)), message("d", "marc", at(30)), message("e", "ines", at(1, 22))];

  it("stand oldest first, by day, without repeating the name", () => {
    expect(show(items, at(59, 22), null)).toEqual(["a day", "b", "c on", "d", "e day"]);
  });

  it("are marked as new once, where reading goes on", () => {
    expect(show(items, at(2), at(30))).toEqual(["a day", "b", "c new", "d", "e day"]);
    expect(show(items, null, at(30))[1]).toBe("b new");
    expect(show(items, at(2), at(2)), "what comes in while one reads is not marked").not.toContain("c new");
    expect(unread(items, "ines", at(2))).toBe(2);
    expect(unread(items, "marc", null)).toBe(2);
  });

  it("are nobody's word where another has changed them", () => {
    const [line] = thread([message("x", "ines", at(0), "marc")], "ines", { since: null, until: at(9) }, day);
    expect(line?.item).toMatchObject({ state: "refused", reason: { reason: "author" } });
  });

  it("keep the place of what was taken back", () => {
    const gone: Item = { state: "destroyed", id: "b", kind: "message", author: "marc", created: at(2), at: at(9) };
    expect(show([...items.filter(({ id }) => id !== "b"), gone], null, at(30))).toEqual(["a day", "b", "c new", "d", "e day"]);
  });
});
