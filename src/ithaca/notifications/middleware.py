"""What one looks at, one has seen: a notice counts no longer once its page is open."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from ithaca.accounts.models import Person
from ithaca.notifications import actions, queries


class SeenByVisiting:
    """Only for pages of something in particular: whoever passes by the home page has not read what leads there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        of_something = request.method == "GET" and kwargs and not request.path.startswith("/api/")
        if not of_something or not isinstance(request.user, Person):
            return
        unseen = queries.unseen_of(request.user)
        here = [pk for pk, path in unseen if path.split("#")[0] == request.path]
        if here:
            actions.mark_seen(person=request.user, only=here)
        request.unseen_notices = len(unseen) - len(here)  # type: ignore[attr-defined]
