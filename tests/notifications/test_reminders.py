"""What the clock reminds of: each thing once, of what still waits, and in the reader's own words."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ithaca.agreements.models import Agreement, Signature
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.ids import new_id
from ithaca.mentorships import actions, attention
from ithaca.mentorships.actions.meetings import Plan, Reply
from ithaca.mentorships.models import Goal, Mentorship, Replacement
from ithaca.notifications.models import Message, Notice, Reminder
from ithaca.notifications.reminders import registry
from ithaca.notifications.reminders.registry import Due
from ithaca.notifications.reminders.running import remind_due
from ithaca.programmes.models import Participation, Programme
from ithaca.trainings.models import SignUp
from ithaca.vault.models import ContentObject, Room
from tests.cast import Cast
from tests.directory.people import give_profile
from tests.factories import make_training
from tests.machines import walks

pytestmark = pytest.mark.django_db
SILENT_DAYS = 60  # the default of a programme
START = datetime(2026, 3, 20, 12, tzinfo=UTC)  # summer time begins between


def begin(cast: Cast) -> Mentorship:
    return actions.begin(actor=cast.mentor, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored)


def after(days: float) -> int:
    """Runs the clock's work so many days after the start."""
    with time_machine.travel(START + timedelta(days=days), tick=False):
        return remind_due()


def reminded(about: str = "") -> list[tuple[str, str]]:
    """(first name, which) of everybody who was reminded, in the order of the reminders."""
    rows = Reminder.objects.order_by("created_at", "person__name")
    rows = rows.filter(about=about) if about else rows
    return [(row.person.name.split()[0], row.which) for row in rows.select_related("person")]


@pytest.fixture(autouse=True)
def at_the_start() -> Iterable[None]:
    with time_machine.travel(START, tick=False):
        yield


def plan_in(days: float) -> Plan:
    return Plan("video", START + timedelta(days=days), 60, "https://visio.example.org/a")


def test_both_hear_of_a_meeting_a_day_before_in_their_own_time(cast: Cast) -> None:
    cast.mentee.time_zone = "America/Montreal"
    cast.mentee.save()
    pair = begin(cast)
    actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=pair, plan=plan_in(10))
    assert after(8.9) == 0
    assert after(9) == 2
    assert after(9.5) == 0
    subjects = dict(Message.objects.filter(kind="reminders").values_list("to", "subject"))
    assert subjects == {
        cast.mentor.email: "Séance avec votre binôme le 30 mars 2026 à 14:00",
        cast.mentee.email: "Séance avec votre binôme le 30 mars 2026 à 08:00",
    }
    assert "https://visio.example.org/a" in Message.objects.filter(kind="reminders")[0].text
    assert Notice.objects.filter(person=cast.mentor, kind="reminders").count() == 1
    facts = Event.objects.filter(verb="reminder.sent")
    assert {row.actor_id for row in facts} == {None}
    assert not Notice.objects.filter(person__in=[cast.outsider, cast.coordinator]).exists()


def test_a_meeting_that_is_moved_is_reminded_of_anew_and_a_cancelled_one_never(cast: Cast) -> None:
    pair = begin(cast)
    moved = actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=pair, plan=plan_in(3))
    gone = actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=pair, plan=plan_in(8))
    assert after(2.1) == 2
    with time_machine.travel(START + timedelta(days=2.2)):
        actions.move_meeting(actor=cast.mentor, meeting=moved, plan=plan_in(6))
        actions.cancel_meeting(actor=cast.mentor, meeting=gone)
    assert after(5.2) == 2
    after(7.5)
    assert {which for _name, which in reminded("meeting near")} == {"2026-03-23T12:00", "2026-03-26T12:00"}


def test_who_has_just_planned_for_tomorrow_needs_no_reminder(cast: Cast) -> None:
    actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=begin(cast), plan=plan_in(0.9))
    assert after(0.1) == 0


