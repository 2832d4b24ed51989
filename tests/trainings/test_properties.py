"""Whatever anybody tries, in any order: it moves along the tables, or it is refused and nothing has changed."""

from collections.abc import Callable
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
from ithaca.kernel.states import ForbiddenTransition
from ithaca.programmes import actions as programmes
from ithaca.trainings import actions
from ithaca.trainings.actions import Content, Note
from ithaca.trainings.models import SignUp, Training
from ithaca.trainings.rules import When
from ithaca.trainings.states import COMING, SIGN_UP, TRAINING
from tests.cast import Cast
from tests.factories import make_training
from tests.machines import run

pytestmark = pytest.mark.django_db

STEPS = 18
PEOPLE = ("mentor", "mentee", "second_mentor", "second_mentee", "coordinator", "administrator", "outsider")
MANAGING = {"coordinator", "administrator"}
people = st.sampled_from(PEOPLE)


def one_verb(table: object, before: str, after: str) -> bool:
    """Whether a single verb of the table leads from one state to the other."""
    return any(before in t.sources and t.target == after for t in table.transitions)  # type: ignore[attr-defined]


def machine(cast: Cast) -> type[RuleBasedStateMachine]:
    class AnEvent(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.undo = transaction.atomic()
            self.undo.__enter__()
            self.begun = clock.now()
            self.now = self.begun
            self.training = make_training(cast.programme, state="draft", days=3, places=2, audience="both")

        def teardown(self) -> None:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

        def person(self, who: str) -> Person:
            return getattr(cast, who)  # type: ignore[no-any-return]

        def seen(self) -> tuple[object, ...]:
            """Everything that an action could have changed."""
            return (
                Training.objects.filter(pk=self.training.pk).values().get(),
                list(SignUp.objects.order_by("id").values()),
                Event.objects.count(),
            )

        def try_(self, do: Callable[[], object], *, managing: str = "") -> None:
            before, states = self.seen(), dict(SignUp.objects.values_list("person_id", "state"))
            was = Training.objects.get(pk=self.training.pk).state
            refused: Exception | None = None
            with clock.telling(self.now):
                try:
                    with transaction.atomic():
                        do()
                except (Refusal, ForbiddenTransition, Denied) as error:
                    refused = error
            if refused is not None:
                assert self.seen() == before
            if managing and managing not in MANAGING:
                assert isinstance(refused, Denied)
            self.training.refresh_from_db()
            if self.training.state != was:
                assert one_verb(TRAINING, was, self.training.state)
            for person_id, state in SignUp.objects.values_list("person_id", "state"):
                # Whoever signs up is in the line for a moment, also where a place is free.
                origins = {states.get(person_id, "waiting"), "waiting"}
                if states.get(person_id) != state:
                    assert state == "waiting" or any(one_verb(SIGN_UP, o, state) for o in origins)

        @rule(hours=st.sampled_from([1, 30, 50]))
        def time_goes_by(self, hours: int) -> None:
            self.now += timedelta(hours=hours)

        @rule(who=people)
        def sign_up(self, who: str) -> None:
            self.try_(lambda: actions.sign_up(person=self.person(who), training=self.training))
            if who in MANAGING or who == "outsider":
                assert not SignUp.objects.filter(person=self.person(who)).exists()

        @rule(who=people)
        def give_up(self, who: str) -> None:
            self.try_(lambda: actions.give_up(person=self.person(who), training=self.training))

        @rule(who=people)
        def open_(self, who: str) -> None:
            self.try_(
                lambda: actions.open_training(actor=self.person(who), training=self.training), managing=who
            )

        @rule(who=people)
        def cancel(self, who: str) -> None:
            self.try_(
                lambda: actions.cancel_training(actor=self.person(who), training=self.training), managing=who
            )

        @rule(who=people, whom=people)
        def add(self, who: str, whom: str) -> None:
            self.try_(
                lambda: actions.add_person(
                    actor=self.person(who), training=self.training, person=self.person(whom)
                ),
                managing=who,
            )

        @rule(who=people, number=st.integers(0, 3))
        def remove(self, who: str, number: int) -> None:
            row = SignUp.objects.order_by("id")[number : number + 1].first()
            if row is not None:
                self.try_(lambda: actions.remove_person(actor=self.person(who), sign_up=row), managing=who)

        @rule(who=people, places=st.sampled_from([None, 1, 2, 4]), days=st.sampled_from([1, 3]))
        def change(self, who: str, places: int | None, days: int) -> None:
            content = Content(
                kind="training",
                audience="both",
                title=self.training.title,
                description={},
                time_zone="Europe/Paris",
                dates=(When(self.begun + timedelta(days=days), 60),),
                place="Nantes",
                places=places,
            )
            self.try_(
                lambda: actions.change_training(
                    actor=self.person(who), training=self.training, content=content
                ),
                managing=who,
            )

        @rule(who=people, state=st.sampled_from(["present", "absent", "excused", "placed"]))
        def note(self, who: str, state: str) -> None:
            notes = {pk: Note(state) for pk in SignUp.objects.values_list("pk", flat=True)}
            self.try_(
                lambda: actions.note_attendance(actor=self.person(who), training=self.training, notes=notes),
                managing=who,
            )

        @rule(whose=st.sampled_from(["mentoring", "second_being_mentored"]))
        def exclude(self, whose: str) -> None:
            participation = getattr(cast, whose)

            def go() -> None:
                programmes.exclude(actor=cast.coordinator, participation=participation)
                actions.leave_all(person_id=participation.person_id, programme_id=cast.programme.pk)

            self.try_(go)

        @invariant()
        def places_hold(self) -> None:
            row = Training.objects.get(pk=self.training.pk)
            holding = SignUp.objects.filter(training=row, state__in=COMING).count()
            waiting = SignUp.objects.filter(training=row, state="waiting").count()
            assert row.taken == holding
            assert row.places is None or holding <= row.places
            if waiting and row.state == "open" and self.now < row.starts_at:  # type: ignore[operator]
                assert holding == row.places, "somebody waits though a place is free"

    return AnEvent


def test_any_sequence_moves_along_the_tables_or_changes_nothing(cast: Cast) -> None:
    run(machine(cast), examples=25, steps=STEPS)
