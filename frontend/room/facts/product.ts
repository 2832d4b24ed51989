/** The API of requests and mentorships: facts and sealed rooms. */
import { askJson, writeAnswer, type CopySource, type Json, type NewRevisionWire, type SealedObject, type SealedRoom, type Way } from "../core";

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly time_zone: string;
  readonly has_keyring: boolean;
  /** Has proven lately who they are, as what can't be undone asks for. */
  readonly confirmed: boolean;
}
/** A place to go to, as the product's other pages name it. */
export interface FrameItem {
  readonly label: string;
  readonly url: string;
  readonly icon?: string;
  readonly current?: boolean;
  readonly badge?: number;
}
/** What stands around the page. */
export interface FrameFacts {
  readonly navigation: readonly FrameItem[];
  readonly account: readonly FrameItem[];
  readonly footer: readonly FrameItem[];
  readonly unseen: number;
  /** Of one's initials. */
  readonly tint: number;
}
export interface Counterpart {
  readonly person: string;
  readonly name: string;
}
export interface ProgrammeRef {
  readonly slug: string;
  readonly name: string;
}
export interface NewRequestFacts {
  readonly mentor: Counterpart & { participation: string; headline: string; available: boolean; reply_days: number };
  readonly programme: ProgrammeRef;
}
export interface Suggestion extends Counterpart {
  readonly participation: string;
  readonly headline: string;
}
export interface RequestFacts {
  readonly id: string;
  readonly state: "sent" | "accepted" | "declined" | "withdrawn" | "lapsed";
  readonly role: "mentor" | "mentee";
  readonly counterpart: Counterpart;
  readonly room: string;
  readonly object: string;
  readonly sent_at: string;
  readonly reply_by: string;
  readonly programme: ProgrammeRef;
  readonly mentorship: string | null;
  readonly suggestions: readonly Suggestion[];
}
export interface Signature {
  readonly person: string;
  readonly revision: number;
  readonly revision_sha256: string;
  readonly signed_at: string;
  readonly jws: string;
}
export interface AgreementFacts {
  readonly id: string;
  readonly object: string;
  readonly effective_at: string | null;
  readonly effective_revision: number | null;
  readonly signatures: readonly Signature[];
}
/** That feedback was asked of somebody, and given. */
export interface FeedbackFacts {
  readonly giver: string;
  readonly asked: string | null;
  readonly given: string | null;
  readonly object: string | null;
}
export interface MeetingFacts {
  readonly id: string;
  readonly state: "planned" | "held" | "missed" | "cancelled";
  readonly contact_type: string;
  readonly starts_at: string;
  readonly minutes: number;
  /** What the two have asked for and given; told in the room alone. */
  readonly feedback?: readonly FeedbackFacts[];
  /** Whose mentor one is there: told in the journal, where the room does not say it. */
  readonly with?: string;
}
/** Where one's own journal is, and the meetings that its sheets may be about. */
export interface JournalFacts {
  readonly room: string | null;
  readonly meetings: readonly (MeetingFacts & { readonly mentorship: string; readonly with: string })[];
}
/** An item of a portfolio, as the server knows it: what it says is sealed. */
export interface ExhibitFacts {
  readonly id: string;
  readonly kind: string;
  readonly made_on: string;
  readonly abilities: readonly string[];
  /** The pseudonym of the mentorship it comes from. */
  readonly letter: string;
  readonly mentorship: string | null;
  readonly portfolio: string;
}
/** Where the room of one's portfolios is, and what belongs into it. */
export interface PortfolioFacts {
  readonly room: string | null;
  readonly items: readonly ExhibitFacts[];
  readonly portfolios: readonly { readonly id: string; readonly title: string; readonly abilities: Readonly<Record<string, string>> }[];
}
export type GoalState = "set" | "in progress" | "reached" | "dropped";
export type GoalStep = "start" | "reach" | "drop" | "reopen";
export interface GoalFacts {
  readonly id: string;
  readonly object: string;
  readonly state: GoalState;
  readonly due_on: string | null;
}
/** One line of the action plan; what is to be done stands in its object. */
export interface ActionFacts {
  readonly id: string;
  readonly object: string;
  readonly state: "open" | "done" | "dropped";
  readonly owner: "mentor" | "mentee" | "both";
  readonly due_on: string | null;
  readonly goal: string | null;
  readonly meeting: string | null;
  readonly done: string | null;
}
export interface Task {
  readonly owner: ActionFacts["owner"];
  readonly due_on: string | null;
  readonly goal: string | null;
  readonly meeting: string | null;
}
/** A look at all goals: held, or to come; `object` holds what the two concluded. */
export interface ReviewFacts {
  readonly id: string;
  readonly object: string | null;
  readonly due_on: string;
  readonly held: string | null;
}
export interface IntroductionFacts {
  readonly id: string;
  readonly object: string;
  readonly state: "offered" | "accepted" | "declined" | "made" | "thanked" | "taken back";
  readonly offered: string;
  readonly answered: string | null;
  readonly made: string | null;
  readonly thanked: string | null;
}
export type IntroductionStep = "offer/make" | "offer/take-back" | "answer/accept" | "answer/decline" | "answer/thank";
/** Somebody has said that they have read the summary of a meeting, in this version. */
export interface ReadingFacts {
  readonly meeting: string;
  readonly person: string;
  readonly revision: number;
  readonly at: string;
}
export interface AgreementPart {
  readonly slug: string;
  readonly title: string;
  readonly question: string;
  readonly hint: string;
}
export type TopicState = "marked" | "consented" | "withdrawn" | "destroyed";
/** Private ground of a pair: a room of its own, and where consent stands. */
export interface TopicFacts {
  readonly id: string;
  readonly room: string;
  readonly state: TopicState;
  readonly marked_by: string;
  readonly marked: string;
  readonly consented: string | null;
  readonly withdrawn: string | null;
  readonly destroyed: string | null;
  /** When the newest message there that one has seen came in, and how many came in since. */
  readonly read_until: string | null;
  readonly unread: number;
}
export type TopicStep = "consent" | "withdrawal" | "destruction" | "taking-back";
export interface CopyReader extends Counterpart {
  readonly has_keyring: boolean;
}
/** A text shown to one reader, and where that stands. */
export interface CopyFacts {
  readonly id: string;
  readonly owner: Counterpart;
  readonly reader: Counterpart;
  readonly source: CopySource;
  readonly released: string;
  readonly opened: string | null;
  readonly revoked: string | null;
}
export interface MentorshipFacts {
  readonly id: string;
  readonly state: string;
  readonly role: "mentor" | "mentee";
  readonly counterpart: Counterpart;
  readonly room: string | null;
  /** When I gave up my access; null while I have it. */
  readonly left: string | null;
  readonly programme: ProgrammeRef;
  /** Whether the programme asks the two to exchange their CVs before they meet. */
  readonly cv_asked: boolean;
  readonly agreement: AgreementFacts | null;
  readonly agreement_template: readonly AgreementPart[];
  readonly meetings: readonly MeetingFacts[];
  readonly goals: readonly GoalFacts[];
  readonly actions: readonly ActionFacts[];
  readonly reviews: readonly ReviewFacts[];
  readonly introductions: readonly IntroductionFacts[];
  readonly readings: readonly ReadingFacts[];
  readonly topics: readonly TopicFacts[];
  /** When the newest message that one has seen came in. */
  readonly read_until: string | null;
  readonly request: { readonly object: string } | null;
  /** Rooms of mentorships that ended, for their mentee to take texts along from. */
  readonly former: readonly { readonly room: string; readonly counterpart: Counterpart }[];
}
/** Which request or mentorship a room belongs to. */
export interface RoomPlace {
  readonly room: string;
  readonly kind: "request" | "mentorship";
  readonly id: string;
  /** The private topic that the room is, where it is one: its notes stand under topics/ID. */
  readonly topic: string | null;
  readonly counterpart: Counterpart;
  readonly programme: string;
}
/** The keyring under a way of unlocking, with the ledger that knows of it. */
export interface SealedWrap {
  readonly file: string;
  readonly ledger: string;
  readonly generation: number;
}
export interface PasskeyFacts {
  readonly id: number;
  readonly name: string;
  readonly way: Way;
  readonly credential: string;
  /** Whether it opens the vault, or only signs in. */
  readonly opens: boolean;
  readonly created: string;
  readonly used: string | null;
}

