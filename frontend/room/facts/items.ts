/** What the texts of a room are called, and where they stand. */
import { DOCUMENTS, type Entry } from "../core";
import type { Words } from "../texts";
import { feedbackWords } from "../texts/feedback";
import type { Clock } from "./clock";
import type { MeetingFacts } from "./product";
import { valuesOf } from "./values";

/** What a title may come from. */
interface Meetings {
  readonly meetings: readonly MeetingFacts[];
}

export function meetingOf(view: Meetings, about: string | null): MeetingFacts | undefined {
  return about === null ? undefined : view.meetings.find((meeting) => meeting.id === about);
}

/** The heading of a text: its own title, its meeting, its address, or its first words. */
export function titleOf(view: Meetings, entry: Entry, words: Words, when: Clock): string {
  const values = valuesOf(entry.head.content);
  if (values["title"]?.trim()) return values["title"];
  const meeting = meetingOf(view, entry.about);
  if (values["name"]) return values["name"];
  if (entry.kind === "link" && values["address"]) return values["address"].replace(/^https:\/\//u, "");
  if (entry.kind === "review") return words.plans.reviewOf(when.day(entry.created));
  if (entry.kind === "progress" && (values["text"] ?? "").trim() === "") return words.plans.progress(values["percent"] ?? "");
  if (entry.kind === "preparation" || entry.kind === "follow_up") return sheetTitle(entry.kind, meeting, words, when);
  if (meeting && entry.kind === "feedback") return feedbackWords.of(when.day(meeting.starts_at));
  if (meeting && entry.kind === "agenda") return words.documents.agendaOf(when.day(meeting.starts_at));
  if (meeting) return words.notes.summaryOf(when.day(meeting.starts_at));
  if (entry.kind === "agreement") return words.agreement.title;
  if (entry.kind === "request") return words.room.request;
  const line = values["text"]?.trim().split("\n")[0] ?? "";
  return line === "" ? words.room.untitled : line.length > 80 ? `${line.slice(0, 80)}…` : line;
}

export function sheetTitle(kind: "preparation" | "follow_up", meeting: MeetingFacts | undefined, words: Words, when: Clock): string {
  const title = kind === "preparation" ? words.journal.preparationOf : words.journal.followUpOf;
  return meeting ? title(meeting.with ?? "", when.day(meeting.starts_at)) : kind === "preparation" ? words.journal.preparation : words.journal.followUp;
}

/** Where a part of a room stands: on private ground under its topic. */
export function partIn(part: "messages" | "documents", under: string | undefined): string {
  return under === undefined ? part : `${under}/${part}`;
}

export function hrefOf({ id, kind }: Pick<Entry, "id" | "kind">, under?: string): string {
  if (kind === "goal") return `#goals/${id}`;
  if (kind === "agreement" || kind === "request") return `#${kind}`;
  if (kind === "action") return "#actions";
  if (kind === "progress") return "#goals";
  if (kind === "review") return `#review/${id}`;
  if (kind === "introduction") return "#network";
  if (kind === "feedback") return `#feedback/${id}`;
  if (kind === "message") return `#${partIn("messages", under)}/${id}`;
  if (DOCUMENTS.includes(kind) || kind === "link") return `#${partIn("documents", under)}`;
  if (kind === "entry") return `#entries/${id}`;
  if (kind === "preparation" || kind === "follow_up") return `#sheets/${id}`;
  return `#${under ?? "notes"}/${id}`;
}
