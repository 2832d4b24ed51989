/**
 * Everything that is one's own as a ZIP, made in this browser: as Markdown and files, or as the age files that the
 * server keeps, with the keys for them sealed to one's own. `ithaca-open` makes the first of the second.
 */
import { Encrypter } from "age-encryption";
import { ApiError, fetchDocument, openShownDocument, readFacts, Tampered, type Json, type KeysRenewed, type Vault, fromBase64url, own as owned, sha256, type Bytes, type Depot, type DocumentFacts, type HttpDepot, sign } from "../core";
import type { Words } from "../texts";
import type { ExportWords } from "../texts/everything";
import type { Clock } from "../facts/clock";
import type { CopyFacts } from "../facts/product";
import { aroundOf, isOpen, openShelf, shelves, type Around, type OpenShelf, type Shelf, type Sources } from "../facts/everything";
import { receivedCopies, shownCopy, sourceOf, type ShownFile } from "./copies";
import { Paths, safeName } from "./names";
import { markdown, type Page } from "./page";
import { textsOf, type Attached, type Reader, type Text } from "./shelf-texts";
import { ZipFile } from "./zip";

export type Form = "markdown" | "sealed";

export interface Order {
  readonly form: Form;
  readonly vault: Vault;
  readonly sources: Sources;
  readonly depot: Depot & Pick<HttpDepot, "fetchShown">;
  readonly name: string;
  readonly site: string;
  readonly words: Words;
  readonly own: ExportWords;
  readonly when: Clock;
  readonly at: Date;
  readonly signal: AbortSignal;
  /** Which room is being gathered, of how many; "" at the end. */
  readonly onProgress: (done: number, all: number, name: string) => void;
}

export interface Made {
  readonly zip: Blob;
  readonly texts: number;
  readonly documents: number;
  /** What could not be taken along, in words. */
  readonly left: readonly string[];
}

/** Throws what stops it: a lost network, an AbortError once cancelled. */
export function makeExport(order: Order): Promise<Made> {
  return new Export(order).make();
}

/** A file as it is read, and as the server keeps it. */
interface FileSource {
  opened(): Promise<Blob>;
  sealed(): Promise<ReadableStream<Uint8Array>>;
}

class Export {
  private readonly zip: ZipFile;
  private readonly paths = new Paths();
  private readonly reader: Reader;
  private readonly index: { pages: Json[]; documents: Json[] } = { pages: [], documents: [] };
  private readonly identities = new Map<string, string>();
  private readonly cards = new Set<string>();
  private readonly left: string[] = [];
  /** Sealed files by name: those in the export already, and those that copies were taken from. */
  private readonly written = new Set<string>();
  private readonly originals = new Map<string, Text | undefined>();
  private texts = 0;
  private documents = 0;

  constructor(private readonly order: Order) {
    const { vault, words, own, when, signal } = order;
    this.zip = new ZipFile(order.at);
    this.reader = { vault, me: vault.person, words, own, when, paths: this.paths, signal };
  }

  async make(): Promise<Made> {
    const { vault, sources, signal, onProgress, own } = this.order;
    const all = await shelves(vault, sources);
    const shown = await sources.copiesReleased();
    for (const copy of shown) this.originals.set(sourceOf(copy), undefined);
    for (const [i, shelf] of all.entries()) {
      signal.throwIfAborted();
      onProgress(i, all.length, own.room(shelf, this.order.vault.person));
      await this.addShelf(shelf);
    }
    onProgress(all.length, all.length, "");
    this.addShown(shown);
    await this.addReceived();
    this.addOverview();
    if (this.order.form === "sealed") await this.addKeys();
    signal.throwIfAborted();
    return { zip: this.zip.finish(), texts: this.texts, documents: this.documents, left: this.left };
  }

  private async addShelf(shelf: Shelf): Promise<void> {
    const { vault, own } = this.order;
    const name = own.room(shelf, vault.person);
    const opened = await openShelf(vault, shelf);
    if (!isOpen(opened)) {
      this.left.push(own.shut(name, reasonOf(opened.reason)));
      return;
    }
    const folder = this.paths.take(safeName(name, own.text));
    const around = await aroundOf(this.order.sources, shelf);
    const found = await textsOf(this.reader, opened, around, folder);
    for (const identity of opened.workspace.identities) this.identities.set(identity, name);
    for (const chain of Object.values(opened.wire.cards)) for (const { jws } of chain) this.cards.add(jws);
    for (const text of found.texts) this.addText(text);
    for (const document of found.documents) await this.addDocument(opened, document);
    this.left.push(...found.left.map((one) => `${name}/${one}`));
    this.zipText(this.aboutRoom(opened, around, folder, name, found.left), {}, null);
  }

  private addText(text: Text): void {
    const { page, content, sealed } = text;
    this.zipText(page, content, sealed);
    if (this.originals.has(sealed.name)) this.originals.set(sealed.name, text);
    this.texts += 1;
  }

  private addShown(copies: readonly CopyFacts[]): void {
    for (const copy of copies) {
      const found = this.originals.get(sourceOf(copy));
      const original = found?.sealed.sha256 === copy.source.sha256 ? found : undefined;
      this.zipText(shownCopy(this.reader, copy, original), original?.content ?? {}, original?.sealed ?? null);
    }
  }

