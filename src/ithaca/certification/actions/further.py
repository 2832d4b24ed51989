"""Training followed elsewhere: told by the holder of a certificate, counted by the organisation."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.certification import events
from ithaca.certification.actions.files import locked, record
from ithaca.certification.models import File, FurtherTraining
from ithaca.certification.states import FileState
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal

MOST_TRAININGS = 100


@dataclass(frozen=True, kw_only=True)
class Followed:
    """What the holder says of it."""

    held_on: date
    hours: int
    what: str


@transaction.atomic
def tell_training(*, actor: Person, file: File, id: UUID, followed: Followed) -> FurtherTraining:
    """The holder of a certificate tells of a training elsewhere; it counts once the organisation says so."""
    row = locked(actor, file, Permission.KEEP_OWN_FILE)
    existing = FurtherTraining.made_before(id, file=row)
    if existing is not None:
        return existing
    if row.state != FileState.CERTIFIED or row.credential is None:
        raise Refusal(_("Hours count towards the renewal of a certificate in force."))
    if not row.credential.valid_from.date() <= followed.held_on <= clock.today(row.person.time_zone):
        raise Refusal(_("Give a day between that of your certificate and today."), field="held_on")
    if row.further.count() >= MOST_TRAININGS:
        raise Refusal(_("There are 100 already. Remove some that nobody has answered."))
    made = FurtherTraining.objects.create(id=id, file=row, **asdict(followed))
    record(events.TrainingTold, actor, row, hours=made.hours)
    return made


@transaction.atomic
def take_training_back(*, actor: Person, file: File, id: UUID) -> None:
    """The holder takes back what nobody has answered yet."""
    row = locked(actor, file, Permission.KEEP_OWN_FILE)
    found = row.further.filter(pk=id, counts=None).first()
    if found is not None:
        found.delete()
        record(events.TrainingTakenBack, actor, row, hours=found.hours)


@transaction.atomic
def answer_training(*, actor: Person, file: File, id: UUID, counts: bool) -> None:
    """The organisation counts a training followed elsewhere towards the renewal, or does not."""
    row = locked(actor, file, Permission.MANAGE_CERTIFICATION)
    found = row.further.select_for_update().filter(pk=id).first()
    if found is None:
        raise Refusal(_("The mentor has taken this back."))
    if found.counts == counts:
        return
    found.counts, found.answered_by = counts, actor
    found.save(update_fields=["counts", "answered_by"])
    record(events.TrainingAnswered, actor, row, hours=found.hours, counts=counts)
