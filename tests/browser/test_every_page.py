"""Every page, as the people of the demo see it: accessible, valid, narrow and wide, light and dark, within its weight."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Response
from pytest_django import Settings

from ithaca.accounts.models import Person
from ithaca.cli.demo.accounts import PASSPHRASE
from ithaca.cli.demo.world import build
from ithaca.cli.worker import Worker
from ithaca.programmes.models import Programme
from ithaca.web.setup import setup_link
from tests.browser.conftest import OpenWindow, with_axe
from tests.browser.pages import pages
from tests.browser.rooms import Accessible
from tests.database import kept

pytestmark = pytest.mark.django_db(transaction=True)

ValidHtml = Callable[[str, str], None]
KILOBYTE = 1024
# Of all files of a kind together, compressed.
BUDGET = {"document": 15 * KILOBYTE, "stylesheet": 20 * KILOBYTE, "script": 25 * KILOBYTE}
BUDGET_OF_THE_ROOM = {**BUDGET, "script": 120_000}
MOST_REQUESTS = 8  # files; what the room then asks the API for is counted by itself
MOST_QUESTIONS = 10  # the journal, on the first visit, is made
SECTIONS = ("goals", "actions", "network", "documents", "topics", "agreement", "request", "safety")
PLACES = {"/vault/": ("renew", "former", "copies", "shown", "prove"), "/journal/": ("sheets", "entries/new")}
LOOKS = (("fr", 1440, False), ("en", 390, True))
SECRET = {"fr": ("Votre phrase secrète", "Ouvrir"), "en": ("Your passphrase", "Open")}
SIGNED = {"fr": re.compile("signé le"), "en": re.compile("signed on")}


class Weight:
    """What one page load brings, by kind, compressed."""

    def __init__(self, page: Page) -> None:
        self.responses: list[Response] = []
        self.weighed: dict[str, int] = {}
        page.on("response", lambda response: self.responses.append(response))

    def within(self, budget: dict[str, int]) -> None:
        kinds: dict[str, int] = {}
        for response in self.responses:
            if response.status == 200 and response.request.resource_type in budget:
                kind = response.request.resource_type
                kinds[kind] = kinds.get(kind, 0) + self._compressed(response)
        assert {kind: size for kind, size in kinds.items() if size > budget[kind]} == {}
        asked = [urlsplit(response.url).path for response in self.responses]
        assert len([path for path in asked if not path.startswith("/api/")]) <= MOST_REQUESTS, asked
        # A page that stays open for long on a busy machine asks for news again: each question counts once.
        assert len({path for path in asked if path.startswith("/api/")}) <= MOST_QUESTIONS, asked
        self.responses.clear()

    def _compressed(self, response: Response) -> int:
        """A file of the release has its hash in its name: it weighs what it weighed on the page before."""
        if "/static/" not in response.url:
            return len(gzip.compress(response.body()))
        if response.url not in self.weighed:
            self.weighed[response.url] = len(gzip.compress(response.body()))
        return self.weighed[response.url]


def live() -> None:
    """The demo, and what its worker has done since."""
    kept("demo", build)
    worker = Worker()
    while worker.work_once():
        pass


@pytest.fixture
def demo(transactional_db: None) -> Programme:
    kept("demo-at-work", live)
    return Programme.objects.select_related("organisation").get(slug="cap-sur-le-metier")


@pytest.mark.parametrize(
    "several",
    [("visitor", "administrator", "network", "mentor"), ("coordinator",), ("mentee", "assessor", "decider")],
)
def test_pages_are_accessible_valid_and_light(
    several: tuple[str, ...],
    demo: Programme,
    open_window: OpenWindow,
    accessible: Accessible,
    valid_html: ValidHtml,
) -> None:
    for who in several:
        person, addresses = pages(who, demo)
        for language, width, dark in LOOKS:
            if person:
                Person.objects.filter(pk=person.pk).update(language=language)
            page = with_axe(open_window(person, language=language, width=width, dark=dark))
            weight = Weight(page)
            for address in addresses:
                response = page.goto(address)
                assert response
                assert response.status == (404 if address == "/nowhere/" else 200), address
                assert page.get_attribute("html", "lang") == language, address
                accessible(page)
                weight.within(BUDGET)
                valid_html(f"{address} ({language})", response.text())


def test_the_set_up_page_of_an_empty_installation(
    open_window: OpenWindow,
    accessible: Accessible,
    valid_html: ValidHtml,
    settings: Settings,
    tmp_path: Path,
) -> None:
    settings.DATA_DIR = tmp_path  # the token is a file
    link = setup_link()
    assert link
    for language, width, dark in LOOKS:
        page = open_window(language=language, width=width, dark=dark)
        weight = Weight(page)
        response = page.goto(urlsplit(link).path)
        assert response
        assert response.status == 200
        accessible(page)
        weight.within(BUDGET)
        valid_html(f"set-up ({language})", response.text())


@pytest.mark.parametrize(("language", "width", "dark"), LOOKS)
def test_the_encrypted_pages_are_accessible_valid_and_light(
    demo: Programme,
    open_window: OpenWindow,
    accessible: Accessible,
    valid_html: ValidHtml,
    language: str,
    width: int,
    dark: bool,
) -> None:
    person, addresses = pages("encrypted", demo)
    assert person
    Person.objects.filter(pk=person.pk).update(language=language)
    page = with_axe(open_window(person, language=language, width=width, dark=dark))
    weight = Weight(page)

    def look(name: str) -> None:
        accessible(page)
        valid_html(f"{name} as built ({language})", page.content())

    for address in addresses:
        response = page.goto(address)
        assert response
        # The static page holds nothing of the person, whoever asks.
        assert not re.search("Inès|Benali|ines@", response.text())
        valid_html(f"{address} ({language})", response.text())
        unlock(page, language)
        assert page.get_attribute("html", "lang") == language, address
        weight.within(BUDGET_OF_THE_ROOM)
        look(address)
        room = address.endswith("/room/")
        for place in SECTIONS if room else PLACES.get(address, ()):
            page.goto(f"{address}#{place}")
            page.locator(f"nav a[href='#{place}'][aria-current]" if room else "main h1").wait_for()
            look(f"{address}#{place}")
        if room:
            page.goto(f"{address}#agreement")
            signatures = page.locator("main").get_by_text(SIGNED[language])
            signatures.first.wait_for()
            assert signatures.count() == 2, "both signatures of the demo are genuine"
        weight.responses.clear()


def unlock(page: Page, language: str) -> None:
    label, button = SECRET[language]
    secret = page.get_by_label(label, exact=True)
    page.locator("main h1, main h2").first.wait_for()
    if secret.is_visible():
        secret.fill(PASSPHRASE)
        page.get_by_role("button", name=button, exact=True).click()
        secret.wait_for(state="detached")
        page.locator("main h1").first.wait_for()
