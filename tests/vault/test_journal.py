"""The private journal: one room of one person, and the meetings its sheets may be about."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ithaca.accounts.models import Person
from ithaca.kernel import clock, ids
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.actions.meetings import Plan
from ithaca.vault import actions
from ithaca.vault.client import Keyring, OpenRoom, Place, make_room
from ithaca.vault.client.format import to_base64url
from ithaca.vault.models import Room
from ithaca.vault.sealed import SealedRoom
from tests.cast import Cast
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def made(keyring: Keyring) -> tuple[SealedRoom, OpenRoom]:
    return make_room(keyring, [keyring.card])


def posted(client: Client, sealed: SealedRoom) -> int:
    grants = {str(person): to_base64url(file) for person, file in sealed.grants.items()}
    body = {"id": str(sealed.id), "recipient": sealed.recipient, "grants": grants, "objects": []}
    return client.post("/api/vault/rooms", json.dumps(body), content_type="application/json").status_code


def plan(cast: Cast, count: int) -> None:
    pair = mentorships.begin(
        actor=cast.mentee, id=ids.new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    for days in range(1, count + 1):
        day = Plan("video", clock.now() + timedelta(days=days), 60)
        mentorships.plan_meeting(actor=cast.mentor, id=ids.new_id(), mentorship=pair, plan=day)


def facts(client: Client) -> Any:
    return client.get("/api/journal").json()


def test_two_tabs_make_one_journal(cast: Cast, sign_in: SignIn) -> None:
    keyring, client = give_keyring(cast.mentor), sign_in(cast.mentor)
    assert facts(client)["room"] is None
    first, second = made(keyring)[0], made(keyring)[0]
    assert posted(client, first) == 204
    assert posted(client, second) == 204
    assert Room.objects.filter(purpose="journal").count() == 1
    assert facts(client)["room"] == str(first.id)


def test_nobody_else_finds_the_journal_or_anything_in_it(cast: Cast, sign_in: SignIn) -> None:
    keyring = give_keyring(cast.mentor)
    sealed, key = made(keyring)
    room = actions.create_own_room(actor=cast.mentor, sealed=sealed, purpose="journal")
    place = Place(str(ids.new_id()), "entry")
    actions.write_revision(
        actor=cast.mentor,
        room_id=room.pk,
        sealed=key.sealed_revision(keyring, place, {"text": "Je doute."}),
    )
    objects = f"/api/vault/rooms/{room.pk}/objects/{place.object}"
    for stranger in (cast.mentee, cast.coordinator, cast.administrator, cast.outsider):
        client = sign_in(stranger)
        assert facts(client) == {"room": None, "meetings": []}
        assert client.get(f"/api/vault/rooms/{room.pk}").status_code == 404
        assert client.get(f"{objects}/revisions").status_code == 404
        signed = client.delete(objects, {"destruction": "e30.e30"}, content_type="application/json")
        assert signed.status_code == 404
        assert client.get(f"/api/vault/rooms/{room.pk}/drafts").status_code == 404
    assert len(sign_in(cast.mentor).get(f"{objects}/revisions").json()) == 1


def test_a_mentor_finds_the_meetings_to_prepare_a_mentee_none(cast: Cast, sign_in: SignIn) -> None:
    plan(cast, 2)
    latest, earlier = facts(sign_in(cast.mentor))["meetings"]
    assert latest["starts_at"] > earlier["starts_at"]
    assert latest["with"] == cast.mentee.name
    assert facts(sign_in(cast.mentee))["meetings"] == []


def test_many_meetings_ask_no_more_of_the_database(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan(cast, 8)
    client = sign_in(cast.mentor)
    with django_assert_max_num_queries(6):
        assert len(facts(client)["meetings"]) == 8
