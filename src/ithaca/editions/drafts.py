"""The pages of a draft: nothing is changed that somebody has published, dropped or changed meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Generic, TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.design.views import Resolver, perform, route
from ithaca.editions.document import digest
from ithaca.editions.entered import too_late
from ithaca.editions.models import Edition
from ithaca.editions.seen import Seen, identity
from ithaca.editions.states import VersionState

E = TypeVar("E", bound=Edition)
S = TypeVar("S")
View = Callable[[HttpRequest, S], HttpResponseBase]
Declared = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Drafts(Generic[E]):
    """One kind of draft: who may change it, how its addresses are read, and the page on which it is read."""

    permission: Permission
    draft: Resolver[E]
    part: Resolver[tuple[E, str]]
    home: str

    def managing(self, view: View[E]) -> Declared:
        """Declares a page of the whole draft."""

        @wraps(view)
        def checked(request: HttpRequest, version: E) -> HttpResponseBase:
            return self._published(request, version) or view(request, version)

        return route(self.permission, self.draft)(checked)

    def of_part(self, view: View[tuple[E, str]]) -> Declared:
        """Declares a page of one part, by its slug."""

        @wraps(view)
        def checked(request: HttpRequest, part: tuple[E, str]) -> HttpResponseBase:
            return self._published(request, part[0]) or view(request, part)

        return route(self.permission, self.part)(checked)

    def _published(self, request: HttpRequest, version: E) -> HttpResponseBase | None:
        """Whoever was writing while somebody published it keeps what they wrote."""
        if version.state == VersionState.DRAFT:
            return None
        why = _("This version has been published meanwhile. Begin the next version to change it.")
        return too_late(request, why=why, back=self._home(version))

    def dropped(self, request: HttpRequest, version: E) -> HttpResponseBase:
        """The part that a page speaks of is not, or no longer, in the draft."""
        why = _("What you were changing is no longer there: somebody has dropped it.")
        return too_late(request, why=why, back=self._home(version))

    def discard(
        self,
        request: HttpRequest,
        version: E,
        *,
        act: Callable[[Seen], object],
        after: str,
        context: Mapping[str, object],
    ) -> HttpResponseBase:
        """Asks once more, then throws away what the page has shown, and goes on to `after`."""
        if request.method == "POST":
            seen = Seen(request.POST.get("seen", ""), identity)
            done = perform(request, lambda: act(seen), done=_("The draft is discarded."))
            return redirect(after if done else request.path)
        asked = {
            "edition": version,
            "made_from": digest(version.content),
            "home": self._home(version),
            **context,
        }
        return render(request, "editions/discard.html", asked)

    def _home(self, version: E) -> str:
        return reverse(self.home, args=[version.pk])
