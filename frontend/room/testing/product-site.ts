/** For tests: the facts that the product keeps beside the vault, and the part of the HTTP API that tells and changes them. */
import type { CopyFacts, CopyReader, FrameFacts, Me, MentorshipFacts, NewRequestFacts, PasskeyFacts, PortfolioFacts, RequestFacts, RoomPlace, SealedWrap, Suggestion, Task, TopicFacts, TopicState } from "../facts/product";
import { fromBase64url } from "../core/bytes";
import { ApiError } from "../core/errors";
import type { NewRevisionWire } from "../core/client";
import type { Way } from "../core/keyring";
import type { SealedObject, SealedRoom } from "../core/room";
import { handoverOf, readingOf, type JudgedFile } from "./judging-site";
import { addDocument, changeDocument, changeKeepers, keptBy, openRoom, readBy, removeDocument, type SealedFile } from "./seal-site";
import { stored, type Database, type MemoryServer } from "./hostile";
import { missing, type Answer, type Route } from "./vault-site";
import { INES, MARC } from "./world";

type Open<T> = T extends readonly (infer I)[] ? Open<I>[] : T extends object ? { -readonly [K in keyof T]: Open<T[K]> } : T;
export type Pair = Open<Omit<MentorshipFacts, "role" | "counterpart" | "left" | "read_until">>;

export const NAMES: Readonly<Record<string, string>> = { [INES]: "Inès Martin", [MARC]: "Marc Dubois" };
export const PAIR = "0192eeee-1111-7000-8000-000000000001";
export const PROGRAMME = { slug: "cap", name: "Cap sur demain" };
/** A reader outside the room. */
export const CLARA = "0192eeee-0000-7000-8000-000000000003";

const QUESTION = { question: "Qu’avez-vous décidé ?", hint: "En deux phrases." };

function pair(room: string | null): Pair {
  const agreement_template = [{ slug: "aims", title: "Objectifs", ...QUESTION }, { slug: "rules", title: "Règles", ...QUESTION }];
  return { id: PAIR, state: "active", room, programme: PROGRAMME, cv_asked: false, agreement: null, agreement_template, meetings: [], goals: [], actions: [], reviews: [], introductions: [], readings: [], topics: [], request: null, former: [] };
}

/** All that is known of a programme with one pair. */
export class Facts {
  readonly pair: Pair;
  readonly left = new Map<string, string>();
  readonly read = new Map<string, string>();
  readonly requests = new Map<string, Open<Omit<RequestFacts, "role" | "counterpart">> & { mentee: string; mentor: string }>();
  readonly places: RoomPlace[] = [];
  /** Mentors that one may ask, by participation. */
  readonly mentors = new Map<string, NewRequestFacts["mentor"]>();
  suggestions: Suggestion[] = [];
  readers: CopyReader[] = [];
  items: PortfolioFacts["items"][number][] = [];
  portfolios: PortfolioFacts["portfolios"][number][] = [];
  readonly copies: (Open<CopyFacts> & { file: string })[] = [];
  passkeys: Open<PasskeyFacts>[] = [];
  file: JudgedFile | null = null;
  seal: SealedFile | null = null;
  /** Of the sealed files of documents, by document. */
  readonly hashes = new Map<string, string>();
  readonly bytes = new Map<string, Uint8Array>();
  me: Partial<Me> = {};
  frame: FrameFacts = { navigation: [{ label: "Accueil", url: "/", icon: "house" }], account: [], footer: [], unseen: 0, tint: 1 };

  constructor(
    readonly database: Database,
    room: string | null,
  ) {
    this.pair = pair(room);
  }

  now(): string {
    return this.database.now();
  }

  /** What is filed together with a fact. */
  async write(author: string, { id, kind, about, file }: SealedObject, room = this.pair.room ?? ""): Promise<void> {
    const known = this.database.rooms.get(room) ?? missing();
    if (known.objects.some((one) => one.id === id)) return;
    known.objects.push({ id, kind, about, author, destroyed: null, destruction: null, revisions: [await stored({ kind, about, number: 1, epoch: known.epochs.length, previous: null, file }, author, this.now())] });
  }

  seenBy(person: string): MentorshipFacts {
    const other = person === MARC ? INES : MARC;
    return { ...this.pair, role: person === MARC ? "mentor" : "mentee", counterpart: { person: other, name: NAMES[other] ?? "" }, left: this.left.get(person) ?? null, read_until: this.read.get(person) ?? null };
  }
}

type FactRoute = (facts: Facts, person: string, parts: readonly string[], body: never) => unknown;
const ID = "([\\w-]+)";

