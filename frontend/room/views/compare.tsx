/** Two versions of one text side by side: put together on the left, read on the right. */
import { useApp } from "./context";
import { Button, Prose, SelectField, TextArea, TextField } from "./parts";
import { shown, type Field, type Values } from "../facts/values";

interface Props {
  readonly fields: readonly Field[];
  readonly mine: Values;
  readonly theirs: Values;
  readonly name: string;
  readonly onMine: (key: string, value: string) => void;
}

export function Compare({ fields, mine, theirs, name, onMine }: Props) {
  const { words } = useApp();
  return (
    <div class="stack stack--loose">
      <p class="lead">{words.conflict.text(name)}</p>
      {fields.map((field) => (
        <Pair key={field.key} field={field} mine={mine[field.key] ?? ""} theirs={theirs[field.key] ?? ""} name={name} onMine={(value) => { onMine(field.key, value); }} />
      ))}
    </div>
  );
}

function Pair({ field, mine, theirs, name, onMine }: { field: Field; mine: string; theirs: string; name: string; onMine: (value: string) => void }) {
  const { words } = useApp();
  const label = `${field.label} — ${words.conflict.mine}`;
  if (mine.trim() === theirs.trim()) {
    return (
      <section class="stack stack--tight">
        <h3>{field.label}</h3>
        <p class="muted small">{words.conflict.same}</p>
        {mine !== "" && <Prose>{shown(field, mine)}</Prose>}
      </section>
    );
  }
  return (
    <section class="compare">
      <div>{field.kind === "choice" ? <SelectField label={label} value={mine} onValue={onMine} options={field.options ?? []} /> : field.kind === "text" ? <TextArea label={label} value={mine} onValue={onMine} rows={10} /> : <TextField label={label} value={mine} onValue={onMine} date={field.kind === "date"} />}</div>
      <div class="compare__theirs">
        <h3 class="field__label">{words.conflict.theirs(name)}</h3>
        <Prose>{theirs === "" ? words.conflict.nothing : shown(field, theirs)}</Prose>
        <div class="actions">
          <Button small onClick={() => { onMine(theirs); }}>{words.conflict.take}</Button>
          {field.kind === "text" && theirs !== "" && <Button small onClick={() => { onMine(`${mine.trimEnd()}\n\n${theirs}`.trimStart()); }}>{words.conflict.append}</Button>}
        </div>
      </div>
    </section>
  );
}
