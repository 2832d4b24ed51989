"""What the buttons of a version do: one form, a verb each."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest

from ithaca.design.views import perform


def pressed(request: HttpRequest, verbs: Mapping[str, tuple[Callable[[], object], str]]) -> str | None:
    """Carries out the verb of the button that was pressed, and says so; None where it was refused or is unknown."""
    verb = request.POST.get("verb", "")
    if verb not in verbs:
        return None
    act, done = verbs[verb]
    return verb if perform(request, act, done=done) else None
