import { beforeAll, describe, expect, it, vi } from "vitest";
import browser from "../../../tests/vectors/v1/ways-browser.json";
import python from "../../../tests/vectors/v1/ways-python.json";
import { fromBase64url, toBase64url, type Json } from "./bytes";
import { ApiError, Locked, WrongSecret } from "./errors";
import { workFactor } from "./format";
import { device } from "../testing/hostile";
import { createKeyring, fromText, toText, unwrap, wrap, type Way } from "./keyring";
import { makePasskey, ownOptions, passkeysPossible, secretOf, usePasskey, wayOf, withoutSecret } from "./passkeys";
import { keepPending, takePending } from "./pending";
import { Vault } from "./vault";
import { again, INES, makeWorld, MARC, refusal, SECRETS } from "../testing/world";

beforeAll(makeWorld, 120_000);

const PHONE: Way = "passkey:AAAAAAAAAAAAAAAAAAAAAA";
const SECRET = "ab".repeat(32);

describe.each([
  ["browser", browser],
  ["python", python],
])("golden files made by %s", (_side, { keyring, passkey }) => {
  it("a keyring opens with a passkey", async () => {
    const way = await wayOf(fromBase64url(passkey.credential));
    const secret = await secretOf(fromBase64url(passkey.prf));
    expect([way, secret]).toEqual([passkey.way, passkey.secret]);
    const opened = await unwrap(fromBase64url(passkey.wrap), way, secret, fromText(keyring).person);
    expect(toText(opened)).toBe(keyring);
  }, 120_000);
});

describe("a passkey as a way of opening", () => {
  it("is added, opens, and opens no more once it is removed", async () => {
    const { database, ines, inesDevice } = await again();
    await ines.putWrap(PHONE, SECRET);
    expect(Object.keys(ines.ledger.wraps).sort()).toEqual(["kit", "passphrase", PHONE].sort());
    expect((await Vault.unlock(inesDevice, INES, PHONE, SECRET)).person).toBe(INES);
    await expect(Vault.unlock(inesDevice, INES, PHONE, "00".repeat(32))).rejects.toBeInstanceOf(WrongSecret);
    const kept = database.keyrings.get(INES)?.wraps ?? [];
    const file = fromBase64url(kept.find((one) => one.way === PHONE)?.file ?? "");
    expect(workFactor(file)).toBe(10);

    await ines.removeWay(PHONE, (ledger, generation) => inesDevice.server.removeWrap(PHONE, ledger, generation));
    expect(await refusal(() => Vault.unlock(inesDevice, INES, PHONE, SECRET))).toBe("missing");
    inesDevice.server.bendKeyring = (keyring) => (keyring.wraps = kept);
    expect(await refusal(() => Vault.unlock(inesDevice, INES, PHONE, SECRET)), "put back by the server").toBe("generation");
  });

  it("stays removed for the person's other devices, and an older one put back is refused", async () => {
    const { database, ines, inesDevice } = await again();
    await ines.putWrap(PHONE, SECRET);
    const old = database.keyrings.get(INES)?.wraps ?? [];
    const elsewhere = await Vault.unlock(device(database, INES), INES, PHONE, SECRET);
    await ines.removeWay(PHONE, (ledger, generation) => inesDevice.server.removeWrap(PHONE, ledger, generation));
    await elsewhere.putWrap("kit", "un autre kit");
    expect(elsewhere.ledger.wraps).not.toHaveProperty(PHONE);
    await elsewhere.putWrap(PHONE, "cd".repeat(32));
    inesDevice.server.bendKeyring = (keyring) => (keyring.wraps = old);
    expect(await refusal(() => Vault.unlock(inesDevice, INES, PHONE, SECRET))).toBe("generation");
  });

  it("is not kept where the server refuses it", async () => {
    const { ines } = await again();
    const refused = () => Promise.reject(new ApiError(422, "refused", ""));
    await expect(ines.putWrap(PHONE, SECRET, refused)).rejects.toBeInstanceOf(ApiError);
    await expect(ines.removeWay("passphrase", refused)).rejects.toBeInstanceOf(ApiError);
    expect(Object.keys(ines.ledger.wraps).sort()).toEqual(["kit", "passphrase"]);
  });

  it("opens a vault that never had a passphrase", async () => {
    const { database } = await again();
    const ground = device(database, MARC);
    database.keyrings.delete(MARC);
    await Vault.setUp(ground, MARC, { [PHONE]: SECRET, kit: SECRETS.kit });
    expect(database.keyrings.get(MARC)?.wraps.map((one) => one.way).sort()).toEqual(["kit", PHONE].sort());
    expect((await Vault.unlock(device(database, MARC), MARC, PHONE, SECRET)).person).toBe(MARC);
  });

  it("has a light wrap, which is none for a passphrase", async () => {
    const { keyring } = await createKeyring(INES);
    expect(await refusal(async () => unwrap(await wrap(keyring, PHONE, SECRET), "passphrase", SECRET, INES))).toBe("kdf");
  });

  it("a way is proven without opening anything anew", async () => {
    const { ines, inesDevice } = await again();
    const noted = vi.spyOn(inesDevice.server, "proveWrap");
    await ines.prove("kit", SECRETS.kit);
    await expect(ines.prove("kit", "un autre kit")).rejects.toBeInstanceOf(WrongSecret);
    expect(await refusal(() => ines.prove(PHONE, SECRET))).toBe("missing");
    expect(noted.mock.calls).toEqual([["kit"]]);
  });
});