function route(method: string, path: string, act: FactRoute): (facts: Facts) => Route {
  const answer = (facts: Facts): Answer => (server: MemoryServer, { parts, body }) => act(facts, server.person, parts, body as never);
  return (facts) => [method, new RegExp(`^/api${path.replaceAll("ID", ID)}$`), answer(facts)];
}

/** One that changes the vault as well. */
function keyed(path: string, act: (facts: Facts, server: MemoryServer, parts: readonly string[], body: never) => unknown, method = "POST"): (facts: Facts) => Route {
  return (facts) => [method, new RegExp(`^/api${path.replaceAll("ID", ID)}$`), (server, { parts, body }) => act(facts, server, parts, body as never)];
}

/** The one of this id, or 404. */
function one<T extends { id: unknown }>(all: readonly T[], id: string | undefined): T {
  return all.find((it) => String(it.id) === id) ?? missing();
}

const MOVES: Readonly<Record<string, TopicState>> = { consent: "consented", withdrawal: "withdrawn", destruction: "destroyed", "taking-back": "destroyed" };
const DATES: Readonly<Record<string, "consented" | "withdrawn" | "destroyed">> = { consent: "consented", withdrawal: "withdrawn", destruction: "destroyed", "taking-back": "destroyed" };

async function markTopic(facts: Facts, person: string, _: readonly string[], { id, room }: { id: string; room: SealedRoom }): Promise<TopicFacts> {
  const known = facts.pair.topics.find((topic) => topic.id === id);
  if (known) return known;
  await facts.database.file(room, person, [INES, MARC], "private");
  const topic = { id, room: room.id, state: "marked" as TopicState, marked_by: person, marked: facts.now(), consented: null, withdrawn: null, destroyed: null, read_until: null, unread: 0 };
  facts.pair.topics.push(topic);
  return topic;
}

function moveTopic(facts: Facts, _person: string, [, id, step = ""]: readonly string[]): unknown {
  const topic = one(facts.pair.topics, id);
  topic.state = MOVES[step] ?? missing();
  const date = DATES[step];
  if (date) topic[date] = facts.now();
  if (topic.state === "destroyed") facts.database.rooms.delete(topic.room);
  return {};
}

async function sendRequest(facts: Facts, person: string, _: readonly string[], { id, mentor, room }: { id: string; mentor: string; room: SealedRoom }): Promise<unknown> {
  const asked = facts.mentors.get(mentor) ?? missing();
  if (!facts.requests.has(id)) {
    await facts.database.file(room, person, [person, asked.person]);
    facts.requests.set(id, { id, state: "sent", mentee: person, mentor: asked.person, room: room.id, object: room.objects[0]?.id ?? "", sent_at: facts.now(), reply_by: facts.now(), programme: PROGRAMME, mentorship: null, suggestions: [] });
  }
  return { id };
}

function requestAs(facts: Facts, person: string, id: string | undefined): RequestFacts {
  const { mentee, mentor, ...request } = facts.requests.get(id ?? "") ?? missing();
  const other = person === mentor ? mentee : mentor;
  return { ...request, suggestions: facts.suggestions, role: person === mentor ? "mentor" : "mentee", counterpart: { person: other, name: NAMES[other] ?? "" } };
}

function answer(facts: Facts, _person: string, [id]: readonly string[], { accept }: { accept: boolean }): unknown {
  const request = facts.requests.get(id ?? "") ?? missing();
  request.state = accept ? "accepted" : "declined";
  request.mentorship = accept ? PAIR : null;
  return { mentorship: request.mentorship };
}

const GOAL_STATES = { start: "in progress", reach: "reached", drop: "dropped", reopen: "in progress" } as const;
const ACTION_STATES = { finish: "done", drop: "dropped", reopen: "open" } as const;
const STEPS = { "offer/make": "made", "offer/take-back": "taken back", "answer/accept": "accepted", "answer/decline": "declined", "answer/thank": "thanked" } as const;

async function moveGoal(facts: Facts, person: string, [, id, verb = ""]: readonly string[], { object }: { object: SealedObject | null }): Promise<unknown> {
  one(facts.pair.goals, id).state = GOAL_STATES[verb as keyof typeof GOAL_STATES];
  if (object) await facts.write(person, object);
  return {};
}

/** The next version of a goal's words, and its date: both, or neither. */
async function changeGoal(facts: Facts, server: MemoryServer, [, id, object = ""]: readonly string[], { due_on, revision }: { due_on: string | null; revision: NewRevisionWire }): Promise<unknown> {
  const written = await server.write(facts.pair.room ?? "", object, revision);
  if (written.state === "conflict") throw new ApiError(409, "conflict", "", { object: written.object });
  one(facts.pair.goals, id).due_on = due_on;
  return written.revision;
}

