"""Every page, as the people of the demo see it: accessible, valid, narrow and wide, light and dark, within its weight."""

import gzip
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Response

from ithaca.accounts.models import Person
from ithaca.cli.demo.accounts import PASSPHRASE
from ithaca.cli.demo.world import build
from ithaca.cli.worker import Worker
from ithaca.directory.models import Request
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.notifications.models import Message
from ithaca.organisations.models import Position
from ithaca.programmes.models import EligibilityQuestion, Invitation, Participation, Programme
from tests.browser.conftest import OpenWindow

pytestmark = pytest.mark.django_db(transaction=True)

KILOBYTE = 1024
BUDGET = {"document": 15, "stylesheet": 20, "script": 25}
ROOM_MORE = 120  # kilobytes of script and style that only the encrypted pages load
MOST_REQUESTS = 8
ROOM_VIEWS = ("goals", "agreement", "request", "safety")


def visitors_pages(programme: Programme) -> Iterator[str]:
    yield from ("/", "/confidentiality/", "/accessibility/", "/mailbox/", f"/join/{programme.join_code}/")
    yield from (
        f"/account/{page}/"
        for page in ("sign-in", "sign-up", "password/reset", "password/reset/sent", "confirm")
    )
    yield f"/invitations/{Invitation.objects.filter(state='sent')[0].token}/"
    yield from (f"/mailbox/{message.pk}/" for message in Message.objects.order_by("id")[:1])
    yield "/nowhere/"


def coordinators_pages(programme: Programme) -> Iterator[str]:
    start = f"/programmes/{programme.slug}/"
    yield from (
        "/",
        "/programmes/",
        "/programmes/new/",
        f"/programmes/new/{programme.organisation.slug}/",
        start,
    )
    sections = (
        "",
        "presentation/",
        "format/",
        "questions/",
        "questions/new/?kind=yes_no",
        "charter/",
        "coordinators/",
        "preview/",
    )
    yield from (f"{start}set-up/{section}" for section in sections)
    yield f"{start}set-up/questions/{EligibilityQuestion.objects.filter(programme=programme)[0].pk}/"
    pages = (
        "applications/",
        "participants/",
        "invitations/",
        "directory/",
        "directory/?q=equipe&available=1",
    )
    yield from (start + page for page in pages)
    yield from (
        start + page for page in ("steering/", "pairs/", "steering/requests/", "evaluations/", "pairs/new/")
    )
    person = Participation.objects.filter(programme=programme, role="mentee", state="active")[0]
    yield f"{start}participants/{person.pk}/"
    yield f"{start}participants/{person.pk}/exclude/"
    pair = Mentorship.objects.filter(programme=programme, state="development")[0]
    yield from (f"/mentorships/{pair.pk}/", f"/mentorships/{pair.pk}/exclude/", f"{start}charter/1/")


def administrators_pages(programme: Programme) -> Iterator[str]:
    start = f"/organisations/{programme.organisation.slug}/"
    yield from ("/", "/organisations/", start, f"{start}people/", "/account/settings/", "/account/password/")
    for position in Position.objects.filter(organisation=programme.organisation)[:1]:
        yield f"{start}people/{position.person_id}/"


def mentees_pages(person: Person, programme: Programme) -> Iterator[str]:
    start = f"/programmes/{programme.slug}/"
    pair = Mentorship.objects.filter(mentee__person=person)[0]
    mentor = Participation.objects.filter(programme=programme, role="mentor", state="active")[0]
    yield from ("/", start, f"{start}directory/", f"{start}directory/{mentor.pk}/", f"{start}profile/mentee/")
    yield from (
        "/requests/",
        "/mentorships/",
        f"/mentorships/{pair.pk}/",
        f"/mentorships/{pair.pk}/meetings/new/",
    )
    yield from (
        f"/mentorships/{pair.pk}/meetings/past/",
        f"/mentorships/{pair.pk}/pause/",
        f"/mentorships/{pair.pk}/withdraw/",
        f"/mentorships/{pair.pk}/evaluation/",
        f"{start}as/mentee/leave/",
    )
    for meeting in Meeting.objects.filter(mentorship=pair, state="planned")[:1]:
        yield from (f"/meetings/{meeting.pk}/{verb}/" for verb in ("move", "record", "cancel"))