describe("what the sign-in leaves", () => {
  it("opens the vault once, at the first room", async () => {
    const { database, ines } = await again();
    await ines.putWrap(PHONE, SECRET);
    const fresh = device(database, INES);
    await keepPending(INES, PHONE, SECRET, fresh.server, fresh.store);
    expect(JSON.stringify(fresh.store.half)).not.toContain(SECRET);
    expect((await Vault.restore(fresh, INES)).person).toBe(INES);
    expect(await takePending(INES, fresh.server, fresh.store)).toBeNull();
    expect((await Vault.restore(fresh, INES)).person).toBe(INES);
  });

  it("opens nothing for somebody else, without the server's half, or for a way that is not there", async () => {
    const { database } = await again();
    for (const spoil of ["person", "half", "other half", "way"]) {
      const fresh = device(database, INES);
      await keepPending(spoil === "person" ? MARC : INES, PHONE, SECRET, fresh.server, fresh.store);
      if (spoil === "half") await fresh.server.dropSessionHalf();
      if (spoil === "other half") await fresh.server.keepSessionHalf(toBase64url(new Uint8Array(32)));
      await expect(Vault.restore(fresh, INES), spoil).rejects.toBeInstanceOf(Locked);
    }
  });

  it("says so where the server has exchanged the wrap", async () => {
    const { database, ines } = await again();
    await ines.putWrap(PHONE, SECRET);
    const fresh = device(database, INES);
    fresh.server.bendKeyring = (keyring) => (keyring.cards = database.keyrings.get(MARC)?.cards ?? []);
    await keepPending(INES, PHONE, SECRET, fresh.server, fresh.store);
    expect(await refusal(() => Vault.restore(fresh, INES))).not.toBe("taken");
  });
});

/** A browser's WebAuthn in memory: answers with these extension results. */
function browserWith(results: { prf?: { enabled?: boolean; results?: { first: ArrayBuffer } } }, atUse = results): void {
  const rawId = new Uint8Array([1, 2, 3]).buffer;
  const credential = (found: typeof results) => ({
    rawId,
    getClientExtensionResults: () => found,
    toJSON: () => ({ id: "AQID", response: {}, clientExtensionResults: { credProps: { rk: true }, ...(found.prf && { prf: { results: { first: "c2VjcmV0" } } }) } }),
  });
  vi.stubGlobal("navigator", { credentials: { create: () => Promise.resolve(credential(results)), get: () => Promise.resolve(credential(atUse)) } });
}

describe("the ceremony", () => {
  const first = new Uint8Array(32).fill(7).buffer;
  const options = { challenge: new Uint8Array(), rp: { name: "" }, user: { id: new Uint8Array(), name: "", displayName: "" }, pubKeyCredParams: [] };

  it("gives a secret, and an answer for the server without it", async () => {
    browserWith({ prf: { results: { first } } });
    const used = await usePasskey(ownOptions([]));
    expect(used.secret).toBe(await secretOf(new Uint8Array(first)));
    expect(used.way).toBe(await wayOf(new Uint8Array([1, 2, 3])));
    expect(JSON.stringify(used.credential)).not.toMatch(/prf|c2VjcmV0/);
    expect((await makePasskey(options)).secret).toBe(used.secret);
  });

  it("asks once more where the secret is told at use only", async () => {
    browserWith({ prf: { enabled: true } }, { prf: { results: { first } } });
    expect((await makePasskey(options)).secret).toBe(await secretOf(new Uint8Array(first)));
  });

  it("gives none where the authenticator knows none", async () => {
    browserWith({});
    expect((await makePasskey(options)).secret).toBeNull();
    expect((await usePasskey(ownOptions(["AQID"]))).secret).toBeNull();
  });

  it("keeps everything else of a credential", () => {
    const credential: Json = { id: "x", clientExtensionResults: { prf: { results: { first: "s" } }, credProps: { rk: true } } };
    expect(withoutSecret(credential)).toEqual({ id: "x", clientExtensionResults: { credProps: { rk: true } } });
    expect(withoutSecret({ id: "x" })).toEqual({ id: "x", clientExtensionResults: {} });
  });

  it("needs a name of the site and a browser that can", () => {
    const able = Object.assign(() => undefined, { parseRequestOptionsFromJSON: () => undefined });
    const possible = (hostname: string, credential: unknown): boolean => {
      vi.stubGlobal("location", { hostname });
      vi.stubGlobal("PublicKeyCredential", credential);
      return passkeysPossible();
    };
    expect(possible("mentorat.example", able)).toBe(true);
    expect(possible("localhost", able)).toBe(true);
    expect(possible("127.0.0.1", able)).toBe(false);
    expect(possible("[::1]", able)).toBe(false);
    expect(possible("mentorat.example", undefined)).toBe(false);
    expect(possible("mentorat.example", () => undefined)).toBe(false);
  });
});
