"""One search over all rooms of a person, in the browser alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.canary import Scan
from tests.browser.rooms import Accessible, Pair, write_note

pytestmark = pytest.mark.django_db(transaction=True)


def write_in_journal(page: Page, text: str) -> None:
    page.goto("/journal/#entries/new")
    page.get_by_label("Texte", exact=True).fill(text)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("article .prose")).to_have_text(text)


def test_what_stands_anywhere_is_found_and_leads_there(
    pair: Pair, accessible: Accessible, scan: Scan
) -> None:
    page = pair.mentee
    for one in (pair.mentor, page):
        scan.listen(one)
    write_note(pair.mentor, "Cap", "Un goéland à l’étrave.")
    write_in_journal(page, "Goélands encore, pour moi.")
    page.get_by_role("link", name="Chercher partout").click()
    expect(page.get_by_text("2 textes dans 2 espaces")).to_be_visible()
    accessible(page)
    page.get_by_label("Chercher dans tous mes espaces").fill("GOELAND")
    expect(page.get_by_text("2 résultats pour « GOELAND »")).to_be_visible()
    expect(page.get_by_role("heading", level=2)).to_have_count(2)
    expect(page.locator("mark")).to_have_text(["goéland", "Goélands", "Goélands"])
    accessible(page)
    page.get_by_role("link", name="Cap", exact=True).click()
    expect(page.get_by_role("heading", name="Votre espace avec Marc Delorme")).to_be_visible()
    expect(page.get_by_text("Un goéland à l’étrave.")).to_be_visible()
    page.go_back()
    page.get_by_label("Chercher dans tous mes espaces").fill("goelands")
    page.get_by_role("link", name="Goélands encore, pour moi.").click()
    expect(page.get_by_role("heading", name="Mon journal", level=1)).to_be_visible()
    expect(page.get_by_text("Goélands encore, pour moi.").first).to_be_visible()
    scan.never_saw(["goeland", "GOELAND", "goéland", "étrave"])


def test_what_stands_nowhere_is_said(pair: Pair, accessible: Accessible) -> None:
    page = pair.mentee
    page.goto("/vault/search/")
    expect(page.get_by_text("Rien d’écrit pour le moment")).to_be_visible()
    page.get_by_label("Chercher dans tous mes espaces").fill("albatros")
    expect(page.get_by_text("Rien ne correspond à « albatros ».")).to_be_visible()
    accessible(page)


def test_a_room_that_does_not_open_is_named(pair: Pair) -> None:
    page = pair.mentee
    page.route(
        "**/api/vault/rooms/*",
        lambda route: route.fulfill(json={**route.fetch().json(), "grants": []}),
    )
    page.goto("/vault/search/")
    expect(page.get_by_text("Marc Delorme – Cap Ouest : cet espace ne s’ouvre pas.")).to_be_visible()


def test_the_rooms_own_search_leads_on(pair: Pair) -> None:
    page = pair.mentee
    page.get_by_label("Chercher dans l’espace").fill("albatros")
    page.get_by_role("link", name="Chercher dans tous vos espaces").click()
    expect(page.get_by_role("heading", name="Chercher partout", level=1)).to_be_visible()