export const product = {
  passkeys: () => ask<readonly PasskeyFacts[]>("GET", "/api/passkeys"),
  beginPasskey: () => ask<{ publicKey: PublicKeyCredentialCreationOptionsJSON }>("POST", "/api/passkeys/options", {}),
  addPasskey: (name: string, credential: Json, wrap: SealedWrap | null) => ask<PasskeyFacts>("POST", "/api/passkeys", { name, credential, wrap }),
  renamePasskey: (id: number, name: string) => ask<PasskeyFacts>("POST", `/api/passkeys/${id}/name`, { name }),
  removePasskey: (id: number, ledger: { ledger: string; generation: number } | null) => ask<unknown>("POST", `/api/passkeys/${id}/removal`, { ledger }),
  me: () => ask<Me>("GET", "/api/me"),
  frame: (page: string) => ask<FrameFacts | null>("GET", `/frame/?page=${encodeURIComponent(page)}`),
  myRooms: () => ask<readonly RoomPlace[]>("GET", "/api/me/rooms"),
  journal: () => ask<JournalFacts>("GET", "/api/journal"),
  portfolio: () => ask<PortfolioFacts>("GET", "/api/portfolio"),
  newRequest: (mentor: string) => ask<NewRequestFacts>("GET", `/api/requests/new?mentor=${encodeURIComponent(mentor)}`),
  sendRequest: (id: string, mentor: string, room: SealedRoom) => ask<{ id: string }>("POST", "/api/requests", { id, mentor, room }),
  request: (id: string) => ask<RequestFacts>("GET", `/api/requests/${id}`),
  answer: (id: string, accept: boolean) => ask<{ mentorship: string | null }>("POST", `/api/requests/${id}/answer`, { accept }),
  mentorship: (id: string) => ask<MentorshipFacts>("GET", `/api/mentorships/${id}`),
  attachRoom: (id: string, room: SealedRoom) => ask<unknown>("POST", `/api/mentorships/${id}/room`, { room }),
  leaveRoom: (id: string) => ask<unknown>("POST", `/api/mentorships/${id}/room/leaving`),
  beginAgreement: (id: string, agreement: string, object: SealedObject) => ask<unknown>("POST", `/api/mentorships/${id}/agreement`, { id: agreement, object }),
  signAgreement: (id: string, signature: { revision: number; revision_sha256: string; jws: string }) => ask<unknown>("POST", `/api/mentorships/${id}/agreement/sign`, signature),
  askFeedback: (id: string, meeting: string) => ask<unknown>("POST", `/api/feedback/${id}/${meeting}/request`),
  giveFeedback: (id: string, meeting: string, object: SealedObject) => ask<unknown>("POST", `/api/feedback/${id}/${meeting}`, { object }),
  markRead: (id: string, message: string) => ask<unknown>("POST", `/api/conversations/${id}/reading`, { message }),
  setGoal: (id: string, goal: string, due_on: string | null, object: SealedObject) => ask<unknown>("POST", `/api/mentorships/${id}/goals`, { id: goal, due_on, object }),
  moveGoal: (id: string, goal: string, verb: GoalStep, object: SealedObject | null = null) => ask<unknown>("POST", `/api/mentorships/${id}/goals/${goal}/${verb}`, { object }),
  changeGoal: (id: string, { id: goal, object }: GoalFacts, due_on: string | null, revision: NewRevisionWire) => writeAnswer(ask<unknown>("POST", `/api/mentorships/${id}/goals/${goal}/change/${object}`, { due_on, revision })),
  addAction: (id: string, action: string, task: Task, object: SealedObject) => ask<unknown>("POST", `/api/plans/${id}/actions`, { id: action, object, ...task }),
  changeAction: (id: string, action: string, task: Task) => ask<unknown>("POST", `/api/plans/${id}/actions/${action}`, task),
  moveAction: (id: string, action: string, verb: "finish" | "drop" | "reopen") => ask<unknown>("POST", `/api/plans/${id}/actions/${action}/${verb}`),
  holdReview: (id: string, moves: Readonly<Record<string, "reach" | "drop">>, object: SealedObject) => ask<unknown>("POST", `/api/plans/${id}/reviews`, { moves, object }),
  offerIntroduction: (id: string, introduction: string, object: SealedObject) => ask<unknown>("POST", `/api/plans/${id}/introductions`, { id: introduction, object }),
  moveIntroduction: (id: string, introduction: string, step: IntroductionStep) => ask<unknown>("POST", `/api/plans/${id}/introductions/${introduction}/${step}`),
  confirmSummary: (id: string, meeting: string) => ask<unknown>("POST", `/api/plans/${id}/summaries/${meeting}/reading`),
  markTopic: (id: string, topic: string, room: SealedRoom) => ask<TopicFacts>("POST", `/api/topics/${id}`, { id: topic, room }),
  moveTopic: (id: string, topic: string, step: TopicStep) => ask<unknown>("POST", `/api/topics/${id}/${topic}/${step}`),
  copyReaders: (id: string) => ask<readonly CopyReader[]>("GET", `/api/copies/readers/${id}`),
  releaseCopy: (id: string, copy: { id: string; reader: string; object: string; revision: number; file: string }) => ask<unknown>("POST", `/api/copies/of/${id}`, copy),
  copiesReleased: () => ask<readonly CopyFacts[]>("GET", "/api/copies/released"),
  copiesReceived: () => ask<readonly CopyFacts[]>("GET", "/api/copies/received"),
  copiesJudged: () => ask<readonly CopyFacts[]>("GET", "/api/copies/received/judged"),
  openCopy: (id: string) => ask<{ file: string }>("POST", `/api/copies/${id}/opening`),
  revokeCopy: (id: string) => ask<unknown>("POST", `/api/copies/${id}/revocation`),
};

async function ask<T>(method: "GET" | "POST", path: string, body?: unknown): Promise<T> {
  return (await askJson(path, method, body)) as T;
}
