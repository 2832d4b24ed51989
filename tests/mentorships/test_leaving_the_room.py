"""Giving up one's access to the room, for good, once the mentorship has ended."""

from collections.abc import Callable

import pytest
from django.test import Client

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.models import Mentorship
from ithaca.vault import queries
from ithaca.vault.client import make_room
from ithaca.vault.models import Grant
from tests.cast import Cast
from tests.vault.people import give_keyring

pytestmark = pytest.mark.django_db
SignIn = Callable[[Person], Client]


@pytest.fixture
def running(cast: Cast) -> Mentorship:
    """A pair with a room and private ground."""
    keyrings = [give_keyring(person) for person in (cast.mentee, cast.mentor)]
    cards = [one.card for one in keyrings]
    row = actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)
    actions.attach_room(actor=cast.mentee, mentorship=row, sealed=make_room(keyrings[0], cards)[0])
    ground = make_room(keyrings[0], cards)[0]
    actions.mark_topic(actor=cast.mentee, id=new_id(), mentorship=row, sealed=ground)
    return Mentorship.objects.get(pk=row.pk)


@pytest.fixture
def ended(running: Mentorship) -> Mentorship:
    Mentorship.objects.update(state="ended", end_kind="completed", ended_at=clock.now())
    running.refresh_from_db()
    return running


def test_a_mentorship_under_way_keeps_its_room(cast: Cast, running: Mentorship) -> None:
    with pytest.raises(Refusal):
        actions.leave_room(actor=cast.mentee, mentorship=running)
    assert Grant.objects.filter(member=cast.mentee).count() == 2


def test_who_leaves_loses_the_room_and_its_private_ground_and_the_other_reads_on(
    cast: Cast, ended: Mentorship, sign_in: SignIn
) -> None:
    path = f"/api/mentorships/{ended.pk}"
    mentee, mentor = sign_in(cast.mentee), sign_in(cast.mentor)
    assert mentee.get(path).json()["left"] is None
    for _second_click in range(2):
        assert mentee.post(f"{path}/room/leaving").status_code == 200
    assert mentee.get(path).json()["left"] is not None
    assert mentee.get(f"/api/vault/rooms/{ended.room_id}").status_code == 404
    assert mentee.get("/api/vault/rooms").json() == []
    assert list(queries.rooms_of(cast.mentee)) == []
    assert {grant.member for grant in Grant.objects.all()} == {cast.mentor}
    assert mentor.get(path).json()["left"] is None
    room = mentor.get(f"/api/vault/rooms/{ended.room_id}").json()
    assert [
        member["left"] is None for member in room["members"] if member["person"] == str(cast.mentee.pk)
    ] == [False]
    assert Event.objects.filter(verb="mentorship.room given up", subject_id=ended.pk).count() == 1


def test_nobody_else_gives_it_up_for_them(cast: Cast, ended: Mentorship, sign_in: SignIn) -> None:
    for person in (cast.coordinator, cast.second_mentor, cast.outsider):
        assert sign_in(person).post(f"/api/mentorships/{ended.pk}/room/leaving").status_code == 404
        with pytest.raises(Denied):
            actions.leave_room(actor=person, mentorship=ended)
    assert Grant.objects.count() == 4
