/** A ZIP that is written as it grows: what is done lies in blobs, which browsers may keep on disk. */
import { utf8, type Bytes } from "../core";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";

const HEAP = 8 * 1024 * 1024;
/** What a ZIP of the plain format may hold, with room for its list at the end. */
const MOST = 4_000_000_000;

export class ZipFile {
  private readonly blobs: Blob[] = [];
  private heap: Bytes[] = [];
  private size = 0;
  private whole = 0;
  private failure: Error | null = null;
  private readonly zip = new Zip((error, chunk) => {
    if (error) this.failure = error;
    else this.keep(new Uint8Array(chunk));
  });

  constructor(
    private readonly at: Date,
    private readonly most = MOST,
  ) {}

  addText(path: string, text: string): void {
    this.addBytes(path, utf8(text), true);
  }

  addBytes(path: string, bytes: Uint8Array, shrink = false): void {
    const file = shrink ? new ZipDeflate(path, { level: 6 }) : new ZipPassThrough(path);
    file.mtime = this.at;
    this.zip.add(file);
    file.push(bytes, true);
    this.check();
  }

  /** A document goes through piece by piece. */
  async addBlob(path: string, blob: Blob): Promise<void> {
    const file = new ZipPassThrough(path);
    file.mtime = this.at;
    this.zip.add(file);
    const reader = blob.stream().getReader();
    for (;;) {
      const { done, value } = await reader.read();
      file.push(value ?? new Uint8Array(), done);
      this.check();
      if (done) return;
    }
  }

  finish(): Blob {
    this.zip.end();
    this.check();
    this.settle();
    return new Blob(this.blobs, { type: "application/zip" });
  }

  private keep(chunk: Bytes): void {
    this.heap.push(chunk);
    this.size += chunk.length;
    this.whole += chunk.length;
    if (this.whole > this.most) this.failure = new RangeError("larger than a ZIP can be");
    if (this.size > HEAP) this.settle();
  }

  private settle(): void {
    this.blobs.push(new Blob(this.heap));
    this.heap = [];
    this.size = 0;
  }

  private check(): void {
    if (this.failure !== null) throw this.failure;
  }
}
