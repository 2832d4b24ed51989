// Makes tests/vectors/v1/copy-browser.json: a text shown to one reader. Kept for ever: run once per scheme.
//     node tests/vectors/make_copy_browser.mjs
import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const frontend = join(here, "../../frontend");
const { build } = createRequire(join(frontend, "package.json"))("esbuild");
const outfile = join(mkdtempSync(join(tmpdir(), "vectors-")), "core.mjs");
const names = ["bytes", "copies", "keyring"];
const contents = names.map((name) => `export * as ${name} from "./room/core/${name}";`).join("\n");
await build({ stdin: { contents, resolveDir: frontend, loader: "ts" }, bundle: true, format: "esm", outfile, platform: "node" });
const { bytes, copies, keyring } = await import(outfile);

const [owner, reader] = [
  await keyring.createKeyring("0192aaaa-0000-7000-8000-000000000004"),
  await keyring.createKeyring("0192aaaa-0000-7000-8000-000000000005"),
];
const self = { person: owner.card.person, identity: owner.keyring.identity, signer: await keyring.signerOf(owner.keyring), card: owner.card };
const source = { room: "0192aaaa-0000-7000-8000-00000000aaaa", object: "0192aaaa-0000-7000-8000-00000000bbbb", kind: "summary", revision: 3, sha256: await bytes.sha256("une révision") };
const copy = { id: "0192aaaa-0000-7000-8000-00000000dddd", source, content: { title: "L’île — œuvre", text: "Ce que je veux montrer ✓\nSuite" }, note: "Merci d’avance" };
const file = await copies.sealCopy(self, reader.card, copy);
writeFileSync(join(here, "v1/copy-browser.json"), JSON.stringify({
  scheme: "ithaca.v1",
  owner: { keyring: keyring.toText(owner.keyring), card: owner.card.jws },
  reader: { keyring: keyring.toText(reader.keyring), card: reader.card.jws },
  copy: copy.id,
  source,
  content: copy.content,
  note: copy.note,
  file: bytes.toBase64url(file),
}, null, 1) + "\n");
