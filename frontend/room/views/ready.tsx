/** The end of the set-up. */
import { useEffect } from "preact/hooks";
import { useWords } from "./context";
import { LinkButton, Title } from "./parts";
import { Drawing } from "./shapes";

export function Ready({ next, made }: { next: string | null; made: boolean }) {
  const words = useWords();
  useEffect(() => {
    if (!made && next !== null) location.replace(next); // only unlocked on the way
  }, []);
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
