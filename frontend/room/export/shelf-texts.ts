/** The texts of one room as pages: their place in the export, the facts around them, the sealed file they came from. */
import { DOCUMENTS, readFacts, signatureHolds, Tampered, type Entry, type Item, type JsonObject, type Vault, fromBase64url, sha256, type Bytes, openDraft, type DraftWire, type Opened } from "../core";
import type { ExportWords } from "../texts/everything";
import type { Words } from "../texts";
import type { Clock } from "../facts/clock";
import type { MeetingFacts, MentorshipFacts } from "../facts/product";
import { meetingOf, titleOf } from "../facts/items";
import { choiceIn, choiceKey, noteKey, type Choice } from "../facts/plans";
import { fieldsOf, SHEETS } from "../facts/sheets";
import { valuesOf } from "../facts/values";
import type { Around, OpenShelf } from "../facts/everything";
import { Paths, safeFileName, safeName } from "./names";
import type { Page } from "./page";

/** A sealed file as the server keeps it, under the name that it gets in the export. */
export interface Sealed {
  readonly name: string;
  readonly bytes: Bytes;
  readonly sha256: string;
}
export interface Text {
  readonly page: Page;
  readonly content: JsonObject;
  readonly sealed: Sealed;
}
/** A document that is yet to be fetched. */
export interface Attached {
  readonly path: string;
  readonly told: Opened;
}
export interface ShelfTexts {
  readonly texts: readonly Text[];
  readonly documents: readonly Attached[];
  /** What could not be taken along, in words. */
  readonly left: readonly string[];
}

export interface Reader {
  readonly vault: Vault;
  readonly me: string;
  readonly words: Words;
  readonly own: ExportWords;
  readonly when: Clock;
  readonly paths: Paths;
  readonly signal: AbortSignal;
}

/** Gathers every text of an opened room, former versions and drafts included. */
export async function textsOf(reader: Reader, shelf: OpenShelf, around: Around, folder: string): Promise<ShelfTexts> {
  const texts: Text[] = [];
  const documents: Attached[] = [];
  const left: string[] = [];
  const files = new Map(shelf.wire.objects.map(({ id, file }) => [id, file ?? ""]));
  const describer = new Describer(reader, shelf, around, folder);
  for (const item of shelf.workspace.items) {
    reader.signal.throwIfAborted();
    if (item.state !== "opened") {
      left.push(leftOut(reader, item));
      continue;
    }
    await unlessTampered(reader, left, item.kind, async () => {
      const page = await describer.page(item);
      texts.push(text(page, item.head, fromBase64url(files.get(item.id) ?? "")));
      if (DOCUMENTS.includes(item.kind)) documents.push({ path: describer.documentPath(item), told: item.head });
      if (item.head.revision > 1) texts.push(...(await former(reader, shelf, item, page)));
    });
  }
  for (const wire of await reader.vault.ground.server.drafts(shelf.summary.id)) {
    await unlessTampered(reader, left, "draft", async () => { texts.push(await draftOf(reader, around, shelf.summary.id, folder, wire)); });
  }
  return { texts, documents, left };
}

/** What was tampered with is left out, by name; the rest goes along. */
async function unlessTampered({ own }: Reader, left: string[], kind: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Tampered)) throw error;
    left.push(own.refused(own.kind(kind), error.reason));
  }
}

function text(page: Page, opened: Opened, bytes: Bytes): Text {
  return { page, content: opened.content, sealed: { name: `texts/${opened.object}.${opened.revision}.age`, bytes, sha256: opened.sha256 } };
}

function leftOut({ own, when }: Reader, item: Exclude<Item, Entry>): string {
  const kind = own.kind(item.kind);
  return item.state === "destroyed" ? own.destroyed(kind, when.day(item.at)) : own.refused(kind, item.reason.reason);
}

