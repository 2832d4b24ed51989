// Makes tests/vectors/v1/browser.json with the browser's core. Released vectors are kept for ever: run once per scheme.
//     node tests/vectors/make_browser.mjs
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";

const here = dirname(fileURLToPath(import.meta.url));
const frontend = join(here, "../../frontend");
const { build } = createRequire(join(frontend, "package.json"))("esbuild");
const outfile = join(mkdtempSync(join(tmpdir(), "vectors-")), "core.mjs");
const names = ["bytes", "cards", "format", "keyring", "ledger", "room", "drafts", "secrets"];
const contents = names.map((name) => `export * as ${name} from "./room/core/${name}";`).join("\n");
await build({ stdin: { contents, resolveDir: frontend, loader: "ts" }, bundle: true, format: "esm", outfile, platform: "node" });
const { bytes, cards, keyring, ledger, room, drafts, secrets } = await import(outfile);

const ids = ["0192aaaa-0000-7000-8000-000000000001", "0192aaaa-0000-7000-8000-000000000002"];
const people = [];
for (const person of ids) {
  const { keyring: ring, card } = await keyring.createKeyring(person);
  people.push({ ring, self: { person, identity: ring.identity, signer: await keyring.signerOf(ring), card } });
}
const [ines, marc] = people;
const made = await room.makeRoom(ines.self, [ines.self.card, marc.self.card], "0192aaaa-0000-7000-8000-00000000aaaa");
const place = { room: made.sealed.id, object: "0192aaaa-0000-7000-8000-00000000bbbb", kind: "note", about: null, author: ines.self.person };
const content = { title: "L’île — œuvre", text: "Première séance : écouter.\nSuite « bientôt » ✓" };
const first = await room.sealContent(ines.self, made.epoch, { place: { ...place, revision: 1, previous: null }, content, ring: 1 });
const second = await room.sealContent(marc.self, made.epoch, { place: { ...place, author: marc.self.person, revision: 2, previous: first.sha256 }, content: { ...content, more: [1, true, null] }, ring: 1 });
const passphrase = secrets.makePassphrase("fr");
const kit = secrets.makeKit("fr").join(" ");
const b64 = bytes.toBase64url;
writeFileSync(join(here, "v1/browser.json"), JSON.stringify({
  scheme: "ithaca.v1",
  people: people.map(({ ring, self }) => ({ keyring: keyring.toText(ring), card: self.card.jws })),
  secrets: { passphrase, kit },
  wraps: { passphrase: b64(await keyring.wrap(ines.ring, "passphrase", passphrase)), kit: b64(await keyring.wrap(ines.ring, "kit", kit)) },
  ledger: b64((await ledger.sealLedger(ledger.EMPTY_LEDGER, ines.self.card, ines.self.signer)).file),
  safety: await cards.safetyNumber(ines.self.card.fingerprint, marc.self.card.fingerprint),
  room: made.sealed,
  place: { object: place.object, kind: place.kind, about: null },
  revisions: [
    { author: ids[0], file: b64(first.file), sha256: first.sha256, content },
    { author: ids[1], file: b64(second.file), sha256: second.sha256, content: { ...content, more: [1, true, null] } },
  ],
}, null, 1) + "\n");
