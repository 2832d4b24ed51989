"""A coordinator writes an event, opens it, changes it, cancels it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from ithaca.access.rules import Denied
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.programmes.models import Programme
from ithaca.trainings import actions, calendars, queries
from ithaca.trainings.actions import Content
from ithaca.trainings.models import Training, TrainingDate
from ithaca.trainings.rules import When
from tests.cast import Cast
from tests.factories import make_training

pytestmark = pytest.mark.django_db


def when(days: float, minutes: int = 90) -> When:
    return When((clock.now() + timedelta(days=days)).replace(microsecond=0), minutes)


def content(**given: object) -> Content:
    fields: dict[str, object] = {
        "kind": "training",
        "audience": "both",
        "title": {"fr": "Écouter", "en": "Listening"},
        "description": {"fr": "", "en": ""},
        "time_zone": "Europe/Paris",
        "dates": (when(10), when(17)),
        "place": "Nantes",
    }
    return Content(**{**fields, **given})  # type: ignore[arg-type]


def draft(cast: Cast, **given: object) -> Training:
    return actions.write_training(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), content=content(**given)
    )


def opened(cast: Cast, **given: object) -> Training:
    row = draft(cast, **given)
    actions.open_training(actor=cast.coordinator, training=row)
    row.refresh_from_db()
    return row


def test_a_draft_counts_the_length_of_its_dates_unless_told_otherwise(cast: Cast) -> None:
    assert draft(cast).credit_minutes == 180
    assert draft(cast, credit_minutes=60).credit_minutes == 60


def test_two_clicks_make_one_draft(cast: Cast) -> None:
    id = new_id()
    made = [
        actions.write_training(actor=cast.coordinator, programme=cast.programme, id=id, content=content())
        for _click in range(2)
    ]
    assert made[0] == made[1]
    assert Training.objects.count() == 1


def test_nobody_else_writes_opens_changes_or_cancels(cast: Cast) -> None:
    row = draft(cast)
    for person in (cast.mentor, cast.mentee, cast.outsider):
        with pytest.raises(Denied):
            actions.write_training(actor=person, programme=cast.programme, id=new_id(), content=content())
        with pytest.raises(Denied):
            actions.change_training(actor=person, training=row, content=content(place="Lyon"))
        for action in (actions.open_training, actions.cancel_training, actions.discard_training):
            with pytest.raises(Denied):
                action(actor=person, training=row)
    row.refresh_from_db()
    assert (row.state, row.place) == ("draft", "Nantes")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"place": ""}, "Say where it takes place"),
        ({"dates": (When(datetime(2020, 1, 1, tzinfo=UTC), 60),)}, "first date is past"),
    ],
)
def test_what_is_missing_keeps_it_from_opening(cast: Cast, given: dict[str, object], sentence: str) -> None:
    row = draft(cast, **given)
    with pytest.raises(Refusal, match=sentence):
        actions.open_training(actor=cast.coordinator, training=row)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"link": "http://visio.example.org"}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"dates": ()}, "date_1"),
        ({"sign_up_until": datetime(2100, 1, 1, tzinfo=UTC)}, "sign_up_until"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, given: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        draft(cast, **given)
    assert refused.value.field == field


def test_dates_keep_their_calendar_entry_when_they_move(cast: Cast) -> None:
    row = opened(cast)
    first, second = queries.dates(row)
    moved = replace(content(), dates=(first.when, When(second.starts_at + timedelta(days=1), 60)))
    actions.change_training(actor=cast.coordinator, training=row, content=moved)
    assert [d.pk for d in queries.dates(row)] == [first.pk, second.pk]
    assert [d.sequence for d in queries.dates(row)] == [0, 1]
    actions.change_training(
        actor=cast.coordinator, training=row, content=replace(moved, dates=moved.dates[:1])
    )
    second.refresh_from_db()
    assert (second.dropped, second.sequence) == (True, 2)
    assert [d.pk for d in queries.dates(row)] == [first.pk]


def test_a_new_place_gives_every_entry_a_higher_number_and_a_new_limit_none(cast: Cast) -> None:
    row = opened(cast)
    same = content(dates=tuple(d.when for d in queries.dates(row)))
    actions.change_training(actor=cast.coordinator, training=row, content=replace(same, places=5))
    assert {d.sequence for d in queries.dates(row)} == {0}
    actions.change_training(actor=cast.coordinator, training=row, content=replace(same, place="Lyon"))
    assert {d.sequence for d in queries.dates(row)} == {1}


def test_more_places_move_the_line_up_and_fewer_than_taken_are_refused(cast: Cast) -> None:
    row = opened(cast, places=1)
    for person in (cast.mentor, cast.mentee, cast.second_mentor):
        actions.sign_up(person=person, training=row)
    same = content(dates=tuple(d.when for d in queries.dates(row)), places=2)
    actions.change_training(actor=cast.coordinator, training=row, content=same)
    assert [r.person for r in queries.waiting(row)] == [cast.second_mentor]
    with pytest.raises(Refusal, match="2 people have a place"):
        actions.change_training(actor=cast.coordinator, training=row, content=replace(same, places=1))
    actions.change_training(actor=cast.coordinator, training=row, content=replace(same, places=None))
    assert queries.waiting(row) == []


def test_what_is_over_no_longer_changes_and_only_drafts_are_thrown_away(cast: Cast) -> None:
    row = opened(cast)
    with pytest.raises(Refusal, match="Only a draft"):
        actions.discard_training(actor=cast.coordinator, training=row)
    actions.cancel_training(actor=cast.coordinator, training=row)
    actions.cancel_training(actor=cast.coordinator, training=row)  # a second click
    with pytest.raises(ForbiddenTransition):
        actions.change_training(actor=cast.coordinator, training=row, content=content())
    other = draft(cast)
    actions.discard_training(actor=cast.coordinator, training=other)
    actions.discard_training(actor=cast.coordinator, training=other)
    assert not Training.objects.filter(pk=other.pk).exists()
    assert not TrainingDate.objects.filter(training=other.pk).exists()


def test_an_hour_in_montreal_stays_that_hour_over_the_change_of_clocks(cast: Cast) -> None:
    montreal = ZoneInfo("America/Montreal")
    with time_machine.travel("2027-03-01T12:00:00Z"):
        dates = tuple(
            When(datetime(2027, 3, day, 18, 0, tzinfo=montreal).astimezone(UTC), 60) for day in (10, 17)
        )
        row = opened(cast, time_zone="America/Montreal", dates=dates)
        kept = queries.dates(row)
    assert [d.starts_at.hour for d in kept] == [23, 22]
    assert {d.starts_at.astimezone(montreal).hour for d in kept} == {18}


def test_a_coordinator_of_another_programme_cannot_borrow_its_series(cast: Cast) -> None:
    foreign = make_training(cast.elsewhere)
    made = actions.write_training(
        actor=cast.coordinator, programme=cast.programme, id=new_id(), content=content(), again=foreign
    )
    assert made.series != foreign.series
    assert Programme.objects.get(pk=made.programme_id) == cast.programme


def test_a_draft_says_nothing_of_the_others_of_its_series_until_it_opens(cast: Cast) -> None:
    row = opened(cast, required=False)
    again = actions.write_training(
        actor=cast.coordinator,
        programme=cast.programme,
        id=new_id(),
        content=content(required=True),
        again=row,
    )
    row.refresh_from_db()
    assert not row.required
    actions.open_training(actor=cast.coordinator, training=again)
    row.refresh_from_db()
    assert row.required
    said = Event.objects.filter(verb="training.changed", subject_id=row.pk).get()
    assert (said.actor_id, said.facts["what"]) == (cast.coordinator.pk, ["required"])


def test_a_file_of_dates_names_its_time_zone(cast: Cast) -> None:
    said = calendars.published(opened(cast, time_zone="America/Montreal"))
    assert "BEGIN:VTIMEZONE" in said
    assert "DTSTART;TZID=America/Montreal" in said
