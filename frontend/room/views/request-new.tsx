/** Writing a request: three parts, kept as an encrypted draft, read over, sent to one person. */
import { useEffect, useMemo, useState } from "preact/hooks";
import { ApiError, checkName, DraftKeeper, newId, type Draft, type DraftState, type Vault } from "../core";
import { Failure, Missing, useLoaded } from "./app";
import { useApp } from "./context";
import { hasNoKeys, inWords } from "./failures";
import { Crumbs } from "./frame";
import { Gate, type GateProps } from "./gate";
import { Button, LinkButton, Notice, TextArea, Title, Waiting } from "./parts";
import { product, type NewRequestFacts } from "../facts/product";
import { PARTS, RequestParts, type Part } from "./request-parts";
import { useKept } from "./room-state";
import { Drawing, Icon } from "./shapes";
import { valuesOf, type Values } from "../facts/values";
import { useLeaving } from "./writer";

export function NewRequest({ gate, mentor }: { gate: GateProps; mentor: string }) {
  const { words } = useApp();
  const { value: facts, error } = useLoaded(() => product.newRequest(mentor), mentor);
  if (facts !== null) {
    const { name } = facts.mentor;
    return (
      <Gate {...gate} setUpFirst={words.request.setUpFirst(name)} unlockFirst={words.request.unlockFirst(name)}>
        {(vault) => <Drafting vault={vault} facts={facts} />}
      </Gate>
    );
  }
  if (error instanceof ApiError && error.status === 404) return <Missing />;
  if (error instanceof ApiError && error.status >= 400 && error.message !== "") return <NotPossible reason={error.message} />;
  return error === null ? <Waiting>{words.loading}</Waiting> : <Failure error={error} />;
}

function NotPossible({ reason }: { reason: string }) {
  const { words } = useApp();
  return (
    <div class="notfound">
      <Drawing name="letter" />
      <Title>{words.request.notPossible}</Title>
      <p class="lead">{reason}</p>
      <LinkButton href="/requests/" kind="primary" icon="inbox">{words.request.toRequests}</LinkButton>
    </div>
  );
}

interface Desk {
  readonly room: string;
  /** Becomes the request's id: sending twice makes one request. */
  readonly id: string;
  readonly draft: Draft | null;
}

/** Drafts of requests wait in the person's private journal: the room with the mentor exists only once it is sent. */
async function openDesk(vault: Vault, mentor: string): Promise<Desk> {
  const rooms = await vault.ground.server.rooms();
  const room = rooms.find((one) => one.purpose === "journal")?.id ?? (await vault.createOwnRoom());
  const { drafts } = await new DraftKeeper(vault, room).restore();
  const draft = drafts.find((one) => one.kind === "request" && one.content["mentor"] === mentor) ?? null;
  return { room, id: draft?.object ?? newId(), draft };
}

/** Lays a text on the desk as the draft of a request to somebody, then opens it there. */
export async function beginWith(vault: Vault, mentor: string, content: Values): Promise<void> {
  const desk = await openDesk(vault, mentor);
  const keeper = new DraftKeeper(vault, desk.room);
  keeper.keep({ object: desk.id, kind: "request", base: null, content: { ...content, mentor } });
  await keeper.flush();
  location.assign(`/requests/new/?mentor=${mentor}`);
}

function Drafting({ vault, facts }: { vault: Vault; facts: NewRequestFacts }) {
  const { words } = useApp();
  const { value: desk, error } = useLoaded(() => openDesk(vault, facts.mentor.participation), facts.mentor.participation);
  const [sent, setSent] = useState<string | null>(null);
  if (sent !== null) return <Sent id={sent} name={facts.mentor.name} />;
  if (desk === null) return error === null ? <Waiting>{words.loading}</Waiting> : <Failure error={error} />;
  return <Letter vault={vault} facts={facts} desk={desk} onSent={setSent} />;
}

interface LetterProps {
  readonly vault: Vault;
  readonly facts: NewRequestFacts;
  readonly desk: Desk;
  readonly onSent: (id: string) => void;
}

/** The three parts, kept as a draft while they are typed. */
function useLetter({ vault, facts, desk }: LetterProps) {
  const { beforeLock } = useApp();
  const [values, setValues] = useState<Values>(() => parts(desk.draft ? valuesOf(desk.draft.content) : {}));
  const [saving, setSaving] = useState<DraftState | undefined>(undefined);
  const keeper = useMemo(() => new DraftKeeper(vault, desk.room, (_object, state) => { setSaving(state); }), [vault, desk.room]);
  useKept(keeper, beforeLock);
  useLeaving(saving);
  const change = (key: Part, value: string): void => {
    const next = { ...values, [key]: value };
    setValues(next);
    keeper.keep({ object: desk.id, kind: "request", base: null, content: { ...next, mentor: facts.mentor.participation } });
  };
  const discard = async (): Promise<void> => {
    await keeper.discard(desk.id);
    setSaving(undefined);
  };
  return { values, saving, change, discard };
}

