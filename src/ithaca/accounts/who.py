"""Who asks."""

from django.http import HttpRequest

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person


def viewer(request: HttpRequest) -> Person:
    """The signed-in person; the route has already let nobody else through."""
    if not isinstance(request.user, Person):
        raise Denied(Permission.USE_OWN_ACCOUNT.value)
    return request.user
