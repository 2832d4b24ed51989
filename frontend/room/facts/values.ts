/** The words of a text by their fields, and what fields it has. */
import type { JsonObject } from "../core";

export type Option = readonly [value: string, label: string];
export interface Field {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  readonly kind: "line" | "text" | "date" | "choice";
  /** Of a choice: what may be chosen, and how it is called. */
  readonly options?: readonly Option[];
  readonly rows?: number;
  readonly optional?: boolean;
}
export type Values = Readonly<Record<string, string>>;

/** The strings of a content, whatever else is in it. */
export function valuesOf(content: JsonObject): Values {
  return Object.fromEntries(Object.entries(content).filter((pair): pair is [string, string] => typeof pair[1] === "string"));
}

/** How a value is shown: what was chosen by its name, everything else as it was written. */
export function shown(field: Field, value: string): string {
  return field.options?.find(([one]) => one === value)?.[1] ?? value;
}
