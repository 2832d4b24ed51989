// Bundles the browser's part into the Django app's static folder. The built files are committed:
// neither a wheel nor a checkout needs Node. `--check` rebuilds in memory and compares.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { tree } from "./shapes.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../src/ithaca/design/static/ithaca");
const target = ["chrome123", "firefox121", "safari17.5"];

const shapes = {
  name: "shapes",
  setup({ onLoad }) {
    onLoad({ filter: /\.svg$/ }, ({ path }) => ({ contents: JSON.stringify(tree(readFileSync(path, "utf8"))), loader: "json" }));
  },
};

const bundles = [
  { entry: "site/main.ts", file: "site.js" },
  { entry: "site/desk/main.ts", file: "desk.js" },
  { entry: "verify/main.ts", file: "verify.js" },
  { entry: "site/css/site.css", file: "site.css" },
  ...["fr", "en"].flatMap((language) => [
    { entry: "room/main.ts", file: `room.${language}.js`, language },
    { entry: "room/request.ts", file: `request.${language}.js`, language },
    { entry: "room/vault.ts", file: `vault.${language}.js`, language },
    { entry: "room/everything.ts", file: `everything.${language}.js`, language },
    { entry: "room/competences.ts", file: `competences.${language}.js`, language },
    { entry: "room/certification.ts", file: `certification.${language}.js`, language },
    { entry: "room/seals.ts", file: `seals.${language}.js`, language },
  ]),
  { entry: "room/room.css", file: "room.css" },
];

/** What the room never calls of its libraries, 40 KB of curves: room/unused.ts says why. */
const UNUSED = ["@noble/post-quantum/hybrid.js", "@noble/curves/nist.js", "@noble/curves/ed25519.js"];

const copies = [{ entry: "room/island.html", file: "room.html" }];

/** What browsers must find in each asset: pages name these hashes, and /code/ shows them. */
const release = {};

const check = process.argv.includes("--check");
const stale = [];
mkdirSync(out, { recursive: true });
for (const { entry, file, language } of bundles) {
  if (!existsSync(join(here, entry))) continue;
  const result = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    outfile: join(out, file),
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target,
    charset: "utf8",
    legalComments: "none",
    jsx: "automatic",
    jsxImportSource: "preact",
    define: { LANGUAGE: JSON.stringify(language ?? ""), ...(entry.startsWith("verify/") ? { global: "globalThis" } : {}) },
    plugins: [shapes],
    alias: Object.fromEntries(UNUSED.map((library) => [library, "./room/unused.ts"])),
    logLevel: "warning",
  });
  put(file, Buffer.from(result.outputFiles[0].contents));
}
for (const { entry, file } of copies) {
  if (existsSync(join(here, entry))) put(file, readFileSync(join(here, entry)));
}

put("release.json", Buffer.from(`${JSON.stringify(release, null, 1)}\n`));

function put(file, bytes) {
  const path = join(out, file);
  if (/\.(js|css)$/.test(file)) release[file] = { integrity: `sha384-${createHash("sha384").update(bytes).digest("base64")}`, bytes: bytes.length };
  const same = existsSync(path) && readFileSync(path).equals(bytes);
  if (check && !same) stale.push(file);
  if (!check && !same) writeFileSync(path, bytes);
  console.log(`${file} ${bytes.length} bytes${same ? "" : check ? " STALE" : " written"}`);
}
if (stale.length > 0) {
  console.error(`Built files differ from their sources: ${stale.join(", ")}. Run: npm run build`);
  process.exit(1);
}