function Letter(props: LetterProps) {
  const { words, when } = useApp();
  const { facts, desk } = props;
  const { name, participation, headline } = facts.mentor;
  const { values, saving, change, discard } = useLetter(props);
  const [reading, setReading] = useState(false);
  const directory = `/programmes/${facts.programme.slug}/directory/`;
  return (
    <div class="narrow stack stack--loose">
      <Crumbs trail={[{ label: facts.programme.name, href: directory }, { label: name, href: `${directory}${participation}/` }, { label: words.request.title(name) }]} />
      <Title key={String(reading)} kicker={headline} lead={reading ? undefined : words.request.lead}>{reading ? words.request.previewTitle : words.request.title(name)}</Title>
      {desk.draft !== null && !reading && <Notice><p>{words.request.found(when.moment(desk.draft.at))}</p></Notice>}
      {reading ? <Reading {...props} values={values} discard={discard} onCorrect={() => { setReading(false); }} /> : <Writing values={values} saving={saving} onChange={change} onRead={() => { setReading(true); }} />}
    </div>
  );
}

function Writing({ values, saving, onChange, onRead }: { values: Values; saving: DraftState | undefined; onChange: (key: Part, value: string) => void; onRead: () => void }) {
  const { words } = useApp();
  const [empty, setEmpty] = useState<readonly Part[]>([]);
  const read = (): void => {
    const missing = PARTS.filter((key) => !values[key]?.trim());
    setEmpty(missing);
    if (missing.length === 0) onRead();
    else requestAnimationFrame(() => { document.querySelector<HTMLElement>("[aria-invalid]")?.focus(); });
  };
  const change = (key: Part, value: string): void => {
    setEmpty(empty.filter((one) => one !== key));
    onChange(key, value);
  };
  return (
    <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); read(); }}>
      {PARTS.map((key) => (
        <TextArea key={key} label={words.request[key]} hint={words.request[`${key}Hint`]} value={values[key] ?? ""} onValue={(value) => { change(key, value); }} error={empty.includes(key) ? words.request.empty : ""} maxLength={10_000} count />
      ))}
      <div class="actions"><Button type="submit" kind="primary" icon="arrow-right">{words.request.preview}</Button></div>
      <Kept state={saving} />
    </form>
  );
}

/** Read over once more, then sealed to one person and sent. */
function Reading({ vault, facts: { mentor }, desk, values, discard, onSent, onCorrect }: LetterProps & { values: Values; discard: () => Promise<void>; onCorrect: () => void }) {
  const { words } = useApp();
  const { name, person, participation } = mentor;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const send = async (): Promise<void> => {
    setBusy(true);
    setError("");
    try {
      checkName(vault.ledger, mentor);
      const room = await vault.sealRoom([person], [{ kind: "request", content: parts(values) }]);
      const { id } = await product.sendRequest(desk.id, participation, room);
      await discard();
      onSent(id);
    } catch (reason) {
      setError(hasNoKeys(reason) ? words.request.noKeyring(name) : inWords(reason, words));
      setBusy(false);
    }
  };
  return (
    <>
      <RequestParts content={values} />
      <p class="row"><Icon name="lock" />{words.request.only(name)}</p>
      {error !== "" && <Notice tone="error" alert><p>{error}</p></Notice>}
      <div class="actions">
        <Button kind="primary" icon="send" busy={busy} onClick={() => void send()}>{busy ? words.request.sending : words.request.send(name)}</Button>
        <Button icon="pencil" onClick={onCorrect}>{words.request.correct}</Button>
      </div>
    </>
  );
}

function parts(values: Values): Values {
  return Object.fromEntries(PARTS.map((key) => [key, values[key] ?? ""]));
}

function Kept({ state }: { state: DraftState | undefined }) {
  const { words } = useApp();
  const said = state === undefined ? "" : state === "saved" ? words.request.saved : state === "failed" ? words.request.draftFailed : words.request.savingDraft;
  return <p class={state === "failed" ? "field__error" : "muted small"} role="status">{said}</p>;
}

function Sent({ id, name }: { id: string; name: string }) {
  const { words, when } = useApp();
  const { value: request } = useLoaded(() => product.request(id), id);
  useEffect(() => { scrollTo(0, 0); }, []);
  return (
    <div class="notfound">
      <Drawing name="letter" />
      <Title>{words.request.sentTitle}</Title>
      <p class="lead">{request === null ? words.request.sentPlain(name) : words.request.sentText(name, when.day(request.reply_by))}</p>
      <div class="actions">
        <LinkButton href="/requests/" kind="primary" icon="inbox">{words.request.toRequests}</LinkButton>
        <LinkButton href={`/requests/${id}/`} kind="plain">{words.request.seeIt}</LinkButton>
      </div>
    </div>
  );
}
