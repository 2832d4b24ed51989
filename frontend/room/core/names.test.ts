import { beforeAll, describe, expect, it } from "vitest";
import { acceptName, checkName, Renamed } from "./names";
import { Vault } from "./vault";
import { again, INES, makeWorld, MARC, refusal, type World } from "../testing/world";

beforeAll(makeWorld, 60_000);

/** Inès has compared her number with Marc, under the name that he had. */
async function comparedWithMarc(): Promise<World> {
  const world = await again();
  const { groups } = await world.ines.safetyNumber(MARC);
  await world.ines.markCompared(MARC, groups, "Marc Delorme");
  for (const member of world.stored.members) if (member.person === MARC) Object.assign(member, { name: "Marc Delorme" });
  return world;
}

describe("the name that was compared", () => {
  it("is looked at without capitals and accents", async () => {
    const { ines } = await comparedWithMarc();
    for (const name of ["Marc Delorme", "MARC  DELORME", "Marc Delormé"]) expect(() => { checkName(ines.ledger, { person: MARC, name }); }).not.toThrow();
  });

  it("of nobody binds nobody: at first sight, or before names were pinned, any name is taken", async () => {
    const { ines } = await again();
    checkName(ines.ledger, { person: MARC, name: "Qui que ce soit" });
    await ines.markCompared(MARC, (await ines.safetyNumber(MARC)).groups);
    checkName(ines.ledger, { person: MARC, name: "Qui que ce soit" });
  });

  it("blocks the room that a server shows under another, at opening and while it stands open", async () => {
    const { ines, inesDevice, stored } = await comparedWithMarc();
    const room = await ines.openRoom(stored.id);
    inesDevice.server.bend = ({ members }) => {
      for (const member of members) if (member.person === MARC) Object.assign(member, { name: "Paul Tremblay" });
    };
    expect(await refusal(() => ines.openRoom(stored.id))).toBe("name");
    const failure = await room.refresh().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Renamed);
    expect(failure).toMatchObject({ person: MARC, before: "Marc Delorme", now: "Paul Tremblay" });
  });

  it("gives way to a new one that was accepted, on every device, and to no third", async () => {
    const { ines, inesDevice } = await comparedWithMarc();
    const elsewhere = await Vault.restore(inesDevice, INES);
    await elsewhere.remember({ ...elsewhere.ledger, seen: { room: { object: 1 } } }); // this one's ledger is behind
    await acceptName(ines, { person: MARC, name: "Marc Aubry" });
    await elsewhere.refreshLedger();
    for (const vault of [ines, elsewhere, await Vault.restore(inesDevice, INES)]) {
      checkName(vault.ledger, { person: MARC, name: "Marc Aubry" });
      expect(() => { checkName(vault.ledger, { person: MARC, name: "Marc Delorme" }); }).toThrow("name");
    }
    expect((await ines.safetyNumber(MARC)).compared, "the key stays compared").not.toBeNull();
  });

  it("of somebody unknown is accepted into nothing", async () => {
    const { ines } = await again();
    const before = ines.ledger.pins;
    await acceptName(ines, { person: "nobody", name: "Personne" });
    expect(ines.ledger.pins).toEqual(before);
  });
});
