/** An open room: facts and texts together, kept fresh, with the drafts that wait in it. */
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ApiError, checkName, DraftKeeper, openPairRoom, Outbox, Tampered, type Draft, type DraftState, type Entry, type Item, type Look, type Unsent, type Vault, type Waiting, type Workspace } from "../core";
import { useApp } from "./context";
import { hasNoKeys } from "./failures";
import { GivenUp } from "./leaving";
import { product, type GoalFacts, type MeetingFacts, type MentorshipFacts } from "../facts/product";
import { valuesOf } from "../facts/values";

const FRESH_EVERY = 15_000;

/** What reading and writing texts takes, in whichever room. */
export interface TextsView {
  readonly workspace: Workspace;
  readonly items: readonly Item[];
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly refusedDrafts: number;
  readonly keeper: DraftKeeper;
  readonly draftState: Readonly<Record<string, DraftState>>;
  readonly offline: boolean;
  /** False where nothing is added any more. */
  readonly writable: boolean;
  /** The meetings that texts may belong to. */
  readonly meetings: readonly MeetingFacts[];
  /** The address under which notes stand, where it is not "notes". */
  readonly under?: string;
  /** Who can read what is written here, in a sentence. */
  readonly privacy: string;
  /** One after the other: a write must not cross a refresh. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  refresh(): Promise<void>;
  /** Shows what was just written, without asking the server for news. */
  showWritten(): void;
  rememberDraft(draft: Draft): void;
  forgetDraft(id: string): void;
  /** What waits on this device for the network, and how much for keys of before. */
  readonly unsent: Waiting;
  /** Texts of this device that the room takes no more: to be copied, then given up. */
  readonly stuck: readonly Unsent[];
  giveUp(id: string): Promise<void>;
  keepForLater(text: Unsent): Promise<void>;
}

/** The room of a pair. */
export interface RoomView extends TextsView {
  readonly facts: MentorshipFacts;
}

export type Opening<Facts, View> =
  | { readonly state: "loading" }
  | { readonly state: "no-keys" | "not-begun"; readonly facts: Facts }
  | { readonly state: "failed"; readonly error: unknown; readonly facts: Facts | null }
  | { readonly state: "open"; readonly view: View };

/** Where a room and its facts come from. */
export interface Source<Facts> {
  readonly key: string;
  /** Fetches the facts; `room` is null where there is none yet. */
  load(): Promise<Facts>;
  /** Makes the room at first need; answers the facts as they are then. */
  make(facts: Facts): Promise<Facts>;
  open(room: string, facts: Facts, look: Look): Promise<Workspace>;
}

interface Opened<Facts> {
  readonly facts: Facts;
  readonly workspace: Workspace;
  readonly items: readonly Item[];
}

type Common = Omit<TextsView, "meetings" | "privacy">;

export function useRoom(vault: Vault, id: string): Opening<MentorshipFacts, RoomView> {
  const { words } = useApp();
  const source: Source<MentorshipFacts> = {
    key: id,
    load: async () => {
      const facts = await product.mentorship(id);
      if (facts.left !== null) throw new GivenUp(facts);
      checkName(vault.ledger, facts.counterpart);
      return facts;
    },
    make: (facts) => attach(vault, facts),
    open: (room, { counterpart }, look) => openPairRoom(vault, room, counterpart.person, look),
  };
  const opening = useSource(vault, source);
  if (opening.state !== "open") return opening;
  const { facts, ...view } = opening.view;
  const writable = view.writable && facts.state !== "ended";
  return { state: "open", view: { ...view, facts, writable, meetings: facts.meetings, privacy: words.write.private(facts.counterpart.name) } };
}

type Exclusive = TextsView["exclusive"];

/** One after the other. */
function useExclusive(): Exclusive {
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  return useCallback<Exclusive>((work) => {
    const next = queue.current.then(work, work);
    queue.current = next.catch(() => undefined);
    return next;
  }, []);
}

type DraftsOf = Pick<TextsView, "drafts" | "refusedDrafts" | "rememberDraft" | "forgetDraft"> & { readonly restore: (room: string) => Promise<void> };

