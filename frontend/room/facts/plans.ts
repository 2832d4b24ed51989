/** Goals on their way, the action plan, reviews: what follows from the texts and the facts, without a page. */
import type { Entry } from "../core";
import type { ActionFacts, GoalFacts } from "./product";
import { valuesOf, type Values } from "./values";

export type Choice = "keep" | "change" | "reach" | "drop";
const CHOICES: readonly string[] = ["keep", "change", "reach", "drop"] satisfies Choice[];

/** One look at how far a goal has come: a note of its own, or what a review said of it. */
export interface Progress {
  readonly entry: Entry;
  /** From 0 to 100, where somebody gave a figure. */
  readonly percent: number | null;
  readonly choice: Choice | null;
  readonly text: string;
}

/** What was noted of a goal, newest first. */
export function progressOf(entries: readonly Entry[], goal: string): readonly Progress[] {
  const found = entries.flatMap((entry): Progress[] => {
    const values = valuesOf(entry.head.content);
    if (entry.kind === "progress" && entry.about === goal) return [{ entry, percent: percentIn(values["percent"]), choice: values["move"] === "drop" ? "drop" : null, text: values["text"] ?? "" }];
    const choice = choiceIn(values[choiceKey(goal)]);
    return entry.kind === "review" && choice !== null ? [{ entry, percent: null, choice, text: values[noteKey(goal)] ?? "" }] : [];
  });
  return found.sort((a, b) => (a.entry.created < b.entry.created ? 1 : -1));
}

/** How far a goal has come, as last noted; reached is the whole way. */
export function percentOf(progress: readonly Progress[], state: GoalFacts["state"]): number | null {
  if (state === "reached") return 100;
  return progress.find(({ percent }) => percent !== null)?.percent ?? null;
}

/** What the two have decided to rephrase and have not yet: the note that says so. */
export function toRephrase(progress: readonly Progress[], goalWrittenAt: string): Progress | null {
  const decided = progress.find(({ choice }) => choice !== null);
  return decided?.choice === "change" && decided.entry.head.at > goalWrittenAt ? decided : null;
}

function percentIn(value: string | undefined): number | null {
  return value !== undefined && /^(100|[1-9]?[0-9])$/.test(value) ? Number(value) : null;
}

/** What a review says of a goal; null where it says nothing that we know. */
export function choiceIn(value: string | undefined): Choice | null {
  return value !== undefined && CHOICES.includes(value) ? (value as Choice) : null;
}

export const choiceKey = (goal: string): string => `choice-${goal}`;
export const noteKey = (goal: string): string => `note-${goal}`;

/** Which goals a review moves, as facts; those that are kept or rephrased stay where they are. */
export function movesOf(values: Values, goals: readonly GoalFacts[]): Readonly<Record<string, "reach" | "drop">> {
  return Object.fromEntries(
    goals.flatMap(({ id }): [string, "reach" | "drop"][] => {
      const choice = values[choiceKey(id)];
      return choice === "reach" || choice === "drop" ? [[id, choice]] : [];
    }),
  );
}

/** The goals under way: those that a review looks at. */
export function underWay(goals: readonly GoalFacts[]): readonly GoalFacts[] {
  return goals.filter(({ state }) => state === "set" || state === "in progress");
}

/** Whether a goal says something else than before: that asks for a reason. */
export function saysOtherwise(before: Values, after: Values): boolean {
  return ["title", "text", "due_on"].some((key) => (before[key] ?? "").trim() !== (after[key] ?? "").trim());
}

/** Today as a date, where the reader is. */
export function todayIn(timeZone: string, now = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

export function isOverdue({ state, due_on }: Pick<ActionFacts, "state" | "due_on">, today: string): boolean {
  return state === "open" && due_on !== null && due_on < today;
}

/** The plan by due date; what has none comes last, as it was added. */
export function byDue(actions: readonly ActionFacts[]): readonly ActionFacts[] {
  const last = "9999";
  return [...actions].sort((a, b) => ((a.due_on ?? last) < (b.due_on ?? last) ? -1 : (a.due_on ?? last) > (b.due_on ?? last) ? 1 : 0));
}
