/** Sending messages: shown at once, kept on the device where there is no network, given back where they are refused. */
import { useState } from "preact/hooks";
import { ApiError, type Entry } from "../core";
import { messageWords } from "../texts/messages";
import { useApp } from "./context";
import { inWords } from "./failures";
import type { RoomView } from "./room-state";

export interface Sent {
  readonly id: string;
  readonly text: string;
  /** The message that it corrects. */
  readonly over: Entry | null;
}

export interface Sending {
  /** Those on their way. */
  readonly now: readonly Sent[];
  /** Answers why it could not be sent, in a sentence; "" where it is sent or kept for later. */
  send(message: Sent): Promise<string>;
}

export function useSending(view: RoomView): Sending {
  const { words } = useApp();
  const [now, setNow] = useState<readonly Sent[]>([]);
  const forget = (id: string): void => {
    void view.keeper.discard(id);
    view.forgetDraft(id);
  };
  const write = async ({ id, text, over }: Sent): Promise<string> => {
    const { workspace } = view;
    const written = await view.exclusive(() => (over ? workspace.revise(over, { ...over.head.content, text }) : workspace.create("message", { text }, { id })));
    view.showWritten();
    if (written.state === "conflict") return messageWords.crossed;
    forget(id);
    return "";
  };
  const later = async ({ id, text, over }: Sent): Promise<string> => {
    try {
      await view.keepForLater({ id, kind: "message", about: null, base: over?.head.sha256 ?? null, content: { ...over?.head.content, text } });
      forget(id);
      return "";
    } catch {
      return words.write.deviceFull;
    }
  };
  const send = async (message: Sent): Promise<string> => {
    setNow((before) => [...before, message]);
    try {
      return await write(message);
    } catch (error) {
      return error instanceof ApiError && error.status === 0 ? await later(message) : inWords(error, words);
    } finally {
      setNow((before) => before.filter((one) => one !== message));
    }
  };
  return { now, send };
}
