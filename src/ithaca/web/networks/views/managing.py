"""A network is founded, presents itself, and says who answers for it."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.editions.forms import offered
from ithaca.kernel.ids import new_id
from ithaca.networks import actions, policies, queries, wording
from ithaca.networks.actions.people import against_seat_change
from ithaca.networks.forms import NetworkForm, NewNetworkForm, RoleLetterForm
from ithaca.networks.models import JUDGES, Network, NetworkRole, Role
from ithaca.networks.policies import roles_in_network
from ithaca.networks.tabs import tabs
from ithaca.web.networks import resolvers

managing = route(Permission.MANAGE_NETWORK, policies.network)


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
    form = offered(partial(NetworkForm, network=network), request.POST or None)
    if form.repeated:
        return redirect("networks:settings", slug=network.slug)
    if request.method == "POST" and form.is_valid():
        saved = perform(
            request,
            lambda: actions.change_network(
                actor=viewer(request), network=network, content=form.content(), seen=form.seen
            ),
            done=_("Saved."),
            form=form,
        )
        if saved:
            return redirect("networks:settings", slug=network.slug)
    context = {"network": network, "tabs": tabs(network, "networks:settings"), "form": form}
    status = 409 if form.late else 422 if form.errors else 200
    return render(request, "web/networks/settings.html", context, status=status)


@managing
def people(request: HttpRequest, network: Network) -> HttpResponseBase:
    """Who is what in it. Asked by mail: the answer here is the same whether or not the address has an account."""
    against = against_seat_change.first(viewer(request), network)
    form = RoleLetterForm(request.POST or None, judges=not against)
    if request.method == "POST" and form.is_valid():
        email, asks = form.cleaned_data["email"], form.cleaned_data["asks"]
        if perform(
            request,
            lambda: actions.write_to(actor=viewer(request), network=network, email=email, asks=asks),
            done=_("%(email)s gets a mail, and is in once they have agreed.") % {"email": email},
            form=form,
        ):
            return redirect("networks:people", slug=network.slug)
    held, asked = list(queries.people_of(network)), list(queries.letters_of(network, *Role.values))
    context = {
        "network": network,
        "tabs": tabs(network, "networks:people"),
        "form": form,
        "against": against,
        "judges": JUDGES,
        "groups": [
            (title, [row for row in held if row.role == role], [row for row in asked if row.asks == role])
            for role, title in wording.TEAMS.items()
        ],
    }
    return render(request, "web/networks/people.html", context, status=422 if form.errors else 200)


@route(Permission.MANAGE_NETWORK, policies.role_in_network)
@require_POST
def remove_person(request: HttpRequest, held: NetworkRole) -> HttpResponseBase:
    network, person = held.network, held.person
    perform(
        request,
        lambda: actions.remove_person(actor=viewer(request), network=network, person=person, role=held.role),
        done=_("%(name)s no longer has this role in the network.") % {"name": person.name},
    )
    roles = roles_in_network(viewer(request), network)
    return redirect("networks:people", slug=network.slug) if len(roles) > 1 else redirect("networks:index")


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
    asked = letter is not None and letter.asks in Role.values
    return redirect(f"networks:{'people' if asked else 'members'}", slug=network.slug)
