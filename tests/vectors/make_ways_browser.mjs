// Makes tests/vectors/v1/ways-browser.json: a keyring under a passkey. Kept for ever: run once per scheme.
//     node tests/vectors/make_ways_browser.mjs
import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const frontend = join(here, "../../frontend");
const { build } = createRequire(join(frontend, "package.json"))("esbuild");
const outfile = join(mkdtempSync(join(tmpdir(), "vectors-")), "core.mjs");
const names = ["bytes", "keyring", "passkeys"];
const contents = names.map((name) => `export * as ${name} from "./room/core/${name}";`).join("\n");
await build({ stdin: { contents, resolveDir: frontend, loader: "ts" }, bundle: true, format: "esm", outfile, platform: "node" });
const { bytes, keyring, passkeys } = await import(outfile);

const [prf, credential] = [bytes.random(32), bytes.random(32)];
const { keyring: ring, card } = await keyring.createKeyring("0192aaaa-0000-7000-8000-000000000003");
const [way, secret] = [await passkeys.wayOf(credential), await passkeys.secretOf(prf)];
const b64 = bytes.toBase64url;
writeFileSync(join(here, "v1/ways-browser.json"), JSON.stringify({
  scheme: "ithaca.v1",
  keyring: keyring.toText(ring),
  card: card.jws,
  passkey: { prf: b64(prf), credential: b64(credential), way, secret, wrap: b64(await keyring.wrap(ring, way, secret)) },
}, null, 1) + "\n");
