"""Passkeys, with Chromium's virtual authenticator: one gesture signs in and opens the vault."""

import pytest
from playwright.sync_api import expect

from ithaca.accounts.models import Person
from ithaca.vault.models import Wrap
from tests.browser.conftest import OpenWindow
from tests.browser.devices import Device
from tests.browser.rooms import Accessible, open_vault, set_up
from tests.cast import Cast
from tests.factories import PASSWORD
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db(transaction=True)


def with_vault(device: Device, person: Person) -> None:
    """Signed in with a password, before the keys of a vault that was there already."""
    device.sign_in(person.email)
    open_vault(device.page, give_keyring(person), site=device.site)
    before_the_keys(device)


def before_the_keys(device: Device) -> None:
    device.goto("/vault/")
    device.confirm_identity()
    expect(device.page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()


def put_the_kit_away(device: Device, *, then: str) -> None:
    """Its words are shown once, and typed once."""
    kit = device.page.locator(".kit-words li").all_inner_texts()
    device.page.get_by_role("button", name="Le kit est rangé").click()
    device.page.get_by_label("Les mots de votre kit").fill(" ".join(kit))
    device.page.get_by_role("button", name=then).click()


def test_one_gesture_signs_in_and_opens_the_vault(device: Device, cast: Cast, accessible: Accessible) -> None:
    device.sign_in(cast.mentee.email)
    device.goto("/vault/")
    passphrase, kit = set_up(device.page)
    before_the_keys(device)
    device.plug_in()
    device.add_passkey("Téléphone", "Votre clé d’accès vous connecte et ouvre votre espace.")
    accessible(device.page)
    device.sign_out()
    device.sign_in_with_passkey()
    device.goto("/vault/")
    expect(device.page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()
    expect(device.page.get_by_label("Votre phrase secrète", exact=True)).to_have_count(0)
    device.page.reload()
    expect(device.page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()
    device.page.get_by_role("button", name="Verrouiller maintenant").click()
    accessible(device.page)
    device.page.get_by_role("button", name="Ouvrir avec ma clé d’accès").click()
    expect(device.page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()
    for secret in (passphrase, " ".join(kit), kit[0] + " " + kit[1]):
        assert not [sent for sent in device.sent if secret in sent]


def test_an_authenticator_without_the_extension_signs_in_only(device: Device, cast: Cast) -> None:
    with_vault(device, cast.mentee)
    device.plug_in(prf=False)
    device.add_passkey("Vieille clé", "Elle ne sait pas ouvrir l’espace")
    expect(device.page.get_by_text("Connecte seulement")).to_be_visible()
    assert set(Wrap.objects.values_list("way", flat=True)) == {"passphrase", "kit"}
    device.sign_out()
    device.sign_in_with_passkey()
    device.goto("/vault/")
    expect(device.page.get_by_label("Votre phrase secrète", exact=True)).to_be_visible()


def test_several_passkeys_and_their_removal(device: Device, cast: Cast) -> None:
    with_vault(device, cast.mentee)
    for name in ("Téléphone", "Ordinateur"):
        authenticator = device.plug_in()
        device.add_passkey(name, "Votre clé d’accès vous connecte et ouvre votre espace.")
        expect(device.page.get_by_role("heading", name=name)).to_be_visible()
        device.cdp.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": authenticator})
        device.page.reload()
        expect(device.page.get_by_role("heading", name=name)).to_be_visible()
    assert Wrap.objects.count() == 4
    card = device.page.locator(".card", has=device.page.get_by_role("heading", name="Téléphone"))
    card.get_by_role("button", name="Retirer").click()
    card.get_by_role("button", name="Retirer pour de bon").click()
    expect(device.page.get_by_text("La clé d’accès est retirée.").first).to_be_visible()
    expect(device.page.get_by_role("heading", name="Téléphone")).to_have_count(0)
    assert Wrap.objects.count() == 3


def test_a_vault_without_a_passphrase(device: Device, cast: Cast) -> None:
    """As for people who sign in without a password: a passkey and the kit."""
    with_vault(device, cast.mentor)
    device.plug_in()
    device.add_passkey("Ordinateur", "Votre clé d’accès vous connecte et ouvre votre espace.")
    device.goto("/vault/#renew")
    device.page.reload()
    device.page.get_by_role("button", name="Créer de nouvelles clés").click()
    device.page.get_by_label("Ma clé d’accès").check()
    device.page.get_by_role("button", name="Continuer").click()
    put_the_kit_away(device, then="Créer de nouvelles clés")
    expect(device.page.get_by_role("heading", name="Vos nouvelles clés sont en place")).to_be_visible()
    assert {way.split(":")[0] for way in Wrap.objects.values_list("way", flat=True)} == {"passkey", "kit"}
    device.sign_out()
    device.sign_in_with_passkey()
    device.goto("/vault/")
    card = device.page.locator(".card", has=device.page.get_by_role("heading", name="Ordinateur"))
    card.get_by_role("button", name="Retirer").click()
    card.get_by_role("button", name="Retirer pour de bon").click()
    expect(card.locator(".field__error")).to_be_visible()
    assert Wrap.objects.count() == 2, "the last way besides the kit stays"


def test_a_first_passkey_opens_a_vault_from_the_start(device: Device, cast: Cast) -> None:
    """Nothing to remember: who has a finger and the kit needs no passphrase."""
    device.sign_in(cast.mentee.email)
    device.plug_in()
    device.goto("/vault/")
    device.page.get_by_role("button", name="J’ai compris").click()
    device.page.get_by_label("Une clé d’accès").check()
    device.confirm_identity()
    device.page.get_by_role("button", name="J’ai compris").click()
    device.page.get_by_label("Une clé d’accès").check()
    device.page.get_by_role("button", name="Continuer").click()
    expect(device.page.locator(".kit-words li")).to_have_count(24)
    put_the_kit_away(device, then="Créer mon espace")
    expect(device.page.get_by_role("heading", name="Votre espace est prêt")).to_be_visible()
    assert {way.split(":")[0] for way in Wrap.objects.values_list("way", flat=True)} == {"passkey", "kit"}
    device.sign_out()
    device.sign_in_with_passkey()
    device.goto("/vault/")
    expect(device.page.get_by_role("heading", name="Ma première clé")).to_be_visible()


def test_a_passkey_gets_another_name_and_the_passphrase_may_go(device: Device, cast: Cast) -> None:
    with_vault(device, cast.mentee)
    device.plug_in()
    device.add_passkey("Téléphone", "Votre clé d’accès vous connecte et ouvre votre espace.")
    device.page.get_by_role("button", name="Renommer").click()
    device.page.get_by_label("Son nom, pour la reconnaître").first.fill("Téléphone bleu")
    device.page.get_by_role("button", name="Enregistrer le nom").click()
    expect(device.page.get_by_role("heading", name="Téléphone bleu")).to_be_visible()
    card = device.page.locator(".card", has=device.page.get_by_role("heading", name="Phrase secrète"))
    card.get_by_role("button", name="Retirer").click()
    card.get_by_role("button", name="Retirer pour de bon").click()
    expect(device.page.get_by_text("Votre phrase secrète n’ouvre plus votre espace.").first).to_be_visible()
    assert not Wrap.objects.filter(way="passphrase").exists()
    device.sign_out()
    device.sign_in_with_passkey()
    device.goto("/vault/")
    expect(device.page.get_by_role("heading", name="Téléphone bleu")).to_be_visible()


# What the page of the keys does for who has a vault; people come to set-up with a passkey made elsewhere.
MAKE = """async () => {
  const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
  const ask = async (path, body) => {
    const headers = { "X-CSRFToken": token, "Content-Type": "application/json" };
    const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  };
  const { publicKey } = await ask("/api/passkeys/options", {});
  const options = { ...PublicKeyCredential.parseCreationOptionsFromJSON(publicKey), extensions: { prf: {}, credProps: true } };
  const made = (await navigator.credentials.create({ publicKey: options })).toJSON();
  delete made.clientExtensionResults.prf;
  await ask("/api/passkeys", { name: "Téléphone", credential: made });
}"""


def with_passkey_alone(device: Device, person: Person) -> None:
    """Leaves somebody signed in by a passkey, with no password any more and no vault yet."""
    device.sign_in(person.email)
    device.plug_in()
    device.goto("/account/again/?next=/")
    device.page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    device.page.get_by_role("button", name="Continuer").click()
    expect(device.page.get_by_role("heading", name="Bonjour")).to_be_visible()
    device.page.evaluate(MAKE)
    person.set_unusable_password()
    person.save()
    device.sign_out()
    device.sign_in_with_passkey()


def test_who_has_no_password_sets_up_and_confirms_with_the_passkey_alone(
    device: Device, cast: Cast, accessible: Accessible
) -> None:
    with_passkey_alone(device, cast.mentee)
    page = device.page
    device.goto("/vault/")
    page.get_by_role("button", name="J’ai compris").click()
    page.get_by_label("Ma clé d’accès").check()
    page.get_by_role("button", name="Continuer").click()
    kit = page.locator(".kit-words li").all_inner_texts()
    page.get_by_role("button", name="Le kit est rangé").click()
    page.get_by_label("Les mots de votre kit").fill(" ".join(kit))
    page.get_by_role("button", name="Créer mon espace").click()
    expect(page.get_by_role("heading", name="Votre espace est prêt")).to_be_visible()
    assert {way.split(":")[0] for way in Wrap.objects.values_list("way", flat=True)} == {"passkey", "kit"}
    device.goto("/account/again/?next=/vault/")
    expect(page.get_by_label("Mot de passe", exact=True)).to_have_count(0)
    accessible(page)
    page.get_by_role("button", name="Confirmer avec une clé d’accès").click()
    expect(page.get_by_role("heading", name="Mon espace confidentiel")).to_be_visible()
    assert page.evaluate("fetch('/api/me').then((answer) => answer.json()).then((me) => me.confirmed)")
    assert not [sent for sent in device.sent if " ".join(kit[:2]) in sent]


def test_a_confirmation_that_is_broken_off_says_so(
    device: Device, cast: Cast, accessible: Accessible
) -> None:
    with_passkey_alone(device, cast.mentee)
    device.cdp.send("WebAuthn.disable")
    device.cdp.send("WebAuthn.enable")
    device.plug_in()  # another device, which does not know the passkey
    device.goto("/account/again/?next=/vault/")
    device.page.get_by_role("button", name="Confirmer avec une clé d’accès").click()
    expect(device.page.get_by_text("La clé d’accès n’a pas servi.")).to_be_visible()
    accessible(device.page)


def test_who_has_both_confirms_with_either(device: Device, cast: Cast, accessible: Accessible) -> None:
    with_vault(device, cast.mentee)
    device.plug_in()
    device.add_passkey("Téléphone", "Votre clé d’accès vous connecte et ouvre votre espace.")
    device.goto("/account/again/?next=/account/settings/")
    expect(device.page.get_by_label("Mot de passe", exact=True)).to_be_visible()
    accessible(device.page)
    device.page.get_by_role("button", name="Confirmer avec une clé d’accès").click()
    expect(device.page.get_by_role("heading", name="Mon compte", exact=True)).to_be_visible()


def test_where_passkeys_cannot_work_nothing_is_missing(open_window: OpenWindow, cast: Cast) -> None:
    page = open_window(None)
    page.goto("/account/sign-in/")  # an IP address
    expect(page.get_by_role("button", name="Me connecter avec une clé d’accès")).to_be_hidden()
    expect(page.get_by_role("button", name="Se connecter", exact=True)).to_be_visible()
