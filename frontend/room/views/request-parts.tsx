/** The three parts of a request, as they were written. */
import { useApp } from "./context";
import { Marked } from "./found";
import { Prose } from "./parts";

export const PARTS = ["problem", "vision", "expectations"] as const;
export type Part = (typeof PARTS)[number];

export function RequestParts({ content, query = "" }: { content: Readonly<Record<string, string>>; query?: string }) {
  const { words } = useApp();
  return (
    <div class="card sheet">
      {PARTS.map((key) => (
        <section key={key} class="stack stack--tight">
          <h3>{words.request[key]}</h3>
          <Prose><Marked text={content[key] ?? ""} query={query} /></Prose>
        </section>
      ))}
    </div>
  );
}
