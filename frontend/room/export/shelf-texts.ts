/** The texts of one room as pages: their place in the export, the facts around them, the sealed file they came from. */
import { fromBase64url, sha256, type Bytes } from "../core/bytes";
import { openDraft } from "../core/drafts";
import { readFacts, signatureHolds, Tampered, type Draft, type Entry, type Item, type JsonObject, type Vault } from "../core";
import type { Opened } from "../core/room";
import type { ExportWords } from "../texts/everything";
import type { Words } from "../texts";
import type { Clock } from "../views/context";
import type { MeetingFacts, MentorshipFacts, RequestFacts } from "../views/product";
import type { OpenShelf } from "./everything";
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

/** What the server knows around the texts of a room. */
export interface Around {
  readonly meetings: readonly MeetingFacts[];
  readonly mentorship: MentorshipFacts | null;
  readonly request: RequestFacts | null;
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
  for (const item of shelf.workspace.items) {
    reader.signal.throwIfAborted();
    if (item.state !== "opened") {
      left.push(leftOut(reader, item));
      continue;
    }
    const one = new Describer(reader, shelf, around, folder);
    const page = await one.page(item);
    const file = shelf.wire.objects.find((object) => object.id === item.id)?.file ?? "";
    texts.push(text(page, item.head, fromBase64url(file)));
    if (item.kind === "document") documents.push({ path: one.documentPath(item), told: item.head });
    if (item.head.revision > 1) texts.push(...(await former(reader, shelf, item, page)));
  }
  const drafts = await draftsOf(reader, shelf, folder);
  return { texts: [...texts, ...drafts.texts], documents, left: [...left, ...drafts.left] };
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

async function draftsOf(reader: Reader, shelf: OpenShelf, folder: string): Promise<{ texts: Text[]; left: string[] }> {
  const texts: Text[] = [];
  const left: string[] = [];
  const { vault, own, when, words } = reader;
  for (const wire of await vault.ground.server.drafts(shelf.summary.id)) {
    const bytes = fromBase64url(wire.file);
    try {
      const draft: Draft = await openDraft(vault.self, shelf.summary.id, wire.object, bytes);
      const { title = "" } = draft.content;
      const name = typeof title === "string" && title.trim() !== "" ? title : own.kind(draft.kind);
      const path = reader.paths.take(`${folder}/${own.drafts}/${safeName(name, own.text)}`, ".md");
      const page: Page = { path, title: name, facts: [words.write.draftOf(when.moment(draft.at))], parts: partsOf(own, draft.kind, null), told: ["title", "about"] };
      texts.push({ page, content: draft.content, sealed: { name: `drafts/${wire.object}.age`, bytes, sha256: await sha256(bytes) } });
    } catch (error) {
      if (!(error instanceof Tampered)) throw error;
      left.push(own.refused(own.drafts, error.reason));
    }
  }
  return { texts, left };
}

function by({ words, when, me }: Reader, shelf: OpenShelf, { author, at, revision }: Opened): string {
  const name = author === me ? words.you : (shelf.workspace.members.find((member) => member.person === author)?.name ?? author);
  return `${words.room.by(name, when.moment(at))} (${words.room.revision(revision)})`;
}

/** The parts of a text of this kind with their headings; a kind that is not known here is written as JSON. */
function partsOf(own: ExportWords, kind: string, agreement: MentorshipFacts | null): Page["parts"] {
  if (kind === "agreement" && agreement) return agreement.agreement_template.map(({ slug, title }) => [slug, title] as const);
  return Object.entries(own.parts[kind] ?? {});
}

class Describer {
  constructor(
    private readonly reader: Reader,
    private readonly shelf: OpenShelf,
    private readonly around: Around,
    private readonly folder: string,
  ) {}

  async page(entry: Entry): Promise<Page> {
    const { own, paths } = this.reader;
    const title = this.title(entry);
    const stem = this.stem(entry, title);
    const path = paths.take(`${this.folder}/${safeName(own.kind(entry.kind), own.text)}/${stem}`, ".md");
    const facts = [by(this.reader, this.shelf, entry.head), ...(await this.facts(entry))];
    return { path, title, facts, parts: partsOf(own, entry.kind, this.around.mentorship), told: toldOf(entry) };
  }

  documentPath(entry: Entry): string {
    const { own, paths } = this.reader;
    const name = safeFileName(readFacts(entry.head.content).name, own.text);
    const [, stem = name, ending = ""] = /^(.*?)(\.[A-Za-z0-9]{1,10})?$/su.exec(name) ?? [];
    return paths.take(`${this.folder}/${safeName(own.kind("document"), own.text)}/${stem}`, ending);
  }

  private title(entry: Entry): string {
    const { own, words, when } = this.reader;
    const { title, name } = entry.head.content;
    for (const told of [title, name]) if (typeof told === "string" && told.trim() !== "") return told.trim();
    const meeting = this.meeting(entry);
    if (meeting && entry.kind === "summary") return words.notes.summaryOf(when.day(meeting.starts_at));
    if (meeting) return `${own.kind(entry.kind)}, ${when.day(meeting.starts_at)}`;
    return own.kind(entry.kind);
  }

  private stem(entry: Entry, title: string): string {
    const { own } = this.reader;
    if (entry.kind === "agreement" || entry.kind === "request" || entry.kind === "goal") return safeName(title, own.text);
    const at = this.meeting(entry)?.starts_at ?? entry.created;
    return safeName(`${at.slice(0, 10)} ${title}`, own.text);
  }

  private meeting(entry: Entry): MeetingFacts | undefined {
    return this.around.meetings.find((meeting) => meeting.id === entry.about);
  }

  private async facts(entry: Entry): Promise<string[]> {
    const { own, words, when } = this.reader;
    if (entry.kind === "goal") return this.goalFacts(entry);
    if (entry.kind === "agreement") return this.signatures(entry);
    if (entry.kind === "document") {
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
    const agreement = this.around.mentorship?.agreement;
    if (agreement?.object !== entry.id) return [];
    const told: string[] = [];
    for (const signature of agreement.signatures) {
      const name = signature.person === me ? words.you : (this.around.mentorship?.counterpart.name ?? "");
      if (signature.revision !== entry.head.revision) told.push(`${name}: ${words.agreement.before(signature.revision)}`);
      else if (!(await signatureHolds(vault, entry.head, signature.person, signature))) told.push(words.agreement.forged);
      else told.push(signature.person === me ? words.agreement.youSigned(when.moment(signature.signed_at)) : words.agreement.signed(name, when.moment(signature.signed_at)));
    }
    return told;
  }
}

function toldOf({ kind }: Entry): string[] {
  return kind === "document" ? ["name", "type", "size", "attachment", "sha256"] : ["title"];
}
