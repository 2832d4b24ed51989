"""How an action takes hold of the row that it changes."""

from ithaca.kernel.states import StateTable
from ithaca.programmes.models import Invitation, Participation, Programme
from ithaca.programmes.states import INVITATION, PARTICIPATION, PROGRAMME

Row = Programme | Participation | Invitation


def locked_programme(programme: Programme) -> Programme:
    """The programme as it stands now, held until the transaction ends."""
    return (
        Programme.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=programme.pk)
    )


def locked_participation(participation: Participation) -> Participation:
    rows = Participation.objects.select_for_update(of=("self",))
    return rows.select_related("programme__organisation", "person").get(pk=participation.pk)


def locked_invitation(invitation: Invitation) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",))
    return rows.select_related("programme__organisation").get(pk=invitation.pk)


def move(row: Row, verb: str, *fields: str) -> None:
    """Applies one verb of the row's state table and saves; raises ForbiddenTransition."""
    row.state = _table(row).after(verb, row.state)
    row.save(update_fields=["state", *fields])


def _table(row: Row) -> StateTable:
    if isinstance(row, Programme):
        return PROGRAMME
    return PARTICIPATION if isinstance(row, Participation) else INVITATION
