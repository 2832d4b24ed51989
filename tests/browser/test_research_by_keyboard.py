"""With the keyboard alone: somebody answers a study and changes their mind, a network publishes and closes."""

import pytest
from playwright.sync_api import Page, expect

from ithaca.research import making
from ithaca.research.models import Consent, Release
from tests.browser.conftest import OpenWindow
from tests.browser.keyboard import go, press, tab_to
from tests.research.world import CONTENT, World, make_pair, make_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    """Twelve pairs that may go out, and one that nobody has answered for."""
    made = make_world()
    make_pair(made.houses[0])
    return made


def state_of(world: World) -> str:
    return Consent.objects.get(participation=world.houses[0].pairs[-1].mentor).state


def consents(page: Page, world: World) -> None:
    page.goto("/account/research/")
    go(page, "Lire et répondre", "**/participations/*/")
    tab_to(page, "J’ai 18 ans ou plus")
    page.keyboard.press("Space")
    press(page, "Oui, j’accepte")
    expect(page.get_by_text("Vous pouvez changer d’avis à tout moment, ici.")).to_be_visible()
    assert state_of(world) == "given"


def takes_it_back(page: Page, world: World) -> None:
    go(page, CONTENT.title, "**/participations/*/")
    press(page, "Retirer mon consentement")
    expect(page.get_by_text("C’est retiré")).to_be_visible()
    assert state_of(world) == "withdrawn"


def publishes(page: Page) -> Release:
    go(page, "Publier une édition…", "**/publish/")
    tab_to(page, "Terminés à partir du")
    page.keyboard.press("End")  # the earliest of the list
    go(page, "Voir ce qui serait publié", "**/publish/?since=*")
    press(page, "Publier pour tout le monde")
    expect(page.get_by_text("L’édition est publiée.")).to_be_visible()
    expect(page.get_by_role("heading", name="Comment citer")).to_be_visible()
    return Release.objects.select_related("study__network").get()


def test_consent_is_given_and_taken_back_an_edition_published_and_the_study_closed(
    world: World, open_window: OpenWindow
) -> None:
    page = open_window(world.houses[0].pairs[-1].mentor.person)
    consents(page, world)
    takes_it_back(page, world)

    page = open_window(world.researcher)
    study = f"/networks/{world.network.slug}/research/{world.study.pk}/"
    page.goto(study)
    release = publishes(page)
    assert release.lines == 12
    assert making.made(release).sha256 == release.sha256

    page.goto(study)
    press(page, "La refaire")
    expect(page.get_by_text("identique à l’octet près")).to_be_visible()
    go(page, "Clore l’étude…", "**/close/")
    press(page, "Clore l’étude")
    expect(page.get_by_text("L’étude est close.")).to_be_visible()
