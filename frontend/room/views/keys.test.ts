// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { makeKit } from "../core/secrets";
import { wayOf } from "../core/passkeys";
import { words } from "../texts";
import { Authenticator } from "../testing/authenticator";
import { stage, type Page, type Visit } from "../testing/page";
import { INES } from "../testing/world";
import { VaultPages } from "./vault-pages";

const { at, also } = stage(VaultPages);
const { setUp, kit, unlock, manage, passkeys, renewal } = words;
const PASSPHRASE = "sept oliviers veillent sur le vieux port tranquille";
const KIT = makeKit("fr").join(" ");

/** Reads the words off the sheet, and types them back. */
async function proves(page: Page, finish: string, spoil: (typed: string) => string = (typed) => typed): Promise<void> {
  await page.has(".kit-words");
  const shown = page.all(".kit-words li").map((one) => one.textContent).join(" ");
  await page.press(kit.kept);
  await page.type(kit.typed, spoil(shown));
  await page.press(finish);
}

/** A vault that opens with a kit that one knows. */
const withKit = (given: Visit["given"]): Promise<void> => given.vault(INES).putWrap("kit", KIT);
/** A passkey of Inès that does not open the vault yet; a passphrase would take a second each time. */
async function telephone(site: Visit["site"]): Promise<Authenticator> {
  const device = new Authenticator().plugIn();
  site.facts.passkeys = [{ id: 1, name: "Téléphone", way: await wayOf(device.id), credential: device.credential64, opens: false, created: "2026-03-01T09:00:00Z", used: null }];
  return device;
}

const nobody = (_given: Visit["given"], site: Visit["site"]): void => { site.world.database.keyrings.delete(INES); };

describe("making a vault", () => {
  it("goes through three calm steps, and the kit is typed back", async () => {
    const visit = await at("/vault/", { locked: true, given: nobody });
    const { page, site } = visit;
    const device = await telephone(site);
    await page.press(setUp.begin);
    await page.press(words.back);
    await page.press(setUp.begin);
    await page.press(words.goOn);
    await page.sees(setUp.mustKeep);
    await page.press(setUp.another);
    await page.press(setUp.copy);
    await page.sees(setUp.copied);
    expect(device.copied).toHaveBeenCalled();
    await page.choose(new RegExp(`^${setUp.own}`));
    await page.type(setUp.type, "trop court");
    await page.press(words.goOn);
    await page.sees(setUp.weak);
    await page.type(setUp.type, PASSPHRASE);
    await page.press(words.goOn);
    await page.sees(setUp.different, setUp.strength(100));
    await page.press(words.show);
    await page.press(words.hide);
    await page.choose(new RegExp(`^${passkeys.instead}`));
    device.stopped = true;
    await page.press(words.goOn);
    await page.sees(passkeys.stopped);
    device.stopped = false;
    device.secret = null;
    await page.press(words.goOn);
    await page.sees(passkeys.noSecret);
    device.secret = new Uint8Array(32).fill(9);
    await page.press(words.goOn);
    await page.sees(kit.title);
    await page.press(kit.print);
    const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
    await page.press(kit.download);
    expect(saved).toHaveBeenCalled();
    await proves(page, kit.finish, () => "un deux");
    await page.sees(kit.unknown(1, "un", "").slice(0, 8));
    await page.press(kit.again);
    await proves(page, kit.finish, (typed) => typed.split(" ").slice(0, 20).join(" "));
    await page.sees(kit.wrongCount(20));
    await page.press(kit.again);
    await proves(page, kit.finish, (typed) => typed.split(" ").toReversed().join(" "));
    await page.sees(kit.differs(1));
    await page.press(kit.again);
    site.bend(/POST .*keyring/, { status: 500 }, 1);
    await proves(page, kit.finish);
    await page.sees(words.failure.server);
    await page.press(kit.finish);
    await page.sees(words.ready.title, words.ready.home);
  });

  it("takes a first passkey, once one has said who one is", async () => {
    const { page } = await at("/vault/", { locked: true, given: (given, there) => { nobody(given, there); there.facts.me = { confirmed: false }; } });
    const device = new Authenticator().plugIn();
    await page.press(setUp.begin);
    await page.choose(new RegExp(`^${passkeys.fresh}`));
    await page.press(words.goOn);
    await page.sees(passkeys.confirmFirst, passkeys.confirm);
    const again = await at("/vault/", { locked: true, given: nobody });
    device.plugIn();
    await again.page.press(setUp.begin);
    await again.page.choose(new RegExp(`^${passkeys.fresh}`));
    again.site.bend(/passkeys\/options/, { status: 500 }, 1);
    await again.page.press(words.goOn);
    await again.page.sees(words.failure.server);
    await again.page.press(words.goOn);
    await proves(again.page, kit.finish);
    await again.page.sees(words.ready.title);
    const ways = again.world.database.keyrings.get(INES)?.wraps.map((one) => one.way);
    expect(ways?.toSorted()).toEqual(["kit", await wayOf(device.id)]);
  });

  it("takes a passphrase, and leads on to where one was going", async () => {
    const { page } = await at("/vault/?next=/mentorships/", { locked: true, given: nobody });
    await page.press(setUp.begin);
    await page.choose(setUp.keptPassphrase);
    await page.press(words.goOn);
    await page.press(words.back);
    await page.choose(setUp.keptPassphrase);
    await page.press(words.goOn);
    await proves(page, kit.finish);
    await page.sees(words.ready.next);
  });
});

