"""Who is written to about trainings, with which invitation for the calendar."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from icalendar import Calendar
from pytest_django import Settings

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import dispatch_waiting
from ithaca.journal.queries import history
from ithaca.kernel import clock
from ithaca.notifications.models import Message
from ithaca.notifications.outbox import _mail
from ithaca.notifications.reminders.running import remind_due
from ithaca.notifications.words.trainings import placed
from ithaca.trainings import actions, calendars, queries
from ithaca.trainings.actions import Content
from ithaca.trainings.models import SignUp, Training, TrainingDate
from ithaca.trainings.rules import When
from tests.cast import Cast
from tests.factories import make_training

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings: Settings) -> None:
    settings.MAIL_TRANSPORT = "django.core.mail.backends.dummy.EmailBackend"


def letters(person: Person) -> list[Message]:
    dispatch_waiting()
    return list(Message.objects.filter(to=person.email).order_by("created_at", "id"))


def subjects(person: Person) -> list[str]:
    return [message.subject for message in letters(person)]


def entries(message: Message) -> list[tuple[str, str, int, str]]:
    """(method, uid, sequence, status) of each invitation in the mail, read as a mail program does."""
    found = []
    for part in message_from_bytes(
        _mail(message, message.to).message().as_bytes(), policy=policy.default
    ).walk():
        if part.get_content_type() == "text/calendar":
            calendar = Calendar.from_ical(part.get_payload(decode=True))  # type: ignore[arg-type]
            (entry,) = calendar.walk("VEVENT")
            assert str(calendar["method"]) == part.get_param("method")
            facts = (str(entry["uid"]), int(entry["sequence"]), str(entry["status"]))
            found.append((str(calendar["method"]), *facts))
    return found


def with_two_dates(cast: Cast, **fields: object) -> Training:
    training = make_training(cast.programme, link="https://visio.example.org/salle", **fields)
    TrainingDate.objects.create(
        training=training, starts_at=training.starts_at + timedelta(days=7), minutes=60
    )
    return training


def test_an_opened_event_is_told_to_those_whom_it_is_for(cast: Cast) -> None:
    training = make_training(cast.programme, state="draft", audience="mentor")
    actions.open_training(actor=cast.coordinator, training=training)
    assert subjects(cast.mentor) == ["Cap Ouest : Écouter"]
    assert subjects(cast.second_mentor) == ["Cap Ouest : Écouter"]
    for other in (cast.mentee, cast.coordinator, cast.outsider):
        assert subjects(other) == []


def test_a_place_comes_with_an_invitation_a_date_and_goes_with_a_cancellation(cast: Cast) -> None:
    training = with_two_dates(cast)
    uids = [f"{date.pk}@ithaca" for date in queries.dates(training)]
    actions.sign_up(person=cast.mentee, training=training)
    (confirmed,) = letters(cast.mentee)
    assert confirmed.subject == "Vous avez une place : Écouter"
    assert entries(confirmed) == [("REQUEST", uid, 0, "CONFIRMED") for uid in uids]
    assert "https://visio.example.org/salle" in confirmed.calendar
    assert cast.mentor.email not in confirmed.calendar  # nobody learns who else comes
    actions.give_up(person=cast.mentee, training=training)
    assert entries(letters(cast.mentee)[-1]) == [("CANCEL", uid, 0, "CANCELLED") for uid in uids]


def test_whoever_moves_up_is_told_and_whoever_waits_is_not_sent_an_invitation(cast: Cast) -> None:
    training = make_training(cast.programme, places=1)
    actions.sign_up(person=cast.mentor, training=training)
    actions.sign_up(person=cast.mentee, training=training)
    assert letters(cast.mentee) == []
    actions.give_up(person=cast.mentor, training=training)
    (message,) = letters(cast.mentee)
    assert message.subject == "Une place s’est libérée : Écouter"
    assert [entry[0] for entry in entries(message)] == ["REQUEST"]


def test_a_change_that_matters_reaches_everybody_and_takes_dropped_dates_away(cast: Cast) -> None:
    training = with_two_dates(cast, places=1)
    first, second = queries.dates(training)
    actions.sign_up(person=cast.mentor, training=training)
    actions.sign_up(person=cast.mentee, training=training)
    content = Content(
        kind="training",
        audience="both",
        title=training.title,
        description=training.description,
        time_zone=training.time_zone,
        dates=(When(first.starts_at + timedelta(hours=1), first.minutes),),
        place=training.place,
        link=training.link,
        places=1,
    )
    actions.change_training(actor=cast.coordinator, training=training, content=content)
    told = letters(cast.mentor)[-1]
    assert told.subject == "Changement : Écouter"
    assert sorted(entries(told)) == sorted(
        [
            ("REQUEST", f"{first.pk}@ithaca", 1, "CONFIRMED"),
            ("CANCEL", f"{second.pk}@ithaca", 1, "CANCELLED"),
        ]
    )
    waits = letters(cast.mentee)[-1]
    assert (waits.subject, waits.calendar) == ("Changement : Écouter", "")
    before = len(letters(cast.mentor))
    training.refresh_from_db()
    described = Content(
        **{**content.__dict__, "description": {"fr": "Autrement dit.", "en": "Put otherwise."}}
    )
    actions.change_training(actor=cast.coordinator, training=training, content=described)
    assert len(letters(cast.mentor)) == before, "nobody is written to about a word of the description"


def test_a_cancelled_event_leaves_every_calendar(cast: Cast) -> None:
    training = make_training(cast.programme, places=1)
    actions.sign_up(person=cast.mentor, training=training)
    actions.sign_up(person=cast.mentee, training=training)
    actions.cancel_training(actor=cast.coordinator, training=training)
    invited, waits = letters(cast.mentor)[-1], letters(cast.mentee)[-1]
    assert invited.subject == waits.subject == "Annulation : Écouter"
    assert [(method, sequence) for method, _uid, sequence, _s in entries(invited)] == [("CANCEL", 1)]
    assert waits.calendar == ""


def test_a_coordinators_hand_is_told(cast: Cast) -> None:
    training = make_training(cast.programme)
    actions.add_person(actor=cast.coordinator, training=training, person=cast.mentor)
    assert "La coordination vous a donné une place" in letters(cast.mentor)[-1].text
    actions.remove_person(actor=cast.coordinator, sign_up=SignUp.objects.get())
    assert subjects(cast.mentor)[-1] == "Vous n’êtes plus sur la liste : Écouter"


def test_dates_are_said_in_the_readers_time_zone_and_language(cast: Cast) -> None:
    cast.mentor.language, cast.mentor.time_zone = "en", "America/Montreal"
    cast.mentor.save()
    training = make_training(cast.programme)
    moment = training.starts_at.replace(month=1, day=15, hour=20, minute=30) + timedelta(days=366)  # type: ignore[union-attr]
    training.dates.update(starts_at=moment)
    actions.sign_up(person=cast.mentor, training=training)
    text = letters(cast.mentor)[-1].text
    assert "3:30 p.m." in text or "15:30" in text
    assert "You have a place in “Listening”" in text


def test_worked_through_twice_a_mail_is_one(cast: Cast) -> None:
    training = make_training(cast.programme)
    actions.sign_up(person=cast.mentor, training=training)
    letters(cast.mentor)
    (event,) = [e for e in history(training.pk) if e.verb == "training.placed"]
    placed(event)
    assert len(letters(cast.mentor)) == 1


def test_the_file_for_ones_own_calendar_holds_every_date_in_one(cast: Cast) -> None:
    calendar = Calendar.from_ical(calendars.published(with_two_dates(cast)))
    assert str(calendar["method"]) == "PUBLISH"
    assert len(calendar.walk("VEVENT")) == 2
    assert not [key for entry in calendar.walk("VEVENT") for key in entry if key == "ATTENDEE"]


def test_the_day_before_whoever_has_a_place_is_reminded_once(cast: Cast) -> None:
    training = make_training(cast.programme, days=3, places=1)
    actions.sign_up(person=cast.mentor, training=training)
    actions.sign_up(person=cast.mentee, training=training)
    with time_machine.travel(clock.now() + timedelta(days=2, hours=1)):
        for _round in range(2):
            remind_due()
    assert subjects(cast.mentor) == ["Vous avez une place : Écouter", "Rappel : Écouter"]
    assert subjects(cast.mentee) == []
