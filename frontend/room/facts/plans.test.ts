import { describe, expect, test } from "vitest";
import type { Entry, JsonObject } from "../core";
import { byDue, choiceKey, isOverdue, movesOf, noteKey, percentOf, progressOf, saysOtherwise, todayIn, toRephrase, underWay } from "./plans";
import type { ActionFacts, GoalFacts } from "./product";

const GOAL = "0192eeee-0000-7000-8000-00000000000a";
const goal = (state: GoalFacts["state"], id = GOAL): GoalFacts => ({ id, object: "o", state, due_on: null });

function entry(kind: string, day: number, content: JsonObject, about: string | null = GOAL): Entry {
  const at = `2026-05-0${day}T10:00:00Z`;
  return { state: "opened", id: `${kind}-${day}`, kind, about, author: "ines", created: at, head: { at, content } as unknown as Entry["head"] };
}

describe("how far a goal has come", () => {
  const notes = [
    entry("progress", 1, { percent: "20", text: "Premier essai" }),
    entry("progress", 3, { percent: "", text: "Rien de neuf" }),
    entry("progress", 2, { percent: "60" }),
    entry("progress", 4, { percent: "90" }, "another goal"),
    entry("review", 5, { [choiceKey(GOAL)]: "keep", [noteKey(GOAL)]: "On continue" }, null),
  ];
  test("is what was noted last, newest first, reviews among it", () => {
    const progress = progressOf(notes, GOAL);
    expect(progress.map(({ text, percent }) => [text, percent])).toEqual([["On continue", null], ["Rien de neuf", null], ["", 60], ["Premier essai", 20]]);
    expect(percentOf(progress, "in progress")).toBe(60);
  });
  test("is the whole way once it is reached, and unknown before anybody has said", () => {
    expect(percentOf(progressOf(notes, GOAL), "reached")).toBe(100);
    expect(percentOf([], "set")).toBeNull();
  });
  test.each(["101", "-5", "6,5", "NaN", "1e2", " 5", "007"])("is never %s per cent", (percent) => {
    expect(percentOf(progressOf([entry("progress", 1, { percent })], GOAL), "set")).toBeNull();
  });
  test("a review of other goals says nothing of this one", () => {
    expect(progressOf([entry("review", 1, { [choiceKey("other")]: "drop" }, null)], GOAL)).toEqual([]);
  });
});

describe("a goal to be rephrased", () => {
  const decided = progressOf([entry("review", 3, { [choiceKey(GOAL)]: "change", [noteKey(GOAL)]: "Trop vague" }, null)], GOAL);
  test("is one that the last review says so of, until it is written anew", () => {
    expect(toRephrase(decided, "2026-05-01T10:00:00Z")?.text).toBe("Trop vague");
    expect(toRephrase(decided, "2026-05-04T10:00:00Z")).toBeNull();
  });
  test("is none once a later review keeps it", () => {
    const kept = progressOf([entry("review", 4, { [choiceKey(GOAL)]: "keep" }, null), ...decided.map((one) => one.entry)], GOAL);
    expect(toRephrase(kept, "2026-05-01T10:00:00Z")).toBeNull();
  });
});

test("a review moves what is reached or dropped, and only goals that it looked at", () => {
  const goals = [goal("set", "a"), goal("set", "b"), goal("set", "c"), goal("set", "d")];
  const values = { "choice-a": "reach", "choice-b": "keep", "choice-c": "drop", "choice-x": "drop", "choice-d": "explode" };
  expect(movesOf(values, goals)).toEqual({ a: "reach", c: "drop" });
});

test("a review looks at goals under way", () => {
  expect(underWay([goal("set", "a"), goal("reached", "b"), goal("in progress", "c"), goal("dropped", "d")]).map(({ id }) => id)).toEqual(["a", "c"]);
});

test("other words or another date ask for a reason, a reason or blanks alone don't", () => {
  const before = { title: "Présenter", text: "", due_on: "2027-01-01" };
  expect(saysOtherwise(before, { ...before, title: "Présenter " })).toBe(false);
  expect(saysOtherwise(before, { ...before, reason: "Parce que" })).toBe(false);
  expect(saysOtherwise(before, { ...before, due_on: "" })).toBe(true);
  expect(saysOtherwise(before, { ...before, text: "Trois fois" })).toBe(true);
});

describe("the plan", () => {
  const action = (id: string, due_on: string | null, state: ActionFacts["state"] = "open"): ActionFacts => ({ id, object: "o", state, owner: "both", due_on, goal: null, meeting: null, done: null });
  test("stands by due date, what has none last", () => {
    expect(byDue([action("a", null), action("b", "2027-02-01"), action("c", "2026-12-01"), action("d", null)]).map(({ id }) => id)).toEqual(["c", "b", "a", "d"]);
  });
  test("is overdue from the day after, while open", () => {
    expect(isOverdue(action("a", "2026-12-01"), "2026-12-01")).toBe(false);
    expect(isOverdue(action("a", "2026-12-01"), "2026-12-02")).toBe(true);
    expect(isOverdue(action("a", "2026-12-01", "done"), "2026-12-02")).toBe(false);
    expect(isOverdue(action("a", null), "2026-12-02")).toBe(false);
  });
  test("counts the days where the reader is", () => {
    const midnight = new Date("2026-12-01T23:30:00Z");
    expect(todayIn("Europe/Zurich", midnight)).toBe("2026-12-02");
    expect(todayIn("America/Montreal", midnight)).toBe("2026-12-01");
  });
});
