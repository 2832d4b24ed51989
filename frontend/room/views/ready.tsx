/** Between opening a vault on the page of the keys and going on: the end of the set-up, a word on the kit, the way back. */
import { useEffect, useState } from "preact/hooks";
import { useApp } from "./context";
import type { ArrivalProps } from "./gate";
import { Button, LinkButton, Notice, Title, Waiting } from "./parts";
import { Drawing } from "./shapes";

export function Arrival({ how, next, children }: ArrivalProps) {
  const [noted, setNoted] = useState(false);
  if (how === "made") return <Ready next={next} />;
  if (next !== null) return how === "kit" ? <ByKitOnTheWay next={next} /> : <Onwards next={next} />;
  return <>{how === "kit" && !noted && <ByKit onNoted={() => { setNoted(true); }} />}{children()}</>;
}

function Ready({ next }: { next: string | null }) {
  const { words } = useApp();
  return (
    <div class="notfound">
      <Drawing name="key" />
      <Title>{words.ready.title}</Title>
      <p class="lead">{words.ready.text}</p>
      {next === null ? (
        <LinkButton href="/" kind="primary" icon="house">{words.ready.home}</LinkButton>
      ) : (
        <LinkButton href={next} kind="primary" icon="arrow-right">{words.ready.next}</LinkButton>
      )}
    </div>
  );
}

function Onwards({ next }: { next: string }) {
  const { words } = useApp();
  useEffect(() => { location.replace(next); }, []);
  return <Waiting>{words.opening}</Waiting>;
}

/** Who had to fetch the kit has lost what opens the vault from day to day. */
function ByKit({ onNoted }: { onNoted: () => void }) {
  const { words } = useApp();
  return (
    <Notice>
      <p>{words.unlock.byKit}</p>
      <div class="actions">
        <LinkButton href="/vault/" small icon="key-round">{words.unlock.byKitGo}</LinkButton>
        <Button small kind="plain" onClick={onNoted}>{words.unlock.byKitLater}</Button>
      </div>
    </Notice>
  );
}

function ByKitOnTheWay({ next }: { next: string }) {
  const { words } = useApp();
  return (
    <div class="notfound">
      <Drawing name="key" />
      <Title>{words.unlock.byKitTitle}</Title>
      <p class="lead">{words.unlock.byKit}</p>
      <div class="actions">
        <LinkButton href={next} kind="primary" icon="arrow-right">{words.ready.next}</LinkButton>
        <LinkButton href="/vault/" icon="key-round">{words.unlock.byKitGo}</LinkButton>
      </div>
    </div>
  );
}
