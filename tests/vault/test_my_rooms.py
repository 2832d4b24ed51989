"""Where each of one's rooms belongs: what search and export name them by."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from ithaca.accounts.models import Person
from ithaca.kernel import ids
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import Mentorship
from ithaca.vault.client import make_room
from tests.cast import Cast
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


def pair_with_rooms(cast: Cast, topics: int = 1) -> Mentorship:
    pair = mentorships.begin(
        actor=cast.mentee, id=ids.new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    keyrings = [give_keyring(cast.mentee), give_keyring(cast.mentor)]
    cards = [keyring.card for keyring in keyrings]
    mentorships.attach_room(actor=cast.mentee, mentorship=pair, sealed=make_room(keyrings[0], cards)[0])
    for _n in range(topics):
        sealed = make_room(keyrings[0], cards)[0]
        topic = mentorships.mark_topic(actor=cast.mentee, id=ids.new_id(), mentorship=pair, sealed=sealed)
        mentorships.consent_to_topic(actor=cast.mentee, topic_id=topic.pk, mentorship=pair)
    pair.refresh_from_db()
    return pair


def places(client: Client) -> Any:
    return client.get("/api/me/rooms").json()


def test_both_find_the_rooms_of_their_pair_under_the_others_name(cast: Cast, sign_in: SignIn) -> None:
    pair = pair_with_rooms(cast)
    expected = {str(pair.room_id), str(pair.topics.get().room_id)}
    for person, other in ((cast.mentee, cast.mentor), (cast.mentor, cast.mentee)):
        found = places(sign_in(person))
        assert {one["room"] for one in found} == expected
        assert {(one["kind"], one["id"]) for one in found} == {("mentorship", str(pair.pk))}
        assert {one["counterpart"]["name"] for one in found} == {other.name}


def test_nobody_else_hears_of_them(cast: Cast, sign_in: SignIn) -> None:
    pair_with_rooms(cast)
    for person in (cast.coordinator, cast.administrator, cast.second_mentor, cast.outsider):
        assert places(sign_in(person)) == []


def test_more_rooms_ask_no_more_of_the_database(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    pair_with_rooms(cast, topics=4)
    client = sign_in(cast.mentor)
    with django_assert_max_num_queries(10):
        assert len(places(client)) == 5
