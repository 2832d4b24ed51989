"""A network derives its scheme, changes it, publishes it and recognises another's seal, with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from ithaca.schemes.models import Recognition, SchemeVersion
from tests.browser.conftest import OpenWindow
from tests.browser.keyboard import choose, go, press, tab_to, type_into
from tests.schemes.networks import make_schemers

pytestmark = pytest.mark.django_db(transaction=True)


def afresh(page: Page) -> None:
    """From the top of the page: what was saved has led to its place in it."""
    page.goto(page.url.split("#")[0])


def derive(page: Page) -> None:
    go(page, "Ajouter un référentiel de label", "**/schemes/new/")
    go(page, "En dériver le nôtre", "**/seal-schemes/*/")


def add_a_standard(page: Page) -> None:
    go(page, "Ajouter un critère", "**/requirements/aims/new/")
    for language in ("Français", "Anglais"):
        type_into(page, f"Ce que fait le programme ({language})", f"Les rives se parlent ({language}).")
    choose(page, "Approfondissement")
    go(page, "Enregistrer", "**/seal-schemes/*/*")
    expect(page.get_by_text("Les rives se parlent (Français).")).to_be_visible()


def move_it_up(page: Page) -> None:
    """Its own buttons say of which standard they are."""
    page.get_by_role("button", name="Monter", description="1.7", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("1.6 Les rives se parlent")).to_be_visible()


def say_why_and_publish(page: Page) -> None:
    afresh(page)
    go(page, "Donner les raisons", "**/edit/reasons/")
    type_into(page, "Pourquoi", "Nos programmes sont des deux côtés.")
    go(page, "Enregistrer", "**/seal-schemes/*/")
    press(page, "Publier")
    expect(page.get_by_role("button", name="Retirer cette version")).to_be_visible()


def jump_to_the_levels(page: Page) -> None:
    """Past eighty standards at once."""
    afresh(page)
    press(page, "Niveaux, conditions, échelles")
    press(page, "Modifier")
    page.wait_for_url("**/edit/levels/*/")
    page.go_back()


def recognise(page: Page) -> None:
    tab_to(page, "Quel label, comme lequel des nôtres")
    page.keyboard.press("Home")
    type_into(page, "Ce que les programmes candidats doivent savoir", "Sur dossier.")
    press(page, "Le reconnaître")
    expect(page.get_by_text("Sur dossier.")).to_be_visible()


def test_from_another_networks_scheme_to_a_recognition(open_window: OpenWindow) -> None:
    world = make_schemers()
    world.published()
    page = open_window(world.joel)
    page.goto("/networks/deux-rives/schemes/")
    derive(page)
    add_a_standard(page)
    move_it_up(page)
    jump_to_the_levels(page)
    say_why_and_publish(page)
    published = SchemeVersion.objects.get(network=world.rives, state="published")
    assert "Nos programmes sont des deux côtés." in published.reasons.values()
    page.goto("/networks/deux-rives/recognition/")
    recognise(page)
    recognition = Recognition.objects.get()
    assert (recognition.theirs.network, recognition.note) == (world.large, "Sur dossier.")
