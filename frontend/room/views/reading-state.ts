/** An assessor's own marks while they are being given: kept on the server as they go. */
import { useRef, useState } from "preact/hooks";
import { judging, type Mark, type ReadingFacts } from "../facts/certification";
import { useApp } from "./context";
import { inWords } from "./failures";

export interface Rating {
  readonly mark: Mark | null;
  readonly comment: string;
}

export interface Ratings {
  readonly of: (ability: string) => Rating;
  readonly choose: (ability: string, mark: Mark) => void;
  readonly write: (ability: string, comment: string) => void;
  /** Keeps a comment once its field is left. */
  readonly leave: (ability: string) => void;
  readonly kept: boolean;
  readonly error: string;
  /** Done once everything is on the server. */
  readonly settled: () => Promise<void>;
}

type All = Readonly<Record<string, Rating>>;
const NONE: Rating = { mark: null, comment: "" };

function given({ competences }: ReadingFacts): All {
  return Object.fromEntries(competences.flatMap(({ abilities }) => abilities.map(({ slug, mark, comment }) => [slug, { mark, comment }])));
}

/** Those of these abilities that have a mark: a comment alone can't be kept. */
function marked(slugs: Iterable<string>, all: All): Record<string, { mark: Mark; comment: string }> {
  const marks: Record<string, { mark: Mark; comment: string }> = {};
  for (const slug of slugs) {
    const { mark, comment } = all[slug] ?? NONE;
    if (mark !== null) marks[slug] = { mark, comment };
  }
  return marks;
}

export function useRatings(facts: ReadingFacts): Ratings {
  const { words } = useApp();
  const [all, setAll] = useState(() => given(facts));
  const latest = useRef(all);
  const unsaved = useRef(new Set<string>());
  const saving = useRef<Promise<void>>(Promise.resolve());
  const [kept, setKept] = useState(false);
  const [error, setError] = useState("");
  const put = (slug: string, rating: Rating): void => {
    latest.current = { ...latest.current, [slug]: rating };
    unsaved.current.add(slug);
    setAll(latest.current);
    setKept(false);
  };
  /** One after the other: what was chosen last is what stays. */
  const keep = (): void => {
    saving.current = saving.current.then(async () => {
      const marks = marked(unsaved.current, latest.current);
      const slugs = Object.keys(marks);
      if (slugs.length === 0) return;
      for (const slug of slugs) unsaved.current.delete(slug);
      try {
        await judging.rate(facts.id, marks);
        setKept(true);
        setError("");
      } catch (reason) {
        for (const slug of slugs) unsaved.current.add(slug);
        setError(inWords(reason, words));
      }
    });
  };
  return {
    of: (slug) => all[slug] ?? NONE,
    choose: (slug, mark) => { put(slug, { ...(latest.current[slug] ?? NONE), mark }); keep(); },
    write: (slug, comment) => { put(slug, { ...(latest.current[slug] ?? NONE), comment }); },
    leave: () => { keep(); },
    kept,
    error,
    settled: async () => { keep(); await saving.current; },
  };
}
