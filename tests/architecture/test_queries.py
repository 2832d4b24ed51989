"""Ten times the data, the same number of queries: on every page and answer that lists something."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ithaca.accounts.models import Person
from ithaca.directory.models import Request
from ithaca.evaluations.models import Response
from ithaca.kernel import clock, ids
from ithaca.mentorships import actions as mentorships
from ithaca.mentorships.models import (
    Action,
    Attendance,
    Goal,
    GoalReview,
    Introduction,
    Meeting,
    Mentorship,
    PrivateTopic,
    Proposal,
    Slot,
)
from ithaca.notifications.models import Notice
from ithaca.organisations.models import DeclaredConflict, Organisation
from ithaca.programmes.models import Participation
from ithaca.trainings.models import SignUp, Training
from ithaca.vault.models import ContentObject, Draft, Epoch, FrozenCopy, Grant, Revision, Room, RoomMember
from tests.cast import Cast
from tests.directory.people import give_profile
from tests.factories import (
    make_administrator,
    make_coordinator,
    make_organisation,
    make_participation,
    make_person,
    make_position,
    make_programme,
    make_resource,
    make_training,
)
from tests.vault.people import give_keyring

FEW, MANY = 2, 20
SHA = "0" * 64


def make_room(*members: Person) -> Room:
    """A room as the server knows it: rows around files that it can't open."""
    room = Room.objects.create()
    epoch = Epoch.objects.create(room=room, number=1, recipient="age1")
    for person in members:
        RoomMember.objects.create(room=room, person=person)
        Grant.objects.create(epoch=epoch, member=person, issuer=members[0], file=b"sealed")
    return room


def write(room: Room, author: Person, kind: str) -> ContentObject:
    content = ContentObject.objects.create(room=room, kind=kind, author=author, head=2)
    for number in (1, 2):
        Revision.objects.create(
            content=content,
            number=number,
            epoch=room.epochs.get(),
            author=author,
            file=b"sealed",
            size=6,
            sha256=SHA,
        )
    return content


