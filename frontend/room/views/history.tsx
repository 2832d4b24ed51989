/** Every version of a text: who, when, what; an old one can be brought back as a new one. */
import { useState } from "preact/hooks";
import { Tampered, type Entry, type Opened } from "../core";
import { useLoaded } from "./app";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Badge, Button, LinkButton, Prose, Said, Title, Waiting } from "./parts";
import { nameOf, type TextsView } from "./room-state";
import { shown, valuesOf, type Field } from "../facts/values";

interface Props {
  readonly view: TextsView;
  readonly entry: Entry;
  readonly fields: readonly Field[];
  readonly back: string;
  /** Left out where nobody goes back. */
  readonly onRestored?: () => void;
}

export function History({ view, entry, fields, back, onRestored }: Props) {
  const { words } = useApp();
  const { value, error } = useLoaded(() => view.exclusive(() => view.workspace.history(entry.id)), `${entry.id}-${entry.head.sha256}`);
  const [problem, setProblem] = useState("");
  const restore = async (old: Opened): Promise<void> => {
    try {
      const written = await view.exclusive(() => view.workspace.revise(entry, old.content));
      view.showWritten();
      if (written.state === "saved") onRestored?.();
      else setProblem(words.write.newer(nameOf(view, written.theirs.head.author)));
    } catch (reason) {
      setProblem(inWords(reason, words));
    }
  };
  return (
    <div class="stack stack--loose">
      <Title level={2} lead={words.history.lead} actions={<LinkButton href={back} icon="arrow-left" small>{words.history.backTo}</LinkButton>}>{words.history.title}</Title>
      {error instanceof Tampered ? <BlockedItem error={error} /> : <Said error={error === null ? problem : inWords(error, words)} />}
      {value === null && error === null && <Waiting>{words.loading}</Waiting>}
      {value !== null && (
        <ol class="timeline">
          {[...value].reverse().map((one) => (
            <Version key={one.sha256} view={view} one={one} fields={fields} current={one.revision === entry.head.revision} onRestore={view.writable && onRestored ? () => void restore(one) : undefined} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Version({ view, one, fields, current, onRestore }: { view: TextsView; one: Opened; fields: readonly Field[]; current: boolean; onRestore: (() => void) | undefined }) {
  const { words, when, me } = useApp();
  const [open, setOpen] = useState(false);
  const values = valuesOf(one.content);
  return (
    <li class={current ? "is-done" : undefined}>
      <div class="row">
        <strong>{one.author === me.id ? words.you : nameOf(view, one.author)}</strong>
        <time dateTime={one.at}>{when.moment(one.at)}</time>
        {current && <Badge tone="done">{words.history.current}</Badge>}
      </div>
      <div class="actions">
        <Button small onClick={() => { setOpen(!open); }}>{open ? words.history.close : words.history.view}</Button>
        {!current && onRestore && <Button small icon="undo" onClick={onRestore}>{words.history.restore}</Button>}
      </div>
      {open && fields.map((field) => values[field.key] && (
        <section key={field.key} class="stack stack--tight">
          <h3 class="field__label">{field.label}</h3>
          <Prose>{shown(field, values[field.key] ?? "")}</Prose>
        </section>
      ))}
    </li>
  );
}
