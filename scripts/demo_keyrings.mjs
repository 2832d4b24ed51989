// Makes the demo people's keyrings with the browser's core (src/ithaca/vault/client/demo.py says why), besides those there are:
//     node scripts/demo_keyrings.mjs [COUNT]
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const frontend = join(root, "frontend");
const { build } = createRequire(join(frontend, "package.json"))("esbuild");
const outfile = join(mkdtempSync(join(tmpdir(), "demo-")), "core.mjs");
const names = ["bytes", "keyring", "ledger", "secrets"];
const contents = names.map((name) => `export * as ${name} from "./room/core/${name}";`).join("\n");
await build({ stdin: { contents, resolveDir: frontend, loader: "ts" }, bundle: true, format: "esm", outfile, platform: "node" });
const { bytes, keyring, ledger, secrets } = await import(outfile);

const file = join(root, "src/ithaca/vault/client/demo_keyrings.json.gz");
const passphrase = "sept oliviers veillent sur le vieux port tranquille";
const { kit, vaults } = existsSync(file) ? JSON.parse(gunzipSync(readFileSync(file))) : { kit: secrets.makeKit("fr").join(" "), vaults: [] };
const b64 = bytes.toBase64url;
for (let i = vaults.length + 1; i <= Number(process.argv[2] ?? 100); i++) {
  const person = `01920000-0000-7000-8000-${String(i).padStart(12, "0")}`;
  const { keyring: ring, card } = await keyring.createKeyring(person);
  const book = { ...ledger.EMPTY_LEDGER, wraps: { passphrase: 1, kit: 1 } };
  vaults.push({
    keyring: keyring.toText(ring),
    card: card.jws,
    wraps: { passphrase: b64(await keyring.wrap(ring, "passphrase", passphrase)), kit: b64(await keyring.wrap(ring, "kit", kit)) },
    ledger: b64((await ledger.sealLedger(book, card, await keyring.signerOf(ring))).file),
  });
}
const data = JSON.stringify({ passphrase, kit, vaults });
writeFileSync(file, gzipSync(data, { level: 9 }));
console.log(`${vaults.length} keyrings`);
