/** Frozen copies in an export: what one has shown, and what one was shown and has opened, with whom and when. */
import { ApiError, checkName, DOCUMENTS, fromBase64url, KeysRenewed, openCopy, readFacts, sha256, Tampered, type JsonObject } from "../core";
import { copyWords as told } from "../texts/copies";
import type { Sources } from "../facts/everything";
import type { CopyFacts } from "../facts/product";
import { safeFileName, safeName } from "./names";
import type { Page } from "./page";
import { partsOf, type Reader, type Text } from "./shelf-texts";

/** What the file itself says, or what opens nothing but it. */
const FILE_FACTS = ["name", "type", "size", "attachment", "sha256", "key"];

/** The name in the export of the sealed text that a copy was taken from. */
export function sourceOf({ source }: CopyFacts): string {
  return `texts/${source.object}.${source.revision}.age`;
}

/** A copy that I have shown, with its text where that is part of the export; its reader alone can open the copy itself. */
export function shownCopy(reader: Reader, copy: CopyFacts, original: Text | undefined): Page {
  const { when } = reader;
  const facts = [told.to(copy.reader.name), told.released(when.moment(copy.released)), kindOf(copy), copy.opened === null ? told.notOpened : told.opened(when.moment(copy.opened))];
  if (copy.revoked !== null) facts.push(told.revoked(when.moment(copy.revoked)));
  const title = original?.page.title ?? told.kind(copy.source.kind);
  return { path: pathOf(reader, told.mine, copy, `${title} – ${copy.reader.name}`), title, facts, parts: original?.page.parts ?? [], told: original?.page.told ?? [] };
}

/** A file that was shown to me, yet to be fetched: its copy's text has the facts and the key. */
export interface ShownFile {
  readonly path: string;
  readonly copy: string;
  readonly content: JsonObject;
}

export interface ReceivedCopies {
  readonly texts: readonly Text[];
  readonly files: readonly ShownFile[];
  /** The cards of those who have shown something, which an export needs to be verified later. */
  readonly cards: readonly string[];
  readonly left: readonly string[];
}

/** What was shown to me. A copy that I have not opened stays shut: its owner would be told that I had read it. */
export async function receivedCopies(reader: Reader, sources: Sources): Promise<ReceivedCopies> {
  const texts: Text[] = [];
  const cards: string[] = [];
  const left: string[] = [];
  const files: ShownFile[] = [];
  for (const copy of [...(await sources.copiesReceived()), ...(await sources.copiesJudged())]) {
    reader.signal.throwIfAborted();
    if (copy.revoked !== null) continue;
    const name = `${told.theirs}/${kindOf(copy)} – ${copy.owner.name}`;
    if (copy.opened === null) {
      left.push(told.left(name, told.notOpened));
      continue;
    }
    try {
      const { text, chain } = await received(reader, sources, copy);
      texts.push(text);
      cards.push(...chain);
      if (isFile(copy)) files.push({ path: filePath(reader, text.content), copy: copy.id, content: text.content });
    } catch (error) {
      left.push(reasonFor(reader, name, copy, error));
    }
  }
  return { texts, files, cards, left };
}

async function received(reader: Reader, sources: Sources, copy: CopyFacts): Promise<{ text: Text; chain: string[] }> {
  const { vault, when } = reader;
  checkName(vault.ledger, copy.owner);
  const bytes = fromBase64url((await sources.openCopy(copy.id)).file);
  const chain = await vault.chainOf(copy.owner.person);
  const opened = await openCopy(vault.self, chain, copy.id, copy.source, bytes);
  const { name, title = name } = opened.content;
  const heading = typeof title === "string" && title.trim() !== "" ? title.replaceAll(/\s+/gu, " ").trim() : told.kind(copy.source.kind);
  const page: Page = {
    path: pathOf(reader, told.theirs, copy, `${heading} – ${copy.owner.name}`),
    title: heading,
    facts: [told.from(copy.owner.name), told.released(when.moment(copy.released)), kindOf(copy), told.signed(copy.owner.name, when.moment(opened.at)), told.discretion],
    parts: [["note", told.word(copy.owner.name)], ...partsOf(reader.words, reader.own, copy.source.kind, null)],
    told: ["title", ...(isFile(copy) ? FILE_FACTS : [])].filter((key) => typeof opened.content[key] !== "object"),
  };
  const sealed = { name: `copies/${copy.id}.age`, bytes, sha256: await sha256(bytes) };
  return { text: { page, content: { ...opened.content, note: opened.note }, sealed }, chain: chain.map(({ jws }) => jws) };
}

function reasonFor({ own }: Reader, name: string, copy: CopyFacts, error: unknown): string {
  if (error instanceof Tampered) return own.refused(name, error.reason);
  if (error instanceof KeysRenewed) return told.left(name, told.oldKeys(copy.owner.name));
  if (error instanceof ApiError && error.status === 404) return told.left(name, told.gone(copy.owner.name));
  throw error;
}

function isFile({ source }: CopyFacts): boolean {
  return DOCUMENTS.includes(source.kind);
}

function filePath({ paths, own }: Reader, content: JsonObject): string {
  const { stem, ending } = safeFileName(readFacts(content).name, own.text);
  return paths.take(`${safeName(told.theirs, own.text)}/${stem}`, ending);
}

function kindOf({ source }: CopyFacts): string {
  return told.of(told.kind(source.kind), source.revision);
}

function pathOf({ paths, own }: Reader, folder: string, copy: CopyFacts, name: string): string {
  return paths.take(`${safeName(folder, own.text)}/${safeName(`${copy.released.slice(0, 10)} ${name}`, own.text)}`, ".md");
}
