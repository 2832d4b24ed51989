"""The journal: append-only, written only inside an action's transaction, its reactions run exactly once."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from django.db import transaction

from ithaca.journal import dispatch
from ithaca.journal.actions import record
from ithaca.journal.events import Fact
from ithaca.journal.models import Event, Undispatched
from ithaca.kernel.ids import new_id


@dataclass(frozen=True, kw_only=True)
class LampLit(Fact):
    verb: ClassVar[str] = "test.lamp lit"
    brightness: int


def light_a_lamp() -> Event:
    with transaction.atomic():
        return record(LampLit(actor_id=None, subject_id=new_id(), brightness=3))


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(LampLit(actor_id=None, subject_id=new_id(), brightness=3))


@pytest.mark.django_db
def test_an_event_can_be_neither_changed_nor_deleted() -> None:
    event = light_a_lamp()
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()


@pytest.mark.django_db
def test_a_reaction_runs_once_and_a_failing_one_is_tried_again_with_nothing_half_done(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []

    def count_then_fail_first(event: Event) -> None:
        Event.objects.create(verb="test.echo", subject_id=event.subject_id)
        seen.append(event.facts["brightness"])
        if len(seen) == 1:
            raise ValueError("the lamp fell")

    monkeypatch.setitem(dispatch._reactions, LampLit.verb, [count_then_fail_first])
    light_a_lamp()
    assert dispatch.dispatch_waiting() == 0
    assert not Event.objects.filter(verb="test.echo").exists()
    Undispatched.objects.update(next_try_at="2020-01-01T00:00Z")
    assert dispatch.dispatch_waiting() == 1
    assert dispatch.dispatch_waiting() == 0
    assert Event.objects.filter(verb="test.echo").count() == 1
