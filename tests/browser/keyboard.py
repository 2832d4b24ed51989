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


def go(page: Page, name: str, address: str) -> None:
    """Presses what leads to another page, and waits until it is there."""
    press(page, name)
    page.wait_for_url(address)
    page.wait_for_load_state()


def type_into(page: Page, name: str, text: str) -> None:
    tab_to(page, name)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def choose(page: Page, name: str) -> None:
    """Tab enters a group of choices, the arrows go on from there."""
    group = page.get_by_role("group").filter(has=page.get_by_label(name))
    tab_to(page, group.get_by_role("radio").first.locator("xpath=..").inner_text().splitlines()[0])
    page.keyboard.press("Space")
    while not page.get_by_label(name).is_checked():
        page.keyboard.press("ArrowDown")


def stays(page: Page) -> None:
    """An answer that takes the place of what was pressed does not throw anybody back to the top of the page."""
    assert page.evaluate("document.activeElement !== document.body"), "the focus is lost"