async function former(reader: Reader, shelf: OpenShelf, entry: Entry, page: Page): Promise<Text[]> {
  const opened = await shelf.workspace.history(entry.id);
  const wires = await reader.vault.ground.server.history(shelf.summary.id, entry.id);
  const texts: Text[] = [];
  for (const one of opened.slice(0, entry.head.revision - 1)) {
    const bytes = fromBase64url(wires.find((wire) => wire.number === one.revision)?.file ?? "");
    if ((await sha256(bytes)) !== one.sha256) throw new Tampered("hash");
    const folder = page.path.slice(0, page.path.lastIndexOf("/"));
    const stem = page.path.slice(folder.length + 1).replace(/\.md$/u, "");
    const path = reader.paths.take(`${folder}/${reader.own.former}/${stem} v${one.revision}`, ".md");
    const facts = [by(reader, shelf, one), ...page.facts.slice(1)];
    texts.push(text({ ...page, path, facts }, one, bytes));
  }
  return texts;
}

async function draftOf({ vault, own, when, words, paths }: Reader, around: Around, room: string, folder: string, { object, file }: DraftWire): Promise<Text> {
  const bytes = fromBase64url(file);
  const { kind, content, at } = await openDraft(vault.self, room, object, bytes);
  const { title, text: body } = content;
  const name = [title, body, own.kind(kind)].map((value) => (typeof value === "string" ? oneLine(value).slice(0, 80) : "")).find(Boolean) ?? "";
  const path = paths.take(`${folder}/${own.drafts}/${safeName(name, own.text)}`, ".md");
  const page: Page = { path, title: name, facts: [words.write.draftOf(when.moment(at))], parts: partsOf(words, own, kind, around.mentorship), told: toldOf(content, ["title", "about"]) };
  return { page, content, sealed: { name: `drafts/${object}.age`, bytes, sha256: await sha256(bytes) } };
}

function by({ words, when, me }: Reader, shelf: OpenShelf, { author, at, revision }: Opened): string {
  const name = author === me ? words.you : (shelf.workspace.members.find((member) => member.person === author)?.name ?? author);
  return `${words.room.by(name, when.moment(at))} (${words.room.revision(revision)})`;
}

/** The parts of a text of this kind with their headings; a kind that is not known here is written as JSON. */
export function partsOf(words: Words, own: ExportWords, kind: string, mentorship: MentorshipFacts | null): Page["parts"] {
  if (kind === "agreement" && mentorship) return mentorship.agreement_template.map(({ slug, title }) => [slug, title] as const);
  if (SHEETS.includes(kind)) return fieldsOf(kind, words).map(({ key, label }) => [key, label] as const);
  return Object.entries(own.parts[kind] ?? {});
}

/** Those of the keys that stand in title and facts already: a value that no text could be stays in sight. */
function toldOf(content: JsonObject, keys: readonly string[]): string[] {
  return keys.filter((key) => typeof content[key] !== "object");
}

/** What the title or the facts of a text say already. */
function told(kind: string): string[] {
  if (DOCUMENTS.includes(kind)) return ["name", "type", "size", "attachment", "sha256", "tied"];
  if (kind === "message") return ["title", "n"];
  return kind === "goal" ? ["title", "due_on"] : ["title", "tied"];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}

class Describer {
  constructor(
    private readonly reader: Reader,
    private readonly shelf: OpenShelf,
    private readonly around: Around,
    private readonly folder: string,
  ) {}

  async page(entry: Entry): Promise<Page> {
    const { own, paths, words, when } = this.reader;
    const title = oneLine(titleOf(this.around, entry, words, when));
    const stem = this.stem(entry, title);
    const path = paths.take(`${this.folder}/${safeName(own.kind(entry.kind), own.text)}/${stem}`, ".md");
    const facts = [by(this.reader, this.shelf, entry.head), ...(await this.facts(entry))];
    return { path, title, facts, parts: [...partsOf(words, own, entry.kind, this.around.mentorship), ...this.reviewed(entry)], told: toldOf(entry.head.content, [...told(entry.kind), ...this.inReview(entry).map(({ id }) => choiceKey(id))]) };
  }

