"""Who reads: what the room's static page cannot have in its markup."""

from django.http import HttpRequest
from ninja import Router

from ithaca.accounts.entrance import confirmed_lately
from ithaca.api.vault import own, viewer
from ithaca.api.vault_shapes import Shape
from ithaca.vault import queries

router = Router(tags=["me"])


@router.get("")
@own
def me(request: HttpRequest) -> Shape:
    person = viewer(request)
    return {
        "id": str(person.id),
        "name": person.name,
        "language": person.language,
        "time_zone": person.time_zone,
        "has_keyring": queries.has_keyring(person),
        "confirmed": confirmed_lately(request),
    }
