"""The vault over HTTP, as the browser uses it."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries

from ithaca.accounts.models import Person
from ithaca.kernel import ids
from ithaca.vault import actions
from ithaca.vault.client import Keyring, Place, make_room
from ithaca.vault.client.format import to_base64url
from ithaca.vault.middleware import clear_at_sign_out
from tests.cast import Cast
from tests.vault.people import WRAP, Pair

SignIn = Callable[[Person], Client]
API = "/api/vault"
HALF = "A" * 43


@pytest.fixture
def pair(cast: Cast) -> Pair:
    return Pair(cast.mentee, cast.mentor)


def send(client: Client, method: str, path: str, body: object = None) -> Any:
    return client.generic(method, API + path, json.dumps(body), content_type="application/json")


def revision(pair: Pair, author: Person, place: Place, text: str = "Bonjour") -> dict[str, object]:
    sealed = pair.seal(author, place, text)
    return {
        "kind": sealed.kind,
        "number": sealed.number,
        "epoch": sealed.epoch,
        "previous": sealed.previous_sha256 or None,
        "about": None,
        "file": to_base64url(sealed.file),
    }


def test_a_vault_is_set_up_and_read_back(cast: Cast, sign_in: SignIn) -> None:
    client, keyring = sign_in(cast.mentee), Keyring.create(cast.mentee.id)
    assert client.get(f"{API}/keyring").status_code == 404
    wraps = {"passphrase": to_base64url(WRAP), "kit": to_base64url(WRAP)}
    body = {"card": keyring.card.jws, "wraps": wraps, "ledger": to_base64url(keyring.seal_ledger())}
    assert send(client, "POST", "/keyring", body).status_code == 204
    answer = client.get(f"{API}/keyring").json()
    assert {wrap["way"]: wrap["file"] for wrap in answer["wraps"]} == wraps
    assert answer["cards"][0]["jws"] == keyring.card.jws
    assert answer["generation"] == 1
    sealed = make_room(keyring, [keyring.card])[0]
    grants = {str(person): to_base64url(file) for person, file in sealed.grants.items()}
    journal = {"id": str(sealed.id), "recipient": sealed.recipient, "grants": grants, "objects": []}
    assert send(client, "POST", "/rooms", journal).status_code == 204
    assert [room["id"] for room in client.get(f"{API}/rooms").json()] == [str(sealed.id)]


def test_a_member_writes_and_a_late_one_is_told(cast: Cast, pair: Pair, sign_in: SignIn) -> None:
    client, place = sign_in(cast.mentee), Place(str(ids.new_id()), "note")
    path = f"/rooms/{pair.room.id}/objects/{place.object}/revisions"
    assert send(client, "POST", path, revision(pair, cast.mentee, place)).status_code == 200
    late = send(sign_in(cast.mentor), "POST", path, revision(pair, cast.mentor, place, "moi aussi"))
    assert late.status_code == 409
    assert late.json()["code"] == "conflict"
    assert late.json()["object"]["revisions"][-1]["author"] == str(cast.mentee.id)
    room = client.get(f"{API}/rooms/{pair.room.id}").json()
    assert [entry["id"] for entry in room["objects"]] == [place.object]
    assert len(room["grants"]) == 1
    assert len(client.get(API + path).json()) == 1


def test_everybody_else_gets_404_ciphertext_included(cast: Cast, pair: Pair, sign_in: SignIn) -> None:
    place = Place(str(ids.new_id()), "note")
    actions.write_revision(actor=cast.mentee, room_id=pair.room.id, sealed=pair.seal(cast.mentee, place))
    room, thing = f"/rooms/{pair.room.id}", f"/rooms/{pair.room.id}/objects/{place.object}"
    draft = f"{room}/drafts/{place.object}"
    file = to_base64url(pair.seal(cast.mentee, place).file)
    asked = [
        ("GET", room, None),
        ("GET", f"{thing}/revisions", None),
        ("POST", f"{thing}/revisions", revision(pair, cast.mentee, place)),
        ("DELETE", thing, {"destruction": pair.destruction(cast.mentee, place.object)}),
        ("GET", f"{room}/drafts", None),
        ("PUT", draft, {"file": file}),
        ("DELETE", draft, None),
        ("POST", f"{room}/epochs", {"number": 2, "recipient": pair.key.recipient, "grants": {}}),
    ]
    for stranger in (cast.outsider, cast.coordinator, cast.second_mentor):
        client = sign_in(stranger)
        assert {send(client, *question).status_code for question in asked} == {404}
    assert {send(Client(), *question).status_code for question in asked} == {401}


def test_a_write_without_the_csrf_token_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.mentee, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert send(client, "PUT", "/session-half", {"half": HALF}).status_code == 403


def test_what_does_not_hold_together_is_refused_in_words(cast: Cast, sign_in: SignIn) -> None:
    answer = send(sign_in(cast.mentee), "POST", "/keyring", {"card": "x", "wraps": {}, "ledger": "é"})
    assert answer.status_code == 422
    assert answer.json()["code"] == "malformed"
    assert answer.json()["message"]


def test_cards_are_shown_to_people_of_the_same_programme(cast: Cast, pair: Pair, sign_in: SignIn) -> None:
    cards = sign_in(cast.second_mentee).get(f"{API}/cards/{cast.mentor.id}").json()
    assert [card["number"] for card in cards] == [1]
    assert Client().get(f"{API}/cards/{cast.mentor.id}").status_code == 401
    assert sign_in(cast.mentee).get(f"{API}/cards/{uuid.uuid4()}").status_code == 404


def test_the_session_half_lives_as_long_as_it_is_used(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.mentee)
    with time_machine.travel("2026-03-01 10:00Z", tick=False) as clock:
        send(client, "PUT", "/session-half", {"half": HALF})
        for _ in range(3):
            clock.shift(29 * 60)
            assert client.get(f"{API}/session-half").json() == {"half": HALF}
        clock.shift(31 * 60)
        assert client.get(f"{API}/session-half").status_code == 404
    client = sign_in(cast.mentee)
    send(client, "PUT", "/session-half", {"half": HALF})
    assert send(client, "DELETE", "/session-half").status_code == 204
    assert client.get(f"{API}/session-half").status_code == 404


def test_sign_out_drops_both_halves(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.mentee)
    send(client, "PUT", "/session-half", {"half": HALF})
    request = RequestFactory().post("/")
    request.session, request.user = client.session, cast.mentee  # type: ignore[assignment]

    def sign_out(request: HttpRequest) -> HttpResponse:
        logout(request)
        return HttpResponse()

    assert "Clear-Site-Data" not in clear_at_sign_out(lambda _request: HttpResponse())(request).headers
    assert clear_at_sign_out(sign_out)(request).headers["Clear-Site-Data"] == '"cache"'
    assert client.get(f"{API}/session-half").status_code == 401


def test_a_full_room_costs_as_many_queries_as_an_empty_one(
    cast: Cast, pair: Pair, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(12):
        place = Place(str(ids.new_id()), "note")
        actions.write_revision(actor=cast.mentee, room_id=pair.room.id, sealed=pair.seal(cast.mentee, place))
    client = sign_in(cast.mentor)
    with django_assert_max_num_queries(20):
        room = client.get(f"{API}/rooms/{pair.room.id}").json()
    assert len(room["objects"]) == 12
    with django_assert_max_num_queries(11):
        assert client.get(f"{API}/rooms/{pair.room.id}?known={room['version']}").status_code == 204


def test_a_room_known_already_is_not_sent_again(cast: Cast, pair: Pair, sign_in: SignIn) -> None:
    client, path = sign_in(cast.mentee), f"/rooms/{pair.room.pk}"
    first = Place(object=str(ids.new_id()), kind="note")
    address = f"{path}/objects/{{}}/revisions"
    with time_machine.travel("2026-11-20T08:00:00Z"):
        send(client, "POST", address.format(first.object), revision(pair, cast.mentee, first))
    version = client.get(API + path).json()["version"]
    assert client.get(f"{API}{path}?known={version}").status_code == 204
    second = Place(object=str(ids.new_id()), kind="note")
    send(client, "POST", address.format(second.object), revision(pair, cast.mentee, second))
    news = client.get(f"{API}{path}?known={version}&since=2026-11-20T09:00:00Z").json()
    assert {one["id"]: one["file"] is not None for one in news["objects"]} == {
        first.object: False,
        second.object: True,
    }
    assert client.get(f"{API}{path}?known={news['version']}").status_code == 204
    pair.destroy(cast.mentee, second.object)
    assert client.get(f"{API}{path}?known={news['version']}").status_code == 200
    assert sign_in(cast.outsider).get(f"{API}{path}?known={news['version']}").status_code == 404