/** The drafts that wait in a room. */
function useDrafts(vault: Vault): DraftsOf {
  const [waiting, setWaiting] = useState<{ drafts: ReadonlyMap<string, Draft>; refused: number }>({ drafts: new Map(), refused: 0 });
  const restore = async (room: string): Promise<void> => {
    const { drafts, refused } = await new DraftKeeper(vault, room).restore();
    setWaiting({ drafts: new Map(drafts.map((draft) => [draft.object, draft])), refused: refused.length });
  };
  const rememberDraft = useCallback((draft: Draft) => {
    setWaiting(({ drafts, refused }) => ({ drafts: new Map([...drafts, [draft.object, draft]]), refused }));
  }, []);
  const forgetDraft = useCallback((object: string) => {
    setWaiting(({ drafts, refused }) => ({ drafts: new Map([...drafts].filter(([key]) => key !== object)), refused }));
  }, []);
  return { drafts: waiting.drafts, refusedDrafts: waiting.refused, restore, rememberDraft, forgetDraft };
}

type UnsentOf = Pick<TextsView, "unsent" | "stuck" | "giveUp" | "keepForLater"> & { readonly flush: (workspace: Workspace) => Promise<void> };
const NOTHING: Waiting = { ready: [], closed: 0 };

/** What waits on this device for the network: sent where it can be, shown where the room takes it no more. */
function useUnsent(workspace: Workspace | undefined, { restore, rememberDraft }: DraftsOf, onAway: () => void): UnsentOf {
  const [stuck, setStuck] = useState<readonly Unsent[]>([]);
  const [unsent, setUnsent] = useState<Waiting>(NOTHING);
  const outbox = useMemo(() => workspace && new Outbox(workspace), [workspace]);
  const flush = async (into: Workspace): Promise<void> => {
    const going = new Outbox(into);
    try {
      const { sent, crossed, refused } = await going.flush();
      setStuck(refused);
      if (sent + crossed.length > 0) await restore(into.room);
    } finally {
      setUnsent(await going.waiting());
    }
  };
  const keepForLater = useCallback(async (text: Unsent) => {
    await outbox?.keep(text);
    // Written on once more before it could leave, it goes on from here and not from what the room still shows.
    rememberDraft({ object: text.id, kind: text.kind, base: text.base, content: text.about === null ? text.content : { ...text.content, about: text.about }, at: new Date().toISOString() });
    setUnsent((await outbox?.waiting()) ?? NOTHING);
    onAway();
  }, [outbox, rememberDraft]);
  const giveUp = useCallback(async (id: string) => {
    await outbox?.forget(id);
    setStuck((before) => before.filter((one) => one.id !== id));
    setUnsent((await outbox?.waiting()) ?? NOTHING);
  }, [outbox]);
  return { unsent, stuck, flush, keepForLater, giveUp };
}

/** What is typed is kept in the room, and whether it is safe. */
function useKeeper(vault: Vault, workspace: Workspace | undefined): { keeper: DraftKeeper | null; draftState: TextsView["draftState"] } {
  const { beforeLock } = useApp();
  const [draftState, setDraftState] = useState<TextsView["draftState"]>({});
  const keeper = useMemo(() => workspace === undefined ? null : new DraftKeeper(vault, workspace.room, (object, state) => { setDraftState((before) => ({ ...before, [object]: state })); }), [workspace]);
  useKept(keeper, beforeLock);
  return { keeper, draftState };
}

/** Opens a room and keeps it fresh while it is looked at. */
export function useSource<Facts extends { readonly room: string | null }>(vault: Vault, source: Source<Facts>): Opening<Facts, Common & { readonly facts: Facts }> {
  const [opened, setOpened] = useState<Opened<Facts> | null>(null);
  const [failure, setFailure] = useState<Opening<Facts, never> | null>(null);
  const [offline, setOffline] = useState(false);
  const exclusive = useExclusive();
  const { restore, ...drafts } = useDrafts(vault);
  const { keeper, draftState } = useKeeper(vault, opened?.workspace);
  const { flush, ...unsent } = useUnsent(opened?.workspace, { restore, ...drafts }, () => { setOffline(true); });
  const show = (facts: Facts, workspace: Workspace): void => { setOpened({ facts, workspace, items: workspace.items }); };
  useEffect(() => {
    const prepare = async (room: string): Promise<void> => restore(room);
    void open(source, { prepare, exclusive, flush, show }).then(setFailure);
  }, [vault, source.key]);
  const refresh = useCallback(async () => {
    if (opened === null) return;
    const { workspace } = opened;
    try {
      const facts = await exclusive(async () => {
        await workspace.refresh();
        await flush(workspace);
        return source.load();
      });
      show(facts, workspace);
      setOffline(false);
    } catch (error) {
      if (error instanceof Tampered) setFailure({ state: "failed", error, facts: opened.facts });
      else if (error instanceof ApiError && error.status === 404) setFailure({ state: "failed", error, facts: null });
      else setOffline(true);
    }
  }, [opened?.workspace, source.key]);
  const showWritten = useCallback(() => { setOpened((before) => before && { ...before, items: before.workspace.items }); }, []);
  useFresh(refresh, opened !== null);
  if (failure !== null) return failure;
  if (opened === null || keeper === null) return { state: "loading" };
  const { closed, broken, waitingForGrant } = opened.workspace;
  const writable = closed === null && broken === null && waitingForGrant.length === 0;
  return { state: "open", view: { ...opened, ...drafts, ...unsent, keeper, draftState, offline, writable, exclusive, refresh, showWritten } };
}

