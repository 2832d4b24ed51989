/** What an auditor was shown, requirement by requirement; opened here and nowhere else. */
import { useMemo } from "preact/hooks";
import { Tampered, type OpenedCopy, type Vault } from "../core";
import { codesOf, kindOf, seals, type HandedDocument, type Requirement, type SealReading as Facts } from "../facts/seals";
import { valuesOf } from "../facts/values";
import { sealWords as own } from "../texts/seals";
import { usePlace } from "./address";
import { Failure, useLoaded } from "./app";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { Empty, LinkButton, Notice, Prose, Title, Waiting } from "./parts";
import { ShownFile } from "./reading-file";
import { OnePiece } from "./reading-item";
import { Shelf } from "./reading-shelf";

interface Props {
  readonly vault: Vault;
  readonly file: string;
}

export function SealReading({ vault, file }: Props) {
  const { words } = useApp();
  const { value: facts, error } = useLoaded(() => seals.reading(file), file);
  if (facts === null) return error === null ? <Waiting>{words.loading}</Waiting> : <Failure error={error} />;
  return <Desk vault={vault} facts={facts} />;
}

function documentsOf({ documents }: Facts, { standards }: Requirement): readonly HandedDocument[] {
  return documents.filter((one) => standards.some(({ slug }) => one.standards.includes(slug)));
}

function Desk({ vault, facts }: { vault: Vault; facts: Facts }) {
  const shelf = useMemo(() => new Shelf(vault), [vault]);
  const [wanted = ""] = usePlace();
  const filled = facts.requirements.filter((each) => documentsOf(facts, each).length > 0);
  const current = facts.requirements.find(({ code }) => code === wanted) ?? filled[0];
  const missing = facts.pieces.filter(({ standing }) => standing === "waiting").length;
  return (
    <div class="stack stack--loose">
      <Title kicker={`${facts.programme} · ${facts.level}`} lead={own.readingLead} actions={<LinkButton href={facts.back} icon="arrow-left" small>{own.toFile}</LinkButton>}>{own.reading}</Title>
      {missing > 0 && <Notice><p>{own.missing(missing)}</p></Notice>}
      {current === undefined && <Empty drawing="letter" title={own.nothing}><p>{own.nothingText}</p></Empty>}
      {current !== undefined && (
        <div class="with-aside with-aside--before">
          <nav class="sections sidebar" aria-label={own.requirements}>
            <ul>{facts.requirements.map((each) => <li key={each.code}><a href={`#${each.code}`} aria-current={each === current ? "page" : undefined}><span>{each.code}. {each.label}</span><span class="sections__count">{documentsOf(facts, each).length}</span></a></li>)}</ul>
          </nav>
          <div class="stack stack--loose content"><OneRequirement key={current.code} facts={facts} requirement={current} shelf={shelf} /></div>
        </div>
      )}
    </div>
  );
}

function OneRequirement({ facts, requirement, shelf }: { facts: Facts; requirement: Requirement; shelf: Shelf }) {
  const seen = new Set<string>();
  const lines = requirement.standards.map((standard) => {
    const found = facts.documents.filter((one) => one.standards.includes(standard.slug)).map((one) => ({ one, folded: seen.has(one.id) }));
    for (const { one } of found) seen.add(one.id);
    return { standard, found };
  });
  return (
    <section class="stack stack--loose">
      <h2>{requirement.code}. {requirement.label}</h2>
      {seen.size === 0 && <p class="muted">{own.noneHere}</p>}
      {lines.filter(({ found }) => found.length > 0).map(({ standard, found }) => (
        <section key={standard.slug} class="stack">
          <h3>{standard.code} {standard.label}</h3>
          {found.map(({ one, folded }) => <Shown key={one.id} facts={facts} document={one} shelf={shelf} folded={folded} />)}
        </section>
      ))}
    </section>
  );
}

interface ShownProps {
  readonly facts: Facts;
  readonly document: HandedDocument;
  readonly shelf: Shelf;
  readonly folded: boolean;
}

function Shown(props: ShownProps) {
  const { facts, document, folded } = props;
  const kicker = [kindOf(facts, document.kind), own.serves(codesOf(facts, document.standards)), ...(document.since ? [own.since] : [])].join(" · ");
  if (folded) return <details class="disclosure evidence"><summary>{kicker} <span class="muted">({own.already})</span></summary><Opened {...props} /></details>;
  return <article class="card card--quiet stack stack--tight evidence"><p class="kicker">{kicker}</p><Opened {...props} /></article>;
}

function Opened({ facts, document, shelf }: ShownProps) {
  const piece = facts.pieces.find(({ item }) => item === document.id);
  if (piece === undefined) return null;
  return (
    <OnePiece piece={piece} shelf={shelf}>
      {(copy) => (copy.content["sha256"] === document.sha256 ? <One copy={copy} by={piece.copy?.owner.name ?? ""} shelf={shelf} /> : <BlockedItem error={new Tampered("hash", "handed in")} />)}
    </OnePiece>
  );
}

function One({ copy, by, shelf }: { copy: OpenedCopy; by: string; shelf: Shelf }) {
  const { title = "", note = "" } = valuesOf(copy.content);
  return (
    <>
      <h4>{title}</h4>
      {note.trim() !== "" && <Prose>{note}</Prose>}
      <ShownFile copy={copy} shelf={shelf} />
      <p class="muted small">{own.shownBy(by)}</p>
    </>
  );
}
