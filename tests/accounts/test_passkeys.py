"""Passkeys of an account: added, used to sign in, renamed, removed; nobody else's."""

import html
import json
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from ithaca.accounts.models import Person
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


@pytest.mark.parametrize("odd", ["", "{}", "null", "[]", '{"id": 1}', '{"response": 1}'])
def test_an_answer_that_is_none_signs_nobody_in(db: None, odd: str) -> None:
    browser = Client()
    browser.get("/account/sign-in/passkey/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert browser.post("/account/sign-in/passkey/", {"credential": odd}).status_code == 302
    assert browser.get("/api/me").status_code == 401


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


def without_password(person: Person) -> Authenticator:
    """A passkey of somebody who then has no password any more."""
    phone = Authenticator()
    assert add_passkey(signed_in(person.email), phone).status_code == 200
    person.set_unusable_password()
    person.save()
    return phone


def confirm(browser: Client, phone: Authenticator, *, then: str = "/vault/") -> HttpResponse:
    """Answers what the page of confirmation asks of the passkey."""
    page = browser.get(f"/account/again/?next={then}").content.decode()
    found = re.search(r'data-options="([^"]+)"', page)
    assert found
    credential = phone.use(json.loads(html.unescape(found[1])))
    sent = {"credential": json.dumps(credential), "next": then}
    return browser.post("/account/again/passkey/", sent)


def confirmed(browser: Client) -> bool:
    return bool(browser.get("/api/me").json()["confirmed"])


def test_who_has_no_password_confirms_with_the_passkey_alone(cast: Cast) -> None:
    phone = without_password(cast.mentee)
    browser = sign_in_with(phone)
    assert not confirmed(browser), "signing in is not yet a confirmation"
    assert post(browser, f"{PASSKEYS}/options", {}).status_code == 403
    page = browser.get("/account/again/").content.decode()
    assert "passkey-confirm" in page
    assert 'type="password"' not in page
    assert confirm(browser, phone)["Location"] == "/vault/"
    assert confirmed(browser)
    assert post(browser, f"{PASSKEYS}/options", {}).status_code == 200
    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        assert not confirmed(browser)


def test_who_has_both_may_choose(cast: Cast) -> None:
    phone = Authenticator()
    add_passkey(signed_in(cast.mentee.email), phone)
    browser = sign_in_with(phone)
    page = browser.get("/account/again/").content.decode()
    assert 'type="password"' in page
    assert "passkey-confirm" in page
    confirm(browser, phone)
    assert confirmed(browser)


def test_a_password_alone_offers_no_passkey(cast: Cast) -> None:
    assert "passkey-confirm" not in signed_in(cast.mentee.email).get("/account/again/").content.decode()


def test_nobody_confirms_with_the_passkey_of_another(cast: Cast) -> None:
    phone, strangers = without_password(cast.mentee), Authenticator()
    add_passkey(signed_in(cast.outsider.email), strangers)
    browser = sign_in_with(phone)
    assert confirm(browser, strangers)["Location"] == "/account/again/?next=%2Fvault%2F"
    assert not confirmed(browser)
    assert "Cette clé d’accès" in browser.get("/account/again/").content.decode()


def test_a_passkey_that_does_not_ask_who_holds_it_confirms_nothing(cast: Cast) -> None:
    phone = without_password(cast.mentee)
    browser = sign_in_with(phone)
    phone.verifies = False
    confirm(browser, phone)
    assert not confirmed(browser)


def test_an_answer_to_an_earlier_question_confirms_nothing(cast: Cast) -> None:
    phone = without_password(cast.mentee)
    browser = sign_in_with(phone)
    earlier = sign_in_with(phone).get("/account/again/").content.decode()
    options = json.loads(html.unescape(re.findall(r'data-options="([^"]+)"', earlier)[0]))
    browser.get("/account/again/")
    browser.post("/account/again/passkey/", {"credential": json.dumps(phone.use(options))})
    assert not confirmed(browser)
    for odd in ("", "{}", "null", "[]", '{"id": 1}'):
        assert browser.post("/account/again/passkey/", {"credential": odd}).status_code == 302
    assert not confirmed(browser)


def test_confirming_leads_to_pages_of_this_site_only(cast: Cast) -> None:
    phone = without_password(cast.mentee)
    answer = confirm(sign_in_with(phone), phone, then="https://evil.example/")
    assert answer["Location"] == "/"


def test_who_has_no_password_chooses_a_first_one_once_confirmed(cast: Cast) -> None:
    phone = without_password(cast.mentee)
    browser, new = sign_in_with(phone), "quatre oliviers au vent"
    first = "/account/password/first/"
    assert browser.get("/account/password/")["Location"] == first
    assert browser.get(first, follow=True).redirect_chain[-1][0].startswith("/account/again/")
    assert confirm(browser, phone, then=first)["Location"] == first
    assert browser.get(first).status_code == 200
    browser.post(first, {"password1": new, "password2": new})
    cast.mentee.refresh_from_db()
    assert cast.mentee.check_password(new)


def test_with_neither_a_way_out_is_offered(cast: Cast, sign_in: Callable[[Person], Client]) -> None:
    cast.mentee.set_unusable_password()
    cast.mentee.save()
    page = sign_in(cast.mentee).get("/account/again/")
    assert page.status_code == 200
    assert "/account/password/reset/" in page.content.decode().split("<main", 1)[1]


def test_a_passkey_alone_still_asks_for_proof_before_a_way_is_removed(cast: Cast) -> None:
    browser = sign_in_with(without_password(cast.mentee))
    one = browser.get(PASSKEYS).json()[0]
    answer = post(browser, f"{PASSKEYS}/{one['id']}/removal", {})
    assert (answer.status_code, answer.json()["code"]) == (403, "confirm-identity")
    assert len(browser.get(PASSKEYS).json()) == 1
