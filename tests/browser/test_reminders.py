"""The vault page reminds gently: of a second way in, and of a kit that nobody has looked at for a year."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from ithaca.kernel import clock
from ithaca.vault.client.keyring import KitWords
from ithaca.vault.models import Wrap
from tests.browser.conftest import OpenWindow
from tests.browser.rooms import Accessible, open_vault
from tests.cast import Cast
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db(transaction=True)


def only_one(page: Page) -> Locator:
    return page.get_by_text("qu’un moyen d’ouvrir votre espace en plus du kit.")


def old_kit(page: Page) -> Locator:
    return page.get_by_text("Vous n’avez pas vérifié votre kit depuis longtemps.")


def test_of_a_second_way_and_of_the_kit(open_window: OpenWindow, cast: Cast, accessible: Accessible) -> None:
    page = open_window(cast.mentee)
    kit = KitWords.make()
    open_vault(page, give_keyring(cast.mentee, kit=" ".join(kit)))
    page.goto("/vault/")
    expect(only_one(page)).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)  # a reminder interrupts nobody
    expect(old_kit(page)).to_have_count(0)
    wrap = Wrap.objects.get(way="kit")
    assert wrap.proven_at is not None

    second = Wrap.objects.create(
        keyring=wrap.keyring, way="passkey:AAAAAAAAAAAAAAAAAAAAAQ", file=bytes(wrap.file)
    )
    page.reload()
    expect(page.get_by_role("heading", name="Phrase secrète")).to_be_visible()
    expect(only_one(page)).to_have_count(0)
    second.delete()

    Wrap.objects.filter(way="kit").update(proven_at=clock.now() - timedelta(days=364))
    page.reload()
    expect(only_one(page)).to_be_visible()
    expect(old_kit(page)).to_have_count(0)
    Wrap.objects.filter(way="kit").update(proven_at=clock.now() - timedelta(days=366))
    page.reload()
    expect(old_kit(page)).to_be_visible()
    accessible(page)

    page.get_by_role("link", name="Vérifier mon kit").first.click()
    page.get_by_label("Les vingt-quatre mots").fill(" ".join(kit))
    page.get_by_role("button", name="Vérifier", exact=True).click()
    expect(page.get_by_text("Votre kit est le bon.").first).to_be_visible()
    expect(old_kit(page)).to_have_count(0)
    page.reload()
    expect(only_one(page)).to_be_visible()
    expect(old_kit(page)).to_have_count(0)
