from uuid import UUID

from ithaca.access.roles import Role
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.design.views import Scoped
from ithaca.perspectives import queries
from ithaca.perspectives.models import Round


def roles_in_round(person: Person, row: Round) -> frozenset[Role]:
    """A round is its mentor's alone; whoever was asked has their link."""
    own = {Role.SELF} if row.person_id == person.pk else set()
    return frozenset({Role.SIGNED_IN, *own})


def round(person: Person, round_id: UUID) -> Scoped[Round]:
    found = queries.round_by_id(round_id)
    if found is None:
        raise Denied(str(round_id))
    return Scoped(found, roles_in_round(person, found))
