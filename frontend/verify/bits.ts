// The bits of a status list (W3C Bitstring Status List 1.0): base64url after a `u`, gzipped, bit 0 leftmost.
const LEAST = 131_072;
const MOST = 16 * 1024 * 1024; // bytes that a list may unpack to: a few of gzip become gigabytes

/** Whether a bit is set; rejects where the text is no list, or has no such bit. */
export async function bitOf(encoded: string, index: number): Promise<boolean> {
  if (!encoded.startsWith("u")) throw new Error("not base64url");
  const zipped = Uint8Array.from(atob(encoded.slice(1).replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const stream = new Blob([zipped]).stream().pipeThrough(new DecompressionStream("gzip"));
  const bits = await unpacked(stream);
  if (bits.length * 8 < LEAST) throw new Error("a short list");
  const byte = bits[Math.floor(index / 8)];
  if (byte === undefined || !Number.isInteger(index) || index < 0) throw new Error("no such bit");
  return (byte & (0x80 >> index % 8)) !== 0;
}

async function unpacked(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > MOST) {
      await reader.cancel();
      throw new Error("an endless list");
    }
    parts.push(new Uint8Array(read.value));
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
