"""How every view of the product declares its permission and carries out one action."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from ithaca.access.permissions import GRANTED_TO, Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied, allowed
from ithaca.kernel.errors import IdInUse, Refusal
from ithaca.kernel.states import ForbiddenTransition

Subject = TypeVar("Subject")
Made = TypeVar("Made")
Params = ParamSpec("Params")


@dataclass(frozen=True)
class Scoped(Generic[Subject]):
    """What a URL speaks of, with the roles that the viewer holds towards it."""

    subject: Subject
    roles: Collection[Role]


# Finds the subject of a URL for a signed-in person, `(person, **url arguments)`; raises Denied where there is none.
Resolver = Callable[..., Scoped[Subject]]


def is_open(permission: Permission) -> bool:
    """Whether people who are not signed in hold the permission."""
    return Role.ANYONE in GRANTED_TO[permission]


def open_route(
    permission: Permission,
) -> Callable[[Callable[Params, HttpResponseBase]], Callable[Params, HttpResponseBase]]:
    """Declares a view that needs no sign-in."""
    if not is_open(permission):
        raise ValueError(f"{permission} needs a signed-in person.")

    def declare(view: Callable[Params, HttpResponseBase]) -> Callable[Params, HttpResponseBase]:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return declare


def own_route(
    permission: Permission,
) -> Callable[
    [Callable[Concatenate[HttpRequest, Params], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, Params], HttpResponseBase],
]:
    """Declares a view that any signed-in person may use for themselves."""

    def declare(
        view: Callable[Concatenate[HttpRequest, Params], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, Params], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not allowed({Role.SIGNED_IN, Role.SELF}, permission):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return cast(Callable[Concatenate[HttpRequest, Params], HttpResponseBase], guarded)

    return declare


def route(
    permission: Permission, subject: Resolver[Subject]
) -> Callable[[Callable[[HttpRequest, Subject], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Declares a view of a subject: the URL's arguments go to `subject`, the view receives what it found.

    Whoever holds no role that the permission asks for gets 404, like whoever asks for what does not exist.
    """

    def declare(view: Callable[[HttpRequest, Subject], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, **url: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            try:
                scoped = subject(request.user, **url)
            except Denied:
                raise Http404
            if not allowed(scoped.roles, permission):
                raise Http404
            return view(request, scoped.subject)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return declare


def stale_page() -> str:
    return _(
        "This page was no longer up to date: somebody, perhaps you in another window, has already done something here. Here is how things stand now."
    )


def perform(
    request: HttpRequest, action: Callable[[], Made], *, done: object = "", form: BaseForm | None = None
) -> Made | None:
    """Carries out one action of a view and tells the person how it went.

    Returns what the action made (True where it makes nothing), or None where it was refused: then the reason
    stands on the form, if there is one, or in a message. Denied becomes 404.
    """
    try:
        made = action()
    except (Denied, IdInUse):
        raise Http404
    except (Refusal, ForbiddenTransition) as refusal:
        reason = refusal.message if isinstance(refusal, Refusal) else stale_page()
        field = refusal.field if isinstance(refusal, Refusal) else None
        if form is not None:
            form.add_error(field if field in form.fields else None, str(reason))
        else:
            messages.error(request, str(reason))
        return None
    if done:
        messages.success(request, str(done))
    return cast(Made, True) if made is None else made


def submitted(
    request: HttpRequest, form: BaseForm, action: Callable[[], Made], *, done: object = ""
) -> Made | None:
    """What an action made of a form that was posted and is valid; None before that, and where it was refused."""
    if request.method != "POST" or not form.is_valid():
        return None
    return perform(request, action, done=done, form=form)
