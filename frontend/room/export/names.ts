/** File names that every system takes: no separators, no control signs, no names of devices, not too long. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const MOST = 60;

/** One part of a path. */
export function safeName(text: string, fallback: string): string {
  const bare = text.normalize("NFC").replaceAll(FORBIDDEN, " ").replaceAll(/\s+/gu, " ");
  const cut = Array.from(bare).slice(0, MOST).join("").replaceAll(/^[ .]+|[ .]+$/g, "");
  if (cut === "") return fallback;
  return DEVICES.test(cut) ? `_${cut}` : cut;
}

/** The name of a document in two parts; its ending tells the system what opens it. */
export function safeFileName(name: string, fallback: string): { stem: string; ending: string } {
  const ending = /\.[A-Za-z0-9]{1,10}$/u.exec(name)?.[0] ?? "";
  return { stem: safeName(name.slice(0, name.length - ending.length), fallback), ending };
}

/** Paths that have been given away; systems that ignore case and accents' spelling must not see one twice. */
export class Paths {
  private readonly taken = new Set<string>();

  /** `stem` + `ending`, with a number where that is taken already. */
  take(stem: string, ending = ""): string {
    for (let n = 1; ; n++) {
      const path = n === 1 ? stem + ending : `${stem} (${n})${ending}`;
      const key = path.normalize("NFKD").toLowerCase();
      if (this.taken.has(key)) continue;
      this.taken.add(key);
      return path;
    }
  }
}
