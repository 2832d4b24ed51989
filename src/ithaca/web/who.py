from django.http import Http404, HttpRequest

from ithaca.accounts.models import Person


def me(request: HttpRequest) -> Person:
    """The signed-in person; the route has already let nobody else through."""
    if not isinstance(request.user, Person):
        raise Http404
    return request.user