async function holdReview(facts: Facts, person: string, _: readonly string[], { moves, object }: { moves: Record<string, "reach" | "drop">; object: SealedObject }): Promise<unknown> {
  for (const [goal, move] of Object.entries(moves)) one(facts.pair.goals, goal).state = GOAL_STATES[move];
  await facts.write(person, object);
  facts.pair.reviews.push({ id: object.id, object: object.id, due_on: facts.now().slice(0, 10), held: facts.now() });
  return {};
}

function moveIntroduction(facts: Facts, _person: string, [, id, who = "", verb = ""]: readonly string[]): unknown {
  const it = one(facts.pair.introductions, id);
  it.state = STEPS[`${who}/${verb}` as keyof typeof STEPS];
  const field = { made: "made", thanked: "thanked" }[it.state as string] ?? "answered";
  it[field as "made"] = facts.now();
  return {};
}

async function giveFeedback(facts: Facts, person: string, [, id]: readonly string[], { object }: { object: SealedObject }): Promise<unknown> {
  await facts.write(person, object);
  const meeting = one(facts.pair.meetings, id);
  const asked = meeting.feedback?.find(({ giver }) => giver === person);
  const given = { giver: person, asked: asked?.asked ?? null, given: facts.now(), object: object.id };
  meeting.feedback = [...(meeting.feedback ?? []).filter((it) => it !== asked), given];
  return {};
}

function askFeedback(facts: Facts, person: string, [, id]: readonly string[]): unknown {
  const meeting = one(facts.pair.meetings, id);
  meeting.feedback = [...(meeting.feedback ?? []), { giver: person === MARC ? INES : MARC, asked: facts.now(), given: null, object: null }];
  return {};
}

async function beginAgreement(facts: Facts, person: string, _: readonly string[], { id, object }: { id: string; object: SealedObject }): Promise<unknown> {
  if (facts.pair.agreement !== null) throw new ApiError(409, "refused", "Il y a déjà une convention.");
  await facts.write(person, object);
  facts.pair.agreement = { id, object: object.id, effective_at: null, effective_revision: null, signatures: [] };
  return {};
}

function signAgreement(facts: Facts, person: string, _: readonly string[], { revision, revision_sha256, jws }: { revision: number; revision_sha256: string; jws: string }): unknown {
  const agreement = facts.pair.agreement ?? missing();
  agreement.signatures.push({ person, revision, revision_sha256, jws, signed_at: facts.now() });
  const signers = new Set(agreement.signatures.filter((it) => it.revision === revision).map((it) => it.person));
  if (signers.size === 2) Object.assign(agreement, { effective_at: facts.now(), effective_revision: revision });
  return {};
}

function releaseCopy(facts: Facts, person: string, _: readonly string[], { id, reader, object, revision, file }: { id: string; reader: string; object: string; revision: number; file: string }): unknown {
  const found = [...facts.database.rooms.values()].flatMap((room) => room.objects.filter((it) => it.id === object).map((it) => ({ room: room.id, kind: it.kind, sha256: it.revisions[revision - 1]?.sha256 ?? "" })))[0] ?? missing();
  const named = (it: string) => ({ person: it, name: NAMES[it] ?? facts.readers.find((known) => known.person === it)?.name ?? "" });
  facts.copies.push({ id, owner: named(person), reader: named(reader), source: { ...found, object, revision }, released: facts.now(), opened: null, revoked: null, file });
  return {};
}

function openCopy(facts: Facts, person: string, [id]: readonly string[]): unknown {
  const copy = one(facts.copies, id);
  if (copy.reader.person !== person || copy.revoked !== null) missing();
  copy.opened ??= facts.now();
  return { file: copy.file };
}

const shownCopy = (copy: Facts["copies"][number]): CopyFacts => ({ ...copy, file: undefined }) as CopyFacts;

function putPart(facts: Facts, _person: string, [, id = ""]: readonly string[], body: Uint8Array): unknown {
  const before = facts.bytes.get(id) ?? new Uint8Array();
  facts.bytes.set(id, new Uint8Array([...before, ...body]));
  return {};
}

async function addPasskey(facts: Facts, server: MemoryServer, _: readonly string[], { name, wrap }: { name: string; wrap: SealedWrap | null }): Promise<unknown> {
  const way: Way = `passkey:${String(facts.passkeys.length)}`;
  if (wrap) await server.putWrap(way, fromBase64url(wrap.file), fromBase64url(wrap.ledger), wrap.generation);
  const made = { id: facts.passkeys.length + 1, name, way, credential: "AAAA", opens: wrap !== null, created: facts.now(), used: null };
  facts.passkeys.push(made);
  return made;
}

