"""What the policy does in a real browser: each attack runs where the policy is taken away, and never where it stands."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenWindow
from tests.browser.rooms import with_open_vault
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
REFUSED = re.compile(
    r"Content Security Policy|TrustedHTML|TrustedScript|Trusted ?Type|ERR_FAILED|CORS", re.IGNORECASE
)
ELSEWHERE = "https://elsewhere.example.org"
INLINE = "<script>window.ran = true</script><img src='x:' onerror='window.loaded = true'>"
# Each way by which text becomes code; true where the browser went along.
SINKS = {
    "markup": "() => { document.createElement('div').innerHTML = '<b>x</b>'; return true }",
    "a template": "() => { new DOMParser().parseFromString('<b>x</b>', 'text/html'); return true }",
    "a script's text": "() => { document.createElement('script').text = '1'; return true }",
    "a script's address": "() => { document.createElement('script').src = '/static/x.js'; return true }",
    "a policy of one's own": "() => { trustedTypes.createPolicy('mine', {}); return true }",
}
SENT = f"() => fetch('{ELSEWHERE}/take').then(() => true)"


def with_policy(
    page: Page, change: Callable[[str], str], *, body: Callable[[str], str] = lambda html: html
) -> None:
    """Pages come with the policy as `change` leaves it; everything else goes its ordinary way."""

    def answer(route: Route) -> None:
        if route.request.resource_type != "document":
            route.fallback()
            return
        response = route.fetch()
        policy = change(response.headers["content-security-policy"])
        headers = {**response.headers, "content-security-policy": policy}
        route.fulfill(response=response, headers=headers, body=body(response.text()))

    page.route("**/*", answer)
    page.route(
        f"{ELSEWHERE}/**", lambda route: route.fulfill(body="", headers={"Access-Control-Allow-Origin": "*"})
    )


def went_along(page: Page, attack: str) -> bool:
    script = f"async () => {{ try {{ return await ({attack})() }} catch (error) {{ return false }} }}"
    return bool(page.evaluate(script))


@pytest.mark.parametrize("address", ["/", "/vault/"])
def test_text_never_becomes_code_and_nothing_is_sent_elsewhere(
    address: str, open_window: OpenWindow, cast: Cast
) -> None:
    person = cast.mentee if address == "/vault/" else None
    attacks = {**SINKS, "a letter home": SENT}
    outcomes = {}
    for policy in (True, False):
        page = open_window(person, expected=REFUSED)
        with_policy(
            page,
            (lambda whole: whole) if policy else (lambda _whole: ""),
            body=lambda html: html.replace("</body>", f"{INLINE}</body>"),
        )
        page.goto(address)
        page.locator("main h1").first.wait_for()
        outcomes[policy] = {name: went_along(page, attack) for name, attack in attacks.items()}
        outcomes[policy]["an inline script"] = page.evaluate("window.ran === true")
        outcomes[policy]["a handler in markup"] = page.evaluate("window.loaded === true")
    assert set(outcomes[False].values()) == {True}, f"without the policy each works: {outcomes[False]}"
    assert set(outcomes[True].values()) == {False}, f"with it none does: {outcomes[True]}"


def test_a_browser_without_trusted_types_opens_the_room(open_window: OpenWindow, cast: Cast) -> None:
    page = open_window(cast.mentee)
    with_policy(page, lambda whole: re.sub(r"; (require-)?trusted-types[^;]*", "", whole))
    page.add_init_script("delete window.trustedTypes")
    with_open_vault(page, cast.mentee)
    page.goto("/journal/#entries/new")
    assert page.evaluate("!('trustedTypes' in window)"), "it has none"
    page.get_by_label("Texte", exact=True).fill("Un vieux navigateur & <b>rien</b> de plus.")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("article .prose")).to_have_text("Un vieux navigateur & <b>rien</b> de plus.")
    page.goto("/vault/search/")
    page.get_by_label("Chercher dans tous mes espaces").fill("navigateur")
    expect(page.locator("mark").first).to_have_text("navigateur")
