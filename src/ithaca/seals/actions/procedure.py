"""A network says how it audits and decides."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.editions.seen import Seen
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal
from ithaca.networks import policies as networks
from ithaca.networks.models import Network
from ithaca.seals import events, queries
from ithaca.seals.models import Procedure


@transaction.atomic
def set_procedure(
    *, actor: Person, network: Network, numbers: Mapping[str, int], seen: Seen | None = None
) -> None:
    """It holds from now on, for the files under way too."""
    networks.require(actor, network, Permission.MANAGE_SEALS)
    if queries.belongs_to_one_of(actor.pk, queries.running_in(network)):
        raise Refusal(bound_to_a_file())
    Procedure.objects.get_or_create(network=network)
    row = Procedure.objects.select_for_update().get(network=network)
    if seen is not None:
        seen.check(row)
    for name, number in numbers.items():
        setattr(row, name, number)
    row.save(update_fields=[*numbers])
    journal.record(events.ProcedureSet(actor_id=actor.pk, subject_id=network.pk))


def bound_to_a_file() -> str:
    return _(
        "A file of an organisation to which you belong is under way in this network: another administrator has to change the procedure."
    )
