"""The pages of a draft: nothing is changed that somebody has published, dropped or changed meanwhile."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.design.views import Resolver, perform, route
from ithaca.editions.document import Content, digest
from ithaca.editions.entered import too_late
from ithaca.editions.forms import PartForm, offered
from ithaca.editions.models import Edition
from ithaca.editions.seen import Seen, identity
from ithaca.editions.states import VersionState
from ithaca.kernel.ids import new_id

E = TypeVar("E", bound=Edition)
S = TypeVar("S")
F = TypeVar("F", bound=PartForm)
Edit = Callable[[Content], Content]
View = Callable[[HttpRequest, S], HttpResponseBase]
Declared = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Drafts(Generic[E]):
    """
    One kind of draft: who may change it, how its addresses are read, the page on which it is read, and the action that
    changes it (`actor`, `version`, `edit`, `seen`).
    """

    permission: Permission
    draft: Resolver[E]
    part: Resolver[tuple[E, str]]
    home: str
    change: Callable[..., None]

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

    def form(self, request: HttpRequest, make: Callable[[Any], F]) -> F:
        """A part's form as it stands, with what was sent; a button that drops the part sends nothing of it."""
        return make(None) if "discard" in request.POST else offered(make, request.POST or None)

    def saved(self, request: HttpRequest, version: E, form: PartForm) -> bool:
        return form.is_valid() and self.changed(request, version, form.edited, seen=form.seen, form=form)

    def without(self, request: HttpRequest, version: E, form: PartForm, edit: Edit) -> bool:
        """Drops the part of a form, if it still is what its page has shown."""
        seen = Seen(request.POST.get("seen", ""), form.whole)
        return self.changed(request, version, edit, seen=seen)

    def changed(
        self,
        request: HttpRequest,
        version: E,
        edit: Edit,
        *,
        seen: Seen | None = None,
        form: PartForm | None = None,
    ) -> bool:
        """Changes the draft in one thing, and tells how it went."""
        act = partial(self.change, actor=request.user, version=version, edit=edit, seen=seen)
        return bool(perform(request, act, done=_("Saved in the draft."), form=form))

    def next_version(self, request: HttpRequest, version: E, begin: Callable[..., E]) -> HttpResponseBase:
        """Begins the version that follows a published one, and goes on to it."""
        made = perform(
            request,
            lambda: begin(actor=request.user, version=version, id=new_id()),
            done=_("The next version is begun as a draft. The published one stays as it is."),
        )
        return redirect(self._home(made or version))

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
