"""Personal invitations to Cap Ouest, by Clémence: sent, or prepared with a draft of the profile."""

from ithaca.programmes import actions
from ithaca.programmes.models import Invitation
from ithaca.programmes.prepared import Guest
from tests.cast import Cast


def invite(cast: Cast, email: str, role: str = "mentee") -> Invitation:
    (row,) = actions.invite(
        actor=cast.coordinator, programme=cast.programme, emails=[email], role=role, language="fr"
    )
    return row


def prepare(
    cast: Cast, email: str = "zoe@example.org", role: str = "mentee", *, send: bool = False
) -> Invitation:
    guest = Guest(
        email=email,
        role=role,
        language="fr",
        name="Zoé Martin",
        prepared={
            "headline": "Acheteuse",
            "expertise": ["negotiation"],
            "languages": ["fr"],
            "slots": ["monday_morning"],
            "level": "A",
            "wishes": ["marc@example.org"],
        },
    )
    actions.prepare_invitations(actor=cast.coordinator, programme=cast.programme, guests=[guest], send=send)
    return Invitation.objects.get(email=email, role=role)
