"""A mentor's private journal: entries, and the sheets before and after a meeting."""

import pytest
from playwright.sync_api import Page, expect

from ithaca.mentorships.models import Meeting, Mentorship
from tests.browser.canary import Scan
from tests.browser.rooms import Accessible, Pair
from tests.cast import Cast
from tests.mentorships.meetings import met, planned

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "Elle hésite à quitter son poste."


@pytest.fixture
def meetings(pair: Pair, cast: Cast) -> tuple[Meeting, Meeting]:
    """One held last week, one to come."""
    mentorship = Mentorship.objects.get()
    return met(cast, mentorship, -7), planned(cast, mentorship, 7)


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("link", name="Modifier")).to_be_visible()


def test_a_mentor_writes_finds_and_erases_what_nobody_else_reads(
    pair: Pair, accessible: Accessible, scan: Scan
) -> None:
    page = pair.mentor
    scan.listen(page)
    page.goto("/journal/")
    page.get_by_role("link", name="Écrire dans mon journal").first.click()
    page.get_by_label("Titre").fill("Après notre appel")
    page.get_by_label("Texte").fill(SECRET)
    save(page)
    page.get_by_label("Chercher dans le journal").fill("hésite")
    expect(page.get_by_role("link", name="Après notre appel")).to_be_visible()
    accessible(page)
    pair.mentee.goto("/journal/")
    expect(pair.mentee.get_by_text("Une page blanche, rien que pour vous")).to_be_visible()
    scan.never_saw([SECRET])
    page.get_by_role("link", name="Après notre appel").click()
    page.get_by_role("button", name="Retirer", exact=True).click()
    page.get_by_role("button", name="Retirer pour de bon").click()
    expect(page.get_by_text("Le texte est effacé.")).to_be_visible()
    expect(page.get_by_role("link", name="Après notre appel")).to_have_count(0)


def test_what_was_kept_after_one_meeting_stands_beside_the_preparation_of_the_next(
    pair: Pair, meetings: tuple[Meeting, Meeting], accessible: Accessible
) -> None:
    page = pair.mentor
    page.goto(pair.address.removesuffix("room/"))
    page.get_by_role("link", name="Ma fiche de suivi").click()
    page.get_by_label("Les besoins exprimés pendant la séance").fill("Oser dire non.")
    page.get_by_label("Ce que je proposerai la prochaine fois").fill("Un jeu de rôle.")
    accessible(page)
    save(page)
    page.goto(pair.address.removesuffix("room/"))
    page.get_by_role("link", name="Préparer pour moi").click()
    expect(page.get_by_role("heading", name="Préparation : Inès Benali")).to_be_visible()
    expect(page.get_by_text("Un jeu de rôle.")).to_be_visible()
    page.get_by_label("Ce que cette séance devrait permettre").fill("S’exercer à refuser.")
    save(page)
    page.goto("/journal/#sheets")
    expect(page.get_by_role("link", name="Ma préparation")).to_be_visible()
    expect(page.get_by_role("link", name="Mon suivi")).to_be_visible()


def test_the_mentee_has_the_agenda_but_no_sheets(pair: Pair, meetings: tuple[Meeting, Meeting]) -> None:
    pair.mentee.goto(pair.address.removesuffix("room/"))
    expect(pair.mentee.get_by_role("link", name="Ordre du jour")).to_be_visible()
    expect(pair.mentee.get_by_role("link", name="Préparer pour moi")).to_have_count(0)
