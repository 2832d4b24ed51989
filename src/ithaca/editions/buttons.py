"""What the buttons of a version do: one form, a verb each."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.http import HttpRequest

from ithaca.design.views import perform
from ithaca.editions.models import Edition
from ithaca.editions.seen import Seen, identity


def move(
    request: HttpRequest, version: Edition, verbs: Mapping[str, tuple[Callable[..., None], object]]
) -> None:
    """Carries out the action of the button that was pressed, and says so; what is published is what the page has shown."""
    verb = request.POST.get("verb", "")
    if verb not in verbs:
        return
    act, done = verbs[verb]
    told: dict[str, Any] = {"actor": request.user, "version": version}
    if verb == "publish":
        told["seen"] = Seen(request.POST.get("seen", ""), identity)
    perform(request, partial(act, **told), done=done)
