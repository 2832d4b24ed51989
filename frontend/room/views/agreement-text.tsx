/** What an agreement says: its parts, what was added beside them, and the rule that holds for every one. */
import type { JsonObject } from "../core";
import { valuesOf } from "../facts/values";
import { agreementWords as own } from "../texts/agreement";
import { useApp } from "./context";
import { Marked } from "./found";
import { Prose } from "./parts";
import type { RoomView } from "./room-state";

export function AgreementText({ view, content, query = "" }: { view: RoomView; content: JsonObject; query?: string }) {
  const { words } = useApp();
  const values = valuesOf(content);
  const asked = new Set(view.facts.agreement_template.map(({ slug }) => slug));
  // One signs all that the text holds: what no question asked for is shown as well.
  const besides = Object.entries(content).flatMap(([key, value]) => (asked.has(key) || value === "" ? [] : [[key, typeof value === "string" ? value : JSON.stringify(value)] as const]));
  return (
    <>
      {view.facts.agreement_template.map(({ slug, title }) => (
        <section key={slug} class="stack stack--tight">
          <h3>{title}</h3>
          {values[slug]?.trim() ? <Prose><Marked text={values[slug]} query={query} /></Prose> : <p class="muted">{words.agreement.unanswered}</p>}
        </section>
      ))}
      {besides.map(([key, text]) => (
        <section key={key} class="stack stack--tight">
          <h3>{words.agreement.besides(key)}</h3>
          <Prose>{text}</Prose>
        </section>
      ))}
      <Unpaid />
    </>
  );
}

export function Unpaid() {
  return (
    <section class="stack stack--tight">
      <h3>{own.unpaidTitle}</h3>
      <p>{own.unpaid}</p>
    </section>
  );
}
