"""Closing one's account with the keyboard alone; what the browser kept of it goes too."""

from playwright.sync_api import expect

from ithaca.accounts.models import Person
from tests.browser.conftest import OpenWindow
from tests.browser.keyboard import press, type_into
from tests.browser.rooms import Accessible
from tests.cast import Cast
from tests.factories import PASSWORD


def test_an_account_is_closed_without_a_mouse(
    cast: Cast, open_window: OpenWindow, accessible: Accessible
) -> None:
    page = open_window(cast.mentee)
    page.goto("/account/close/")
    expect(page.get_by_role("heading", name="Ce qui reste, et pourquoi")).to_be_visible()
    accessible(page)
    type_into(page, "Votre adresse électronique", "autre@example.org")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="C’est bien vous")).to_be_visible()
    type_into(page, "Mot de passe", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ce n’est pas l’adresse de votre compte.").first).to_be_visible()
    press(page, "Votre adresse électronique")  # the list of errors leads to the field
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(cast.mentee.email)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Votre compte est fermé.")).to_be_visible()
    assert not Person.objects.get(pk=cast.mentee.pk).is_active
