import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { sha256 } from "./bytes";
import { fetchDocument, keyOfDocument, LARGEST_DOCUMENT, openShownDocument, sendDocument, TooLarge, type Depot, type DocumentFacts } from "./documents";
import { ApiError } from "./errors";
import type { Epoch, Opened } from "./room";
import { again, entry, makeWorld, refusal } from "../testing/world";

const held = ({ room, identity }: Epoch): { room: string; identities: readonly string[] } => ({ room, identities: [identity] });

class MemoryDepot implements Depot {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>[]>();
  away = 0;

  putPart(_room: string, attachment: string, number: number, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    if (this.away-- > 0) return Promise.reject(new ApiError(0, "unreachable", ""));
    const parts = this.files.get(attachment) ?? [];
    if (number === parts.length) parts.push(bytes.slice());
    this.files.set(attachment, parts);
    return Promise.resolve();
  }
  complete(): Promise<void> {
    return Promise.resolve();
  }
  fetch(_room: string, attachment: string): Promise<ReadableStream<Uint8Array>> {
    return Promise.resolve(new Blob(this.files.get(attachment) ?? []).stream());
  }
}

function file(size: number, name = "photo de l’île.png", type = "image/png"): File {
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(bytes.subarray(at, Math.min(at + 65_536, size)));
  return new File([bytes], name, { type });
}

interface Sent {
  readonly depot: MemoryDepot;
  readonly original: File;
  readonly epoch: Epoch;
  readonly told: Opened;
  readonly facts: DocumentFacts;
}

async function sent(size = 2_600_000): Promise<Sent> {
  const { ines, stored } = await again();
  const room = await ines.openRoom(stored.id);
  const depot = new MemoryDepot();
  const original = file(size);
  const facts = await sendDocument(depot, room.key, original, () => undefined);
  const written = await room.create("document", { ...facts }, { about: facts.attachment });
  if (written.state !== "saved") throw new Error("conflict");
  return { depot, original, epoch: room.key, told: entry(room, written.entry.id).head, facts };
}

async function digest(blob: Blob): Promise<string> {
  return sha256(new Uint8Array(await blob.arrayBuffer()));
}

/** Pauses between tries pass at once. */
function hurry(): void {
  vi.stubGlobal("setTimeout", (run: () => void) => {
    queueMicrotask(run);
    return 0;
  });
}
afterEach(() => vi.unstubAllGlobals());

beforeAll(makeWorld, 120_000);

describe("a document", () => {
  it.each([0, 1, 1_048_576, 2_600_000])("of %i bytes comes back byte by byte, with progress", async (size) => {
    const { depot, original, epoch, told } = await sent(size);
    const shares: number[] = [];
    const back = await fetchDocument(depot, held(epoch), told, (share) => shares.push(share));
    expect(await digest(back)).toBe(await digest(original));
    expect(back.type).toBe("application/octet-stream");
    expect(shares.at(-1)).toBe(1);
  });

  it("is sent in parts of one MiB, none of which shows name or content", async () => {
    const { depot, facts } = await sent();
    const parts = depot.files.get(facts.attachment) ?? [];
    expect(parts.map((part) => part.length).slice(0, -1)).toEqual([1_048_576, 1_048_576]);
    expect(new TextDecoder("latin1").decode(parts[0]).includes("photo")).toBe(false);
  });

  it("waits for a network that is away for a moment", async () => {
    const { ines, stored } = await again();
    const room = await ines.openRoom(stored.id);
    const depot = new MemoryDepot();
    depot.away = 3;
    hurry();
    const facts = await sendDocument(depot, room.key, file(1_500_000), () => undefined);
    expect((depot.files.get(facts.attachment) ?? []).length).toBe(2);
  });

  it("is given up when the network stays away, and stopped on demand", async () => {
    const { ines, stored } = await again();
    const room = await ines.openRoom(stored.id);
    const depot = new MemoryDepot();
    depot.away = 99;
    hurry();
    await expect(sendDocument(depot, room.key, file(10), () => undefined)).rejects.toBeInstanceOf(ApiError);
    const stop = new AbortController();
    stop.abort();
    await expect(sendDocument(new MemoryDepot(), room.key, file(10), () => undefined, { signal: stop.signal })).rejects.toThrow();
  });

  it("too large is told before anything is sent", async () => {
    const { ines, stored } = await again();
    const room = await ines.openRoom(stored.id);
    const large = { size: LARGEST_DOCUMENT + 1 } as File;
    await expect(sendDocument(new MemoryDepot(), room.key, large, () => undefined)).rejects.toBeInstanceOf(TooLarge);
  });
});

