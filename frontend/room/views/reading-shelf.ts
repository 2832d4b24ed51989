/** What was shown to me of one file, opened once however often it is read. */
import { fromBase64url, HttpDepot, openCopy, openShownDocument, type Card, type OpenedCopy, type Vault } from "../core";
import type { Piece } from "../facts/pieces";
import { product } from "../facts/product";

const depot = new HttpDepot();

export class Shelf {
  private readonly opened = new Map<string, Promise<OpenedCopy>>();
  private readonly chains = new Map<string, Promise<readonly Card[]>>();

  constructor(
    private readonly vault: Vault,
    /** Whose copies alone are believed, where one person hands everything over. */
    private readonly owner: string | null = null,
  ) {}

  /** Opens a copy that was shown; throws Tampered unless its owner made it for me, of this very text. */
  open({ copy }: Piece): Promise<OpenedCopy> | null {
    if (copy === null) return null;
    const known = this.opened.get(copy.id);
    if (known !== undefined) return known;
    const opening = this.fetch(copy.id, this.owner ?? copy.owner.person, copy.source);
    this.opened.set(copy.id, opening);
    opening.catch(() => this.opened.delete(copy.id));
    return opening;
  }

  private async fetch(id: string, owner: string, source: OpenedCopy["source"]): Promise<OpenedCopy> {
    const known = this.chains.get(owner) ?? this.vault.chainOf(owner);
    this.chains.set(owner, known);
    const chain = await known;
    const { file } = await product.openCopy(id);
    return openCopy(this.vault.self, chain, id, source, fromBase64url(file));
  }

  /** The bytes of a file whose copy is open. */
  async document(copy: OpenedCopy, onProgress: (share: number) => void): Promise<Blob> {
    return openShownDocument(await depot.fetchShown(copy.id), copy.content, onProgress);
  }
}