  private async addReceived(): Promise<void> {
    const { texts, files, cards, left } = await receivedCopies(this.reader, this.order.sources);
    for (const text of texts) this.addText(text);
    for (const file of files) await this.addShownFile(file);
    for (const jws of cards) this.cards.add(jws);
    this.left.push(...left);
  }

  private aboutRoom(shelf: OpenShelf, around: Around, folder: string, name: string, left: readonly string[]): Page {
    const { own, when } = this.order;
    const { place, workspace } = shelf;
    const members = workspace.members.map((member) => own.member(member.name, when.day(member.joined)));
    const meetings = around.mentorship && shelf.summary.purpose !== "private" ? around.meetings.map((one) => own.meetingFact(when.moment(one.starts_at), one.state, one.minutes)) : [];
    const facts = [...(place ? [place.programme] : []), ...members, ...meetings, ...left];
    return { path: this.paths.take(`${folder}/${own.about}`, ".md"), title: name, facts, parts: [], told: [] };
  }

  private addOverview(): void {
    const { own, name, site, when, at } = this.order;
    const facts = [own.madeFor(name), own.madeOn(when.moment(at.toISOString()), site), own.counts(this.texts, this.documents), ...this.left];
    this.zipText({ path: this.paths.take(own.overview, ".md"), title: own.title, facts, parts: [], told: [] }, {}, null);
  }

  private zipText(page: Page, content: Parameters<typeof markdown>[1], sealed: { name: string; bytes: Bytes; sha256: string } | null): void {
    if (this.order.form === "markdown") this.zip.addText(page.path, markdown(page, content));
    else {
      if (sealed && !this.written.has(sealed.name)) this.zip.addBytes(sealed.name, sealed.bytes);
      if (sealed) this.written.add(sealed.name);
      this.index.pages.push({ ...page, file: sealed?.name ?? null, sha256: sealed?.sha256 ?? null });
    }
  }

  private addDocument(shelf: OpenShelf, { path, told }: Attached): Promise<void> {
    const { depot } = this.order;
    return this.addFile(path, readFacts(told.content), {
      opened: () => fetchDocument(depot, shelf.workspace, told, () => undefined),
      sealed: () => depot.fetch(shelf.summary.id, readFacts(told.content).attachment),
    });
  }

  private addShownFile({ path, copy, content }: ShownFile): Promise<void> {
    const { depot } = this.order;
    return this.addFile(path, readFacts(content), {
      opened: async () => openShownDocument(await depot.fetchShown(copy), content, () => undefined),
      sealed: () => depot.fetchShown(copy),
    });
  }

  private async addFile(path: string, facts: DocumentFacts, fetch: FileSource): Promise<void> {
    const { own, signal } = this.order;
    signal.throwIfAborted();
    try {
      if (this.order.form === "markdown") await this.zip.addBlob(path, await fetch.opened());
      else await this.addSealed(path, facts, await fetch.sealed());
      this.documents += 1;
    } catch (error) {
      if (error instanceof Tampered) this.left.push(own.refused(path, error.reason));
      else if (error instanceof ApiError && error.status === 404) this.left.push(own.gone(path));
      else throw error;
    }
  }

  private async addSealed(path: string, facts: DocumentFacts, stream: ReadableStream<Uint8Array>): Promise<void> {
    const file = await new Response(stream).blob();
    const bytes = new Uint8Array(await file.arrayBuffer());
    if ((await sha256(bytes)) !== facts.sha256) throw new Tampered("hash", "document");
    const name = `documents/${facts.attachment}.age`;
    await this.zip.addBlob(name, file);
    this.index.documents.push({ path, file: name, sha256: facts.sha256 });
  }

  /** The keys of all rooms and the list of everything, both sealed to oneself; the kit opens the rest. */
  private async addKeys(): Promise<void> {
    const { vault, own, words, at, name, site, when } = this.order;
    const wire = await vault.ground.server.keyring();
    const kit = wire?.wraps.find((one) => one.way === "kit");
    if (kit === undefined) throw new Tampered("missing", "kit");
    const keys = [...this.identities].map(([identity, room]) => `# ${room.replaceAll(/\s+/g, " ")}\n${identity}\n`);
    this.zip.addBytes("kit.age", fromBase64url(kit.file));
    this.zip.addBytes("identity.txt.age", await sealed(vault, [`# ${own.mine}\n${vault.self.identity}\n`, ...keys].join("")));
    const claims = { person: vault.person, card: vault.self.card.jws, language: words.language, at: at.toISOString(), cards: [...this.cards], ...this.index };
    this.zip.addBytes("index.age", await sealed(vault, await sign("export", claims, vault.self.signer)));
    this.zip.addText(`${own.readme}.txt`, own.readmeText(name, when.moment(at.toISOString()), site));
  }
}

async function sealed(vault: Vault, text: string): Promise<Bytes> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(vault.self.card.recipient);
  return owned(await encrypter.encrypt(text));
}

function reasonOf(error: KeysRenewed | Tampered): string {
  return error instanceof Tampered ? error.reason : "keys-renewed";
}
