"""Feedback on a meeting: asked in one window, given in the other, read in the first; nobody else reads a word."""

import pytest
from playwright.sync_api import expect

from ithaca.mentorships.models import Mentorship
from tests.browser.canary import Scan
from tests.browser.rooms import Accessible, Pair
from tests.cast import Cast
from tests.mentorships.meetings import met

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "sarbacane-indigo-8807"


def test_feedback_goes_both_ways(pair: Pair, cast: Cast, accessible: Accessible, scan: Scan) -> None:
    mentorship = Mentorship.objects.get()
    meeting = met(cast, mentorship, -1)
    mentee, mentor = pair.mentee, pair.mentor
    scan.listen(mentee)
    mentor.goto(f"/mentorships/{mentorship.pk}/")
    mentor.get_by_role("link", name="Rétroaction", exact=True).click()
    expect(mentor.get_by_role("heading", name="Rétroactions sur la séance du")).to_be_visible()
    accessible(mentor)
    mentor.get_by_role("button", name="Demander à Inès Benali").click()
    expect(mentor.get_by_text("Demandée le")).to_be_visible()

    mentee.reload()
    expect(mentee.get_by_text("Marc Delorme aimerait votre rétroaction")).to_be_visible()
    mentee.get_by_role("link", name="Donner ma rétroaction").click()
    mentee.get_by_label("Ce qui m’a été utile").fill("a" * 501)
    mentee.get_by_role("button", name="Enregistrer").click()
    expect(mentee.get_by_role("alert")).to_contain_text("501 signes, pour 500 au plus")
    mentee.get_by_label("Ce qui m’a été utile").fill(f"Ta question sur le silence. {SECRET}")
    mentee.get_by_label("Ce qui pourrait être autrement").fill("Un peu plus de temps à la fin.")
    accessible(mentee)
    mentee.get_by_role("button", name="Enregistrer").click()
    expect(mentee.get_by_text("Votre rétroaction est donnée.")).to_be_visible()
    expect(mentee.get_by_text("Ta question sur le silence.")).to_be_visible()
    accessible(mentee)

    mentor.reload()
    expect(mentor.get_by_text("Ta question sur le silence.")).to_be_visible()
    mentor.get_by_role("link", name="Donner ma rétroaction").click()
    mentor.get_by_label("Ce qui m’a été utile").fill("Ton ordre du jour.")
    mentor.get_by_role("button", name="Enregistrer").click()
    expect(mentor.get_by_text("Votre rétroaction est donnée.")).to_be_visible()
    mentor.get_by_role("link", name="Corriger").click()
    mentor.get_by_label("Ce qui m’a été utile").fill("Ton ordre du jour, envoyé la veille.")
    mentor.get_by_role("button", name="Enregistrer").click()
    expect(mentor.get_by_text("envoyé la veille")).to_be_visible()

    mentee.goto(f"{pair.address}#summary/{meeting.pk}")
    mentee.reload()
    mentee.get_by_label("Compte rendu", exact=True).fill("Nous avons parlé du silence.")
    mentee.get_by_role("button", name="Enregistrer").click()
    expect(mentee.get_by_role("heading", name="Compte rendu de la séance du")).to_be_visible()
    expect(mentee.get_by_text("envoyé la veille")).to_be_visible()
    mentee.get_by_label("Chercher dans l’espace").fill("indigo")
    mentee.get_by_role("link", name="Rétroaction sur la séance du").click()
    expect(mentee.locator("mark")).to_have_text("indigo")
    scan.never_saw([SECRET, "Ta question sur le silence"])