def island_pages(person: Person) -> Iterator[str]:
    pair = Mentorship.objects.filter(mentee__person=person)[0]
    request = Request.objects.filter(mentee__person=person)[0]
    yield from (
        "/vault/",
        "/vault/export/",
        "/vault/search/",
        f"/mentorships/{pair.pk}/room/",
        f"/requests/{request.pk}/",
    )


class Weight:
    """What one page load brings, by kind, compressed."""

    def __init__(self, page: Page) -> None:
        self.responses: list[Response] = []
        page.on("response", lambda response: self.responses.append(response))

    def within_budget(self, *, more: int = 0) -> None:
        kinds: dict[str, int] = {}
        for response in self.responses:
            if response.status == 200 and response.request.resource_type in BUDGET:
                kind = response.request.resource_type
                kinds[kind] = kinds.get(kind, 0) + len(gzip.compress(response.body()))
        over = {
            k: size
            for k, size in kinds.items()
            if size > (BUDGET[k] + (more if k != "document" else 0)) * KILOBYTE
        }
        assert over == {}
        assert len(self.responses) <= MOST_REQUESTS + (8 if more else 0), [r.url for r in self.responses]
        self.responses.clear()


@pytest.fixture
def demo(transactional_db: None) -> Programme:
    build()
    worker = Worker()
    while worker.work_once():
        pass
    return Programme.objects.select_related("organisation").get(slug="cap-sur-le-metier")


def look(
    open_window: OpenWindow,
    person: Person | None,
    pages: list[str],
    accessible: Callable[[Page], None],
    valid_html: Callable[[str, str], None],
) -> None:
    for language, width, dark in (("fr", 1440, False), ("en", 390, True)):
        if person:
            Person.objects.filter(pk=person.pk).update(language=language)
        page = open_window(person, language=language, width=width, dark=dark)
        weight = Weight(page)
        for address in pages:
            response = page.goto(address)
            assert response
            assert response.status == (404 if address == "/nowhere/" else 200), address
            assert page.get_attribute("html", "lang") == language, address
            accessible(page)
            weight.within_budget()
            valid_html(f"{address} ({language})", response.text())


PEOPLE = {
    "visitor": ("", lambda person, programme: visitors_pages(programme)),
    "coordinator": ("clemence@demo.example.org", lambda person, programme: coordinators_pages(programme)),
    "administrator": (
        "helene@demo.example.org",
        lambda person, programme: administrators_pages(Programme.objects.get(slug="au-large")),
    ),
    "mentee": ("ines@demo.example.org", mentees_pages),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_are_accessible_valid_and_light(
    who: str,
    demo: Programme,
    open_window: OpenWindow,
    accessible: Callable[[Page], None],
    valid_html: Callable[[str, str], None],
) -> None:
    email, pages_of = PEOPLE[who]
    person = Person.objects.get(email=email) if email else None
    look(open_window, person, list(pages_of(person, demo)), accessible, valid_html)


def test_the_encrypted_pages_are_accessible_and_light(
    demo: Programme,
    open_window: OpenWindow,
    accessible: Callable[[Page], None],
    valid_html: Callable[[str, str], None],
) -> None:
    person = Person.objects.get(email="ines@demo.example.org")
    for width, dark in ((1440, False), (390, True)):
        page = open_window(person, width=width, dark=dark)
        weight = Weight(page)
        for address in island_pages(person):
            response = page.goto(address)
            assert response
            secret = page.get_by_label("Votre phrase secrète", exact=True)
            page.locator("main h1, main h2").first.wait_for()
            if secret.is_visible():
                secret.fill(PASSPHRASE)
                page.get_by_role("button", name="Ouvrir", exact=True).click()
                secret.wait_for(state="detached")
                page.locator("main h1").first.wait_for()
            accessible(page)
            weight.within_budget(more=ROOM_MORE)
            valid_html(address, response.text())
            if address.endswith("/room/"):
                for view in ROOM_VIEWS:
                    page.goto(f"{address}#{view}")
                    page.locator(f"nav a[href='#{view}'][aria-current]").wait_for()
                    accessible(page)
                page.goto(f"{address}#agreement")
                signatures = page.locator("main").get_by_text(re.compile("signé le"))
                signatures.first.wait_for()
                assert signatures.count() == 2, "both signatures of the demo are genuine"
                weight.responses.clear()
            # The static page holds nothing of the person, whoever asks.
            assert not re.search("Inès|Benali|ines@", response.text())
