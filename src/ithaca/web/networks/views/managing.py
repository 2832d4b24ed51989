"""A network is founded, presents itself, and says who answers for it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.kernel.ids import new_id
from ithaca.networks import actions, policies, queries
from ithaca.networks.forms import AddressForm, NetworkForm, NewNetworkForm
from ithaca.networks.models import Network, NetworkLetter, Role
from ithaca.networks.policies import roles_in_network
from ithaca.web.networks import resolvers

managing = route(Permission.MANAGE_NETWORK, policies.network)


def frame(network: Network, current: str) -> dict[str, Any]:
    """The tabs of a network's own pages."""
    tabs = (
        ("networks:members", _("Members")),
        ("networks:people", _("People")),
        ("schemes:index", _("Seal schemes")),
        ("credentials:network_keys", _("Signing keys")),
        ("networks:settings", _("Presentation")),
    )
    return {
        "network": network,
        "tabs": [
            {
                "label": label,
                "url": reverse(name, args=[network.slug]),
                "current": name == f"networks:{current}",
            }
            for name, label in tabs
        ],
    }


@route(Permission.CREATE_NETWORK, resolvers.founding)
def new(request: HttpRequest, _founding: None) -> HttpResponseBase:
    form = NewNetworkForm(request.POST or None, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        made = perform(
            request,
            lambda: actions.create_network(actor=viewer(request), **form.cleaned_data),
            done=_("The network is founded. Say what it is for, then invite its members."),
            form=form,
        )
        if made is not None:
            return redirect("networks:settings", slug=made.slug)
    return render(request, "web/networks/new.html", {"form": form}, status=422 if form.errors else 200)


@managing
def settings(request: HttpRequest, network: Network) -> HttpResponseBase:
    """How it presents itself."""
    form = NetworkForm(request.POST or None, network=network)
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.change_network(actor=viewer(request), network=network, content=form.content()),
            done=_("Saved."),
            form=form,
        )
        if saved:
            return redirect("networks:settings", slug=network.slug)
    context = frame(network, "settings") | {"form": form}
    return render(request, "web/networks/settings.html", context, status=422 if form.errors else 200)


@managing
def people(request: HttpRequest, network: Network) -> HttpResponseBase:
    """Who administers it. Asked by mail: the answer here is the same whether or not the address has an account."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email, asks = form.cleaned_data["email"], NetworkLetter.Asks.ADMINISTRATOR
        done = _("%(email)s gets a mail, and administers the network once they have agreed.")
        if perform(
            request,
            lambda: actions.write_to(actor=viewer(request), network=network, email=email, asks=asks),
            done=done % {"email": email},
            form=form,
        ):
            return redirect("networks:people", slug=network.slug)
    context = frame(network, "people") | {
        "form": form,
        "people": queries.people_of(network, Role.ADMINISTRATOR),
        "letters": queries.letters_of(network, NetworkLetter.Asks.ADMINISTRATOR),
    }
    return render(request, "web/networks/people.html", context, status=422 if form.errors else 200)


@route(Permission.MANAGE_NETWORK, policies.person_in_network)
@require_POST
def remove_person(request: HttpRequest, found: tuple[Network, Person]) -> HttpResponseBase:
    network, person = found
    perform(
        request,
        lambda: actions.remove_person(actor=viewer(request), network=network, person=person),
        done=_("%(name)s no longer administers the network.") % {"name": person.name},
    )
    held = roles_in_network(viewer(request), network)
    return redirect("networks:people", slug=network.slug) if len(held) > 1 else redirect("networks:index")


@route(Permission.MANAGE_NETWORK, policies.letter_in_network)
@require_POST
def take_letter_back(request: HttpRequest, found: tuple[Network, UUID]) -> HttpResponseBase:
    network, letter_id = found
    letter = queries.letter(letter_id)
    perform(
        request,
        lambda: actions.take_letter_back(actor=viewer(request), network=network, id=letter_id),
        done=_("The invitation is taken back."),
    )
    asked = letter is not None and letter.asks == NetworkLetter.Asks.ADMINISTRATOR
    return redirect(f"networks:{'people' if asked else 'members'}", slug=network.slug)