  documentPath(entry: Entry): string {
    const { own, paths } = this.reader;
    const { stem, ending } = safeFileName(readFacts(entry.head.content).name, own.text);
    return paths.take(`${this.folder}/${safeName(own.kind(entry.kind), own.text)}/${stem}`, ending);
  }

  private stem(entry: Entry, title: string): string {
    const { own } = this.reader;
    if (entry.kind === "agreement" || entry.kind === "request" || entry.kind === "goal") return safeName(title, own.text);
    const at = this.meeting(entry)?.starts_at ?? entry.created;
    return safeName(`${at.slice(0, 10)} ${title}`, own.text);
  }

  private meeting(entry: Entry): MeetingFacts | undefined {
    return meetingOf(this.around, entry.about);
  }

  private goalTitle(object: string): string {
    const item = this.shelf.workspace.get(object);
    return item?.state === "opened" ? oneLine(valuesOf(item.head.content)["title"] ?? "") : "";
  }

  /** What a review says of each goal, under the goal's name. */
  private reviewed(entry: Entry): Page["parts"] {
    return this.inReview(entry).map(({ id, title }) => [noteKey(id), title] as const);
  }

  private inReview({ kind, head }: Entry): readonly { id: string; title: string; choice: Choice }[] {
    if (kind !== "review") return [];
    return (this.around.mentorship?.goals ?? []).flatMap(({ id, object }) => {
      const choice = choiceIn(valuesOf(head.content)[choiceKey(id)]);
      return choice === null ? [] : [{ id, title: this.goalTitle(object), choice }];
    });
  }

  private async facts(entry: Entry): Promise<string[]> {
    const { own, words, when } = this.reader;
    if (entry.kind === "goal") return this.goalFacts(entry);
    if (entry.kind === "review") return this.inReview(entry).map(({ title, choice }) => `${title}: ${words.plans.choices[choice]}`);
    if (entry.kind === "agreement") return this.signatures(entry);
    if (DOCUMENTS.includes(entry.kind)) {
      const { size, type, sha256: sum } = readFacts(entry.head.content);
      return [`${words.documents.facts(size)}${type === "" ? "" : `, ${type}`}`, own.sealedHash(sum)];
    }
    if (entry.kind === "request" && this.around.request) {
      const { state, sent_at, programme } = this.around.request;
      return [programme.name, words.request.sentOn(when.day(sent_at)), words.request.states[state]];
    }
    const meeting = this.meeting(entry);
    return meeting ? [own.meeting(when.moment(meeting.starts_at))] : [];
  }

  private goalFacts(entry: Entry): string[] {
    const { words, when } = this.reader;
    const goal = this.around.mentorship?.goals.find((one) => one.object === entry.id);
    if (goal === undefined) return [];
    return [words.goals.states[goal.state], ...(goal.due_on === null ? [] : [words.goals.dueOn(when.day(goal.due_on))])];
  }

  private async signatures(entry: Entry): Promise<string[]> {
    const { vault, words, when, me } = this.reader;
    const { mentorship } = this.around;
    if (mentorship?.agreement?.object !== entry.id) return [];
    const told: string[] = [];
    for (const signature of mentorship.agreement.signatures) {
      const name = signature.person === me ? words.you : mentorship.counterpart.name;
      if (signature.revision !== entry.head.revision) told.push(`${name}: ${words.agreement.before(signature.revision)}`);
      else if (!(await signatureHolds(vault, entry.head, signature.person, signature))) told.push(words.agreement.forged);
      else told.push(signature.person === me ? words.agreement.youSigned(when.moment(signature.signed_at)) : words.agreement.signed(name, when.moment(signature.signed_at)));
    }
    return told;
  }
}
