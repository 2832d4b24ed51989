"""How an action takes hold of a training, and how the waiting list moves up."""

from uuid import UUID

from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.trainings import events, rules
from ithaca.trainings.models import SignUp, Training
from ithaca.trainings.states import SIGN_UP, TRAINING, SignUpState, TrainingState


def locked(training_id: UUID) -> Training:
    """The training as it stands now, held until the transaction ends: whoever wants a place waits here."""
    rows = Training.objects.select_for_update(of=("self",))
    return rows.select_related("programme__organisation").get(pk=training_id)


def move(row: Training, verb: str, *fields: str) -> None:
    row.state = TRAINING.after(verb, row.state)
    row.save(update_fields=["state", *fields])


def record(fact: type[events.TrainingFact], actor: Person | None, row: Training, **more: object) -> None:
    journal.record(
        fact(
            actor_id=actor.pk if actor else None,
            subject_id=row.pk,
            programme_id=row.programme_id,
            kind=row.kind,
            **more,
        )
    )


def has_room(row: Training) -> bool:
    return rules.free(row.places, row.taken) != 0


def place(actor: Person | None, row: Training, sign_up: SignUp, *, from_waiting_list: bool) -> None:
    """Gives a place; the caller has locked the training and seen that one is free."""
    sign_up.state = SIGN_UP.after("place", sign_up.state)
    sign_up.save()
    row.taken += 1
    row.save(update_fields=["taken"])
    record(events.Placed, actor, row, person_id=sign_up.person_id, from_waiting_list=from_waiting_list)


def move_up(row: Training) -> None:
    """Gives free places to the first in the line, as long as the training has not begun."""
    begun = row.starts_at is None or row.starts_at <= clock.now()
    if begun or row.state != TrainingState.OPEN:
        return
    free = rules.free(row.places, row.taken)
    line = SignUp.objects.filter(training=row, state=SignUpState.WAITING).order_by("since", "id")
    for sign_up in list(line if free is None else line[:free]):
        place(None, row, sign_up, from_waiting_list=True)
