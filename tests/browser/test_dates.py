"""Two people find a date, in two browsers, two time zones and with the keyboard; what they see differently is settled."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.mentorships import actions
from ithaca.mentorships.models import Meeting
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible
from tests.cast import Cast
from tests.mentorships.meetings import LINK, pair, planned

pytestmark = pytest.mark.django_db(transaction=True)


def offer(page: Page, days: tuple[int, ...]) -> None:
    for number, day in enumerate(days, start=1):
        date = (datetime.now(UTC) + timedelta(days=day)).date().isoformat()
        page.get_by_label(f"Date {number}", exact=True).fill(date)
        page.get_by_label(f"Heure {number}", exact=True).fill("16:00")


def test_from_offered_dates_to_a_meeting(open_window: OpenWindow, cast: Cast, accessible: Accessible) -> None:
    # Has no summer time, and half an hour.
    Person.objects.filter(pk=cast.mentor.pk).update(time_zone="Asia/Kolkata")
    row = pair(cast)
    mentee, mentor = open_window(cast.mentee), open_window(cast.mentor, width=390)
    address = f"/mentorships/{row.pk}/"
    mentee.goto(address)
    mentee.locator("#before").get_by_role("link", name="Proposer des dates").click()
    expect(mentee.get_by_label("Lien de la visioconférence")).to_be_hidden()
    mentee.get_by_label("En visioconférence").check()
    mentee.get_by_label("Lien de la visioconférence").fill(LINK)
    expect(mentee.get_by_label("Lieu")).to_be_hidden()
    offer(mentee, (10, 11))
    expect(mentee.get_by_text("pour Marc Delorme").first).to_contain_text(":30")
    accessible(mentee)
    mentee.get_by_role("button", name="Proposer ces dates").click()
    expect(mentee.get_by_text("Vos dates sont proposées. Marc Delorme")).to_be_visible()
    accessible(mentee)

    mentor.goto(address)
    expect(mentor.get_by_role("heading", name="Inès Benali propose ces dates")).to_be_visible()
    accessible(mentor)
    mentor.get_by_role("link", name="Aucune ne convient").click()
    offer(mentor, (13, 14, 15))
    accessible(mentor)
    mentor.get_by_role("button", name="Proposer ces dates").click()

    mentee.reload()
    choose = mentee.get_by_role("button", name="Choisir le")
    expect(choose).to_have_count(3)
    choose.nth(1).focus()
    mentee.keyboard.press("Enter")
    expect(mentee.get_by_text("La séance est prévue. Vous recevez tous deux")).to_be_visible()
    expect(mentee.get_by_role("link", name=LINK)).to_be_visible()
    expect(mentee.get_by_text("Marc Delorme sera là.")).to_be_visible()
    assert Meeting.objects.get().time_zone == "Asia/Kolkata"
    accessible(mentee)


def test_an_absence_is_settled_and_a_calendar_subscribed(
    open_window: OpenWindow, cast: Cast, accessible: Accessible
) -> None:
    row = pair(cast)
    with clock.telling(clock.now() - timedelta(days=4)):
        meeting = planned(cast, row, -1)
    actions.miss_meeting(actor=cast.mentor, meeting=meeting, missed_by="mentee")
    mentee, mentor = open_window(cast.mentee), open_window(cast.mentor, dark=True)
    mentee.goto(f"/mentorships/{row.pk}/")
    accessible(mentee)
    mentee.get_by_role("button", name="Je ne suis pas d’accord").click()
    expect(mentee.get_by_text("C’est noté : vous n’êtes pas d’accord")).to_be_visible()
    accessible(mentee)
    mentor.goto(f"/mentorships/{row.pk}/")
    mentor.get_by_role("link", name="La retirer…").click()
    mentor.get_by_label("La séance a eu lieu").check()
    accessible(mentor)
    mentor.get_by_role("button", name="Enregistrer").click()
    expect(mentor.get_by_text("C’est réglé. L’absence est retirée.")).to_be_visible()

    mentee.goto("/account/settings/")
    mentee.get_by_role("link", name="Mon agenda").click()
    mentee.get_by_role("button", name="Créer mon adresse").click()
    expect(mentee.get_by_role("link", name="Ouvrir dans mon agenda")).to_have_attribute(
        "href", re.compile("^webcal://")
    )
    accessible(mentee)
