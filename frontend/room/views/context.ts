/** What every view has at hand: who reads, in which words, and the way to the server. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Ground } from "../core";
import type { Clock } from "../facts/clock";
import type { Words } from "../texts";
import type { Me } from "../facts/product";

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
