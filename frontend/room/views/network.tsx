/** The mentor opens their network: offered, answered, made, thanked. To whom and why is for the two alone. */
import { useState } from "preact/hooks";
import { newId, type Written as Outcome } from "../core";
import { product, type IntroductionFacts, type IntroductionStep } from "../facts/product";
import { valuesOf, type Field, type Values } from "../facts/values";
import { planWords } from "../texts/plans";
import { go } from "./address";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { inWords } from "./failures";
import { Marked } from "./found";
import { Drafts, Written } from "./notes";
import { Badge, Button, Empty, LinkButton, Prose, Said, Title, type BadgeTone } from "./parts";
import type { RoomView } from "./room-state";
import { sealedWith } from "./sealing";
import { Writer } from "./writer";

interface Props {
  readonly view: RoomView;
  readonly place: readonly string[];
  readonly query: string;
  readonly onSaid: (sentence: string) => void;
}

const TONES: Record<IntroductionFacts["state"], BadgeTone> = { offered: "waiting", accepted: "going", made: "done", thanked: "done", declined: "ended", "taken back": "ended" };

export function Network({ view, place, query, onSaid }: Props) {
  const [id, mode] = place;
  const [fresh] = useState(newId);
  const { role, counterpart, introductions } = view.facts;
  const mentor = role === "mentor";
  if (id !== undefined && mode === "write" && view.writable && (mentor || view.workspace.get(id)?.state === "opened")) return <Write key={id} view={view} id={id} onSaid={onSaid} />;
  const offer = mentor && view.writable ? <LinkButton href={`#network/${fresh}/write`} kind="primary" icon="plus">{planWords.offer}</LinkButton> : undefined;
  const lead = (mentor ? planWords.networkLeadMentor : planWords.networkLeadMentee)(counterpart.name);
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false} lead={lead} actions={introductions.length > 0 ? offer : undefined}>{planWords.network}</Title>
      {view.writable && <Drafts view={view} kinds={["introduction"]} />}
      {introductions.length === 0 && <Empty drawing="boat" title={planWords.networkEmpty} action={offer}><p>{mentor ? planWords.networkEmptyMentor : planWords.networkEmptyMentee}</p></Empty>}
      {introductions.toReversed().map((one) => <Introduction key={one.id} view={view} one={one} query={query} onSaid={onSaid} />)}
    </div>
  );
}

function Write({ view, id, onSaid }: { view: RoomView; id: string; onSaid: (sentence: string) => void }) {
  const { words } = useApp();
  const [fact] = useState(newId);
  const known = view.workspace.get(id)?.state === "opened";
  const fields: Field[] = [
    { key: "title", label: planWords.toWhom, hint: planWords.toWhomHint, kind: "line" },
    { key: "text", label: planWords.whyThem, kind: "text", rows: 5, optional: true },
  ];
  const create = (content: Values): Promise<Outcome> => sealedWith(view, { kind: "introduction", content, id }, (sealed) => product.offerIntroduction(view.facts.id, fact, sealed));
  const saved = (): void => {
    void view.refresh();
    onSaid(known ? words.write.saved : planWords.offered);
    go("network");
  };
  const problem = (values: Values): string => (values["title"]?.trim() ? "" : planWords.needWhom);
  return <Writer view={view} target={{ id, kind: "introduction", about: null }} title={known ? words.edit : planWords.offer} fields={fields} problem={problem} create={create} onSaved={saved} onLeave={() => { go("network"); }} />;
}

function Introduction({ view, one, query, onSaid }: { view: RoomView; one: IntroductionFacts; query: string; onSaid: (sentence: string) => void }) {
  const { words, when, me } = useApp();
  const [error, setError] = useState("");
  const item = view.workspace.get(one.object);
  const move = async (step: IntroductionStep): Promise<void> => {
    try {
      await product.moveIntroduction(view.facts.id, one.id, step);
      setError("");
      onSaid(planWords.moved);
    } catch (reason) {
      setError(inWords(reason, words));
    }
    await view.refresh();
  };
  const { title = "", text = "" } = item?.state === "opened" ? valuesOf(item.head.content) : {};
  const open = one.state === "offered" || one.state === "accepted";
  const waits = waitsFor(view, one);
  return (
    <section class={one.state === "made" || one.state === "thanked" ? "card card--done" : "card"}>
      {item?.state === "refused" && <BlockedItem error={item.reason} />}
      {title !== "" && <h3 class="card__title"><Marked text={title} query={query} /></h3>}
      {text !== "" && <Prose><Marked text={text} query={query} /></Prose>}
      {item?.state === "opened" && <Written view={view} entry={item} />}
      <div class="row">
        <Badge tone={TONES[one.state]}>{planWords.introduction[one.state]}</Badge>
        <span class="muted small">{when.day(one.thanked ?? one.made ?? one.answered ?? one.offered)}</span>
      </div>
      {waits !== "" && <p class="small">{waits}</p>}
      {view.writable && (
        <div class="actions">
          <Moves view={view} one={one} onMove={(step) => void move(step)} />
          {open && item?.state === "opened" && item.author === me.id && <LinkButton href={`#network/${item.id}/write`} small kind="plain" icon="pencil">{words.edit}</LinkButton>}
        </div>
      )}
      <Said error={error} />
    </section>
  );
}

function waitsFor({ facts: { role, counterpart } }: RoomView, { state }: IntroductionFacts): string {
  if (state === "offered" && role === "mentor") return planWords.waits(counterpart.name);
  if (state === "accepted") return role === "mentor" ? planWords.yourTurn : planWords.theirTurn(counterpart.name);
  return "";
}

function Moves({ view, one: { state }, onMove }: { view: RoomView; one: IntroductionFacts; onMove: (step: IntroductionStep) => void }) {
  const step = (to: IntroductionStep, label: string, kind?: "primary" | "plain") => <Button small kind={kind} onClick={() => { onMove(to); }}>{label}</Button>;
  if (view.facts.role === "mentee") {
    if (state === "offered") return <>{step("answer/accept", planWords.accept, "primary")}{step("answer/decline", planWords.decline)}</>;
    return state === "made" ? step("answer/thank", planWords.thank, "primary") : null;
  }
  return (
    <>
      {state === "accepted" && step("offer/make", planWords.make, "primary")}
      {(state === "offered" || state === "accepted") && step("offer/take-back", planWords.takeBack, "plain")}
    </>
  );
}