def test_a_meeting_to_record_a_day_after_and_once_more_a_week_after(cast: Cast) -> None:
    pair = begin(cast)
    meeting = actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=pair, plan=plan_in(0.5))
    for days in (1, 1.4, 1.6, 2, 3, 7, 8, 9, 12):
        after(days)
    assert reminded("meeting to record") == [("Inès", "1"), ("Marc", "1"), ("Inès", "2"), ("Marc", "2")]
    link = Message.objects.filter(kind="reminders").latest("created_at")
    assert link.path == f"/meetings/{meeting.pk}/record/"


def test_a_worker_that_stood_still_for_a_month_reminds_once_not_twice(cast: Cast) -> None:
    actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=begin(cast), plan=plan_in(1))
    after(20)
    assert reminded("meeting to record") == [("Inès", "2"), ("Marc", "2")]
    after(60)
    assert len(reminded("meeting to record")) == 2


def test_a_silent_pair_hears_once_a_silence(cast: Cast) -> None:
    pair = begin(cast)
    Mentorship.objects.filter(pk=pair.pk).update(last_contact_at=START, contacts=1)
    assert after(SILENT_DAYS) == 0
    assert after(SILENT_DAYS + 0.1) == 2
    assert after(SILENT_DAYS + 30) == 0
    Mentorship.objects.filter(pk=pair.pk).update(last_contact_at=START + timedelta(days=80))
    assert after(80 + SILENT_DAYS + 0.1) == 2
    assert {name for name, _which in reminded()} == {"Inès", "Marc"}


@pytest.mark.parametrize(("contacts", "setting"), [(0, "first_meeting_days"), (2, "silent_days")])
@pytest.mark.parametrize("days", [1, 6, 20])
def test_a_pair_is_told_of_its_silence_when_its_coordinator_sees_it(
    cast: Cast, contacts: int, setting: str, days: int
) -> None:
    pair = begin(cast)
    Programme.objects.update(first_meeting_days=700, silent_days=700)
    Programme.objects.update(**{setting: days})
    met = START if contacts else None
    Mentorship.objects.filter(pk=pair.pk).update(contacts=contacts, last_contact_at=met)
    for day in (days - 0.5, days + 0.5):
        with time_machine.travel(START + timedelta(days=day), tick=False):
            seen = attention.to_look_at(Programme.objects.all())
        assert bool(after(day)) == bool(seen) == (day > days)


def test_whoever_has_recorded_a_meeting_alone_needs_no_reminder_the_other_does(cast: Cast) -> None:
    pair = begin(cast)
    plan = Plan("video", START, 60)
    with time_machine.travel(START + timedelta(hours=2), tick=False):
        meeting = actions.record_past_meeting(actor=cast.mentee, id=new_id(), mentorship=pair, plan=plan)
    for days in (2, 4, 5, 11, 12, 20):
        after(days)
    assert reminded("meeting to confirm") == [("Marc", "1"), ("Marc", "2")]
    actions.confirm_contact(actor=cast.mentor, meeting=meeting)


def test_an_answer_from_a_calendar_is_no_news_of_the_meeting(cast: Cast) -> None:
    meeting = actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=begin(cast), plan=plan_in(5))
    with time_machine.travel(START + timedelta(days=4.1), tick=False):
        actions.answer_invitation(actor=cast.mentor, meeting=meeting, reply=Reply("accepted", 0, clock.now()))
    after(4.2)
    assert [name for name, _which in reminded("meeting near")] == ["Inès", "Marc"]


@pytest.mark.parametrize("state", ["paused", "ended", "separation"])
def test_a_pair_that_rests_or_closes_is_left_in_peace(cast: Cast, state: str) -> None:
    pair = begin(cast)
    kind = {"end_kind": "completed"} if state == "ended" else {}
    Mentorship.objects.filter(pk=pair.pk).update(state=state, **kind)
    assert after(100) == 0


def test_a_pair_with_a_date_is_not_silent(cast: Cast) -> None:
    actions.plan_meeting(actor=cast.mentee, id=new_id(), mentorship=begin(cast), plan=plan_in(70))
    assert after(60) == 0


