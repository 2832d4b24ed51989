from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.programmes import events, policies, queries
from ithaca.programmes.actions.changes import locked_participation, locked_programme
from ithaca.programmes.actions.joining import record
from ithaca.programmes.models import Charter, Participation


@transaction.atomic
def accept_charter(*, actor: Person, participation: Participation, charter: Charter) -> None:
    """Accepts the version in force, as it was read; no other version can be accepted."""
    programme = locked_programme(participation.programme)
    row = locked_participation(participation)
    policies.require_towards(actor, row, Permission.EDIT_OWN_PARTICIPATION)
    in_force = queries.charter_in_force(programme)
    if charter.pk != in_force.pk:
        raise Refusal(
            _("A new version of the charter has just been published. Please read it before you accept.")
        )
    if not row.inside:
        raise Refusal(_("Only people who take part in the programme accept its charter."))
    if row.charter_id == in_force.pk:
        return
    row.charter, row.charter_sha256, row.charter_accepted_at = in_force, in_force.sha256, clock.now()
    row.save(update_fields=["charter", "charter_sha256", "charter_accepted_at"])
    record(events.CharterAccepted, actor, row, charter_number=in_force.number, charter_sha256=in_force.sha256)


def require_charter(participation: Participation) -> None:
    """Refuses what needs the charter in force, as beginning with somebody new does."""
    if queries.owes_charter(participation):
        raise Refusal(
            _(
                "The charter has a new version. Read and accept it on the programme's page first; what has begun goes on meanwhile."
            )
        )