describe("opening a vault", () => {
  it("with the kit, in whichever spelling, after what was typed wrong is said", async () => {
    const { page } = await at("/vault/", { locked: true, given: withKit });
    await page.type(unlock.kit, "");
    await page.press(unlock.open);
    await page.sees(kit.wrongCount(0));
    await page.type(unlock.kit, KIT.split(" ").toReversed().join(" "));
    await page.press(unlock.open);
    await page.sees(kit.notAKit);
    await page.type(unlock.kit, "xyzzy");
    await page.press(unlock.open);
    await page.sees(kit.unknown(1, "xyzzy", ""));
    await page.type(unlock.kit, makeKit("fr").join(" "));
    await page.press(unlock.open);
    await page.sees(unlock.wrongKit);
    page.site.bend(/keyring/, "away", 1);
    await page.press(unlock.open);
    await page.sees(words.unreachable);
    await page.type(unlock.kit, KIT.toUpperCase().replaceAll(" ", "-"));
    await page.press(unlock.open);
    await page.sees(unlock.byKit, manage.title);
    await page.press(unlock.byKitLater);
    await page.loses(unlock.byKit);
  });

  it("with the kit on the way elsewhere offers a new passphrase first", async () => {
    const { page } = await at("/vault/?next=/journal/", { locked: true, given: withKit });
    await page.type(unlock.kit, KIT);
    await page.press(unlock.open);
    await page.sees(unlock.byKitTitle, words.ready.next);
  });

  it("with a passphrase, hyphens forgiven, or the kit instead; a wrong one is refused, a forged file blocked", async () => {
    const visit = await at("/vault/?next=//evil.example", { locked: true, given: (given) => given.vault(INES).putWrap("passphrase", PASSPHRASE) });
    const { page, world } = visit;
    await page.press(unlock.open);
    await page.sees(unlock.empty);
    await page.press(unlock.withKit);
    await page.press(unlock.withPassphrase);
    await page.type(unlock.passphrase, "une autre");
    await page.press(unlock.open);
    await page.sees(unlock.wrong);
    const { server } = world.inesDevice;
    server.bendKeyring = (keyring) => { keyring.wraps = keyring.wraps.map((one) => ({ ...one, file: "AAAA" })); };
    await page.press(unlock.open);
    await page.sees(words.blocked.title);
    server.bendKeyring = () => undefined;
    const again = await also(visit, INES, "/vault/");
    await again.press(words.frame.lock);
    await again.type(unlock.passphrase, PASSPHRASE.replaceAll(" ", "-"));
    await again.press(unlock.open);
    await again.sees(manage.title);
  });

  it("with a passkey, or says why not", async () => {
    const device = new Authenticator();
    const visit = await at("/journal/", { locked: true, given: async (given, site) => {
      const way = await wayOf(device.id);
      const { secretOf } = await import("../core/passkeys");
      await given.vault(INES).putWrap(way, await secretOf(new Uint8Array(32).fill(7)));
      site.facts.passkeys = [{ id: 1, name: "Téléphone", way, credential: device.credential64, opens: true, created: "2026-03-01T09:00:00Z", used: null }];
      device.plugIn();
    } });
    const { page, site } = visit;
    device.stopped = true;
    await page.press(passkeys.open);
    await page.sees(passkeys.stopped);
    device.stopped = false;
    device.secret = null;
    await page.press(passkeys.open);
    await page.sees(passkeys.noSecret);
    device.secret = new Uint8Array(32).fill(8);
    await page.press(passkeys.open);
    await page.sees(passkeys.unknown);
    site.bend(/passkeys/, { status: 500 }, 1);
    await page.press(passkeys.open);
    await page.sees(words.failure.server);
    device.secret = new Uint8Array(32).fill(7);
    visit.world.inesDevice.server.bendKeyring = (keyring) => { keyring.wraps = keyring.wraps.map((one) => ({ ...one, file: "AAAA" })); };
    await page.press(passkeys.open);
    await page.sees(words.blocked.title);
    visit.world.inesDevice.server.bendKeyring = () => undefined;
    const again = await also(visit, INES, "/journal/");
    await again.sees(words.frame.home);
  });

  it("fails plainly where nothing answers, and the pages of keys are two", async () => {
    const away = await at("/vault/", { given: (_given, site) => { site.bend(/keyring/, { status: 500 }); } });
    await away.page.sees(words.failure.title);
    const none = await at("/vault/nowhere/");
    await none.page.sees(words.missing.title);
    const onwards = await at("/vault/?next=/journal/");
    await onwards.page.until(() => onwards.page.gone.some((one) => one.endsWith("/journal/")));
  });
});

