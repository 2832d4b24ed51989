"""Whatever anybody does to a meeting, in whatever order: it moves along the table, or is refused with nothing changed."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.ids import new_id
from ithaca.kernel.states import ForbiddenTransition
from ithaca.mentorships import actions
from ithaca.mentorships.actions.meetings import Offer, Plan, Reply
from ithaca.mentorships.models import Attendance, Meeting, Mentorship, Slot
from ithaca.mentorships.states import MEETING
from ithaca.programmes.models import Programme
from tests.cast import make_cast
from tests.machines import run

WHO = ("mentee", "mentor", "coordinator", "outsider", "second_mentor")
PAIR = {"mentee", "mentor"}
MOST = 4
KINDS = ("video", "in_writing")
COUNTS = {"held": "contacts", "missed": "missed"}
person = st.sampled_from(WHO)
Snapshot = list[list[tuple[object, ...]]]


def snapshot() -> Snapshot:
    models = (Meeting, Slot, Attendance, Mentorship, Event)
    return [list(model.objects.order_by("pk").values_list()) for model in models]  # type: ignore[attr-defined]


def states() -> dict[object, str]:
    return dict(Meeting.objects.values_list("pk", "state"))


class Meetings(RuleBasedStateMachine):
    """A pair whose programme sets a ceiling; every example is rolled back."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(transaction.atomic())
        self.cast = make_cast()
        Programme.objects.filter(pk=self.cast.programme.pk).update(
            most_contacts=MOST, contacts_to_official_end=2
        )
        self.now = clock.now()
        with clock.telling(self.now - timedelta(days=2)):
            self.row = actions.begin(
                actor=self.cast.mentor,
                id=new_id(),
                mentor=self.cast.mentoring,
                mentee=self.cast.being_mentored,
            )

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.stack.close()

    def meeting(self, number: int) -> Meeting | None:
        rows = list(Meeting.objects.order_by("created_at", "pk"))
        return rows[number % len(rows)] if rows else None

    def does(self, who: str, act: Callable[[Person], object]) -> None:
        before, was, allowed = snapshot(), states(), False
        try:
            with clock.telling(self.now), transaction.atomic():
                act(getattr(self.cast, who))
            allowed = True
        except (Refusal, ForbiddenTransition, Denied):
            assert snapshot() == before, "what is refused changes nothing"
        assert who in PAIR or not allowed, f"{who} is none of the two"
        steps = {(source, t.target) for t in MEETING.transitions for source in t.sources}
        for key, state in states().items():
            if key in was:
                assert was[key] == state or (was[key], state) in steps
            else:
                assert state in {"proposed", "planned", "to confirm"}

    @rule(who=person, days=st.integers(-2, 3), kind=st.sampled_from(KINDS))
    def plan(self, who: str, days: int, kind: str) -> None:
        plan = Plan(kind, self.now + timedelta(days=days), 60)
        self.does(who, lambda p: actions.plan_meeting(actor=p, id=new_id(), mentorship=self.row, plan=plan))

    @rule(who=person, days=st.lists(st.integers(-1, 4), max_size=6), kind=st.sampled_from(KINDS))
    def propose(self, who: str, days: list[int], kind: str) -> None:
        dates = tuple(self.now + timedelta(days=day) for day in days) or (self.now,)
        self.does(
            who,
            lambda p: actions.propose_dates(
                actor=p, id=new_id(), mentorship=self.row, offer=Offer(kind, dates, 45)
            ),
        )

    @rule(who=person, days=st.integers(-3, 1), kind=st.sampled_from(KINDS))
    def record_past(self, who: str, days: int, kind: str) -> None:
        plan = Plan(kind, self.now + timedelta(days=days), 60)
        self.does(
            who, lambda p: actions.record_past_meeting(actor=p, id=new_id(), mentorship=self.row, plan=plan)
        )

    @rule(
        who=person,
        number=st.integers(0, 9),
        verb=st.sampled_from(
            [
                actions.cancel_meeting,
                actions.decline_dates,
                actions.take_dates_back,
                actions.dispute_absence,
                actions.accept_absence,
                actions.confirm_contact,
                actions.refuse_contact,
                actions.contest_meeting,
                actions.take_contact_back,
            ]
        ),
    )
    def simple(self, who: str, number: int, verb: Callable[..., None]) -> None:
        found = self.meeting(number)
        if found is not None:
            self.does(who, lambda p: verb(actor=p, meeting=found))

    @rule(who=person, number=st.integers(0, 9), place=st.integers(0, 4))
    def choose(self, who: str, number: int, place: int) -> None:
        found = self.meeting(number)
        if found is not None:
            slots = list(found.slots.all())
            slot_id = slots[place % len(slots)].pk if slots else new_id()
            self.does(who, lambda p: actions.accept_date(actor=p, meeting=found, slot_id=slot_id))

    @rule(who=person, number=st.integers(0, 9), days=st.lists(st.integers(0, 5), min_size=1, max_size=5))
    def propose_others(self, who: str, number: int, days: list[int]) -> None:
        found = self.meeting(number)
        if found is not None:
            dates = [self.now + timedelta(days=day) for day in days]
            self.does(
                who,
                lambda p: actions.propose_other_dates(actor=p, meeting=found, dates=dates, time_zone="UTC"),
            )

    @rule(who=person, number=st.integers(0, 9), days=st.integers(-1, 5))
    def move(self, who: str, number: int, days: int) -> None:
        found = self.meeting(number)
        if found is not None:
            plan = Plan("video", self.now + timedelta(days=days), 30)
            self.does(who, lambda p: actions.move_meeting(actor=p, meeting=found, plan=plan))

    @rule(who=person, number=st.integers(0, 9), minutes=st.sampled_from([None, 0, 50]))
    def hold_or_settle(self, who: str, number: int, minutes: int | None) -> None:
        found = self.meeting(number)
        if found is None:
            return
        self.does(who, lambda p: actions.take_absence_back(actor=p, meeting=found, minutes=minutes))
        if minutes is not None:
            self.does(who, lambda p: actions.hold_meeting(actor=p, meeting=found, minutes=minutes))

    @rule(who=person, number=st.integers(0, 9), by=st.sampled_from(["mentor", "mentee", "both", "nobody"]))
    def miss(self, who: str, number: int, by: str) -> None:
        found = self.meeting(number)
        if found is not None:
            self.does(who, lambda p: actions.miss_meeting(actor=p, meeting=found, missed_by=by))

    @rule(
        who=person,
        number=st.integers(0, 9),
        answer=st.sampled_from(Attendance.Answer.values),
        sequence=st.integers(0, 2),
    )
    def answer(self, who: str, number: int, answer: str, sequence: int) -> None:
        found = self.meeting(number)
        if found is not None:
            reply = Reply(answer, sequence, self.now)
            self.does(who, lambda p: actions.answer_invitation(actor=p, meeting=found, reply=reply))

    @rule(days=st.integers(1, 4))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(who=st.sampled_from(["mentor", "mentee"]))
    def rest_or_go_on(self, who: str) -> None:
        paused = Mentorship.objects.get(pk=self.row.pk).state == "paused"
        act = actions.resume if paused else actions.pause
        self.does(who, lambda p: act(actor=p, mentorship=self.row))

    @rule(who=st.sampled_from(["mentor", "mentee"]), sure=st.integers(0, 4))
    def end(self, who: str, sure: int) -> None:
        if not sure:
            self.does(who, lambda p: actions.withdraw(actor=p, mentorship=self.row))

    @invariant()
    def nobody_goes_past_the_ceiling(self) -> None:
        assert Mentorship.objects.get(pk=self.row.pk).contacts <= MOST

    @invariant()
    def both_say_yes_to_what_counts(self) -> None:
        """By what is recorded of it: whoever did not record it has confirmed, accepted, or claimed to have been there."""
        for meeting in Meeting.objects.filter(state="held", confirmed_at=None, disputed_at=None):
            answers = meeting.attendances.filter(answer="accepted", sequence=meeting.sequence)
            assert answers.exclude(person=meeting.recorded_by).exists()

    @invariant()
    def what_counts_is_what_is_recorded(self) -> None:
        row = Mentorship.objects.get(pk=self.row.pk)
        for state, counter in COUNTS.items():
            assert getattr(row, counter) == Meeting.objects.filter(state=state).count()

    @invariant()
    def dates_are_offered_by_somebody(self) -> None:
        for meeting in Meeting.objects.all():
            assert (meeting.offered_by_id is not None) == meeting.slots.exists()
            assert meeting.slots.count() <= 5


@pytest.mark.django_db
def test_any_sequence_of_actions_keeps_to_the_table() -> None:
    run(Meetings, examples=15, steps=25)
