from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.trainings import events, policies, queries
from ithaca.trainings.actions.changes import locked, move, record
from ithaca.trainings.models import SignUp, Training
from ithaca.trainings.states import NOTED, SIGN_UP, SignUpState, TrainingState

MOST_MINUTES = 200 * 60


@dataclass(frozen=True)
class Note:
    """Whether somebody came; `minutes` count where they were present, all that the training counts if not given."""

    state: str  # present | absent | excused
    minutes: int | None = None


@transaction.atomic
def note_attendance(*, actor: Person, training: Training, notes: Mapping[UUID, Note]) -> int:
    """Notes who came, by sign-up, and says how many notes are new; with the first the training counts as held."""
    row = locked(training.pk)
    policies.require(actor, row, Permission.MANAGE_TRAININGS)
    if not queries.may_be_noted(row):
        raise Refusal(_("It has not taken place yet: note who came once its last date has begun."))
    changed = 0
    for found in SignUp.objects.filter(training=row, pk__in=list(notes)).order_by("id"):
        changed += _note(actor, row, found, notes[found.pk])
    if changed and row.state == TrainingState.OPEN:
        row.closed_at = clock.now()
        move(row, "hold", "closed_at")
        record(events.Held, actor, row)
    return changed


def _note(actor: Person, row: Training, found: SignUp, note: Note) -> bool:
    if note.state not in NOTED:
        raise Refusal(_("Say for each person whether they came."))
    given = row.credit_minutes if note.minutes is None else note.minutes
    minutes = given if note.state == SignUpState.PRESENT else 0
    if not 0 <= minutes <= MOST_MINUTES:
        raise Refusal(_("Give at most 200 hours."))
    if (found.state, found.minutes) == (note.state, minutes):
        return False
    found.state = SIGN_UP.after(f"note {note.state}", found.state)
    found.minutes, found.noted_at = minutes, clock.now()
    found.save()
    record(events.AttendanceNoted, actor, row, person_id=found.person_id, state=found.state, minutes=minutes)
    return True