@dataclass
class World:
    """Marc and Inès, and what piles up around them."""

    cast: Cast
    pair: Mentorship
    request: Request
    training: Training  # in which everybody has a place
    grown: int = 0

    def grow(self, count: int) -> None:
        for number in range(self.grown, self.grown + count):
            self._around(number)
            self._people(number)
            self._events(number)
            self._organisation(number)
        self.grown += count

    def _around(self, number: int) -> None:
        """What the pair itself has."""
        pair, ines, marc = self.pair, self.cast.mentee, self.cast.mentor
        assert pair.room is not None
        day = clock.now() + timedelta(days=number + 1)
        for state, at in (("planned", day), ("held", day - timedelta(days=90))):
            Meeting.objects.create(
                mentorship=pair, state=state, contact_type="video", starts_at=at, minutes=60, planned_by=marc
            )
        offered = Meeting.objects.create(
            mentorship=pair, contact_type="video", starts_at=day, minutes=60, planned_by=marc, offered_by=marc
        )
        Slot.objects.create(meeting=offered, starts_at=day)
        Attendance.objects.create(meeting=offered, person=ines, answer="accepted", sequence=0)
        Meeting.objects.create(
            mentorship=pair, state="to confirm", contact_type="in_writing", starts_at=day, minutes=9, recorded_by=marc
        )  # fmt: skip
        Goal.objects.create(mentorship=pair, content=write(pair.room, ines, "goal"))
        Action.objects.create(mentorship=pair, content=write(pair.room, ines, "action"), owner="both")
        Introduction.objects.create(mentorship=pair, content=write(pair.room, marc, "introduction"))
        review = write(pair.room, marc, "review")
        GoalReview.objects.create(mentorship=pair, content=review, due_on=day, held_at=day)
        Proposal.objects.create(mentorship=pair, kind="pause", state="declined", proposed_by=ines)
        note = write(pair.room, ines, "note")
        Draft.objects.create(
            person=ines, room=pair.room, object_id=note.pk, file=b"sealed", saved_at=clock.now()
        )
        PrivateTopic.objects.create(
            mentorship=pair, room=make_room(ines, marc), marked_by=marc, state="consented"
        )
        for person in (ines, marc):
            Notice.objects.create(
                key=f"{number}:{person.pk}",
                person=person,
                kind="room",
                subject_id=pair.pk,
                title=f"Nouveau {number}",
                path="/",
            )
        FrozenCopy.objects.create(
            owner=ines, reader=self.cast.coordinator, content=note, revision=2, sha256=SHA, file=b"sealed"
        )

    def _people(self, number: int) -> None:
        """Other pairs of Marc, other requests of both."""
        one = make_person(f"Autre {number}", email=f"autre{number}@example.org")
        other = make_person(f"Encore {number}", email=f"encore{number}@example.org")
        give_keyring(one)
        mentee = make_participation(one, self.cast.programme, "mentee")
        mentor = make_participation(other, self.cast.programme, "mentor")
        Mentorship.objects.create(
            programme=self.cast.programme,
            mentor=self.cast.mentoring,
            mentee=mentee,
            room=make_room(self.cast.mentor, one),
            state="launch",
            begun_at=clock.now(),
        )
        self.ask(mentee, self.cast.mentoring, "sent")
        before = self.ask(self.cast.being_mentored, mentor, "declined")
        # Nobody may ask ten mentors in a day.
        Request.objects.filter(pk=before.pk).update(created_at=clock.now() - timedelta(days=40))

    def _events(self, number: int) -> None:
        """Trainings with places taken and waited for, of every state; resources."""
        people = [self.cast.mentor, self.cast.mentee, self.cast.second_mentor]
        for state, days in (("open", 5 + number), ("held", -5 - number), ("draft", 9)):
            row = make_training(self.cast.programme, state=state, days=days, required=state == "held")
            states = ("present",) * 3 if state == "held" else ("placed", "placed", "waiting")
            for person, standing in zip(people, states, strict=True):
                SignUp.objects.create(training=row, person=person, state=standing, minutes=60)
        newcomer = Person.objects.get(email=f"autre{number}@example.org")
        SignUp.objects.create(training=self.training, person=newcomer, state="placed")
        make_resource(self.cast.programme)
        make_resource(self.cast.programme, phase="launch")

    def _organisation(self, number: int) -> None:
        """Other programmes and organisations of everybody; who reports to whom; evaluations."""
        cast = self.cast
        programme = make_programme(cast.organisation, f"autre-{number}")
        make_participation(cast.mentor, programme, "mentor")
        make_participation(cast.mentee, programme, "mentee")
        make_coordinator(cast.coordinator, programme)
        make_administrator(cast.administrator, make_organisation(f"Rive {number}"))
        one, other = (Person.objects.get(email=f"{name}{number}@example.org") for name in ("autre", "encore"))
        make_position(cast.organisation, one, other)
        DeclaredConflict.objects.create(organisation=cast.organisation, person=one, other=cast.mentor)
        make_administrator(other, cast.organisation)
        Response.objects.create(
            id=ids.new_id(),
            programme=cast.programme,
            role="mentee",
            questionnaire="mentee@1",
            month=clock.now().date().replace(day=1),
            answers={"recommendation": 9},
        )

    def ask(self, mentee: Participation, mentor: Participation, state: str) -> Request:
        room = make_room(mentee.person, mentor.person)
        return Request.objects.create(
            programme=self.cast.programme,
            mentee=mentee,
            mentor=mentor,
            room=room,
            content=write(room, mentee.person, "request"),
            state=state,
            reply_by=clock.now() + timedelta(days=7),
        )

    def addresses(self) -> list[tuple[Person, list[str]]]:
        cast, pair = self.cast, self.pair
        detail = f"/mentorships/{pair.pk}/"
        lists = [
            "/",
            "/programmes/",
            "/mentorships/",
            "/requests/",
            "/notifications/",
            "/account/notifications/",
            detail,
            f"/programmes/{cast.programme.slug}/",
        ]
        answers = [
            "/api/me",
            "/api/me/rooms",
            "/api/vault/rooms",
            f"/api/vault/rooms/{pair.room_id}",
            f"/api/vault/rooms/{pair.room_id}/drafts",
            f"/api/mentorships/{pair.pk}",
            f"/api/requests/{self.request.pk}",
            "/api/journal",
            "/api/copies/released",
        ]
        mentees = [f"/api/copies/readers/{pair.pk}", f"/api/requests/new?mentor={cast.second_mentoring.pk}"]
        start = f"/programmes/{cast.programme.slug}/"
        organisation = f"/organisations/{cast.organisation.slug}/"
        events = [f"{start}trainings/", f"{start}trainings/{self.training.pk}/", f"{start}resources/"]
        lists += [*events, "/trainings/"]
        events += [
            f"{start}resources/manage/",
            f"{start}trainings/hours/",
            f"{start}trainings/{self.training.pk}/attendance/",
        ]
        return [
            (cast.mentor, [*lists, *answers]),
            (cast.mentee, [*lists, *answers, *mentees]),
            (
                cast.coordinator,
                [
                    "/",
                    "/programmes/",
                    detail,
                    f"{start}evaluations/",
                    *events,
                    "/api/copies/received",
                    "/api/me",
                ],
            ),
            (
                cast.administrator,
                ["/", "/programmes/", "/organisations/", organisation, f"{organisation}people/"],
            ),
        ]


@pytest.fixture
def world(cast: Cast) -> World:
    for person in (cast.mentor, cast.mentee, cast.second_mentor, cast.coordinator):
        give_keyring(person)
    pair = mentorships.begin(
        actor=cast.mentee, id=ids.new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    Mentorship.objects.filter(pk=pair.pk).update(room=make_room(cast.mentee, cast.mentor))
    give_profile(cast.second_mentoring)
    world = World(cast, Mentorship.objects.get(pk=pair.pk), None, make_training(cast.programme, days=-0.1))  # type: ignore[arg-type]
    world.request = world.ask(cast.being_mentored, cast.mentoring, "accepted")
    return world


@pytest.mark.django_db
def test_ten_times_the_data_take_the_same_number_of_queries(
    world: World, sign_in: Callable[[Person], Client]
) -> None:
    clients = [(sign_in(person), person, addresses) for person, addresses in world.addresses()]

    def taken() -> dict[str, int]:
        counts = {}
        for client, person, addresses in clients:
            for address in addresses:
                client.get(address)  # what is kept after the first time is kept now
                with CaptureQueriesContext(connection) as captured:
                    assert client.get(address).status_code == 200, (person.name, address)
                counts[f"{person.name} {address}"] = len(captured)
        return counts

    world.grow(FEW)
    few = taken()
    world.grow(MANY - FEW)
    many = taken()
    assert {where: (few[where], many[where]) for where in few if many[where] > few[where]} == {}
    assert Organisation.objects.count() > MANY, "it has really grown"
