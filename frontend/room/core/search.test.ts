import { describe, expect, it } from "vitest";
import type { JsonObject } from "./bytes";
import { Tampered } from "./errors";
import { RoomSearch } from "./search";
import type { Entry, Item } from "./workspace";

function opened(id: string, content: JsonObject, kind = "note"): Entry {
  const place = { room: "r", object: id, kind, about: null, revision: 1, previous: null, author: "p" };
  return { state: "opened", id, kind, about: null, author: "p", created: "", head: { ...place, content, at: "", epoch: 1, ring: 1, sha256: "" } };
}
const found = (search: RoomSearch, query: string, kinds?: readonly string[]): string[] => search.find(query, kinds).map((hit) => hit.id);

describe("searching a room", () => {
  it("finds words in every field, however deep, and numbers too", () => {
    const search = new RoomSearch([opened("a", { parts: { frame: "quatre séances", fee: null, agreed: true }, steps: ["Écrire à Hélène", 2026] })]);
    for (const query of ["seance", "helene", "2026", "QUATRE écrire"]) expect(found(search, query), query).toEqual(["a"]);
    expect(found(search, "true")).toEqual([]);
    expect(found(search, "null")).toEqual([]);
  });

  it("puts a title before the same word in a text", () => {
    const search = new RoomSearch([opened("text", { title: "Divers", text: "le réseau" }), opened("title", { title: "Le réseau", text: "divers" })]);
    expect(found(search, "réseau")).toEqual(["title", "text"]);
  });

  it("keeps to the kinds that are asked for", () => {
    const search = new RoomSearch([opened("a", { text: "plan" }), opened("b", { text: "plan" }, "goal")]);
    expect(found(search, "plan", ["goal"])).toEqual(["b"]);
    expect(found(search, "plan").sort()).toEqual(["a", "b"]);
  });

  it("knows nothing of what was refused or destroyed, and forgets what is destroyed later", () => {
    const refused: Item = { state: "refused", id: "x", kind: "note", author: "", created: "", reason: new Tampered("hash") };
    const search = new RoomSearch([refused, opened("a", { text: "à effacer" })]);
    expect(found(search, "effacer")).toEqual(["a"]);
    search.put({ state: "destroyed", id: "a", kind: "note", author: "", created: "", at: "" });
    expect(found(search, "effacer")).toEqual([]);
  });

  it("nothing but signs finds nothing", () => {
    expect(found(new RoomSearch([opened("a", { text: "…" })]), " ?! ")).toEqual([]);
  });
});
