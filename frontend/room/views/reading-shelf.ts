/** What was shown to me, opened once however often it is read: the texts of one candidate's file. */
import { fromBase64url, HttpDepot, openCopy, openShownDocument, type Card, type OpenedCopy, type Vault } from "../core";
import type { Piece } from "../facts/certification";
import { product } from "../facts/product";

const depot = new HttpDepot();

export class Shelf {
  private readonly opened = new Map<string, Promise<OpenedCopy>>();
  private chain: Promise<readonly Card[]> | null = null;

  constructor(
    private readonly vault: Vault,
    private readonly candidate: string,
  ) {}

  /** Opens a copy that was shown; throws Tampered unless the candidate made it for me, of this very text. */
  open({ copy }: Piece): Promise<OpenedCopy> | null {
    if (copy === null) return null;
    const known = this.opened.get(copy.id);
    if (known !== undefined) return known;
    const opening = this.fetch(copy.id, copy.source);
    this.opened.set(copy.id, opening);
    opening.catch(() => this.opened.delete(copy.id));
    return opening;
  }

  private async fetch(id: string, source: OpenedCopy["source"]): Promise<OpenedCopy> {
    this.chain ??= this.vault.chainOf(this.candidate);
    const chain = await this.chain;
    const { file } = await product.openCopy(id);
    return openCopy(this.vault.self, chain, id, source, fromBase64url(file));
  }

  /** The bytes of a file whose copy is open. */
  async document(copy: OpenedCopy, onProgress: (share: number) => void): Promise<Blob> {
    return openShownDocument(await depot.fetchShown(copy.id), copy.content, onProgress);
  }
}
