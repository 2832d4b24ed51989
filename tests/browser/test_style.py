"""Every component in a real browser: axe, valid HTML, both themes, and what the custom elements do."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenWindow


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("dark", [False, True])
def test_every_component_is_accessible(
    open_window: OpenWindow,
    accessible: Callable[[Page], None],
    valid_html: Callable[[str, str], None],
    width: int,
    dark: bool,
) -> None:
    page = open_window(width=width, dark=dark)
    response = page.goto("/style/")
    assert response is not None
    accessible(page)
    valid_html("/style/", response.text())


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(open_window: OpenWindow) -> None:
    page = open_window()
    page.goto("/style/")
    expect(page.locator("error-summary")).to_be_focused()
    page.locator("error-summary a").first.press("Enter")
    expect(page.locator("#wrong_headline")).to_be_focused()


def test_a_password_can_be_shown(open_window: OpenWindow) -> None:
    page = open_window(language="fr")
    page.goto("/style/")
    page.fill("#id_password", "secret")
    page.get_by_role("button", name="Afficher").click()
    expect(page.locator("#id_password")).to_have_attribute("type", "text")


def test_escape_closes_a_menu_and_gives_the_focus_back(open_window: OpenWindow) -> None:
    page = open_window()
    page.goto("/style/")
    summary = page.locator(".menu > summary").first
    summary.click()
    expect(page.locator(".menu__panel").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".menu__panel").first).to_be_hidden()
    expect(summary).to_be_focused()
