"""What tests of state tables stand on: whatever is tried moves rows along their tables, or is refused and changes nothing."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any, ClassVar

from django.db import connection, models, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.journal.models import Event
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.states import ForbiddenTransition, StateTable

Model = type[models.Model]


class TableMachine(RuleBasedStateMachine):
    """Everybody with every action; each example is rolled back."""

    tables: ClassVar[Mapping[Model, StateTable]]
    watched: ClassVar[Sequence[Model]] = ()  # whatever else an action could change
    cast: ClassVar[Sequence[str]] = ()  # everybody, by name

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.now = clock.now()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def attempt(self, act: Callable[[], object], *, may: bool = True) -> None:
        """Tries; whoever may not is refused, always."""
        before, seen = self._states(), self._seen()
        allowed = False
        try:
            with clock.telling(self.now), transaction.atomic():
                act()
            allowed = True
        except (Refusal, Denied, ForbiddenTransition):
            pass
        after = self._states()
        if not allowed or not may:
            assert self._seen() == seen, "what is refused changes nothing"
        for key, state in after.items():
            table = self.tables[key[0]]
            was = before.get(key)
            if was is None:
                assert state == table.initial or _one_verb(table, table.initial, state)
            else:
                assert was == state or _one_verb(table, was, state), f"{table.name}: {was} to {state}"
        assert before.keys() <= after.keys()

    def only(self, may: Collection[str], who: str, act: Callable[[Person], object]) -> None:
        """Everybody else tries in vain; then `who` does, if they may."""
        seen = self._seen()
        for other in self.cast:
            if other not in may:
                with (
                    suppress(Refusal, Denied, ForbiddenTransition),
                    clock.telling(self.now),
                    transaction.atomic(),
                ):
                    act(self.person(other))
        assert self._seen() == seen, f"nobody but {sorted(may)} changes anything"
        if who in may:
            self.attempt(lambda: act(self.person(who)))

    def person(self, who: str) -> Person:
        raise NotImplementedError

    def _states(self) -> dict[tuple[Model, Any], str]:
        return {
            (model, pk): state
            for model in self.tables
            for pk, state in model._default_manager.values_list("pk", "state")
        }

    def _seen(self) -> list[object]:
        rows = [list(m._default_manager.order_by("pk").values()) for m in (*self.tables, *self.watched)]
        return [*rows, Event.objects.count()]


def _one_verb(table: StateTable, before: str, after: str) -> bool:
    return any(before in t.sources and t.target == after for t in table.transitions)


def walks(on_sqlite: int) -> int:
    """How many of them: what is looked for hangs on no database, and what one does its own way a third of them meets."""
    return on_sqlite if connection.vendor == "sqlite" else max(2, on_sqlite // 3)


def run(machine: type[RuleBasedStateMachine], *, examples: int = 12, steps: int = 20) -> None:
    few = settings(
        max_examples=walks(examples),
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate],  # what fails is told at once, not searched for its shortest form
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=few)  # type: ignore[no-untyped-call]
