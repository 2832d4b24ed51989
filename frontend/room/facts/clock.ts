/** Days and moments as a reader says them. */
export interface Clock {
  /** "3 mars 2026" */
  day(iso: string): string;
  /** "3 mars 2026 à 14:02" */
  moment(iso: string): string;
  /** "14:02" */
  time(iso: string): string;
}

/** Dates as the reader's language writes them, in the reader's time zone. */
export function clockFor(language: string, timeZone: string): Clock {
  const locale = language.startsWith("en") ? "en-GB" : language;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
  // A date without an hour belongs to no time zone.
  const plain = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  return {
    day: (iso) => (iso.length === 10 ? plain : day).format(new Date(iso)),
    moment: (iso) => moment.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
  };
}
