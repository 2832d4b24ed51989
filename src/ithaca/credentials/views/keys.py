"""The keys that an organisation or a network signs with: one set of pages for both."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.entrance import confirmed_lately
from ithaca.accounts.who import viewer
from ithaca.credentials import actions, addresses, policies, queries
from ithaca.credentials.forms import NewKeyForm, RevokeKeyForm
from ithaca.credentials.models import IssuerKey
from ithaca.credentials.policies import Body
from ithaca.design.views import perform, route, submitted
from ithaca.kernel.ids import new_id
from ithaca.networks.models import Network
from ithaca.networks.tabs import tabs

Subject = TypeVar("Subject")
View = Callable[[HttpRequest, Subject], HttpResponseBase]
PER_PAGE = 50


def confirmed(view: View[Subject]) -> View[Subject]:
    """Asks who it is once more, as what can't be undone asks for."""

    @wraps(view)
    def asking(request: HttpRequest, subject: Subject) -> HttpResponseBase:
        if confirmed_lately(request):
            return view(request, subject)
        again = urlencode({"next": request.get_full_path()})
        return redirect(f"{reverse('account_reauthenticate')}?{again}")

    return asking


@route(Permission.MANAGE_ISSUER_KEYS, policies.body)
def index(request: HttpRequest, body: Body) -> HttpResponseBase:
    """Every key it ever had."""
    issuer = queries.issuer_of(body)
    context = {
        "body": body,
        "keys": queries.keys_of(issuer) if issuer else [],
        "issuer": issuer and queries.told(issuer),
        "signs": bool(issuer and queries.active_key(issuer)),
        "tabs": tabs(body, "credentials:network_keys") if isinstance(body, Network) else [],
    }
    return render(request, "credentials/keys.html", context)


@route(Permission.MANAGE_ISSUER_KEYS, policies.body)
@confirmed
def new(request: HttpRequest, body: Body) -> HttpResponseBase:
    """The ceremony, and the next key at its end."""
    form = NewKeyForm(request.POST or None, initial={"id": new_id()})
    made = submitted(
        request,
        form,
        lambda: actions.make_key(actor=viewer(request), body=body, id=form.cleaned_data["id"]),
        done=_("The key is made. Write its fingerprint into your records."),
    )
    if made is not None:
        return redirect(addresses.page_of(body, "keys"))
    issuer = queries.issuer_of(body)
    context = {
        "body": body,
        "form": form,
        "former": queries.active_key(issuer) if issuer else None,
    }
    return render(request, "credentials/key_new.html", context)


@route(Permission.MANAGE_ISSUER_KEYS, policies.key_of)
@confirmed
def retire(request: HttpRequest, subject: tuple[Body, IssuerKey]) -> HttpResponseBase:
    body, key = subject
    if request.method == "POST":
        perform(
            request,
            lambda: actions.retire_key(actor=viewer(request), key=key),
            done=_("The key signs no more. What it has signed stays valid."),
        )
        return redirect(addresses.page_of(body, "keys"))
    return render(request, "credentials/key_retire.html", {"body": body, "key": key})


@route(Permission.MANAGE_ISSUER_KEYS, policies.key_of)
@confirmed
def revoke(request: HttpRequest, subject: tuple[Body, IssuerKey]) -> HttpResponseBase:
    body, key = subject
    form = RevokeKeyForm(request.POST or None)
    done = submitted(
        request,
        form,
        lambda: actions.revoke_key(actor=viewer(request), key=key, **form.cleaned_data),
        done=_("The key is revoked. Make a new one, and issue anew what still holds."),
    )
    if done is not None:
        return redirect(addresses.page_of(body, "keys"))
    context = {"body": body, "key": key, "form": form}
    return render(request, "credentials/key_revoke.html", context)
