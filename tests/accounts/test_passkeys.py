"""Passkeys of an account: added, used to sign in, renamed, removed; nobody else's."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache

from ithaca.kernel import clock
from tests.authenticator import Authenticator, add_passkey, post, sign_in_with, signed_in
from tests.cast import Cast

PASSKEYS = "/api/passkeys"


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db: None) -> None:
    cache.clear()


def test_a_passkey_is_added_and_signs_in(cast: Cast) -> None:
    phone, browser = Authenticator(), signed_in(cast.mentee.email)
    made = add_passkey(browser, phone)
    assert made.status_code == 200
    assert made.json()["name"] == "Téléphone"
    assert made.json()["opens"] is False
    again = sign_in_with(phone)
    assert again.get("/api/me").json()["id"] == str(cast.mentee.id)
    assert again.get(PASSKEYS).json()[0]["used"] is not None


def test_the_password_goes_on_signing_in(cast: Cast) -> None:
    add_passkey(signed_in(cast.mentee.email), Authenticator())
    assert signed_in(cast.mentee.email).get("/api/me").status_code == 200


def test_the_person_is_told_by_mail(cast: Cast) -> None:
    add_passkey(signed_in(cast.mentee.email), Authenticator())
    assert [sent.to for sent in mail.outbox if "clé d’accès" in sent.subject] == [[cast.mentee.email]]


def test_adding_needs_a_fresh_proof_of_who_it_is(cast: Cast) -> None:
    browser = signed_in(cast.mentee.email)
    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        answer = post(browser, f"{PASSKEYS}/options", {})
    assert (answer.status_code, answer.json()["code"]) == (403, "confirm-identity")


def test_a_credential_that_carries_the_vaults_secret_is_not_kept(cast: Cast) -> None:
    phone, browser = Authenticator(), signed_in(cast.mentee.email)
    credential = phone.make(post(browser, f"{PASSKEYS}/options", {}).json())
    credential["clientExtensionResults"]["prf"] = {"results": {"first": "c2VjcmV0"}}
    answer = post(browser, PASSKEYS, {"credential": credential})
    assert answer.status_code == 422
    assert browser.get(PASSKEYS).json() == []


def test_a_passkey_that_asks_nobody_who_they_are_is_refused(cast: Cast) -> None:
    answer = add_passkey(signed_in(cast.mentee.email), Authenticator(verifies=False))
    assert answer.status_code == 422


def test_a_credential_made_for_another_challenge_is_refused(cast: Cast) -> None:
    phone, browser = Authenticator(), signed_in(cast.mentee.email)
    earlier = phone.make(post(browser, f"{PASSKEYS}/options", {}).json())
    post(browser, f"{PASSKEYS}/options", {})
    assert post(browser, PASSKEYS, {"credential": earlier}).status_code == 422
    assert post(browser, PASSKEYS, {"credential": {"id": "x"}}).status_code == 422
    assert browser.get(PASSKEYS).json() == []


def test_an_unknown_passkey_signs_nobody_in(cast: Cast) -> None:
    stranger = Authenticator(user_handle="")
    assert sign_in_with(stranger).get("/api/me").status_code == 401


def test_a_passkey_is_renamed(cast: Cast) -> None:
    browser = signed_in(cast.mentee.email)
    one = add_passkey(browser, Authenticator()).json()
    renamed = post(browser, f"{PASSKEYS}/{one['id']}/name", {"name": "  Ordinateur "})
    assert renamed.json()["name"] == "Ordinateur"
    post(browser, f"{PASSKEYS}/{one['id']}/name", {"name": " "})
    assert browser.get(PASSKEYS).json()[0]["name"] == "Ordinateur"


def test_a_removed_passkey_no_longer_signs_in(cast: Cast) -> None:
    phone, browser = Authenticator(), signed_in(cast.mentee.email)
    one = add_passkey(browser, phone).json()
    assert post(browser, f"{PASSKEYS}/{one['id']}/removal", {}).status_code == 204
    assert browser.get(PASSKEYS).json() == []
    assert sign_in_with(phone).get("/api/me").status_code == 401


def test_an_outsider_finds_no_passkey_to_rename_or_remove(cast: Cast) -> None:
    mine, outsider = signed_in(cast.mentee.email), signed_in(cast.outsider.email)
    one = add_passkey(mine, Authenticator()).json()
    assert outsider.get(PASSKEYS).json() == []
    assert post(outsider, f"{PASSKEYS}/{one['id']}/name", {"name": "à moi"}).status_code == 404
    assert post(outsider, f"{PASSKEYS}/{one['id']}/removal", {}).status_code == 404
    assert mine.get(PASSKEYS).json()[0]["name"] == "Téléphone"


def test_twenty_are_enough(cast: Cast) -> None:
    browser = signed_in(cast.mentee.email)
    for _n in range(20):
        assert add_passkey(browser, Authenticator()).status_code == 200
    assert "vingt" in add_passkey(browser, Authenticator()).json()["message"]
