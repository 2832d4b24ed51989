/** The address after #: which part of the room is shown. Ids only, never words; a link may hold anything. And the way to the keys and back. */
import { useEffect, useState } from "preact/hooks";

export function usePlace(): readonly string[] {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const changed = (): void => { setHash(location.hash); };
    addEventListener("hashchange", changed);
    return () => { removeEventListener("hashchange", changed); };
  }, []);
  const parts = hash.slice(1).split("/").filter(Boolean);
  return parts.every((part) => /^[\w-]+$/.test(part)) ? parts : [];
}

export function go(place: string): void {
  location.hash = place;
}

/** Whether somebody is still where they were when `hash` was noted. */
export function isAt(hash: string): boolean {
  return location.hash === hash;
}

/** Goes on without leaving a step behind for the back button. */
export function goInstead(place: string): void {
  location.replace(`#${place}`);
}

/** The page of the keys, which leads back here; `place` says what one comes for. */
export function toKeys(place = ""): string {
  return `/vault/?next=${encodeURIComponent(location.pathname + location.search + location.hash)}${place && `#${place}`}`;
}
