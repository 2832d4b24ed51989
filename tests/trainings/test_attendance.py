"""Who came, for how long, and what that counts for."""

import io
from datetime import timedelta

import openpyxl
import pytest

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.queries import history
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions as mentorships
from ithaca.trainings import actions, queries, sheets
from ithaca.trainings.actions import Note
from ithaca.trainings.models import SignUp, Training, TrainingDate
from tests.cast import Cast
from tests.factories import make_training

pytestmark = pytest.mark.django_db


def with_places(cast: Cast, *people: Person, **fields: object) -> Training:
    """An event that has just taken place, to which these people had signed up."""
    training = make_training(cast.programme, days=1, **fields)
    for person in people:
        actions.sign_up(person=person, training=training)
    moment = clock.now() - timedelta(hours=3)
    Training.objects.filter(pk=training.pk).update(starts_at=moment, last_starts_at=moment)
    training.dates.update(starts_at=moment)
    training.refresh_from_db()
    return training


def note(cast: Cast, training: Training, *notes: tuple[Person, Note]) -> int:
    found = {SignUp.objects.get(training=training, person=person).pk: told for person, told in notes}
    return actions.note_attendance(actor=cast.coordinator, training=training, notes=found)


def test_whoever_was_present_has_the_hours_and_the_training_is_held(cast: Cast) -> None:
    training = with_places(cast, cast.mentor, cast.mentee, cast.second_mentor)
    noted = note(
        cast,
        training,
        (cast.mentor, Note("present")),
        (cast.mentee, Note("present", 30)),
        (cast.second_mentor, Note("excused", 120)),
    )
    training.refresh_from_db()
    assert (noted, training.state) == (3, "held")
    assert [queries.hours_of(p) for p in (cast.mentor, cast.mentee, cast.second_mentor)] == [2.0, 0.5, 0.0]
    assert [row.training for row in queries.attended(cast.mentor)] == [training]
    assert not queries.attended(cast.mentor, since=clock.now()).exists()
    verbs = [event.verb for event in history(training.pk)][3:]
    assert verbs == ["training.attendance noted"] * 3 + ["training.held"]


def test_a_mistake_is_corrected_and_the_same_note_twice_is_none(cast: Cast) -> None:
    training = with_places(cast, cast.mentor)
    assert note(cast, training, (cast.mentor, Note("present"))) == 1
    assert note(cast, training, (cast.mentor, Note("present"))) == 0
    assert note(cast, training, (cast.mentor, Note("absent"))) == 1
    assert queries.hours_of(cast.mentor) == 0
    assert note(cast, training, (cast.mentor, Note("present", 60))) == 1
    assert queries.hours_of(cast.mentor) == 1


def test_nothing_is_noted_before_it_begins_nor_by_anybody_else_nor_of_the_waiting(cast: Cast) -> None:
    early = make_training(cast.programme, days=2)
    sign_up = actions.sign_up(person=cast.mentor, training=early)
    with pytest.raises(Refusal, match="not taken place yet"):
        note(cast, early, (cast.mentor, Note("present")))
    for person in (cast.mentor, cast.outsider):
        with pytest.raises(Denied):
            actions.note_attendance(actor=person, training=early, notes={sign_up.pk: Note("present")})
    training = with_places(cast, cast.mentor, cast.mentee, places=1)
    with pytest.raises(Exception, match="note present is not possible"):
        note(cast, training, (cast.mentee, Note("present")))


def test_whoever_came_unannounced_is_given_a_place_afterwards(cast: Cast) -> None:
    training = with_places(cast, cast.mentor)
    note(cast, training, (cast.mentor, Note("present")))
    actions.add_person(actor=cast.coordinator, training=training, person=cast.second_mentee)
    assert note(cast, training, (cast.second_mentee, Note("present"))) == 1
    assert queries.hours_of(cast.second_mentee) == 2


def test_a_sign_up_of_another_training_is_not_touched(cast: Cast) -> None:
    training, other = with_places(cast, cast.mentor), with_places(cast, cast.mentee)
    stranger = SignUp.objects.get(training=other)
    notes = {stranger.pk: Note("present")}
    assert actions.note_attendance(actor=cast.coordinator, training=training, notes=notes) == 0
    stranger.refresh_from_db()
    assert stranger.state == "placed"


def test_the_export_holds_facts_and_runs_no_formula(cast: Cast) -> None:
    cast.mentor.name = "=HYPERLINK(1)"
    cast.mentor.save()
    training = with_places(cast, cast.mentor, cast.mentee)
    note(cast, training, (cast.mentor, Note("present", 90)))
    rows = list(openpyxl.load_workbook(io.BytesIO(sheets.as_xlsx(training))).active.values)  # type: ignore[union-attr]
    by_mail = {row[1]: row for row in rows[1:]}
    assert by_mail[cast.mentor.email][:4] == ("'=HYPERLINK(1)", cast.mentor.email, "Present", 1.5)
    assert by_mail[cast.mentee.email][2] == "Not noted"