describe("a document that is shown to somebody outside", () => {
  const none = (): void => undefined;

  it("opens with its own key, and no other document of the room does", async () => {
    const { depot, original, epoch, told, facts } = await sent(1_100_000);
    const key = await keyOfDocument(depot, held(epoch), told);
    const content = { ...told.content, key };
    expect(await digest(await openShownDocument(await depot.fetch("", facts.attachment), content, none))).toBe(await digest(original));
    const other = await sendDocument(depot, epoch, file(100), none);
    expect(await refusal(async () => openShownDocument(await depot.fetch("", other.attachment), { ...content, ...other }, none))).toBe("malformed");
  });

  it("is refused where the server hands out something else, or nothing of the kind", async () => {
    const { depot, epoch, told, facts } = await sent(40);
    const content = { ...told.content, key: await keyOfDocument(depot, held(epoch), told) };
    const part = depot.files.get(facts.attachment)?.[0];
    if (part) part[part.length - 1] = (part.at(-1) ?? 0) ^ 1;
    expect(await refusal(async () => openShownDocument(await depot.fetch("", facts.attachment), content, none))).toBe("malformed");
    expect(await refusal(async () => openShownDocument(await depot.fetch("", facts.attachment), { ...content, key: 7 }, none))).toBe("malformed");
    for (const bytes of [new Uint8Array(10), new Uint8Array(9000)]) {
      depot.files.set(facts.attachment, [bytes]);
      expect(await refusal(() => keyOfDocument(depot, held(epoch), told))).toBe("malformed");
    }
  });

  it("gives its key to nobody without the room's", async () => {
    const { depot, told, epoch } = await sent(40);
    expect(await refusal(async () => keyOfDocument(depot, { room: epoch.room, identities: [await generateX25519Identity()] }, told))).toBe("malformed");
  });
});

describe("a hostile server", () => {
  it("that alters a byte is refused", async () => {
    const { depot, epoch, told, facts } = await sent();
    const part = depot.files.get(facts.attachment)?.[1];
    if (part) part[5] = (part[5] ?? 0) ^ 1;
    expect(await refusal(() => fetchDocument(depot, held(epoch), told, () => undefined))).toBe("malformed");
  });

  it("that hands out another document is refused", async () => {
    const { depot, epoch, told, facts } = await sent();
    const other = await sendDocument(depot, epoch, file(2_600_000), () => undefined);
    depot.files.set(facts.attachment, depot.files.get(other.attachment) ?? []);
    expect(await refusal(() => fetchDocument(depot, held(epoch), told, () => undefined))).toBe("hash");
  });

  it("that points a text at another attachment is refused", async () => {
    const { depot, epoch, told } = await sent();
    expect(await refusal(() => fetchDocument(depot, held(epoch), { ...told, about: "01920000-0000-7000-8000-000000000000" }, () => undefined))).toBe("about");
  });

  it("that hands out a file for a recipient more is refused, however short", async () => {
    for (const size of [3, 40_000]) {
      const { depot, epoch, told, facts } = await sent(size);
      const encrypter = new Encrypter();
      for (const recipient of [epoch.recipient, await identityToRecipient(await generateX25519Identity())]) encrypter.addRecipient(recipient);
      const two = new Uint8Array(await encrypter.encrypt(new Uint8Array(size)));
      depot.files.set(facts.attachment, [two]);
      const signed = { ...told, content: { ...told.content, sha256: await sha256(two) } };
      expect(await refusal(() => fetchDocument(depot, held(epoch), signed, () => undefined)), String(size)).toBe("recipient");
    }
  });

  it("in league with a member cannot show another size than the one told", async () => {
    const { depot, epoch, told } = await sent(30);
    expect(await refusal(() => fetchDocument(depot, held(epoch), { ...told, content: { ...told.content, size: 31 } }, () => undefined))).toBe("malformed");
    expect(await refusal(() => fetchDocument(depot, held(epoch), { ...told, content: { ...told.content, size: -1 } }, () => undefined))).toBe("malformed");
  });

  it("a network that breaks off is no altered document", async () => {
    const { depot, epoch, told } = await sent(3_000_000);
    const broken = (error: Error): ReadableStream<Uint8Array> => new ReadableStream({ pull: (controller) => { controller.error(error); } });
    for (const error of [new TypeError("network error"), new ApiError(0, "unreachable", "")]) {
      vi.spyOn(depot, "fetch").mockResolvedValueOnce(broken(error));
      await expect(fetchDocument(depot, held(epoch), told, () => undefined)).rejects.toBe(error);
    }
  });

  it("that refuses a part is not asked again and again", async () => {
    const { ines, stored } = await again();
    const room = await ines.openRoom(stored.id);
    const depot = new MemoryDepot();
    const refused = vi.spyOn(depot, "putPart").mockRejectedValue(new ApiError(413, "413", ""));
    await expect(sendDocument(depot, room.key, file(10), () => undefined)).rejects.toMatchObject({ status: 413 });
    expect(refused).toHaveBeenCalledTimes(1);
    refused.mockRejectedValue(new TypeError("of our own making"));
    await expect(sendDocument(depot, room.key, file(10), () => undefined)).rejects.toBeInstanceOf(TypeError);
  });

  it("that sends less, or nothing, is refused", async () => {
    const { depot, epoch, told, facts } = await sent();
    depot.files.set(facts.attachment, (depot.files.get(facts.attachment) ?? []).slice(0, 1));
    expect(await refusal(() => fetchDocument(depot, held(epoch), told, () => undefined))).toBe("malformed");
    depot.files.set(facts.attachment, []);
    expect(await refusal(() => fetchDocument(depot, held(epoch), told, () => undefined))).toBe("malformed");
  });
});
