"""Stories from the field, played to their end by two people in a real browser."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from ithaca.kernel import clock
from ithaca.mentorships.models import Mentorship
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible, Pair, section, set_goal
from tests.cast import Cast
from tests.factories import set_up_like

pytestmark = pytest.mark.django_db(transaction=True)


def submit(page: Page) -> None:
    page.locator("main form .actions button[type=submit]").last.click()
    page.wait_for_load_state()


def go_in(pair: Pair) -> None:
    for page in (pair.mentor, pair.mentee):
        page.goto(pair.address)
        expect(page.get_by_role("navigation", name="Parties de l’espace")).to_be_visible()


def agree_in_writing(pair: Pair) -> None:
    """The mentor writes the agreement, both sign it."""
    section(pair.mentor, "Convention")
    pair.mentor.get_by_role("link", name="Commencer la convention").click()
    pair.mentor.locator("main textarea").first.fill("Une heure par mois, au téléphone.")
    pair.mentor.get_by_role("button", name="Enregistrer").click()
    pair.mentee.reload()
    section(pair.mentee, "Convention")
    for page in (pair.mentor, pair.mentee):
        page.get_by_label("Je n’ai rien demandé").check(force=True)
        page.get_by_role("button", name=re.compile("Signer")).first.click()
        expect(page.get_by_text(re.compile("Vous avez signé le|Signée par vous deux")).first).to_be_visible()


def met_on(page: Page, other: Page, address: str, day: date, kind: str) -> None:
    """One records, the other confirms."""
    page.goto(address)
    page.get_by_role("link", name="Consigner une séance passée").click()
    page.locator(f"input[value={kind}]").check(force=True)
    page.fill("[name=date]", day.isoformat())
    page.fill("[name=time]", "10:00")
    page.fill("[name=minutes]", "55")
    submit(page)
    other.goto(address)
    other.get_by_role("button", name="Oui, je le confirme").click()
    other.wait_for_load_state()


def decide(proposer: Page, other: Page, address: str, kind: str) -> None:
    proposer.goto(address)
    proposer.locator(f"#decision input[value='{kind}']").check(force=True)
    proposer.locator("#decision form button[type=submit]").first.click()
    proposer.wait_for_load_state()
    other.goto(address)
    other.get_by_role("button", name="Je suis d’accord").click()
    other.wait_for_load_state()


def begun_long_ago() -> None:
    Mentorship.objects.update(begun_at=clock.now() - timedelta(days=130))


def days_back(*days: int) -> list[date]:
    return [clock.today() - timedelta(days=one) for one in days]


def test_four_telephone_contacts_then_both_go_on(
    pair: Pair, cast: Cast, open_window: OpenWindow, accessible: Accessible
) -> None:
    set_up_like(cast.programme, "association-directory", cast.administrator)
    begun_long_ago()
    address = pair.address.replace("room/", "")
    met_on(pair.mentor, pair.mentee, address, days_back(100)[0], "telephone")
    pair.mentee.goto(address)
    pair.mentee.locator("form[action*='/willingness/'] button").click()
    go_in(pair)
    agree_in_writing(pair)
    for day in days_back(70, 40, 10):
        met_on(pair.mentor, pair.mentee, address, day, "telephone")
    pair.mentor.reload()
    expect(pair.mentor.locator("#meetings").get_by_text("Par téléphone")).to_have_count(4)
    accessible(pair.mentor)
    decide(pair.mentee, pair.mentor, address, "go on")
    row = Mentorship.objects.get()
    assert (row.state, row.contacts, row.goes_on_since is not None) == ("development", 4, True)
    met_on(pair.mentee, pair.mentor, address, clock.today() - timedelta(days=1), "telephone")
    assert Mentorship.objects.get().contacts == 5

    steering = open_window(cast.coordinator)
    steering.goto(address)
    expect(steering.locator("#meetings").get_by_text("Par téléphone")).to_have_count(5)
    expect(steering.get_by_text("Une heure par mois")).to_have_count(0)


def test_a_pair_of_a_chapter_goes_through_three_phases(
    pair: Pair, cast: Cast, accessible: Accessible
) -> None:
    set_up_like(cast.programme, "chapter-three-phases", cast.administrator)
    begun_long_ago()
    address = pair.address.replace("room/", "")
    mentee, mentor = pair.mentee, pair.mentor
    mentee.goto(address)
    expect(mentee.locator(".steps [aria-current]")).to_contain_text("Lancement")
    met_on(mentor, mentee, address, days_back(110)[0], "in_person")
    mentee.reload()
    mentee.locator("form[action*='/willingness/'] button").click()
    go_in(pair)
    set_goal(mentee, "Prendre la parole en réunion")
    agree_in_writing(pair)
    for day in days_back(*range(100, 20, -10)):
        met_on(mentor, mentee, address, day, "in_person")
    mentor.reload()
    expect(mentor.locator(".steps [aria-current]")).to_contain_text("Développement")

    mentee.goto("about:blank")
    mentee.goto(f"{pair.address}#goals")
    mentee.get_by_role("button", name="C’est atteint").click()
    expect(mentee.get_by_text("Atteint", exact=True)).to_be_visible()
    decide(mentee, mentor, address, "close")
    expect(mentor.locator(".steps [aria-current]")).to_contain_text("Clôture")

    mentee.goto(f"{address}closing/")
    accessible(mentee)
    mentee.get_by_role("button", name="Nous avons fait le bilan").click()
    mentee.get_by_label("Des séances plus espacées").check()
    mentee.get_by_label("Semaines entre deux séances").fill("8")
    mentee.get_by_role("button", name="Enregistrer").click()
    mentee.get_by_role("button", name="C’est écrit").click()
    decide(mentor, mentee, address, "close")
    for page in (mentee, mentor):
        page.goto(f"{address}evaluation/")
        for group in {one.get_attribute("name") for one in page.locator("main input[type=radio]").all()}:
            page.locator(f"input[name='{group}']").last.check(force=True)
        page.fill("[name=recommendation]", "9")
        submit(page)
    mentee.goto(address)
    expect(mentee.get_by_role("heading", name="À bon port")).to_be_visible()
    accessible(mentee)
    row = Mentorship.objects.get()
    assert (row.state, row.end_kind, row.contacts, row.goals_reached) == ("ended", "completed", 9, 1)
