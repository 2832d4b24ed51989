"""With the organisation's own account, in a real browser: in, a vault without any password, out, and back in."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from ithaca.vault.models import Wrap
from tests.browser.devices import Device
from tests.browser.rooms import Accessible
from tests.provider import FakeProvider, named_to_ithaca, running_provider

pytestmark = pytest.mark.django_db(transaction=True)
CONTINUE = "Continuer avec Compte Égée"


@pytest.fixture
def provider(settings: Settings) -> Iterator[FakeProvider]:
    # On the site's own host: the authenticator of the test does not survive a change of the browser's process.
    with running_provider("localhost") as one:
        settings.IDENTITY_PROVIDER = named_to_ithaca(one)
        one.person = {"sub": "1", "email": "lea@egee.example", "email_verified": True, "name": "Léa Égée"}
        yield one


def test_no_password_from_the_first_sign_in_to_the_next(
    provider: FakeProvider, device: Device, settings: Settings, accessible: Accessible
) -> None:
    settings.BASE_URL = device.site
    page = device.page
    device.goto("/account/sign-in/?next=/vault/")
    accessible(page)
    page.get_by_role("link", name=CONTINUE).click()
    expect(page.get_by_role("button", name="J’ai compris")).to_be_visible()
    device.plug_in()
    page.get_by_role("button", name="J’ai compris").click()
    page.get_by_label("Une clé d’accès").check()
    page.get_by_role("button", name="Continuer").click()
    expect(page.locator(".kit-words li")).to_have_count(24)
    kit = page.locator(".kit-words li").all_inner_texts()
    page.get_by_role("button", name="Le kit est rangé").click()
    page.get_by_label("Les mots de votre kit").fill(" ".join(kit))
    page.get_by_role("button", name="Créer mon espace").click()
    expect(page.get_by_role("heading", name="Votre espace est prêt")).to_be_visible()
    assert {way.split(":")[0] for way in Wrap.objects.values_list("way", flat=True)} == {"passkey", "kit"}
    device.goto("/account/sign-out/")
    expect(page.get_by_text("Vous restez connecté·e chez Compte Égée.")).to_be_visible()
    page.get_by_role("button", name="Se déconnecter").last.click()
    device.goto("/account/sign-in/?next=/vault/")
    page.get_by_role("link", name=CONTINUE).click()
    page.get_by_role("button", name="Ouvrir avec ma clé d’accès").click()
    expect(page.get_by_role("heading", name="Ma première clé")).to_be_visible()
    device.goto("/account/again/?next=/account/settings/")
    accessible(page)
    page.get_by_role("link", name="Confirmer avec Compte Égée").click()
    expect(page.get_by_role("heading", name="Mon compte", exact=True)).to_be_visible()
    assert page.get_by_label("Mot de passe", exact=True).count() == 0
