"""Giving up a room that is over, in two real browsers."""

import pytest
from playwright.sync_api import expect

from ithaca.kernel import clock
from ithaca.mentorships.models import Mentorship
from ithaca.vault.models import Grant
from tests.browser.rooms import Accessible, Pair, write_note
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_gives_it_up_and_the_other_reads_on(pair: Pair, cast: Cast, accessible: Accessible) -> None:
    write_note(pair.mentee, "Ce qui reste", "Pour toi, Marc.")
    expect(pair.mentee.get_by_role("link", name="Renoncer à mon accès")).to_have_count(0)
    pair.mentee.goto(f"{pair.address}#leaving")
    expect(pair.mentee.get_by_role("link", name="Écrire une note")).to_be_visible()  # not while it goes on
    Mentorship.objects.update(state="ended", end_kind="completed", ended_at=clock.now())

    pair.mentee.reload()
    pair.mentee.get_by_role("link", name="Renoncer à mon accès").click()
    expect(pair.mentee.get_by_role("heading", name="Renoncer à votre accès")).to_be_visible()
    accessible(pair.mentee)
    pair.mentee.get_by_role("button", name="Renoncer à mon accès").click()
    pair.mentee.get_by_role("button", name="Annuler").click()
    pair.mentee.get_by_role("button", name="Renoncer à mon accès").click()
    assert Grant.objects.filter(member=cast.mentee).exists(), "two clicks"
    pair.mentee.get_by_role("button", name="Oui, renoncer pour toujours").click()
    expect(pair.mentee.get_by_text("Vous avez renoncé à cet espace")).to_be_visible()
    accessible(pair.mentee)
    assert not Grant.objects.filter(member=cast.mentee).exists()

    pair.mentor.reload()
    expect(pair.mentor.get_by_text("Inès Benali a renoncé à son accès")).to_be_visible()
    accessible(pair.mentor)
    pair.mentor.get_by_role("link", name="Ce qui reste").click()
    expect(pair.mentor.get_by_text("Pour toi, Marc.")).to_be_visible()