def test_the_share_of_trained_mentors_counts_each_mentor_once(cast: Cast) -> None:
    for _time in range(2):
        note(cast, with_places(cast, cast.mentor, cast.mentee), (cast.mentor, Note("present")))
    note(cast, with_places(cast, cast.second_mentor, kind="community"), (cast.second_mentor, Note("present")))
    figures = queries.figures(cast.programme)
    assert (figures.trained, figures.mentors, figures.held, figures.hours) == (1, 2, 3, 6)


def test_a_required_training_stands_before_a_pair(cast: Cast) -> None:
    training = with_places(cast, cast.mentor, audience="mentor", required=True)
    pair = {"mentor": cast.mentoring, "mentee": cast.being_mentored}
    with pytest.raises(Refusal, match="Marc Delorme has not taken part in “Listening”"):
        mentorships.propose(actor=cast.coordinator, id=new_id(), **pair)
    assert set(queries.missing([cast.mentoring, cast.being_mentored])) == {cast.mentoring.pk}
    note(cast, training, (cast.mentor, Note("present")))
    assert mentorships.propose(actor=cast.coordinator, id=new_id(), **pair).state == "proposed"
    other = {"mentor": cast.second_mentoring, "mentee": cast.second_being_mentored}
    with pytest.raises(Refusal, match="Nadia Keller"):
        mentorships.propose(actor=cast.coordinator, id=new_id(), **other)
    with pytest.raises(Denied):
        actions.require_training(actor=cast.mentor, training=training, required=False)
    actions.require_training(actor=cast.coordinator, training=training, required=False)
    assert mentorships.propose(actor=cast.coordinator, id=new_id(), **other).state == "proposed"


def test_one_of_a_series_is_enough_and_an_absence_is_not(cast: Cast) -> None:
    spring = with_places(cast, cast.mentor, cast.second_mentor, required=True)
    note(cast, spring, (cast.mentor, Note("present")), (cast.second_mentor, Note("absent")))
    autumn = make_training(cast.programme, series=spring.series, required=True)
    missing = queries.missing([cast.mentoring, cast.second_mentoring])
    assert missing == {cast.second_mentoring.pk: [autumn]}  # the one that can still be followed
    assert queries.placed_in(cast.second_mentor, [autumn]) == set()
    actions.sign_up(person=cast.second_mentor, training=autumn)
    assert queries.placed_in(cast.second_mentor, [autumn]) == {autumn.pk}


def test_what_is_near_is_near_for_those_who_have_a_place(cast: Cast) -> None:
    training = make_training(cast.programme, days=3, places=1)
    actions.sign_up(person=cast.mentor, training=training)
    actions.sign_up(person=cast.mentee, training=training)
    now, day = clock.now(), timedelta(days=1)
    assert queries.places_held(now, now + day) == []
    later = now + 2 * day + timedelta(hours=1)
    ((date, places),) = queries.places_held(later, later + day)
    assert (date.training, [place.person for place in places]) == (training, [cast.mentor])
    Training.objects.filter(pk=training.pk).update(state="cancelled")
    assert queries.places_held(later, later + day) == []


def test_the_hours_of_each_person_with_what_is_still_to_follow(cast: Cast) -> None:
    training = with_places(cast, cast.mentor, cast.second_mentor, audience="mentor", required=True)
    note(cast, training, (cast.mentor, Note("present", 90)))
    content = openpyxl.load_workbook(io.BytesIO(sheets.hours_as_xlsx(cast.programme))).active
    rows = {row[1]: row[2:] for row in content.values}  # type: ignore[union-attr]
    assert rows[cast.mentor.email] == ("Mentor", 1, 1.5, None)
    assert rows[cast.second_mentor.email] == ("Mentor", 0, 0, "Listening")
    assert rows[cast.mentee.email] == ("Mentee", 0, 0, None)
    assert cast.outsider.email not in rows


def test_home_names_the_next_date_of_an_event_once(cast: Cast) -> None:
    training = make_training(cast.programme)
    later = training.starts_at + timedelta(days=7)  # type: ignore[operator]
    TrainingDate.objects.create(training=training, starts_at=later, minutes=60)
    actions.sign_up(person=cast.mentor, training=training)
    assert [date.starts_at for date in queries.coming_dates(cast.mentor)] == [training.starts_at]
