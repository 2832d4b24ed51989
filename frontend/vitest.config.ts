import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { tree } from "./shapes.mjs";

/** Files of one environment after each other: a process goes on with the next file where that wants the same. */
class ByEnvironment extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const pages = sorted.filter(({ moduleId }) => moduleId.includes("/views/"));
    return [...pages, ...sorted.filter((file) => !pages.includes(file))];
  }
}

export default defineConfig({
  define: { LANGUAGE: JSON.stringify("fr") },
  plugins: [{
    name: "shapes",
    enforce: "pre",
    load: (id) => (id.endsWith(".svg") ? `export default ${JSON.stringify(tree(readFileSync(id, "utf8")))}` : null),
  }],
  test: {
    maxWorkers: 2,
    isolate: false, // no module keeps anything between tests: what they import is loaded once a process, not once a file
    sequence: { sequencer: ByEnvironment },
    environmentOptions: { happyDOM: { settings: { navigation: { disableMainFrameNavigation: true } } } },
    testTimeout: 120_000, // making a keyring is slow on purpose, and machines may be busy
    coverage: {
      enabled: true,
      provider: "istanbul", // V8 would instrument the key derivation too, which then takes three times as long
      include: ["room/**/*.{ts,tsx}", "verify/**/*.ts"],
      exclude: [
        "room/main.ts", // starts the views
        "room/request.ts", // starts the views
        "room/vault.ts", // starts the views
        "room/everything.ts", // starts the views
        "room/competences.ts", // starts the views
        "room/certification.ts", // starts the views
        "verify/main.ts", // starts the element
        "verify/credential-check.ts", // the element: tests/browser/test_credentials.py
        "verify/testing/**", // what the tests stand on
        "verify/**/*.d.ts",
        "verify/**/*.test.ts",
        "room/unused.ts", // stands in the bundle for what is never called
        "room/texts/**", // words; tsc holds both languages to one shape
        "room/**/*.d.ts",
        "room/**/*.test.ts",
        "room/core/index.ts", // names what the core offers
        "room/testing/**", // what the tests stand on
      ],
      reporter: ["text-summary", ["text", { skipFull: true }]],
      reportsDirectory: "../var/coverage",
      thresholds: { branches: 95 },
    },
  },
});
