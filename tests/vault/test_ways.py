"""The ways of opening a vault: passkeys beside passphrase and kit, added, proven, removed; never too few."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.vault import actions, queries, rules
from ithaca.vault.client import Keyring, passkey_way
from ithaca.vault.client.format import to_base64url
from ithaca.vault.models import Wrap
from ithaca.vault.sealed import SealedKeyring
from tests.authenticator import Authenticator, add_passkey, post, sign_in_with, signed_in
from tests.cast import Cast
from tests.vault.people import WRAP, give_keyring

PHONE = passkey_way(b"telephone")
WRAPS = "/api/vault/keyring/wraps"


@pytest.fixture(autouse=True)
def _no_earlier_attempts(db: None) -> None:
    cache.clear()


def ways(person: Person) -> set[str]:
    return queries.ways_of(person)


def ledger(keyring: Keyring, generation: int) -> dict[str, object]:
    return {"ledger": to_base64url(keyring.seal_ledger(generation=generation)), "generation": generation}


def wrap(keyring: Keyring, generation: int) -> dict[str, object]:
    return {"file": to_base64url(WRAP), **ledger(keyring, generation)}


def put(browser: Client, way: str, body: object) -> Any:
    return browser.put(f"{WRAPS}/{way}", json.dumps(body), content_type="application/json")


def delete(browser: Client, way: str, body: object) -> Any:
    return browser.delete(f"{WRAPS}/{way}", json.dumps(body), content_type="application/json")


@pytest.mark.parametrize(
    ("opened_by", "enough"),
    [
        ({"kit", "passphrase"}, True),
        ({"kit", PHONE}, True),
        ({"kit", "passphrase", PHONE}, True),
        ({"kit"}, False),
        ({"passphrase", PHONE}, False),
        ({"kit", "sesame"}, False),
        ({"kit", "passkey:court"}, False),
    ],
)
def test_a_keyring_needs_the_kit_and_one_way_more(cast: Cast, opened_by: set[str], enough: bool) -> None:
    keyring = Keyring.create(cast.mentee.id)
    files = dict.fromkeys(opened_by, WRAP)
    sealed = SealedKeyring(keyring.card.jws, files, keyring.seal_ledger(ways=opened_by))
    assert rules.is_enough(opened_by) is enough
    if enough:
        actions.set_up_keyring(actor=cast.mentee, sealed=sealed)
        assert ways(cast.mentee) == opened_by
    else:
        with pytest.raises(Refusal):
            actions.set_up_keyring(actor=cast.mentee, sealed=sealed)
        assert not queries.has_keyring(cast.mentee)


def test_a_way_is_added_then_changed(cast: Cast) -> None:
    keyring = give_keyring(cast.mentee)
    for generation in (2, 3):
        file = keyring.seal_ledger(generation=generation)
        actions.put_wrap(actor=cast.mentee, way=PHONE, file=WRAP, ledger=file, generation=generation)
    assert ways(cast.mentee) == {"passphrase", "kit", PHONE}
    facts = Event.objects.filter(verb__startswith="vault.wrap").order_by("at").values_list("verb", "facts")
    assert list(facts) == [("vault.wrap_added", {"way": PHONE}), ("vault.wrap_replaced", {"way": PHONE})]


def test_the_last_way_besides_the_kit_stays(cast: Cast) -> None:
    keyring = give_keyring(cast.mentee)
    file = keyring.seal_ledger(generation=2)
    for way in ("passphrase", "kit"):
        with pytest.raises(Refusal):
            actions.remove_wrap(actor=cast.mentee, way=way, ledger=file, generation=2)
    assert ways(cast.mentee) == {"passphrase", "kit"}
    kept = queries.keyring_of(cast.mentee)
    assert kept is not None
    assert kept.generation == 1, "nothing changes, the ledger neither"


def test_a_way_is_removed_but_never_the_kit(cast: Cast) -> None:
    keyring = give_keyring(cast.mentee)
    actions.put_wrap(
        actor=cast.mentee, way=PHONE, file=WRAP, ledger=keyring.seal_ledger(generation=2), generation=2
    )
    file = keyring.seal_ledger(generation=3)
    with pytest.raises(Refusal):
        actions.remove_wrap(actor=cast.mentee, way="kit", ledger=file, generation=3)
    actions.remove_wrap(actor=cast.mentee, way="passphrase", ledger=file, generation=3)
    assert ways(cast.mentee) == {"kit", PHONE}
    assert Event.objects.get(verb="vault.wrap_removed").facts == {"way": "passphrase"}


def test_a_way_that_worked_is_noted_for_its_owner_alone(cast: Cast) -> None:
    give_keyring(cast.mentee)
    give_keyring(cast.mentor)
    later = clock.now() + timedelta(days=400)
    browser = signed_in(cast.mentee.email)
    with time_machine.travel(later, tick=False):
        browser.force_login(cast.mentee, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert post(browser, f"{WRAPS}/kit/proof", {}).status_code == 204
    proven = Wrap.objects.filter(way="kit", proven_at__gte=later)
    assert [wrap.keyring.person for wrap in proven] == [cast.mentee]


def test_a_passkey_comes_with_what_it_opens(cast: Cast) -> None:
    keyring, phone = give_keyring(cast.mentee), Authenticator()
    browser = signed_in(cast.mentee.email)
    made = add_passkey(browser, phone, wrap=wrap(keyring, 2)).json()
    assert made["opens"] is True
    assert made["way"] == passkey_way(phone.credential_id)
    assert ways(cast.mentee) == {"passphrase", "kit", made["way"]}


def test_a_passkey_whose_wrap_is_refused_leaves_nothing_behind(cast: Cast) -> None:
    keyring, phone = give_keyring(cast.mentee), Authenticator()
    browser = signed_in(cast.mentee.email)
    assert add_passkey(browser, phone, wrap=wrap(keyring, 7)).status_code == 409
    assert browser.get("/api/passkeys").json() == []
    assert ways(cast.mentee) == {"passphrase", "kit"}
    assert sign_in_with(phone).get("/api/me").status_code == 401


def test_a_passkey_and_its_wrap_go_together(cast: Cast) -> None:
    keyring, phone = give_keyring(cast.mentee), Authenticator()
    browser = signed_in(cast.mentee.email)
    made = add_passkey(browser, phone, wrap=wrap(keyring, 2)).json()
    removal = f"/api/passkeys/{made['id']}/removal"
    assert post(browser, removal, {}).status_code == 422, "the ledger has to know"
    assert delete(browser, made["way"], ledger(keyring, 3)).status_code == 422, "the passkey would stay"
    assert made["way"] in ways(cast.mentee)
    assert post(browser, removal, {"ledger": ledger(keyring, 3)}).status_code == 204
    assert ways(cast.mentee) == {"passphrase", "kit"}
    assert browser.get("/api/passkeys").json() == []


def test_the_only_passkey_of_a_vault_without_passphrase_stays(cast: Cast) -> None:
    keyring, phone = Keyring.create(cast.mentee.id), Authenticator()
    browser = signed_in(cast.mentee.email)
    made = add_passkey(browser, phone).json()
    body = {
        "card": keyring.card.jws,
        "wraps": {"kit": to_base64url(WRAP), made["way"]: to_base64url(WRAP)},
        "ledger": to_base64url(keyring.seal_ledger(ways=("kit", made["way"]))),
    }
    assert post(browser, "/api/vault/keyring", body).status_code == 204
    answer = post(browser, f"/api/passkeys/{made['id']}/removal", {"ledger": ledger(keyring, 2)})
    assert answer.status_code == 422
    assert "seul moyen" in answer.json()["message"]
    assert [one["opens"] for one in browser.get("/api/passkeys").json()] == [True]
    assert ways(cast.mentee) == {"kit", made["way"]}


def test_a_passkey_that_is_not_ones_own_opens_nothing(cast: Cast) -> None:
    keyring, browser = give_keyring(cast.mentee), signed_in(cast.mentee.email)
    assert put(browser, PHONE, wrap(keyring, 2)).status_code == 422
    of_mentor = add_passkey(signed_in(cast.mentor.email), Authenticator()).json()
    assert put(browser, of_mentor["way"], wrap(keyring, 2)).status_code == 422
    fresh = Keyring.create(cast.mentor.id)
    body = {
        "card": fresh.card.jws,
        "wraps": {"kit": to_base64url(WRAP), PHONE: to_base64url(WRAP)},
        "ledger": to_base64url(fresh.seal_ledger()),
    }
    assert post(signed_in(cast.mentor.email), "/api/vault/keyring", body).status_code == 422


def test_removing_the_passphrase_needs_a_fresh_proof_and_another_way(cast: Cast) -> None:
    keyring, browser = give_keyring(cast.mentee), signed_in(cast.mentee.email)
    assert delete(browser, "passphrase", ledger(keyring, 2)).status_code == 422
    add_passkey(browser, Authenticator(), wrap=wrap(keyring, 2))
    with time_machine.travel(clock.now() + timedelta(minutes=10)):
        answer = delete(browser, "passphrase", ledger(keyring, 3))
    assert (answer.status_code, answer.json()["code"]) == (403, "confirm-identity")
    assert delete(browser, "passphrase", ledger(keyring, 3)).status_code == 204
    assert delete(browser, "passphrase", ledger(keyring, 4)).status_code == 204, "a second click"
    assert "passphrase" not in ways(cast.mentee)


def test_an_outsider_removes_nothing_of_others(cast: Cast) -> None:
    keyring = give_keyring(cast.mentee)
    answer = delete(signed_in(cast.outsider.email), "passphrase", ledger(keyring, 2))
    assert answer.status_code in (404, 422)
    assert ways(cast.mentee) == {"passphrase", "kit"}
