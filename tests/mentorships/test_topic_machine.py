"""Private ground: any sequence by anybody keeps to the table, and nothing stands there that the mentee did not open."""

from collections.abc import Callable
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from ithaca.accounts.models import Person
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions
from ithaca.mentorships.models import Mentorship, PrivateTopic
from ithaca.mentorships.states import TOPIC
from ithaca.vault import actions as vault
from ithaca.vault.client import OpenRoom, Place, make_room
from ithaca.vault.models import Grant, Revision, Room
from tests.cast import Cast
from tests.machines import TableMachine, run
from tests.mentorships.rooms import RoomOfTwo, open_room

PAIR = ("mentor", "mentee")
CAST = (*PAIR, "coordinator", "administrator", "second_mentor", "outsider")
pair = st.sampled_from(PAIR)
number = st.integers(0, 1)
BY_THE_MENTEE = (actions.consent_to_topic, actions.withdraw_topic, actions.destroy_topic)


def machine(room: RoomOfTwo) -> type[TableMachine]:
    people, row = room.cast, room.row
    cards = [one.card for one in room.keyrings.values()]

    class Ground(TableMachine):
        tables: ClassVar = {PrivateTopic: TOPIC}
        watched: ClassVar = (Mentorship, Room, Revision, Grant)
        cast: ClassVar = CAST

        def __init__(self) -> None:
            super().__init__()
            self.keys: dict[object, OpenRoom] = {}
            self._mark("mentor")

        def person(self, who: str) -> Person:
            return getattr(people, who)  # type: ignore[no-any-return]

        def topic(self, at: int) -> PrivateTopic | None:
            rows = list(PrivateTopic.objects.order_by("-created_at", "-pk"))
            return rows[at % len(rows)] if rows else None

        @rule(who=pair)
        def mark(self, who: str) -> None:
            self._mark(who)

        def _mark(self, who: str) -> None:
            sealed, key = make_room(room.keyrings[self.person(who).pk], cards)
            self.keys[sealed.id], id = key, new_id()
            self.only(
                PAIR,
                who,
                lambda person: actions.mark_topic(actor=person, id=id, mentorship=row, sealed=sealed),
            )

        @rule(at=number, act=st.sampled_from(BY_THE_MENTEE))
        def decide(self, at: int, act: Callable[..., None]) -> None:
            found = self.topic(at)
            if found is not None:
                self.only(
                    ["mentee"], "mentee", lambda person: act(actor=person, topic_id=found.pk, mentorship=row)
                )

        @rule(who=pair, at=number)
        def take_back(self, who: str, at: int) -> None:
            found = self.topic(at)
            if found is not None:
                self.only(
                    PAIR,
                    who,
                    lambda person: actions.take_topic_back(actor=person, topic_id=found.pk, mentorship=row),
                )

        @rule(who=pair, at=number)
        def write(self, who: str, at: int) -> None:
            found = self.topic(at)
            if found is None:
                return

            place = Place(str(new_id()), "note")
            keyring = room.keyrings[self.person(who).pk]
            sealed = self.keys[found.room_id].sealed_revision(keyring, place, {"text": "Entre nous."})
            self.only(
                PAIR if found.state == "consented" else (),
                who,
                lambda person: vault.write_revision(actor=person, room_id=found.room_id, sealed=sealed),
            )

        @rule(who=st.sampled_from(PAIR), sure=st.integers(0, 6))
        def end(self, who: str, sure: int) -> None:
            if not sure:
                self.attempt(lambda: actions.withdraw(actor=self.person(who), mentorship=row))

        @invariant()
        def what_is_open_was_consented_to(self) -> None:
            for topic in PrivateTopic.objects.select_related("room", "mentorship"):
                is_open = topic.room.closed_at is None
                assert is_open == (topic.state == "consented" and topic.mentorship.ended_at is None)

        @invariant()
        def what_is_destroyed_is_gone(self) -> None:
            gone = PrivateTopic.objects.filter(state="destroyed").values("room")
            assert not Grant.objects.filter(epoch__room__in=gone).exists()
            assert not Revision.objects.filter(content__room__in=gone).exclude(file=b"").exists()

    return Ground


@pytest.mark.django_db
def test_any_sequence_keeps_to_the_table_or_changes_nothing(cast: Cast) -> None:
    run(machine(open_room(cast)), examples=8, steps=12)