interface Ways<Facts> {
  readonly prepare: (room: string) => Promise<void>;
  readonly exclusive: Exclusive;
  readonly flush: (workspace: Workspace) => Promise<void>;
  readonly show: (facts: Facts, workspace: Workspace) => void;
}

/** Opens a room, its newest texts shown first; answers why it stays shut, or null. */
async function open<Facts extends { readonly room: string | null }>(source: Source<Facts>, { prepare, exclusive, flush, show }: Ways<Facts>): Promise<Opening<Facts, never> | null> {
  let facts: Facts | null = null;
  try {
    facts = await source.load();
    if (facts.room === null) facts = await source.make(facts);
    const [found, { room }] = [facts, facts];
    if (room === null) return { state: "not-begun", facts };
    await prepare(room);
    // The newest texts are shown while the others are being opened; writing waits for all of them.
    const workspace = await exclusive(() => source.open(room, found, (half) => { show(found, half); }));
    await flush(workspace).catch(() => undefined); // a browser that keeps nothing has nothing waiting
    show(found, workspace);
    return null;
  } catch (error) {
    return facts !== null && hasNoKeys(error) ? { state: "no-keys", facts } : { state: "failed", error, facts };
  }
}

/** The first of the two to come makes the room; who comes second finds it. */
async function attach(vault: Vault, facts: MentorshipFacts): Promise<MentorshipFacts> {
  if (["proposed", "declined", "ended"].includes(facts.state)) return facts;
  const sealed = await vault.sealRoom([facts.counterpart.person]);
  try {
    await product.attachRoom(facts.id, sealed);
  } catch (error) {
    const now = await product.mentorship(facts.id);
    if (now.room === null) throw error;
    return now;
  }
  return product.mentorship(facts.id);
}

/** Asks for news every quarter of a minute while the page is looked at, and at once when it is looked at again. */
function useFresh(refresh: () => Promise<void>, open: boolean): void {
  useEffect(() => {
    if (!open) return;
    const ask = (): void => {
      if (document.visibilityState === "visible") void refresh();
    };
    const timer = setInterval(ask, FRESH_EVERY);
    addEventListener("focus", ask);
    addEventListener("online", ask);
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      removeEventListener("focus", ask);
      removeEventListener("online", ask);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [refresh, open]);
}

/** Saves what is being typed before the page is hidden or the vault locked. */
export function useKept(keeper: DraftKeeper | null, beforeLock: (work: () => Promise<void>) => () => void): void {
  useEffect(() => {
    if (keeper === null) return;
    const flush = (): Promise<void> => keeper.flush();
    const hidden = (): void => {
      if (document.visibilityState === "hidden") void flush();
    };
    const stop = beforeLock(flush);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      stop();
      document.removeEventListener("visibilitychange", hidden);
      void flush();
    };
  }, [keeper, beforeLock]);
}

export function entriesOf(view: TextsView, ...kinds: readonly string[]): Entry[] {
  return view.items.filter((item): item is Entry => item.state === "opened" && kinds.includes(item.kind));
}

/** The name of a member, "you" left to the caller. */
export function nameOf(view: TextsView, person: string): string {
  return view.workspace.members.find((member) => member.person === person)?.name ?? "";
}

/** What a goal is called in the room. */
export function goalTitle(view: RoomView, goal: GoalFacts | undefined): string {
  const item = goal && view.workspace.get(goal.object);
  return item?.state === "opened" ? (valuesOf(item.head.content)["title"] ?? "") : "";
}
