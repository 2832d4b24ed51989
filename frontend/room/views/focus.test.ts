// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { keepFocus } from "./focus";

const root = document.createElement("div");
document.body.append(root);
keepFocus(root);
beforeEach(async () => {
  root.innerHTML = "";
  await soon();
  (document.activeElement as HTMLElement).blur();
});

const one = (selector: string): HTMLElement => root.querySelector<HTMLElement>(selector) as HTMLElement;
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 80));

describe("the keyboard", () => {
  it("stays near a button that its answer has replaced, and goes on from there", async () => {
    root.innerHTML = "<section><p><button>Retirer</button></p><a href='#next'>suite</a></section>";
    one("button").focus();
    one("p").remove();
    await soon();
    expect(document.activeElement).toBe(one("section"));
    expect(one("section").tabIndex).toBe(-1);
    one("a").focus();
    expect(one("section").hasAttribute("tabindex")).toBe(false);
  });

  it("is left where something else has taken it, and where nothing was pressed", async () => {
    root.innerHTML = "<main tabindex='-1'><button>Un</button><input></main>";
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
    root.innerHTML = "<form><input id='a'><input id='b'><button>Envoyer</button></form>";
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
    root.innerHTML = "<form><input id='a'><input id='b'></form>";
    one("#b").focus();
    one("#a").setAttribute("aria-invalid", "true");
    await soon();
    expect(document.activeElement).toBe(one("#b"));
  });
});
