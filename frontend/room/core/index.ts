/**
 * The room's core, without interface. What a view needs, in the order it needs it:
 *
 *     const ground = { server: new HttpServer(), store: new IndexedDbStore(), memory: deviceMemory, waiting: new IndexedDbWaiting() };
 *
 * 1. No keyring yet (`await ground.server.keyring()` is null): show `makeKit(language)`, have it typed back
 *    (`proves(kit, typed)`; `kitMistakes(typed)` names wrong words, `meantWord` what they may have been), offer `makePassphrase(language)` or take an
 *    own one (`strongEnough`), then `Vault.setUp(ground, person, { passphrase, kit: kit.join(" ") })`.
 * 2. On every page: `Vault.restore(ground, person)`; on `Locked` ask for the passphrase or the kit and call
 *    `Vault.unlock(ground, person, "passphrase" | "kit", typed)` (about 1 s; `WrongSecret` when wrong).
 *    `watchIdle(() => vault.lock(), () => server.sessionHalf())` while unlocked; `vault.lock()` on demand.
 * 3. `const room = await vault.openRoom(id)`; `room.items` holds `opened`, `refused` (show `reason`, never the
 *    text) and `destroyed` objects; `room.create(kind, content)`, `room.revise(entry, content)` answer `saved` or
 *    `conflict` (both texts); `room.history(id)`; `room.refresh()`. Content is any JSON object; `title` counts double
 *    in the search.
 * 4. `new DraftKeeper(vault, room.room, onState)`: `keep` at each key, `flush` on `visibilitychange`, `restore` at
 *    opening, `discard` once saved. `new RoomSearch(room.items)`: `find(query)`, `put(item)` after a write.
 * 5. `vault.safetyNumber(person)` gives twelve groups; `vault.markCompared(person, groups, name)` once compared;
 *    `checkName(vault.ledger, counterpart)` before a name that the server tells is shown.
 * 6. To create rooms with others: `vault.sealRoom([person], [{ kind, content }])` gives the JSON that the
 *    server's forms and actions take as `SealedRoom`.
 *
 * Anything may throw `Tampered` (block, and say so), `Locked`, `TooLong` or `ApiError` (its message is a sentence).
 */
export { KeysRenewed, Locked, ApiError, NoStorage, Tampered, TooLong, WrongSecret, type TamperReason } from "./errors";
export { canonicalJson, fold, fromBase64url, newId, own, sha256, toBase64url, utf8, type Bytes, type Json, type JsonObject } from "./bytes";
export { DOCUMENTS, fetchDocument, keyOfDocument, LARGEST_DOCUMENT, LARGEST_RECORDING, openShownDocument, readFacts, sendDocument, TooLarge, type Depot, type DocumentFacts, type Sending } from "./documents";
export type { Card } from "./cards";
export { openCopy, sealCopy, type CopySource, type OpenedCopy } from "./copies";
export { alone, openOwnRoom } from "./journal";
export { keyFor } from "./office";
export { signDestruction } from "./destruction";
export { acceptName, checkName, Renamed, type Named } from "./names";
export { between, openPairRoom, openTopicRoom, requestIn } from "./pair";
export { askJson, csrfToken } from "./http";
export { HttpDepot, HttpServer, writeAnswer, type DraftWire, type NewRevisionWire, type WriteAnswer, type OwnPurpose, type Server, type RoomSummary, type KeyringWire } from "./client";
export { IndexedDbStore, type HalfStore } from "./halves";
export { makePasskey, ownOptions, passkeysPossible, usePasskey, type Used } from "./passkeys";
export { IDLE_MINUTES, watchIdle } from "./session";
export { isKit, kitMistakes, makeKit, makePassphrase, meantWord, NEEDED_BITS, proves, strength, strongEnough, type WordLanguage } from "./secrets";
export { deviceMemory, Vault, type FirstObject, type Ground, type Memory } from "./vault";
export { openWithFiles, type Check, type Workspace, type Destroyed, type Entry, type Item, type Look, type Refused, type Send, type Written } from "./workspace";
export { DraftKeeper, openDraft, type Draft, type DraftState } from "./drafts";
export { IndexedDbWaiting, Outbox, type Unsent, type Waiting } from "./outbox";
export { RoomSearch, type Hit } from "./search";
export type { Secrets, Way } from "./keyring";
export { sign } from "./format";
export { signRevision, signatureHolds, type SignatureWire } from "./signature";
export type { MemberWire, Opened, RoomWire, SealedObject, SealedRoom } from "./room";
