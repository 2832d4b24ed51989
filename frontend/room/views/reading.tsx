/** The desk of whoever judges: ability, evidence and rating side by side; what was shown is opened here and nowhere else. */
import { useMemo, useState } from "preact/hooks";
import type { Vault } from "../core";
import { judging, type ReadCompetence, type ReadingFacts } from "../facts/certification";
import { certificationWords as own } from "../texts/certification";
import { goInstead, usePlace } from "./address";
import { Failure, useLoaded } from "./app";
import { useApp } from "./context";
import { LinkButton, Notice, Said, Title, Waiting } from "./parts";
import { Ability } from "./reading-ability";
import { Giving } from "./reading-giving";
import { Shelf } from "./reading-shelf";
import { useRatings, type Ratings } from "./reading-state";

interface Props {
  readonly vault: Vault;
  readonly file: string;
}

export function Reading({ vault, file }: Props) {
  const { words } = useApp();
  const { value: facts, error, again } = useLoaded(() => judging.reading(file), file);
  if (facts === null) return error === null ? <Waiting>{words.loading}</Waiting> : <Failure error={error} />;
  return <Desk vault={vault} facts={facts} again={again} />;
}

function Desk({ vault, facts, again }: { vault: Vault; facts: ReadingFacts; again: () => Promise<void> }) {
  const shelf = useMemo(() => new Shelf(vault, facts.candidate.person), [vault, facts.candidate.person]);
  const ratings = useRatings(facts);
  const [wanted = ""] = usePlace();
  const current = facts.competences.find(({ slug }) => slug === wanted) ?? facts.competences[0];
  const { name } = facts.candidate;
  const missing = facts.pieces.filter(({ standing }) => standing === "waiting").length;
  const all = facts.competences.flatMap(({ abilities }) => abilities);
  const [given, setGiven] = useState("");
  return (
    <div class="stack stack--loose">
      <Title kicker={`${name} · ${facts.level}`} lead={own.privacy(name)} actions={<LinkButton href={facts.back} icon="arrow-left" small>{own.toFile}</LinkButton>}>{facts.rates ? own.reading : own.readingOnly}</Title>
      {missing > 0 && <Notice><p>{own.missing(name, missing)}</p></Notice>}
      <Said done={given} error={ratings.error} />
      <div class="with-aside with-aside--before">
        <div class="stack sidebar">
          <CompetenceNav facts={facts} ratings={ratings} current={current?.slug ?? ""} />
          {facts.rates && <p class="small" role="status">{own.rated(all.filter(({ slug }) => ratings.of(slug).mark !== null).length, all.length)}{ratings.kept && ` · ${own.kept}`}</p>}
          {facts.rates && <details class="disclosure small"><summary>{own.keysTitle}</summary><p>{own.keys}</p></details>}
        </div>
        <div class="stack stack--loose content">
          {current !== undefined && <OneCompetence key={current.slug} competence={current} facts={facts} shelf={shelf} ratings={ratings} again={again} />}
          {facts.rates && <Giving facts={facts} ratings={ratings} onGiven={() => { setGiven(own.given); goInstead(""); void again(); }} />}
        </div>
      </div>
    </div>
  );
}

function CompetenceNav({ facts, ratings, current }: { facts: ReadingFacts; ratings: Ratings; current: string }) {
  return (
    <nav class="sections" aria-label={own.competences}>
      <ul>
        {facts.competences.map(({ slug, code, title, abilities }) => (
          <li key={slug}>
            <a href={`#${slug}`} aria-current={slug === current ? "page" : undefined}>
              <span>{code}. {title}</span>
              {facts.rates && <span class="sections__count">{abilities.filter((one) => ratings.of(one.slug).mark !== null).length}/{abilities.length}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface OneProps {
  readonly competence: ReadCompetence;
  readonly facts: ReadingFacts;
  readonly shelf: Shelf;
  readonly ratings: Ratings;
  readonly again: () => Promise<void>;
}

function OneCompetence({ competence, facts, shelf, ratings, again }: OneProps) {
  const at = facts.competences.indexOf(competence);
  const next = facts.competences[at + 1];
  const seen = new Set<string>();
  return (
    <section class="stack stack--loose">
      <div class="stack stack--tight">
        <h2>{competence.code}. {competence.title}</h2>
        {facts.rates && <p class="muted small">{own.commentHint}</p>}
      </div>
      {competence.abilities.map((ability) => {
        const before = new Set(seen);
        for (const { id } of ability.items) seen.add(id);
        return <Ability key={ability.slug} ability={ability} before={before} facts={facts} shelf={shelf} ratings={ratings} again={again} />;
      })}
      {next !== undefined && <div class="actions"><LinkButton href={`#${next.slug}`} kind="primary" icon="arrow-right">{own.next}</LinkButton></div>}
    </section>
  );
}
