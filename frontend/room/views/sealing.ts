/** Makes a fact and the words that go with it at once. */
import { newId, type JsonObject, type SealedObject, type Written } from "../core";
import type { RoomView } from "./room-state";

interface Words {
  readonly kind: string;
  readonly content: JsonObject;
  readonly id?: string;
  readonly about?: string | null;
}

export async function sealedWith(view: RoomView, { kind, content, id = newId(), about = null }: Words, send: (object: SealedObject) => Promise<unknown>): Promise<Written> {
  await send(await view.workspace.seal(kind, content, { id, about }));
  await view.workspace.refresh();
  const entry = view.workspace.get(id);
  if (entry?.state !== "opened") throw new TypeError(`the ${kind} is not in the room`);
  return { state: "saved", entry };
}