async function removePasskey(facts: Facts, server: MemoryServer, [id]: readonly string[], { ledger }: { ledger: { ledger: string; generation: number } | null }): Promise<unknown> {
  const { way } = one(facts.passkeys, id);
  if (ledger) await server.removeWrap(way, fromBase64url(ledger.ledger), ledger.generation);
  facts.passkeys = facts.passkeys.filter((it) => String(it.id) !== id);
  return undefined;
}

const nothing = (): object => ({});
const nameOf = (person: string): string => NAMES[person] ?? "";

function ownRoom({ database }: Facts, person: string, purpose: string): string | null {
  return [...database.rooms.values()].find((room) => room.purpose === purpose && room.members[0]?.person === person)?.id ?? null;
}

export const PRODUCT: readonly ((facts: Facts) => Route)[] = [
  route("GET", "/me", (facts, person) => ({ id: person, name: NAMES[person] ?? "", language: "fr", time_zone: "Europe/Paris", has_keyring: facts.database.keyrings.has(person), confirmed: true, ...facts.me })),
  route("GET", "/me/rooms", (facts) => facts.places),
  route("GET", "/journal", (facts, person) => ({ room: ownRoom(facts, person, "journal"), meetings: facts.pair.meetings.map((meeting) => ({ ...meeting, mentorship: PAIR, with: NAMES[INES] })) })),
  route("GET", "/portfolio", (facts, person) => ({ room: ownRoom(facts, person, "portfolio"), items: facts.items, portfolios: facts.portfolios })),
  route("GET", "/mentorships/ID", (facts, person, [id]) => (id === PAIR ? facts.seenBy(person) : missing())),
  route("POST", "/mentorships/ID/room", async (facts, person, _, { room }: { room: SealedRoom }) => { facts.pair.room = (await facts.database.file(room, person, [INES, MARC])).id; return {}; }),
  route("POST", "/mentorships/ID/room/leaving", (facts, person) => { facts.left.set(person, facts.now()); return {}; }),
  route("POST", "/mentorships/ID/agreement", beginAgreement),
  route("POST", "/mentorships/ID/agreement/sign", signAgreement),
  route("POST", "/mentorships/ID/goals", async (facts, person, _, { id, due_on, object }: { id: string; due_on: string | null; object: SealedObject }) => { await facts.write(person, object); facts.pair.goals.push({ id, object: object.id, state: "set", due_on }); return {}; }),
  keyed("/mentorships/ID/goals/ID/change/ID", changeGoal),
  route("POST", "/mentorships/ID/goals/ID/(start|reach|drop|reopen)", moveGoal),
  route("POST", "/plans/ID/actions", async (facts, person, _, { id, object, ...task }: { id: string; object: SealedObject } & Task) => { await facts.write(person, object); facts.pair.actions.push({ id, object: object.id, state: "open", done: null, ...task }); return {}; }),
  route("POST", "/plans/ID/actions/ID", (facts, _, [, id], task: Task) => Object.assign(one(facts.pair.actions, id), task)),
  route("POST", "/plans/ID/actions/ID/(finish|drop|reopen)", (facts, _, [, id, verb = ""]) => { one(facts.pair.actions, id).state = ACTION_STATES[verb as keyof typeof ACTION_STATES]; return {}; }),
  route("POST", "/plans/ID/reviews", holdReview),
  route("POST", "/plans/ID/introductions", async (facts, person, _, { id, object }: { id: string; object: SealedObject }) => { await facts.write(person, object); facts.pair.introductions.push({ id, object: object.id, state: "offered", offered: facts.now(), answered: null, made: null, thanked: null }); return {}; }),
  route("POST", "/plans/ID/introductions/ID/(offer|answer)/([\\w-]+)", moveIntroduction),
  route("POST", "/plans/ID/summaries/ID/reading", (facts, person, [, meeting = ""]) => { const of = facts.database.rooms.get(facts.pair.room ?? "")?.objects.find((it) => it.about === meeting && it.kind === "summary"); facts.pair.readings.push({ meeting, person, revision: of?.revisions.length ?? 0, at: facts.now() }); return {}; }),
  route("POST", "/feedback/ID/ID/request", askFeedback),
  route("POST", "/feedback/ID/ID", giveFeedback),
  route("POST", "/conversations/ID/reading", (facts, person, _, { message }: { message: string }) => { const found = facts.database.rooms.get(facts.pair.room ?? "")?.objects.find((it) => it.id === message); facts.read.set(person, found?.revisions[0]?.at ?? ""); return {}; }),
  route("POST", "/topics/ID", markTopic),
  route("POST", "/topics/ID/ID/([\\w-]+)", moveTopic),
  route("GET", "/requests/new", (facts) => ({ mentor: [...facts.mentors.values()][0] ?? missing(), programme: PROGRAMME })),
  route("POST", "/requests", sendRequest),
  route("GET", "/requests/ID", (facts, person, [id]) => requestAs(facts, person, id)),
  route("POST", "/requests/ID/answer", answer),
  route("GET", "/copies/readers/ID", (facts) => facts.readers),
  route("POST", "/copies/of/ID", releaseCopy),
  route("GET", "/copies/released", (facts, person) => facts.copies.filter((it) => it.owner.person === person).map(shownCopy)),
  route("GET", "/copies/received", (facts, person) => facts.copies.filter((it) => it.reader.person === person).map(shownCopy)),
  route("GET", "/copies/received/judged", () => []),
  route("POST", "/copies/ID/opening", openCopy),
  route("POST", "/copies/ID/revocation", (facts, _, [id]) => { one(facts.copies, id).revoked = facts.now(); return {}; }),
  route("GET", "/copies/ID/document", (facts, person, [id]) => { const copy = one(facts.copies, id); return copy.reader.person === person && copy.revoked === null ? (facts.bytes.get(copy.source.object) ?? missing()) : missing(); }),
  route("GET", "/certification/ID/handover", (facts, person) => handoverOf(facts.file ?? missing(), facts.copies, facts.database, ownRoom(facts, person, "portfolio"), (it) => NAMES[it] ?? "")),
  route("POST", "/certification/ID/handover", releaseCopy),
  route("GET", "/certification/ID/reading", (facts, person) => readingOf(facts.file ?? missing(), facts.copies, facts.database, person, (it) => NAMES[it] ?? "")),
  route("PUT", "/certification/ID/ratings", (facts, _, __, { marks }: { marks: JudgedFile["marks"] }) => { Object.assign((facts.file ?? missing()).marks, marks); return undefined; }),
  route("POST", "/certification/ID/ratings/giving", (facts) => { (facts.file ?? missing()).rates = false; return undefined; }),
  route("POST", "/certification/ID/validations", (facts, _, __, { item, ability }: { item: string; ability: string }) => { (facts.file ?? missing()).validated.add(`${item} ${ability}`); return undefined; }),
  route("GET", "/seal-files/ID/documents", (facts, person) => keptBy(facts.seal ?? missing(), facts.copies, facts.database, person, nameOf)),
  keyed("/seal-files/ID/documents/room", (facts, server, _, room: SealedRoom) => openRoom(facts.seal ?? missing(), server, room)),
  keyed("/seal-files/ID/documents/keepers", (facts, server, _, epoch: never) => changeKeepers(facts.seal ?? missing(), server, epoch, nameOf)),
  keyed("/seal-files/ID/documents", (facts, server, _, body: never) => addDocument(facts.seal ?? missing(), server, body)),
  keyed("/seal-files/ID/documents/ID", (facts, server, [, id = ""], body: never) => changeDocument(facts.seal ?? missing(), server, id, body), "PUT"),
  keyed("/seal-files/ID/documents/ID", (facts, server, [, id = ""], body: never) => removeDocument(facts.seal ?? missing(), server, id, body), "DELETE"),
  route("POST", "/seal-files/ID/copies", releaseCopy),
  route("POST", "/seal-files/ID/copies/back", (facts, _, __, { copies }: { copies: string[] }) => { for (const id of copies) one(facts.copies, id).revoked = facts.now(); return undefined; }),
  route("GET", "/seal-files/ID/reading", (facts, person) => readBy(facts.seal ?? missing(), facts.copies, facts.database, person, facts.hashes)),
  route("GET", "/passkeys", (facts) => facts.passkeys),
  route("POST", "/passkeys/options", () => ({ publicKey: { challenge: "AAAA", rp: { name: "Ithaca" }, user: { id: "AAAA", name: "i", displayName: "I" }, pubKeyCredParams: [] } })),
  keyed("/passkeys", addPasskey),
  keyed("/passkeys/ID/removal", removePasskey),
  route("POST", "/passkeys/ID/name", (facts, _, [id], { name }: { name: string }) => Object.assign(one(facts.passkeys, id), { name })),
  route("PUT", "/attachments/ID/ID/parts/ID", putPart),
  route("POST", "/attachments/ID/ID/complete", nothing),
  route("GET", "/attachments/ID/ID", (facts, _, [, id = ""]) => facts.bytes.get(id) ?? missing()),
];
