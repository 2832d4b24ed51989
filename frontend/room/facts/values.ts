/** The words of a text by their fields, and what fields it has. */
import type { JsonObject } from "../core";

export interface Field {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: "line" | "text" | "date";
  readonly rows?: number;
  readonly optional?: boolean;
}
export type Values = Readonly<Record<string, string>>;

/** The strings of a content, whatever else is in it. */
export function valuesOf(content: JsonObject): Values {
  return Object.fromEntries(Object.entries(content).filter((pair): pair is [string, string] => typeof pair[1] === "string"));
}
