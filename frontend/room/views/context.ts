/** What every view has at hand: who reads, in which words, and the way to the server. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Ground } from "../core";
import type { Words } from "../texts";
import type { Me } from "./product";

export interface Clock {
  /** "3 mars 2026" */
  day(iso: string): string;
  /** "3 mars 2026 à 14:02" */
  moment(iso: string): string;
}

export interface App {
  readonly me: Me;
  readonly words: Words;
  readonly when: Clock;
  readonly ground: Ground;
  /** Work to finish before the vault locks, such as saving drafts; returns how to take it off again. */
  readonly beforeLock: (work: () => Promise<void>) => () => void;
  readonly lock: () => Promise<void>;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new TypeError("outside the island");
  return app;
}

export function useWords(): Words {
  return useApp().words;
}

/** Dates as the reader's language writes them, in the reader's time zone. */
export function clockFor(language: string, timeZone: string): Clock {
  const locale = language.startsWith("en") ? "en-GB" : language;
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone });
  // A date without an hour belongs to no time zone.
  const plain = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  return {
    day: (iso) => (iso.length === 10 ? plain : day).format(new Date(iso)),
    moment: (iso) => moment.format(new Date(iso)),
  };
}
