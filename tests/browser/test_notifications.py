"""From the bell to what it is about, the choice of mail with the keyboard, and the link in a mail."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from ithaca.journal.dispatch import dispatch_waiting
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions as mentorships
from ithaca.notifications.kinds import Delivery, Kind
from ithaca.notifications.links import off_url
from ithaca.notifications.queries import wishes
from tests.browser.conftest import OpenWindow
from tests.browser.keyboard import press, tab_to
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_being_told(
    open_window: OpenWindow, cast: Cast, accessible: Callable[[Page], None], width: int, dark: bool
) -> None:
    for mentee in (cast.being_mentored, cast.second_being_mentored):
        mentorships.propose(actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=mentee)
    dispatch_waiting()
    page = open_window(cast.mentor, width=width, dark=dark)
    page.goto("/")
    bell = page.get_by_role("link", name="Notifications 2 non lues")
    expect(bell).to_be_visible()
    press(page, "Notifications")
    expect(page.get_by_role("heading", name="Notifications")).to_be_visible()
    accessible(page)
    press(page, "Un mentorat vous est proposé")
    expect(page.get_by_role("heading", name="Paul Tremblay")).to_be_visible()
    page.goto("/notifications/")
    expect(page.locator("#main").get_by_text("1 non lue", exact=True)).to_be_visible()
    press(page, "Tout marquer comme lu")
    expect(page.get_by_role("link", name="Notifications", exact=True)).to_be_visible()

    press(page, "Choisir vos courriels")
    expect(page.get_by_role("heading", name="Courriels et notifications")).to_be_visible()
    accessible(page)
    tab_to(page, "Tout de suite")  # the first group is that of the requests
    page.keyboard.press("ArrowRight")
    press(page, "Enregistrer")
    expect(page.get_by_text("Votre choix est enregistré.")).to_be_visible()
    expect(page.get_by_role("group", name="Demandes").get_by_label("Récapitulatif quotidien")).to_be_checked()

    visitor = open_window(width=width, dark=dark)
    visitor.goto(off_url(cast.mentor.pk, Kind.DECISIONS))
    accessible(visitor)
    press(visitor, "Arrêter ces courriels")
    expect(visitor.get_by_role("heading", name="C’est fait")).to_be_visible()
    accessible(visitor)
    kept = wishes(cast.mentor)
    assert (kept.delivery(Kind.REQUESTS), kept.delivery(Kind.DECISIONS)) == (Delivery.DIGEST, Delivery.OFF)
