import { unzipSync } from "fflate";
import { expect, it } from "vitest";
import { random, sha256 } from "../core/bytes";
import { ZipFile } from "./zip";

const AT = new Date("2026-03-03T14:02:00");

async function opened(zip: Blob): Promise<Record<string, Uint8Array>> {
  return unzipSync(new Uint8Array(await zip.arrayBuffer()));
}

it("gives back every file as it was put in, names with accents included", async () => {
  const [small, large] = [random(1000), new Blob(Array.from({ length: 200 }, () => random(60_000)))];
  const zip = new ZipFile(AT);
  zip.addText("Été/Première note.md", "Bonjour à vous\n".repeat(500));
  zip.addBytes("texts/a.age", small);
  await zip.addBlob("documents/b.age", large);
  const made = zip.finish();
  const files = await opened(made);
  expect(Object.keys(files)).toEqual(["Été/Première note.md", "texts/a.age", "documents/b.age"]);
  expect(new TextDecoder().decode(files["Été/Première note.md"])).toBe("Bonjour à vous\n".repeat(500));
  expect(files["texts/a.age"]).toEqual(new Uint8Array(small));
  expect(await sha256(files["documents/b.age"] ?? new Uint8Array())).toBe(await sha256(new Uint8Array(await large.arrayBuffer())));
  expect(made.size).toBeLessThan(large.size + 3000);
});

it("makes a file of nothing too", async () => {
  expect(await opened(new ZipFile(AT).finish())).toEqual({});
});

it("says so before it grows beyond what the format holds", async () => {
  const zip = new ZipFile(AT, 10_000);
  zip.addBytes("a", random(9000));
  await expect(zip.addBlob("b", new Blob([random(2000)]))).rejects.toThrow(RangeError);
});
