/** One ability: its evidence on one side, the rating on the other. */
import { useId, useRef, useState } from "preact/hooks";
import { judging, type ReadAbility, type ReadingFacts } from "../facts/certification";
import { certificationWords as own } from "../texts/certification";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Badge, Button, Notice, Said, TextArea } from "./parts";
import { EvidenceItem } from "./reading-item";
import type { Shelf } from "./reading-shelf";
import type { Ratings } from "./reading-state";
import { Icon } from "./shapes";

interface Props {
  readonly ability: ReadAbility;
  /** Items that stand in full further up. */
  readonly before: ReadonlySet<string>;
  readonly facts: ReadingFacts;
  readonly shelf: Shelf;
  readonly ratings: Ratings;
  readonly again: () => Promise<void>;
}

export function Ability({ ability, before, facts, shelf, ratings, again }: Props) {
  const section = useRef<HTMLElement>(null);
  const pressed = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest("textarea, audio, video") !== null) return;
    const mark = facts.rates ? facts.marks[["1", "2", "3"].indexOf(event.key)] : undefined;
    if (mark !== undefined) ratings.choose(ability.slug, mark.value);
    else if (event.key === "n" || event.key === "p") walk(section.current, event.key === "n");
    else return;
    event.preventDefault();
  };
  return (
    <section ref={section} class="ability" onKeyDown={pressed}>
      <h3 class="ability__title" tabIndex={-1}><span class="ability__code">{ability.code}</span> <span>{ability.text}</span></h3>
      <div class={facts.rates ? "ability__sides" : "stack"}>
        <div class="stack" role="group" aria-label={own.evidence}>
          {ability.facts.length > 0 && <ul class="plain-list small">{ability.facts.map((fact) => <li key={fact}><Icon name="shield-check" /> {own.fact} : {fact}</li>)}</ul>}
          {ability.items.map((item) => (
            <div key={item.id} class="stack stack--tight">
              <EvidenceItem item={item} pieces={facts.pieces.filter((piece) => piece.item === item.id)} shelf={shelf} folded={before.has(item.id)} />
              {ability.referent && <Validation file={facts.id} item={item.id} validated={item.validated} possible={facts.validates} ability={ability} again={again} />}
            </div>
          ))}
          {!ability.suffices && <p class="small muted"><Icon name="triangle-alert" /> {own.tooLittle}</p>}
        </div>
        {facts.rates && <RatingForm ability={ability} facts={facts} ratings={ratings} />}
      </div>
    </section>
  );
}

/** To the ability after or before this one. */
function walk(from: HTMLElement | null, forward: boolean): void {
  const all = [...document.querySelectorAll<HTMLElement>(".ability")];
  const at = from === null ? -1 : all.indexOf(from);
  const heading = all[at + (forward ? 1 : -1)]?.querySelector<HTMLElement>(".ability__title");
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView({ block: "start" });
}

function RatingForm({ ability, facts, ratings }: Pick<Props, "ability" | "facts" | "ratings">) {
  const name = useId();
  const { mark, comment } = ratings.of(ability.slug);
  const lacks = mark !== null && mark !== "met" && comment.trim() === "";
  const early = mark === null && comment.trim() !== "";
  return (
    <form class="ability__rating stack" noValidate onSubmit={(event) => { event.preventDefault(); }} onFocusOut={() => { ratings.leave(ability.slug); }}>
      <fieldset class="field">
        <legend class="field__label">{own.rateAbility(ability.code)}</legend>
        <div class="marks__steps">
          {facts.marks.map(({ value, label }, n) => (
            <label key={value} class="marks__step" for={`${name}-${n}`}>
              <input id={`${name}-${n}`} type="radio" name={name} checked={mark === value} onChange={() => { ratings.choose(ability.slug, value); }} />
              <span>{label}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <TextArea label={own.comment} value={comment} onValue={(text) => { ratings.write(ability.slug, text); }} rows={3} maxLength={5000} hint={lacks ? own.commentNeeded : early ? own.commentFirst : undefined} />
    </form>
  );
}

interface ValidationProps {
  readonly file: string;
  readonly item: string;
  readonly validated: boolean;
  readonly possible: boolean;
  readonly ability: ReadAbility;
  readonly again: () => Promise<void>;
}

/** A referent mentor stands by one item, for this ability. */
function Validation({ file, item, validated, possible, ability, again }: ValidationProps) {
  const { words } = useApp();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  if (validated) return <p><Badge tone="done">{own.validated}</Badge></p>;
  if (!possible) return null;
  const validate = async (): Promise<void> => {
    setBusy(true);
    try {
      await judging.validate(file, item, ability.slug);
      await again();
    } catch (reason) {
      setError(inWords(reason, words));
    }
    setBusy(false);
  };
  return (
    <Notice>
      <p>{own.validation}</p>
      <Said error={error} />
      <div class="actions"><Button small icon="shield-check" busy={busy} onClick={() => void validate()}>{own.validateFor(ability.code)}</Button></div>
    </Notice>
  );
}
