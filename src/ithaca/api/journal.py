"""The private journal over HTTP: where it is, and the meetings that its sheets may be about."""

from django.http import HttpRequest
from ninja import Router

from ithaca.accounts.who import viewer
from ithaca.api.access import own
from ithaca.api.vault_shapes import Shape
from ithaca.mentorships import queries as mentorships
from ithaca.vault import queries
from ithaca.vault.rules import JOURNAL

router = Router(tags=["journal"])


@router.get("")
@own
def journal(request: HttpRequest) -> Shape:
    person = viewer(request)
    room = queries.own_room(person, purpose=JOURNAL)
    return {
        "room": str(room.pk) if room else None,
        "meetings": [
            {
                "id": str(m.pk),
                "state": m.state,
                "contact_type": m.contact_type,
                "starts_at": m.starts_at.isoformat(),
                "minutes": m.minutes,
                "mentorship": str(m.mentorship_id),
                "with": m.mentorship.mentee.person.name,
            }
            for m in mentorships.meetings_as_mentor(person)
        ],
    }