describe("looking after one's keys", () => {
  it("replaces passphrase and kit, proves the kit, and locks", async () => {
    const visit = await at("/vault/", { given: withKit });
    const { page, site } = visit;
    await page.press(passkeys.addPassphrase);
    await page.press(words.back);
    await page.press(passkeys.addPassphrase);
    await page.choose(setUp.keptPassphrase);
    await page.press(manage.change);
    await page.sees(manage.passphraseChanged);
    await page.press(manage.newKit);
    site.bend(/PUT .*wraps/, { status: 500 }, 1);
    await proves(page, words.kit.replace);
    await page.sees(words.failure.server);
    await page.press(words.kit.replace);
    await page.sees(manage.kitChanged);
    await page.press(passkeys.proveKit);
    await page.press(words.back);
    await page.press(passkeys.proveKit);
    await page.press(passkeys.proveGo);
    await page.sees(kit.wrongCount(0));
    await page.type(unlock.kit, KIT);
    await page.press(passkeys.proveGo);
    await page.sees(unlock.wrongKit);
    await page.press(words.back);
    await page.press(passkeys.remove);
    await page.sees(passkeys.removePassphraseText);
    await page.press(words.cancel);
    await page.press(passkeys.remove);
    await page.press(passkeys.removeSure);
    await page.sees(passkeys.passphraseRemoved);
    await page.press(manage.lockNow);
    await page.sees(unlock.title);
  });

  it("proves a kit that is right, and asks for one that was not seen for a year", async () => {
    const { page } = await at("/vault/", { given: async (given, site) => { await withKit(given); const mine = site.world.database.keyrings.get(INES); if (mine) mine.wraps = mine.wraps.map((one) => ({ ...one, proven: one.way === "kit" ? "2020-01-01T00:00:00Z" : null })); } });
    await page.sees(passkeys.kitOld);
    await page.press(passkeys.proveKit);
    await page.type(unlock.kit, KIT);
    page.site.bend(/proof/, { status: 500 }, 1);
    await page.press(passkeys.proveGo);
    await page.sees(words.failure.server);
    await page.press(passkeys.proveGo);
    await page.sees(passkeys.proved);
  });

  it("asks who one is before a way is replaced", async () => {
    const { page } = await at("/vault/", { given: (_given, site) => { site.facts.me = { confirmed: false }; } });
    await page.sees(passkeys.onlyOneHere, passkeys.notHere); // said also where passkeys don’t work
    await page.press(manage.newKit);
    await page.sees(passkeys.confirmChange);
    expect(page.all("a").map((one) => one.getAttribute("href"))).toContain(`/account/again/?next=${encodeURIComponent("/vault/#new-kit")}`);
    await page.press(words.back);
    await page.sees(manage.title);
  });

  it("says when a passkey was last used, to sign in or to open", async () => {
    const device = new Authenticator().plugIn();
    const { page } = await at("/vault/", { given: async (given, site) => {
      const way = await wayOf(device.id);
      await given.vault(INES).putWrap(way, "07".repeat(32));
      const mine = site.world.database.keyrings.get(INES);
      if (mine) mine.wraps = mine.wraps.map((one) => (one.way === way ? { ...one, proven: "2026-05-09T09:00:00Z" } : one));
      site.facts.passkeys = [{ id: 1, name: "Téléphone", way, credential: device.credential64, opens: true, created: "2026-03-01T09:00:00Z", used: "2026-03-02T09:00:00Z" }];
    } });
    await page.sees(passkeys.usedOn("9 mai 2026"));
  });

  it("adds passkeys, lets them open, names and removes them", async () => {
    const device = new Authenticator();
    const visit = await at("/vault/", { given: (_given, site) => {
      device.plugIn();
      site.facts.passkeys = [{ id: 1, name: "Ancienne", way: "passkey:x", credential: device.credential64, opens: false, created: "2026-03-01T09:00:00Z", used: "2026-03-02T09:00:00Z" }];
    } });
    const { page, site } = visit;
    await page.sees(passkeys.signInOnly, passkeys.usedOn("2 mars 2026"));
    await page.press(passkeys.letOpen);
    await page.sees(passkeys.added);
    device.secret = null;
    await page.press(passkeys.letOpen);
    await page.sees(passkeys.addedSignInOnly);
    await page.type(passkeys.name, "Téléphone");
    await page.press(passkeys.make);
    await page.until(() => site.facts.passkeys.length === 2);
    device.secret = new Uint8Array(32).fill(7);
    await page.press(passkeys.make);
    await page.until(() => site.facts.passkeys.length === 3);
    await page.sees(passkeys.opens);
    await page.press(passkeys.rename);
    await page.type(passkeys.name, "Neuve");
    await page.press(passkeys.renameGo);
    await page.sees("Neuve", passkeys.renamed);
    await page.press(passkeys.remove, -1);
    await page.press(passkeys.removeSure);
    await page.sees(passkeys.removed);
    site.bend(/removal/, { status: 403, code: "confirm-identity", message: "Confirmez." }, 1);
    await page.press(passkeys.remove, -1);
    await page.press(passkeys.removeSure);
    await page.sees("Confirmez.", renewal.confirm);
    await page.press(passkeys.removeSure);
    await page.until(() => site.facts.passkeys.length === 1);
    device.stopped = true;
    await page.press(passkeys.make);
    await page.sees(passkeys.stopped);
    device.holdsOne = true;
    await page.press(passkeys.make);
    await page.sees(passkeys.already);
  });
});

