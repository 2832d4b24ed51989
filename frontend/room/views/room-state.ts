/** The open room: facts and texts together, kept fresh, with the drafts that wait in it. */
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ApiError, DraftKeeper, Tampered, type Draft, type DraftState, type Entry, type Item, type Vault, type Workspace } from "../core";
import { useApp } from "./context";
import { hasNoKeys } from "./failures";
import { product, type MentorshipFacts } from "./product";

const FRESH_EVERY = 15_000;

export interface RoomView {
  readonly facts: MentorshipFacts;
  readonly workspace: Workspace;
  readonly items: readonly Item[];
  readonly drafts: ReadonlyMap<string, Draft>;
  readonly refusedDrafts: number;
  readonly keeper: DraftKeeper;
  readonly draftState: Readonly<Record<string, DraftState>>;
  readonly offline: boolean;
  /** Ended mentorships are readable only. */
  readonly writable: boolean;
  /** One after the other: a write must not cross a refresh. */
  exclusive<T>(work: () => Promise<T>): Promise<T>;
  refresh(): Promise<void>;
  rememberDraft(draft: Draft): void;
  forgetDraft(id: string): void;
}

export type RoomOpening =
  | { readonly state: "loading" }
  | { readonly state: "no-keys" | "not-begun"; readonly facts: MentorshipFacts }
  | { readonly state: "failed"; readonly error: unknown; readonly facts: MentorshipFacts | null }
  | { readonly state: "open"; readonly view: RoomView };

interface Opened {
  readonly facts: MentorshipFacts;
  readonly workspace: Workspace;
  readonly items: readonly Item[];
}

export function useRoom(vault: Vault, id: string): RoomOpening {
  const { beforeLock } = useApp();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [failure, setFailure] = useState<RoomOpening | null>(null);
  const [offline, setOffline] = useState(false);
  const [draftState, setDraftState] = useState<Readonly<Record<string, DraftState>>>({});
  const [waiting, setWaiting] = useState<{ drafts: ReadonlyMap<string, Draft>; refused: number }>({ drafts: new Map(), refused: 0 });
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const exclusive = useCallback(<T,>(work: () => Promise<T>): Promise<T> => {
    const next = queue.current.then(work, work);
    queue.current = next.catch(() => undefined);
    return next;
  }, []);
  const keeper = useMemo(() => {
    if (opened === null) return null;
    return new DraftKeeper(vault, opened.workspace.room, (object, state) => { setDraftState((before) => ({ ...before, [object]: state })); });
  }, [opened?.workspace]);

  useEffect(() => {
    void open();
  }, [vault, id]);
  async function open(): Promise<void> {
    let facts: MentorshipFacts | null = null;
    try {
      facts = await product.mentorship(id);
      if (facts.room === null) facts = await attach(vault, facts);
      if (facts.room === null) {
        setFailure({ state: "not-begun", facts });
        return;
      }
      const workspace = await vault.openRoom(facts.room);
      const { drafts, refused } = await new DraftKeeper(vault, facts.room).restore();
      setWaiting({ drafts: new Map(drafts.map((draft) => [draft.object, draft])), refused: refused.length });
      setOpened({ facts, workspace, items: workspace.items });
    } catch (error) {
      setFailure(facts !== null && hasNoKeys(error) ? { state: "no-keys", facts } : { state: "failed", error, facts });
    }
  }

  const refresh = useCallback(async () => {
    if (opened === null) return;
    const { workspace } = opened;
    try {
      const facts = await exclusive(async () => {
        await workspace.refresh();
        return product.mentorship(id);
      });
      setOpened({ facts, workspace, items: workspace.items });
      setOffline(false);
    } catch (error) {
      if (error instanceof Tampered) setFailure({ state: "failed", error, facts: opened.facts });
      else if (error instanceof ApiError && error.status === 404) setFailure({ state: "failed", error, facts: null });
      else setOffline(true);
    }
  }, [opened?.workspace, id]);
  useFresh(refresh, opened !== null);
  useKept(keeper, beforeLock);

  const rememberDraft = useCallback((draft: Draft) => {
    setWaiting(({ drafts, refused }) => ({ drafts: new Map([...drafts, [draft.object, draft]]), refused }));
  }, []);
  const forgetDraft = useCallback((object: string) => {
    setWaiting(({ drafts, refused }) => ({ drafts: new Map([...drafts].filter(([key]) => key !== object)), refused }));
  }, []);
  if (failure !== null) return failure;
  if (opened === null || keeper === null) return { state: "loading" };
  const writable = opened.facts.state !== "ended" && opened.workspace.closed === null;
  const view = { ...opened, drafts: waiting.drafts, refusedDrafts: waiting.refused, keeper, draftState, offline, writable, exclusive, refresh, rememberDraft, forgetDraft };
  return { state: "open", view };
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
    document.addEventListener("visibilitychange", ask);
    return () => {
      clearInterval(timer);
      removeEventListener("focus", ask);
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

export function entriesOf(view: RoomView, ...kinds: readonly string[]): Entry[] {
  return view.items.filter((item): item is Entry => item.state === "opened" && kinds.includes(item.kind));
}

/** The name of a member, "you" left to the caller. */
export function nameOf(view: RoomView, person: string): string {
  return view.workspace.members.find((member) => member.person === person)?.name ?? view.facts.counterpart.name;
}
