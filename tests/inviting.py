"""A personal invitation to Cap Ouest, sent by Clémence."""

from ithaca.programmes import actions
from ithaca.programmes.models import Invitation
from tests.cast import Cast


def invite(cast: Cast, email: str, role: str = "mentee") -> Invitation:
    (row,) = actions.invite(
        actor=cast.coordinator, programme=cast.programme, emails=[email], role=role, language="fr"
    )
    return row
