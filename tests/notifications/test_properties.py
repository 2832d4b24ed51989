"""Mail: whatever its reader wishes in between and however the sending goes, it keeps to its table and is sent once."""

from datetime import time, timedelta
from itertools import count
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule
from pytest_django import Settings

from ithaca.notifications import actions
from ithaca.notifications.digest import gather_due
from ithaca.notifications.kinds import Delivery, Kind
from ithaca.notifications.models import Message, Preferences
from ithaca.notifications.outbox import Letter, deliver_due, enqueue
from ithaca.notifications.states import MESSAGE
from tests.cast import Cast
from tests.machines import TableMachine, run

KINDS = (Kind.MEETINGS, Kind.DECISIONS, Kind.ACCOUNT)
kinds = st.sampled_from(KINDS)
deliveries = st.sampled_from(list(Delivery))
hours = st.sampled_from([time(7), time(12), time(21)])


def machine(cast: Cast, settings: Settings, folder: Path) -> type[TableMachine]:
    numbers = count()

    class Outbox(TableMachine):
        tables: ClassVar = {Message: MESSAGE}
        watched: ClassVar = (Preferences,)

        def __init__(self) -> None:
            super().__init__()
            settings.MAIL_DIR = folder / str(next(numbers))
            settings.MAIL_DIR.mkdir()

        @rule(kind=kinds, urgent=st.booleans(), known=st.booleans())
        def cause(self, kind: Kind, urgent: bool, known: bool) -> None:
            letter = Letter("Une nouvelle", "Bonjour", kind=kind, urgent=urgent, language="fr")
            key = f"cause:{next(numbers)}"
            to = {"to": cast.mentor} if known else {"address": "zoe@example.org"}
            for _again in range(2):
                self.attempt(lambda: enqueue(key=key, letter=letter, **to))  # type: ignore[arg-type]

        @rule(
            kind=st.sampled_from([Kind.MEETINGS, Kind.DECISIONS]), delivery=deliveries, until=hours, at=hours
        )
        def wish(self, kind: Kind, delivery: Delivery, until: time, at: time) -> None:
            self.attempt(
                lambda: actions.save_preferences(
                    person=cast.mentor, deliveries={kind: delivery}, quiet=(time(21), until), digest_at=at
                )
            )

        @rule(kind=st.sampled_from([Kind.MEETINGS, Kind.DIGEST]), off=st.booleans())
        def switch(self, kind: Kind, off: bool) -> None:
            self.attempt(lambda: actions.switch_by_link(person_id=cast.mentor.pk, kind=kind, off=off))

        @rule()
        def deliver(self) -> None:
            self.attempt(deliver_due)

        @rule(hours=st.sampled_from([0, 80]))
        def deliver_where_no_mail_server_answers(self, hours: int) -> None:
            self.now += timedelta(hours=hours)
            transport = settings.MAIL_TRANSPORT
            settings.MAIL_TRANSPORT = "nowhere.Backend"
            try:
                self.attempt(deliver_due)
            finally:
                settings.MAIL_TRANSPORT = transport

        @rule()
        def gather(self) -> None:
            self.attempt(gather_due)

        @rule(hours=st.sampled_from([1, 9, 24, 80]))
        def time_goes_by(self, hours: int) -> None:
            self.now += timedelta(hours=hours)

        @invariant()
        def what_is_sent_has_arrived_once(self) -> None:
            assert Message.objects.filter(state="sent").count() == len(list(settings.MAIL_DIR.iterdir()))

        @invariant()
        def nobody_unknown_is_kept_waiting_for_a_digest(self) -> None:
            assert not Message.objects.filter(person_id=None, state__in=["held", "left out"]).exists()

    return Outbox


@pytest.mark.django_db
def test_any_sequence_keeps_to_the_table_or_changes_nothing(
    cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    run(machine(cast, settings, tmp_path), examples=8, steps=20)
