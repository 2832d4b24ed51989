/** Words as they were meant: without numbers, stops and hyphens. */
export function tidy(typed: string): string {
  return typed.normalize("NFC").replaceAll(/[^\p{L}\p{M}]+/gu, " ").trim();
}
