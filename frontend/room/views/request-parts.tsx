/** The three parts of a request, as they were written. */
import { useApp } from "./context";
import { Marked } from "./found";
import { Prose } from "./parts";

export const PARTS = ["problem", "vision", "expectations"] as const;
export type Part = (typeof PARTS)[number];

export function RequestParts({ content, query = "", level = 2 }: { content: Readonly<Record<string, string>>; query?: string; level?: 2 | 3 }) {
  const { words } = useApp();
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <div class="card sheet">
      {PARTS.map((key) => (
        <section key={key} class="stack stack--tight">
          <Heading>{words.request[key]}</Heading>
          <Prose><Marked text={content[key] ?? ""} query={query} /></Prose>
        </section>
      ))}
    </div>
  );
}
