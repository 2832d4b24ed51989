/** One text of an export as Markdown. The Python twin (`vault/client/pages.py`) writes the very same bytes. */
import { type JsonObject, canonicalJson } from "../core";

export interface Page {
  readonly path: string;
  readonly title: string;
  /** Who wrote it, when, what stands around it. */
  readonly facts: readonly string[];
  /** Parts of the content with their heading; "" for none. What is in neither list is written as JSON: nothing is left out. */
  readonly parts: readonly (readonly [key: string, heading: string])[];
  /** Keys of the content that title and facts have told already. */
  readonly told: readonly string[];
}

export function markdown(page: Page, content: JsonObject): string {
  const blocks = [`# ${page.title}`];
  if (page.facts.length > 0) blocks.push(page.facts.map((fact) => `- ${fact}`).join("\n"));
  const written = new Set(page.told);
  for (const [key, heading] of page.parts) {
    const value = content[key];
    if (typeof value !== "string") continue;
    written.add(key);
    if (value.trim() !== "") blocks.push(...(heading === "" ? [] : [`## ${heading}`]), value.trim());
  }
  for (const key of Object.keys(content).sort()) {
    if (!written.has(key)) blocks.push(`## ${key}`, `\`\`\`\`json\n${canonicalJson(content[key] ?? null)}\n\`\`\`\``);
  }
  return `${blocks.join("\n\n")}\n`;
}
