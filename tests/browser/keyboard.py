"""What people do who have a keyboard and no mouse."""

from playwright.sync_api import Page

MOST_TABS = 80
NAME = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "";
  const label = one.labels?.length ? [...one.labels].map((l) => l.innerText).join(" ") : "";
  return (one.getAttribute("aria-label") ?? (label || one.innerText || one.title || "")).trim();
}"""


def tab_to(page: Page, name: str) -> None:
    """Presses Tab until what has the focus is called so; the focus must be visible on the way."""
    passed = []
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(NAME)
        if name in here:
            outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
            shadow = page.evaluate("() => getComputedStyle(document.activeElement).boxShadow")
            ring = page.evaluate(
                "() => getComputedStyle(document.activeElement.closest('label, .choice, .field') ?? document.activeElement).outlineStyle"
            )
            assert (outline, shadow, ring) != ("none", "none", "none"), f"the focus on {name} can't be seen"
            return
        passed.append(here)
    raise AssertionError(f"{name!r} is not reached by Tab: {passed}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    tab_to(page, name)
    page.keyboard.press(key)


def type_into(page: Page, name: str, text: str) -> None:
    tab_to(page, name)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)
