// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { words } from "../texts";
import { PAIR } from "../testing/product-site";
import { stage, type Visit } from "../testing/page";
import { RoomPages } from "./room-pages";

const ROOM = `/mentorships/${PAIR}/room/`;
const { at } = stage(RoomPages);

it("the room stands in the frame of every other page, which leads to no other site", async () => {
  const item = { label: "Mes binômes", url: "/mentorships/", icon: "handshake", current: true, badge: 2 };
  const given = (_: Visit["given"], site: Visit["site"]): void => {
    site.facts.frame = { navigation: [item, { ...item, url: "//evil.example/" }, { ...item, url: "/\\evil.example/" }], account: [{ label: "Mon compte", url: "/account/settings/", icon: "new here" }], footer: [{ label: "Vérifier", url: "/verify/" }], unseen: 120, tint: 2 };
  };
  const { page } = await at(ROOM, { given });
  await page.sees("Première note", /99\+ non lues/u, "Mon compte", "Vérifier");
  expect(page.all(".nav a").map((one) => [one.textContent, one.getAttribute("href"), one.getAttribute("aria-current")])).toEqual([["Mes binômes, 2", "/mentorships/", "page"]]);
  const without = await at(ROOM, { given: (_, site) => { site.bend(/GET .frame/u, "away"); } });
  await without.page.sees("Première note", words.frame.home, words.frame.confidentiality);
});
