/** Opening with the recovery kit, on the page of the keys: its words weigh as much as half a room. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "./context";
import { kitProblem } from "./kit-words";
import { TextArea } from "./parts";
import { SecretForm, useOpening, type Opens } from "./unlock";

export function WithKit({ other, ...opens }: Opens & { other: ComponentChildren }) {
  const { words } = useApp();
  const [typed, setTyped] = useState("");
  const opening = useOpening(opens, "kit", words.unlock.wrongKit);
  return (
    <SecretForm opening={opening} other={other} onSubmit={() => void opening.open(typed, kitProblem(typed, words))}>
      <TextArea key="kit" label={words.unlock.kit} hint={words.unlock.kitHint} value={typed} onValue={setTyped} error={opening.error} rows={4} />
    </SecretForm>
  );
}
