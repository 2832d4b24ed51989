/** Starts the island: who reads, in which words, and what every view shares. */
import { render, type ComponentChildren, type ComponentType } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ApiError, deviceMemory, HttpServer, IndexedDbStore, IndexedDbWaiting } from "../core";
import { words } from "../texts";
import { clockFor } from "../facts/clock";
import { AppContext, useApp, type App } from "./context";
import { inWords } from "./failures";
import { keepFocus } from "./focus";
import { bareFrame, Frame } from "./frame";
import type { GateProps, Opening } from "./gate";
import { Drawing } from "./shapes";
import { Button, LinkButton, Title } from "./parts";
import { product, type FrameFacts, type Me } from "../facts/product";

const ground = { server: new HttpServer(), store: new IndexedDbStore(), memory: deviceMemory, waiting: new IndexedDbWaiting() };
const NOBODY: Me = { id: "", name: "", language: navigator.language, time_zone: "Europe/Paris", has_keyring: false, confirmed: false };

/** Chooses the view that the address asks for. */
export type Pages = ComponentType<{ gate: GateProps }>;

export async function start(root: HTMLElement, View: Pages): Promise<void> {
  let me = NOBODY;
  let failure: unknown = null;
  const around = product.frame(location.pathname).catch(() => null);
  try {
    me = await product.me();
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) {
      location.assign(`/account/sign-in/?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`); // signed out meanwhile
      return;
    }
    failure = error;
  }
  const frame = await around;
  root.replaceChildren();
  keepFocus(root);
  render(<Island me={me} frame={frame} failure={failure} View={View} />, root);
}

interface IslandProps {
  readonly me: Me;
  readonly frame: FrameFacts | null;
  readonly failure: unknown;
  readonly View: Pages;
}

function Island({ me, frame, failure, View }: IslandProps) {
  const [opening, setOpening] = useState<Opening>({ state: "checking" });
  const vault = opening.state === "open" ? opening.vault : null;
  const works = useRef(new Set<() => Promise<void>>());
  const lock = useCallback(async () => {
    await Promise.allSettled([...works.current].map((work) => work()));
    setOpening({ state: "locked" });
    await vault?.lock();
  }, [vault]);
  const beforeLock = useCallback((work: () => Promise<void>) => {
    works.current.add(work);
    return () => works.current.delete(work);
  }, []);
  const app = useMemo<App>(
    () => ({ me, ground, words, when: clockFor(words.language, me.time_zone), lock, beforeLock }),
    [me, lock, beforeLock],
  );
  return (
    <AppContext.Provider value={app}>
      <Frame unlocked={vault !== null} facts={frame ?? bareFrame(words)}>
        {failure === null ? <View gate={{ opening, setOpening }} /> : <Failure error={failure} />}
      </Frame>
    </AppContext.Provider>
  );
}

/** What cannot be reached: somebody else's, or nothing. */
export function Missing() {
  const { words } = useApp();
  return (
    <div class="notfound">
      <Drawing name="boat" />
      <Title>{words.missing.title}</Title>
      <p class="lead">{words.missing.text}</p>
      <LinkButton href="/" kind="primary" icon="house">{words.missing.home}</LinkButton>
    </div>
  );
}

/** The page could not be built; says why and offers another try. */
export function Failure({ error, children }: { error: unknown; children?: ComponentChildren }) {
  const { words } = useApp();
  if (error instanceof ApiError && error.status === 404) return <Missing />;
  return (
    <div class="notfound">
      <Drawing name="lamp" />
      <Title>{words.failure.title}</Title>
      <p class="lead">{inWords(error, words)}</p>
      {children ?? <Button kind="primary" onClick={() => { location.reload(); }}>{words.reload}</Button>}
    </div>
  );
}

/** Loads something once; `again` loads it anew and keeps showing the old meanwhile. */
export function useLoaded<T>(load: () => Promise<T>, key: string): { value: T | null; error: unknown; again: () => Promise<void> } {
  const [loaded, setLoaded] = useState<{ value: T | null; error: unknown }>({ value: null, error: null });
  const again = useCallback(async () => {
    try {
      setLoaded({ value: await load(), error: null });
    } catch (error) {
      setLoaded((before) => ({ value: before.value, error }));
    }
  }, [key]);
  useEffect(() => void again(), [again]);
  return { ...loaded, again };
}