describe("new keys", () => {
  it("after a leak take every room along, and finish what a lost network left", async () => {
    const { page, site } = await at("/vault/#renew", { given: async (given, there) => { await withKit(given); await telephone(there); } });
    await page.sees(renewal.leakLead);
    await page.press(renewal.startOver);
    await page.choose(setUp.keptPassphrase);
    await page.press(words.back);
    await page.press(renewal.startOver);
    await page.choose(setUp.keptPassphrase);
    await page.press(words.goOn);
    await page.press(words.back);
    await page.choose(new RegExp(`^${passkeys.instead}`));
    await page.press(words.goOn);
    site.bend(/renewal/, { status: 403, code: "confirm-identity" }, 1);
    await proves(page, renewal.startOver);
    await page.sees(renewal.identity);
    site.bend(/renewal/, { status: 500 }, 1);
    await page.press(renewal.startOver);
    await page.sees(words.failure.server);
    site.bend(/GET .*rooms$/, { status: 500 }, 1);
    await page.press(renewal.startOver);
    await page.sees(renewal.failed(words.failure.server));
    await page.press(renewal.again);
    await page.sees(renewal.doneAll);
    await page.press(words.frame.vault, -1);
    await page.sees(manage.title);
    await page.press(renewal.foundKit);
    await page.press(renewal.foundGo);
    await page.sees(kit.wrongCount(0));
    await page.type(unlock.kit, makeKit("fr").join(" "));
    await page.press(renewal.foundGo);
    await page.sees(renewal.foundWrong);
    site.bend(/former-wraps/, { status: 500 }, 1);
    await page.press(renewal.foundGo);
    await page.sees(words.failure.server);
    await page.type(unlock.kit, KIT);
    await page.press(renewal.foundGo);
    await page.sees(renewal.foundDone(0));
    await page.press(words.back);
    await page.sees(manage.title);
  });

  it("after a loss leave the rooms waiting for the other, by name", async () => {
    const { page } = await at("/vault/#lost", { locked: true, given: async (given, site) => { await given.vault(INES).createOwnRoom(); await telephone(site); } });
    await page.sees(renewal.lostTitle);
    await page.press(renewal.tryAgain);
    await page.press(renewal.lost);
    await page.press(renewal.startOver);
    await page.choose(new RegExp(`^${passkeys.instead}`));
    await page.press(words.goOn);
    await proves(page, renewal.startOver);
    await page.sees(renewal.doneWaiting, "Marc Dubois", renewal.alone);
    await page.press(words.frame.vault, -1);
    await page.sees(manage.title);
  });

  it("ask who one is first", async () => {
    const { page } = await at("/vault/#renew", { given: (_given, site) => { site.facts.me = { confirmed: false }; } });
    await page.sees(renewal.confirm, renewal.identity);
    await page.press(words.back);
    await page.sees(manage.title);
  });

  it("lead back to where one came from, also by way of saying who one is", async () => {
    const { page } = await at("/vault/?next=/journal/#lost", { locked: true, given: async (given, site) => { await given.vault(INES).putWrap("passphrase", PASSPHRASE); site.facts.me = { confirmed: false }; } });
    await page.sees(renewal.confirm);
    const ways = [...document.querySelectorAll("a")].map((one) => decodeURIComponent(one.getAttribute("href") ?? ""));
    expect(ways).toContain("/account/again/?next=/vault/?next=/journal/#lost");
  });
});
