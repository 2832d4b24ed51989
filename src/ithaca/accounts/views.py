import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from allauth.account import views as allauth
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.core.internal import ratelimit
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts import actions, passkeys, queries
from ithaca.accounts.archive import take_data_along
from ithaca.accounts.closing import close_account, obstacles
from ithaca.accounts.entrance import confirmed_lately
from ithaca.accounts.forms import CloseForm, SettingsForm
from ithaca.accounts.models import Person
from ithaca.accounts.who import viewer
from ithaca.design.views import open_route, own_route, perform
from ithaca.kernel import clock


@own_route(Permission.USE_OWN_ACCOUNT)
def own_settings(request: HttpRequest) -> HttpResponseBase:
    person = viewer(request)
    initial = {"name": person.name, "language": person.language, "time_zone": person.time_zone}
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with override(form.cleaned_data["language"]):  # thanks in the language just chosen
            saved = perform(
                request,
                lambda: actions.update_settings(person, **form.cleaned_data),
                done=_("Your settings are saved."),
                form=form,
            )
        if saved:
            return redirect("accounts:settings")
    return render(request, "accounts/settings.html", {"form": form, "connected": _outside(person)})


def _outside(person: Person) -> bool:
    """Whether the person can sign in through the organisation's own sign-in."""
    return bool(settings.IDENTITY_PROVIDER) and queries.has_outside_account(person)


@open_route(Permission.SEE_PUBLIC_PAGES)
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """The choice stays with the account, or in a cookie of who is not signed in."""
    target = request.POST.get("next", "/")
    here = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    # An address of ours and no mere word, which `redirect` would take for the name of a page.
    response = redirect(target if here and target.startswith("/") else "/")
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        if isinstance(request.user, Person):
            person = request.user
            actions.update_settings(person, name=person.name, language=language, time_zone=person.time_zone)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            secure=settings.HTTPS,
            httponly=True,
        )
    return response


@open_route(Permission.USE_SIGN_IN)
def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Ends the session, the vault's half of the key with it; what the browser keeps opens nothing alone."""
    response = cast(HttpResponse, allauth.logout(request))
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache"'
    return response


@own_route(Permission.USE_OWN_ACCOUNT)
def devices(request: HttpRequest) -> HttpResponseBase:
    """Where one is signed in, this browser first."""
    rows = list(queries.devices_of(viewer(request)))
    here = [row for row in rows if row.session_id == request.session.session_key]
    return render(
        request, "accounts/devices.html", {"here": here, "others": [row for row in rows if row not in here]}
    )


@own_route(Permission.USE_OWN_ACCOUNT)
@require_POST
def sign_device_out(request: HttpRequest, device_id: uuid.UUID) -> HttpResponseBase:
    person, here = viewer(request), request.session.session_key or ""
    perform(
        request,
        lambda: actions.sign_device_out(person=person, device_id=device_id, here=here),
        done=_("This device is signed out."),
    )
    return redirect("accounts:devices")


@own_route(Permission.USE_OWN_ACCOUNT)
@require_POST
def sign_others_out(request: HttpRequest) -> HttpResponseBase:
    person, here = viewer(request), request.session.session_key or ""
    perform(
        request,
        lambda: actions.sign_others_out(person=person, here=here),
        done=_("You are signed in here only."),
    )
    return redirect("accounts:devices")


def confirmed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Has whoever changes something on the page prove first who they are, those without a password too."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and not confirmed_lately(request):
            return suspend_request(request, reverse("account_reauthenticate"))  # type: ignore[no-any-return]
        return view(request, *args, **kwargs)

    return guarded


def close(request: HttpRequest) -> HttpResponse:
    """What goes, what stays and why; then it goes."""
    person = viewer(request)
    form = CloseForm(request.POST or None, expected=person.email)
    typed = request.method == "POST" and form.is_valid()
    closed = perform(request, lambda: close_account(person), form=form) if typed else None
    if closed:
        logout(request)
        messages.success(request, _("Your account is closed. Thank you for the way we went together."))
        response = redirect("/")
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
    return render(request, "accounts/close.html", {"form": form, "obstacles": obstacles(person)})


@own_route(Permission.USE_OWN_ACCOUNT)
def own_data(request: HttpRequest) -> HttpResponseBase:
    """All that is kept of somebody, as a file; for whoever has just proven who they are."""
    if request.method != "POST":
        return render(request, "accounts/data.html")
    if not confirmed_lately(request):
        again = urlencode({"next": reverse("accounts:data")})
        return redirect(f"{reverse('account_reauthenticate')}?{again}")
    if not ratelimit.consume(request, app="allauth.account", action="own_data", user=request.user):
        return cast(HttpResponse, ratelimit.respond_429(request))
    response = HttpResponse(take_data_along(viewer(request)), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="ithaca-{clock.today()}.zip"'
    response.headers["Cache-Control"] = "no-store"
    return response


class ConfirmIdentity(allauth.ReauthenticateView):  # type: ignore[misc]
    """Who is signed in proves once more who they are, before what can't be undone.

    The password, the passkey, the organisation's own sign-in: whichever there is; a way out where there is none.
    """

    def _check_reauthentication_method_available(self, request: HttpRequest) -> None:
        """Everybody stays on this page, which offers whatever somebody has."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person = self.request.user
        options = passkeys.confirmation_options(person)
        more = {"has_password": person.has_usable_password(), "passkey_options": options}
        more["outside"] = _outside(person)
        return {**super().get_context_data(**kwargs), **more}


class ConfirmByPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Takes what the passkey answered. The page that asks for it is the other one."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(self.passthrough_next_url(reverse("account_reauthenticate")))

    def form_invalid(self, form: ReauthenticateWebAuthnForm) -> HttpResponse:
        messages.error(self.request, _("This passkey did not confirm that it is you. Please try again."))
        return redirect(self.passthrough_next_url(reverse("account_reauthenticate")))
