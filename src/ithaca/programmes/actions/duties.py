from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.journal.events import Fact
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.programmes import duties, events, policies
from ithaca.programmes.actions.changes import locked_programme
from ithaca.programmes.actions.setting_up import check_section
from ithaca.programmes.models import OwnDuty, Programme

MOST_OWN = 30


@dataclass(frozen=True, kw_only=True)
class DutyContent:
    """What a coordinator writes of a duty of the programme's own."""

    phase: str
    role: str
    text: Mapping[str, str]


@transaction.atomic
def choose_duties(*, actor: Person, programme: Programme, kept: Collection[str]) -> None:
    """Keeps these duties of the catalogue and leaves the others out; what was ticked stays ticked."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    offered = [duty.key for duty in duties.duties(row, "fr", [])]
    before = row.duties_left_out
    row.duties_left_out = [key for key in offered if key not in kept]
    row.save(update_fields=["duties_left_out"])
    left_out = tuple(key for key in row.duties_left_out if key not in before)
    taken_back = tuple(key for key in before if key not in row.duties_left_out)
    if left_out or taken_back:
        _record(events.DutiesChosen, actor, row, left_out=left_out, taken_back=taken_back)
    check_section(actor=actor, programme=row, section="duties")


@transaction.atomic
def add_duty(*, actor: Person, programme: Programme, id: UUID, content: DutyContent) -> OwnDuty:
    """Adds a duty of the programme's own to a phase."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    existing = OwnDuty.made_before(id, programme=row)
    if existing is not None:
        return existing
    if content.phase not in {phase.slug for phase in duties.phase_set(row).phases}:
        raise Refusal(_("Choose one of the phases."), field="phase")
    if content.role not in duties.ROLES:
        raise Refusal(_("Choose whose duty it is."), field="role")
    if OwnDuty.objects.filter(programme=row, taken_out_at=None).count() >= MOST_OWN:
        raise Refusal(_("Thirty duties of your own are a lot. Take one out before you add another."))
    made = OwnDuty.objects.create(
        id=id, programme=row, phase=content.phase, role=content.role, text=dict(content.text)
    )
    _record(events.DutyAdded, actor, row, duty_id=made.pk, phase=made.phase, role=made.role)
    check_section(actor=actor, programme=row, section="duties")
    return made


@transaction.atomic
def take_duty_out(*, actor: Person, programme: Programme, id: UUID) -> None:
    """Takes a duty of the programme's own out of the checklists; where it was ticked it stays readable."""
    policies.require(actor, programme, Permission.CONFIGURE_PROGRAMME)
    row = locked_programme(programme)
    duty = OwnDuty.objects.filter(programme=row, pk=id, taken_out_at=None).first()
    if duty is None:
        return
    duty.taken_out_at = clock.now()
    duty.save(update_fields=["taken_out_at"])
    _record(events.DutyTakenOut, actor, row, duty_id=duty.pk, phase=duty.phase, role=duty.role)
    check_section(actor=actor, programme=row, section="duties")


def _record(fact: type[Fact], actor: Person, row: Programme, **facts: object) -> None:
    journal.record(fact(actor_id=actor.pk, subject_id=row.pk, programme_id=row.pk, **facts))
