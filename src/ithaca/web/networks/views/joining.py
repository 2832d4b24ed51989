"""An organisation's side of networks: it asks, follows an invitation, leaves."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.queries import proven_addresses
from ithaca.accounts.who import viewer
from ithaca.design.views import own_route, perform, route, stale_page
from ithaca.kernel.ids import new_id
from ithaca.networks import actions, queries, rules, wording
from ithaca.networks.forms import JoiningForm
from ithaca.networks.models import Membership, NetworkLetter, Role
from ithaca.networks.states import MEMBERSHIP
from ithaca.organisations.models import Organisation
from ithaca.organisations.policies import roles_in_organisation
from ithaca.organisations.queries import organisations_of
from ithaca.web.networks import resolvers
from ithaca.web.networks.figures import lines

managing = route(Permission.MANAGE_ORGANISATION, resolvers.organisation)
of_membership = route(Permission.MANAGE_ORGANISATION, resolvers.membership_of_organisation)


@route(Permission.SEE_ORGANISATION, resolvers.organisation)
def of_organisation(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    """Where the organisation is a member, what the networks see of it, which it could join."""
    rows = list(queries.memberships_of(organisation))
    met = {row.network_id for row in rows}
    seen = next((line.counts for line in lines(rows) if line.counts is not None), None)
    roles = roles_in_organisation(viewer(request), organisation)
    context = {
        "organisation": organisation,
        "memberships": rows,
        "seen": seen,
        "smallest": rules.SMALLEST,
        "open_networks": [row for row in queries.public_networks() if row.pk not in met],
        "may_manage": allowed(roles, Permission.MANAGE_ORGANISATION),
    }
    return render(request, "web/networks/of_organisation.html", context)


@managing
@require_POST
def ask(request: HttpRequest, organisation: Organisation) -> HttpResponseBase:
    network = queries.network_by_slug(request.POST.get("network", ""))
    if network is None or not network.public:  # no longer, or never: it is not told which
        messages.error(request, stale_page())
    else:
        perform(
            request,
            lambda: actions.ask_to_join(actor=viewer(request), organisation=organisation, network=network),
            done=_("%(name)s is asked. You get a mail with its answer.") % {"name": network.name},
        )
    return redirect("networks:of_organisation", slug=organisation.slug)


@of_membership
@require_POST
def take_request_back(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.take_request_back(actor=viewer(request), membership=membership),
        done=_("The request is taken back."),
    )
    return redirect("networks:of_organisation", slug=membership.organisation.slug)


@of_membership
def leave(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    """What leaving means, then it is done."""
    over = not MEMBERSHIP.allows("leave", membership.state)
    if request.method == "POST":
        perform(
            request,
            lambda: actions.leave(actor=viewer(request), membership=membership),
            done=_("Your organisation has left %(name)s.") % {"name": membership.network.name},
        )
    if over or request.method == "POST":
        return redirect("networks:of_organisation", slug=membership.organisation.slug)
    return render(request, "web/networks/leave.html", {"membership": membership})


@own_route(Permission.USE_OWN_ACCOUNT)
def answer_letter(request: HttpRequest, letter_id: UUID) -> HttpResponseBase:
    """What a network asks of whoever an address belongs to."""
    letter = queries.letter(letter_id)
    if letter is None and request.method == "POST":  # a second click, or another window
        messages.error(request, stale_page())
        return redirect("networks:index")
    if letter is None or letter.email not in proven_addresses(viewer(request)):
        raise Http404
    if "decline" in request.POST:
        perform(
            request,
            lambda: actions.decline_letter(actor=viewer(request), id=letter_id),
            done=_("You have declined."),
        )
        return redirect("networks:index")
    if letter.asks in Role.values:
        return _take_part(request, letter)
    return _join(request, letter)


def _take_part(request: HttpRequest, letter: NetworkLetter) -> HttpResponseBase:
    if request.method == "POST":
        joined = perform(
            request,
            lambda: actions.accept_role(actor=viewer(request), id=letter.pk),
            done=wording.TAKEN_ON[letter.asks] % {"name": letter.network.name},
        )
        if joined is not None:
            if letter.asks != Role.ADMINISTRATOR:
                return redirect("seals:desk")
            return redirect("networks:members", slug=joined.slug)
    context = {
        "letter": letter,
        "network": letter.network,
        "title": wording.ASKED[letter.asks] % {"name": letter.network.name},
        "duty": wording.DUTIES[letter.asks],
    }
    return render(request, "web/networks/letter.html", context)


def _join(request: HttpRequest, letter: NetworkLetter) -> HttpResponseBase:
    """With an organisation that they administer and that is not in yet, or with a new one."""
    inside = {row.organisation_id for row in queries.members(letter.network)}
    own = [row for row in organisations_of(viewer(request)) if row.pk not in inside]
    form = JoiningForm(request.POST or None, own=own, initial={"id": new_id()})
    if request.method == "POST" and form.is_valid():
        joined = perform(
            request,
            lambda: _joined(request, letter, form),
            done=_("Your organisation is a member of %(name)s now.") % {"name": letter.network.name},
            form=form,
        )
        if joined is not None:
            return redirect("networks:of_organisation", slug=joined.organisation.slug)
    context = {
        "letter": letter,
        "network": letter.network,
        "form": form,
        "own": own,
        "smallest": rules.SMALLEST,
    }
    return render(request, "web/networks/letter.html", context, status=422 if form.errors else 200)


def _joined(request: HttpRequest, letter: NetworkLetter, form: JoiningForm) -> Membership:
    chosen = form.chosen()
    if chosen is not None:
        return actions.join_by_letter(actor=viewer(request), id=letter.pk, organisation=chosen)
    return actions.found_and_join(
        actor=viewer(request),
        id=letter.pk,
        organisation_id=form.new_id(),
        name=form.cleaned_data["name"],
        country=form.cleaned_data["country"],
    )
