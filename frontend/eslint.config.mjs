import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** Layers of the room, each on those before it. `core` shows one door, index.ts. */
const LAYERS = { core: [], texts: ["core", "facts"], facts: ["core", "texts"], export: ["core", "texts", "facts"], views: ["core", "texts", "facts", "export"] };
const layers = Object.entries(LAYERS).map(([layer, below]) => ({
  files: [`room/${layer}/**/*.{ts,tsx}`],
  ignores: ["**/*.test.ts"],
  rules: {
    "no-restricted-imports": ["error", {
      patterns: [
        ...Object.keys(LAYERS).filter((other) => other !== layer && !below.includes(other)).map((other) => ({ regex: `/${other}(/|$)`, message: `room/${layer} stands below room/${other}.` })),
        { regex: "\\.\\./core/", message: "The core has one door: ../core." },
        { regex: "/testing/", message: "What tests stand on is for tests." },
      ],
    }],
  },
}));

export default tseslint.config(
  { ignores: ["node_modules/**", "**/*.mjs", "**/*.config.ts"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Trusted Types are required on every page: markup is never made from strings.
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "srcdoc"].map((property) => ({
          property,
          message: "Build nodes; Trusted Types refuse markup made from strings.",
        })),
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
    },
  },
  ...layers,
  {
    files: ["room/**/*.{ts,tsx}"],
    ignores: ["**/*.test.ts"],
    rules: { "max-lines-per-function": ["error", { max: 40, skipComments: true, skipBlankLines: true }] },
  },
);
