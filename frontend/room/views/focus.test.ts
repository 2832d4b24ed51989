// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { keepFocus } from "./focus";

const root = document.createElement("div");
document.body.append(root);
keepFocus(root);
beforeEach(async () => {
  root.replaceChildren();
  await soon();
  (document.activeElement as HTMLElement).blur();
});

function node(tag: string, attributes: Record<string, string> = {}, ...inner: (Node | string)[]): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inner);
  return made;
}

const one = (selector: string): HTMLElement => root.querySelector<HTMLElement>(selector) as HTMLElement;
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 80));

describe("the keyboard", () => {
  it("stays near a button that its answer has replaced, and goes on from there", async () => {
    root.append(node("section", {}, node("p", {}, node("button", {}, "Retirer")), node("a", { href: "#next" }, "suite")));
    one("button").focus();
    one("p").remove();
    await soon();
    expect(document.activeElement).toBe(one("section"));
    expect(one("section").tabIndex).toBe(-1);
    one("a").focus();
    expect(one("section").hasAttribute("tabindex")).toBe(false);
  });

  it("is left where something else has taken it, and where nothing was pressed", async () => {
    root.append(node("main", { tabindex: "-1" }, node("button", {}, "Un"), node("input")));
    one("button").remove();
    await soon();
    expect(document.activeElement).toBe(document.body);
    one("input").focus();
    root.append(document.createElement("p"));
    await soon();
    expect(document.activeElement).toBe(one("input"));
    one("input").remove();
    await soon();
    expect(document.activeElement).toBe(one("main"));
    expect(one("main").getAttribute("tabindex")).toBe("-1");
  });

  it("goes to the first mistake of a form that was refused, at once or later, again too", async () => {
    root.append(node("form", {}, node("input", { id: "a" }), node("input", { id: "b" }), node("button", {}, "Envoyer")));
    one("button").focus();
    one("#b").setAttribute("aria-invalid", "true");
    await soon();
    expect(document.activeElement).toBe(one("#b"));
    one("button").focus();
    one("form").dispatchEvent(new Event("submit", { bubbles: true }));
    await soon();
    expect(document.activeElement).toBe(one("#b"));
  });

  it("is not taken from a field somebody is in", async () => {
    root.append(node("form", {}, node("input", { id: "a" }), node("input", { id: "b" })));
    one("#b").focus();
    one("#a").setAttribute("aria-invalid", "true");
    await soon();
    expect(document.activeElement).toBe(one("#b"));
  });
});
