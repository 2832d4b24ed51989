/** For tests: the vault's part of the HTTP API over the server in memory, for whoever is signed in. */
import { fromBase64url, sha256 as hashOf } from "../core/bytes";
import { utf8 } from "../core";
import { ApiError } from "../core/errors";
import type { Way } from "../core/keyring";
import type { NewKeyringWire, NewRevisionWire, RenewedKeyringWire } from "../core/client";
import type { RoomWire, SealedRoom } from "../core/room";
import type { MemoryServer } from "./hostile";

/** What came in: the parts of the address that vary, the query, the body. */
export interface Asked {
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
}
export type Answer = (server: MemoryServer, asked: Asked) => unknown;
export type Route = readonly [method: string, path: RegExp, answer: Answer];

interface Wrap {
  readonly file: string;
  readonly ledger: string;
  readonly generation: number;
}

const ID = "([\\w-]+)";
const at = (path: string): RegExp => new RegExp(`^/api/vault${path.replaceAll("ID", ID)}$`);

/** Throws what becomes the answer 404. */
export function missing(): never {
  throw new ApiError(404, "not-found", "");
}

async function roomOrNews(server: MemoryServer, { parts: [id = ""], query }: Asked): Promise<unknown> {
  const wire = await server.room(id);
  const version = await hashOf(utf8(JSON.stringify(wire)));
  if (query.get("known") === version) return undefined;
  const since = query.get("since");
  const objects = wire.objects.map((object) => (since !== null && (object.revisions.at(-1)?.at ?? "") < since ? { ...object, file: null } : object));
  return { ...wire, objects, version } satisfies RoomWire;
}

async function write(server: MemoryServer, { parts: [room = "", object = ""], body }: Asked): Promise<unknown> {
  const written = await server.write(room, object, body as NewRevisionWire);
  if (written.state === "saved") return written.revision;
  throw new ApiError(409, "conflict", "", { object: written.object });
}

export const VAULT: readonly Route[] = [
  ["GET", at("/keyring"), async (server) => (await server.keyring()) ?? missing()],
  ["POST", at("/keyring"), (server, { body }) => server.setUp(body as NewKeyringWire)],
  ["POST", at("/keyring/renewal"), (server, { body }) => server.renew(body as RenewedKeyringWire)],
  ["GET", at("/keyring/former-wraps"), (server) => server.formerWraps()],
  ["PUT", at("/keyring/ledger"), (server, { body }) => { const { ledger, generation } = body as Wrap; return server.saveLedger(fromBase64url(ledger), generation); }],
  ["PUT", at("/keyring/wraps/([^/]+)"), (server, { parts: [way], body }) => { const { file, ledger, generation } = body as Wrap; return server.putWrap(way as Way, fromBase64url(file), fromBase64url(ledger), generation); }],
  ["DELETE", at("/keyring/wraps/([^/]+)"), (server, { parts: [way], body }) => { const { ledger, generation } = body as Wrap; return server.removeWrap(way as Way, fromBase64url(ledger), generation); }],
  ["POST", at("/keyring/wraps/([^/]+)/proof"), (server) => server.proveWrap()],
  ["GET", at("/cards/ID"), (server, { parts: [person = ""] }) => server.cards(person)],
  ["GET", at("/rooms"), (server) => server.rooms()],
  ["POST", at("/rooms"), (server, { body }) => server.createRoom(body as SealedRoom)],
  ["GET", at("/rooms/ID"), roomOrNews],
  ["POST", at("/rooms/ID/epochs"), (server, { parts: [room = ""], body }) => { const { grants, ...epoch } = body as { number: number; recipient: string; grants: Record<string, string> }; return server.beginEpoch(room, epoch, grants); }],
  ["GET", at("/rooms/ID/objects/ID/revisions"), (server, { parts: [room = "", object = ""] }) => server.history(room, object)],
  ["POST", at("/rooms/ID/objects/ID/revisions"), write],
  ["DELETE", at("/rooms/ID/objects/ID"), (server, { parts: [room = "", object = ""], body }) => server.destroy(room, object, (body as { destruction: string }).destruction)],
  ["GET", at("/rooms/ID/drafts"), async (server, { parts: [room] }) => (await server.drafts()).filter(({ object }) => { const kept = server.database.drafts.get(object); return kept?.person === server.person && kept.room === room; })],
  ["PUT", at("/rooms/ID/drafts/ID"), (server, { parts: [room = "", object = ""], body }) => server.saveDraft(room, object, fromBase64url((body as { file: string }).file))],
  ["DELETE", at("/rooms/ID/drafts/ID"), (server, { parts: [room = "", object = ""] }) => server.discardDraft(room, object)],
  ["GET", at("/session-half"), async (server) => ({ half: (await server.sessionHalf()) ?? missing() })],
  ["PUT", at("/session-half"), (server, { body }) => server.keepSessionHalf((body as { half: string }).half)],
  ["DELETE", at("/session-half"), (server) => server.dropSessionHalf()],
];
