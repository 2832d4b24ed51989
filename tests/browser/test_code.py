"""What stands in the way of altered code: the hash in the page, and the policy that asks for one."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible

pytestmark = pytest.mark.django_db(transaction=True)
RUNS = "document.documentElement.classList.contains('js')"
COLLECTED = re.compile(r"integrity|Integrity")


def serve_script(page: Page, *, altered: bool) -> None:
    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=response.text() + ("\n// more" if altered else ""))

    page.route("**/site*.js", answer)


def test_an_altered_script_does_not_run(open_window: OpenWindow) -> None:
    control = open_window()
    serve_script(control, altered=False)
    control.goto("/code/")
    assert control.evaluate(RUNS), "served through the same way but unchanged, it runs"

    page = open_window(expected=COLLECTED)
    serve_script(page, altered=True)
    page.goto("/code/")
    assert not page.evaluate(RUNS)
    expect(page.get_by_text("Affichée avec JavaScript").first).to_be_visible()


@pytest.mark.parametrize("policy", [False, True])
def test_a_script_without_a_hash_runs_only_where_the_policy_is_missing(
    policy: bool, open_window: OpenWindow
) -> None:
    page = open_window(expected=COLLECTED)

    def without_hash(route: Route) -> None:
        response = route.fetch()
        headers = {k: v for k, v in response.headers.items() if policy or k != "integrity-policy"}
        route.fulfill(
            response=response, headers=headers, body=re.sub(r' integrity="[^"]*"', "", response.text())
        )

    page.route("**/code/", without_hash)
    page.goto("/code/")
    assert page.evaluate(RUNS) is not policy


def test_the_page_shows_that_the_browser_holds_the_release(
    open_window: OpenWindow, accessible: Accessible, valid_html: Callable[[str, str], None]
) -> None:
    page = open_window()
    response = page.goto("/code/")
    assert response
    valid_html("/code/", response.text())
    rows = page.locator("tbody tr")
    expect(rows.locator("[data-outcome=same]:visible")).to_have_count(rows.count())
    accessible(page)


def test_the_page_shows_a_file_that_differs(open_window: OpenWindow) -> None:
    page = open_window()
    page.route(
        "**/vault.fr*.js", lambda route: route.fulfill(body="alert(1)", content_type="text/javascript")
    )
    page.goto("/code/")
    expect(page.locator("[data-outcome=differs]:visible")).to_have_count(1)