def test_only_who_owes_the_answer_to_a_decision_is_reminded(cast: Cast) -> None:
    proposal = actions.propose_decision(
        actor=cast.mentee, id=new_id(), mentorship=begin(cast), kind="end early"
    )
    for days in (3.9, 4, 5, 10.9, 11, 30):
        after(days)
    assert reminded("decision to answer") == [("Marc", "1"), ("Marc", "2")]
    actions.decline_decision(actor=cast.mentor, proposal=proposal)
    assert after(31) == 0


def test_a_proposed_pair_waits_for_those_who_have_not_answered(cast: Cast) -> None:
    made = actions.propose(
        actor=cast.coordinator, id=new_id(), mentor=cast.mentoring, mentee=cast.being_mentored
    )
    actions.agree(actor=cast.mentor, mentorship=made)
    after(5)
    after(6)
    assert reminded() == [("Inès", "1")]


def test_the_missing_signature_is_asked_of_the_other(cast: Cast) -> None:
    pair, room = begin(cast), Room.objects.create()
    content = ContentObject.objects.create(room=room, kind="agreement", author=cast.mentor, head=2)
    agreement = Agreement.objects.create(content=content)
    Mentorship.objects.filter(pk=pair.pk).update(agreement=agreement)
    Signature.objects.create(agreement=agreement, person=cast.mentor, revision=1, revision_sha256="", jws="")
    assert after(5) == 0, "nobody has signed the newest text"
    Signature.objects.create(agreement=agreement, person=cast.mentor, revision=2, revision_sha256="", jws="")
    assert after(5) == 1
    assert after(6) == 0
    assert reminded() == [("Inès", "2:1")]
    Agreement.objects.update(effective_at=START, effective_revision=2)
    assert after(12) == 0


def test_the_date_of_a_goal_is_the_mentees_own_day(cast: Cast) -> None:
    cast.mentee.time_zone = "America/Montreal"
    cast.mentee.save()
    pair, room = begin(cast), Room.objects.create()
    content = ContentObject.objects.create(room=room, kind="goal", author=cast.mentee)
    Goal.objects.create(mentorship=pair, content=content, due_on=date(2026, 3, 22))
    assert after(1.6) == 0, "02:24 UTC on the 22nd: the evening of the 21st in Montréal"
    assert after(1.7) == 1
    assert after(3) == 0
    assert reminded() == [("Inès", "2026-03-22")]


def test_after_the_end_who_has_not_evaluated_is_asked_once(cast: Cast) -> None:
    pair = begin(cast)
    actions.withdraw(actor=cast.mentee, mentorship=pair)
    for days in (6, 7, 8, 20):
        after(days)
    assert reminded("evaluation") == [("Inès", "1"), ("Marc", "1")]


def test_coordinators_hear_once_a_week_that_applications_wait(cast: Cast) -> None:
    Participation.objects.filter(pk=cast.being_mentored.pk).update(state="applied", created_at=START)
    for days in (6, 7, 8, 9, 14, 15):
        after(days)
    assert {name for name, _week in reminded("applications")} == {"Clémence"}
    assert [week for _name, week in reminded("applications")] == ["2026-W13", "2026-W14"]
    assert Message.objects.filter(kind="coordination").latest("created_at").path.endswith("/applications/")


def test_whoever_has_a_place_in_a_training_is_reminded_a_day_before(cast: Cast) -> None:
    training = make_training(cast.programme, days=5)
    for person, state in ((cast.mentor, "placed"), (cast.second_mentor, "waiting")):
        SignUp.objects.create(training=training, person=person, state=state)
    for days in (3.9, 4, 4.5, 6):
        after(days)
    assert [name for name, _which in reminded()] == ["Marc"]
    message = Message.objects.get(kind="reminders")
    assert message.subject == "Rappel : Écouter"
    assert message.path.endswith(f"{training.pk}/")


