/** The product's own icons and drawings, as nodes. */
import { h, type ComponentChild } from "preact";
import agreement from "../../../src/ithaca/design/drawings/agreement.svg";
import boat from "../../../src/ithaca/design/drawings/boat.svg";
import key from "../../../src/ithaca/design/drawings/key.svg";
import lamp from "../../../src/ithaca/design/drawings/lamp.svg";
import letter from "../../../src/ithaca/design/drawings/letter.svg";
import logo from "../../../src/ithaca/design/drawings/logo.svg";
import path from "../../../src/ithaca/design/drawings/path.svg";
import arrowLeft from "../../../src/ithaca/design/icons/arrow-left.svg";
import arrowRight from "../../../src/ithaca/design/icons/arrow-right.svg";
import bell from "../../../src/ithaca/design/icons/bell.svg";
import bookOpen from "../../../src/ithaca/design/icons/book-open.svg";
import building from "../../../src/ithaca/design/icons/building-2.svg";
import chartColumn from "../../../src/ithaca/design/icons/chart-column.svg";
import check from "../../../src/ithaca/design/icons/check.svg";
import chevronDown from "../../../src/ithaca/design/icons/chevron-down.svg";
import circle from "../../../src/ithaca/design/icons/circle.svg";
import circleAlert from "../../../src/ithaca/design/icons/circle-alert.svg";
import circleCheck from "../../../src/ithaca/design/icons/circle-check.svg";
import circleDot from "../../../src/ithaca/design/icons/circle-dot.svg";
import circleX from "../../../src/ithaca/design/icons/circle-x.svg";
import compass from "../../../src/ithaca/design/icons/compass.svg";
import copy from "../../../src/ithaca/design/icons/copy.svg";
import download from "../../../src/ithaca/design/icons/download.svg";
import fileText from "../../../src/ithaca/design/icons/file-text.svg";
import globe from "../../../src/ithaca/design/icons/globe.svg";
import handshake from "../../../src/ithaca/design/icons/handshake.svg";
import history from "../../../src/ithaca/design/icons/history.svg";
import hourglass from "../../../src/ithaca/design/icons/hourglass.svg";
import house from "../../../src/ithaca/design/icons/house.svg";
import info from "../../../src/ithaca/design/icons/info.svg";
import inbox from "../../../src/ithaca/design/icons/inbox.svg";
import keyRound from "../../../src/ithaca/design/icons/key-round.svg";
import link from "../../../src/ithaca/design/icons/link.svg";
import lock from "../../../src/ithaca/design/icons/lock.svg";
import lockOpen from "../../../src/ithaca/design/icons/lock-open.svg";
import logOut from "../../../src/ithaca/design/icons/log-out.svg";
import mail from "../../../src/ithaca/design/icons/mail.svg";
import messageCircle from "../../../src/ithaca/design/icons/message-circle.svg";
import pencil from "../../../src/ithaca/design/icons/pencil.svg";
import plus from "../../../src/ithaca/design/icons/plus.svg";
import printer from "../../../src/ithaca/design/icons/printer.svg";
import save from "../../../src/ithaca/design/icons/save.svg";
import search from "../../../src/ithaca/design/icons/search.svg";
import send from "../../../src/ithaca/design/icons/send.svg";
import settings from "../../../src/ithaca/design/icons/settings.svg";
import shieldCheck from "../../../src/ithaca/design/icons/shield-check.svg";
import star from "../../../src/ithaca/design/icons/star.svg";
import target from "../../../src/ithaca/design/icons/target.svg";
import trash from "../../../src/ithaca/design/icons/trash-2.svg";
import triangleAlert from "../../../src/ithaca/design/icons/triangle-alert.svg";
import undo from "../../../src/ithaca/design/icons/undo-2.svg";
import users from "../../../src/ithaca/design/icons/users.svg";
import x from "../../../src/ithaca/design/icons/x.svg";

type Tree = typeof lock;

const ICONS = {
  "arrow-left": arrowLeft,
  "arrow-right": arrowRight,
  bell,
  "book-open": bookOpen,
  "building-2": building,
  "chart-column": chartColumn,
  check,
  "chevron-down": chevronDown,
  circle,
  "circle-alert": circleAlert,
  "circle-check": circleCheck,
  "circle-dot": circleDot,
  "circle-x": circleX,
  compass,
  copy,
  download,
  "file-text": fileText,
  globe,
  handshake,
  history,
  hourglass,
  house,
  inbox,
  info,
  "key-round": keyRound,
  link, lock,
  "lock-open": lockOpen,
  "log-out": logOut,
  mail,
  "message-circle": messageCircle,
  pencil,
  plus,
  printer,
  save,
  search,
  send,
  settings,
  "shield-check": shieldCheck,
  star,
  target,
  trash,
  "triangle-alert": triangleAlert,
  undo,
  users,
  x,
};
const DRAWINGS = { agreement, boat, key, lamp, letter, path };
export type IconName = keyof typeof ICONS;
export type DrawingName = keyof typeof DRAWINGS;

function nodes(children: readonly Tree[]): ComponentChild[] {
  return children.map(([tag, attributes, inner]) => h(tag, { ...attributes }, ...nodes(inner)));
}

function svg([, attributes, children]: Tree, css: string): ComponentChild {
  return h("svg", { class: css, viewBox: attributes["viewBox"] ?? "", "aria-hidden": "true", focusable: "false" }, ...nodes(children));
}

/** Whether an icon that the server names is one of those here. */
export function isIcon(name: string): name is IconName {
  return Object.hasOwn(ICONS, name);
}

export function Icon({ name }: { name: IconName }) {
  return svg(ICONS[name], "icon");
}

export function Drawing({ name, small = false }: { name: DrawingName; small?: boolean }) {
  return svg(DRAWINGS[name], small ? "drawing drawing--small" : "drawing");
}

export function LogoMark() {
  return svg(logo, "logo__mark");
}
