import { expect, it } from "vitest";
import cases from "../../../tests/vectors/pages.json";
import type { JsonObject } from "../core";
import { markdown, type Page } from "./page";

it.each(cases)("writes what the Python twin writes: $name", ({ page, content, markdown: expected }) => {
  const written = markdown(page as unknown as Page, JSON.parse(content) as JsonObject);
  expect(new TextDecoder().decode(new TextEncoder().encode(written))).toBe(expected);
});