def test_a_rule_that_fails_does_not_silence_the_others(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(now: datetime) -> Iterable[Due]:
        raise RuntimeError("broken")

    monkeypatch.setitem(registry.RULES, "meeting near", broken)
    begin(cast)
    assert after(SILENT_DAYS) == 2


def test_people_whose_account_is_closed_are_not_reminded(cast: Cast) -> None:
    begin(cast)
    cast.mentor.is_active = False
    cast.mentor.save()
    after(SILENT_DAYS)
    assert {name for name, _which in reminded()} == {"Inès"}


def test_a_renegotiated_agreement_is_reminded_of_as_the_first_one_was(cast: Cast) -> None:
    pair, room = begin(cast), Room.objects.create()
    content = ContentObject.objects.create(room=room, kind="agreement", author=cast.mentor, head=2)
    agreement = Agreement.objects.create(content=content, effective_at=START, effective_revision=1)
    Mentorship.objects.filter(pk=pair.pk).update(agreement=agreement)
    Signature.objects.create(agreement=agreement, person=cast.mentor, revision=2, revision_sha256="", jws="")
    assert after(5) == 1
    assert reminded() == [("Inès", "2:1")]
    Agreement.objects.update(effective_revision=2)
    assert after(12) == 0


def test_a_mentee_who_was_named_mentors_is_reminded_of_them_once(cast: Cast) -> None:
    pair = begin(cast)
    give_profile(cast.second_mentoring, headline="Infirmière, puis cadre")
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    actions.propose_replacements(
        actor=cast.mentor, mentorship=pair, mentors=[cast.second_mentoring.pk], hand_over=False
    )
    after(6)
    assert reminded("proposed mentors") == []
    for day in (7.5, 9, 30):
        after(day)
    assert [name for name, _which in reminded("proposed mentors")] == ["Inès"]


def test_who_has_written_to_a_named_mentor_is_left_to_wait(cast: Cast) -> None:
    pair = begin(cast)
    give_profile(cast.second_mentoring, headline="Infirmière, puis cadre")
    actions.withdraw(actor=cast.mentor, mentorship=pair)
    actions.propose_replacements(
        actor=cast.mentor, mentorship=pair, mentors=[cast.second_mentoring.pk], hand_over=False
    )
    Replacement.objects.update(state="taken up")
    after(9)
    assert reminded("proposed mentors") == []


# --- Never twice ---

Step = Callable[[Cast, Mentorship], object]
STEPS: dict[str, Step] = {
    "plan": lambda cast, pair: actions.plan_meeting(
        actor=cast.mentee,
        id=new_id(),
        mentorship=pair,
        plan=Plan("video", clock.now() + timedelta(days=2), 60),
    ),
    "propose": lambda cast, pair: actions.propose_decision(
        actor=cast.mentor, id=new_id(), mentorship=pair, kind="end early"
    ),
    "nothing": lambda cast, pair: None,
}


@settings(
    max_examples=walks(15),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.integers(1, 200)), max_size=12))
def test_whatever_happens_and_however_often_the_clock_strikes_nobody_hears_twice(
    cast: Cast, story: list[tuple[str, int]]
) -> None:
    for model in (Reminder, Message, Notice):
        model.objects.all().delete()
    Mentorship.objects.all().delete()
    Participation.objects.update(pairs=0)
    with time_machine.travel(START, tick=False) as traveller:
        pair = begin(cast)
        for step, hours in story:
            pair.refresh_from_db()
            if step != "propose" or not pair.proposals.filter(state="open").exists():
                STEPS[step](cast, pair)
            traveller.shift(timedelta(hours=hours))
            remind_due()
            assert remind_due() == 0
    keys = list(Reminder.objects.values_list("about", "subject_id", "person_id", "which"))
    assert len(keys) == len(set(keys))
    told = Message.objects.filter(key__startswith="reminder:")
    assert told.count() == len(keys) == Notice.objects.filter(key__startswith="reminder:").count()
