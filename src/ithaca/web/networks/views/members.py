"""The members of a network, as its people see them: states, dates and counts."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from ithaca.access.permissions import Permission
from ithaca.accounts.queries import people
from ithaca.accounts.who import viewer
from ithaca.design.views import perform, route
from ithaca.journal.models import Event
from ithaca.journal.queries import history
from ithaca.networks import actions, policies, queries, rules
from ithaca.networks.forms import AddressForm, ReasonForm
from ithaca.networks.models import Membership, Network, NetworkLetter
from ithaca.networks.states import MEMBERSHIP
from ithaca.networks.tabs import tabs
from ithaca.web.networks.figures import lines, sums

of_member = route(Permission.MANAGE_NETWORK, policies.membership_in_network)


@route(Permission.SEE_NETWORK, policies.network)
def members(request: HttpRequest, network: Network) -> HttpResponseBase:
    return _members(request, network, AddressForm())


def _members(request: HttpRequest, network: Network, form: AddressForm) -> HttpResponseBase:
    found = lines(list(queries.members(network)))
    context = {
        "network": network,
        "tabs": tabs(network, "networks:members"),
        "form": form,
        "lines": found,
        "sums": sums(found),
        "requests": queries.requests_to([network]),
        "letters": queries.letters_of(network, NetworkLetter.Asks.MEMBER),
        "smallest": rules.SMALLEST,
    }
    return render(request, "web/networks/members.html", context, status=422 if form.errors else 200)


@route(Permission.MANAGE_NETWORK, policies.network)
def invite(request: HttpRequest, network: Network) -> HttpResponseBase:
    """Asks by mail; the answer here is the same whether or not the address has an account."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email, asks = form.cleaned_data["email"], NetworkLetter.Asks.MEMBER
        done = _("%(email)s gets a mail, and chooses which organisation joins.")
        if perform(
            request,
            lambda: actions.write_to(actor=viewer(request), network=network, email=email, asks=asks),
            done=done % {"email": email},
            form=form,
        ):
            return redirect("networks:members", slug=network.slug)
    return _members(request, network, form)


@of_member
def member(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    """One organisation: how its membership came about, and what may be done."""
    (line,) = lines([membership])
    context = {
        "network": membership.network,
        "membership": membership,
        "counts": line.counts,
        "smallest": rules.SMALLEST,
        "past": _past(membership),
        "possible": [verb for verb in rules.OF_NETWORK if _may(membership, verb)],
    }
    return render(request, "web/networks/member.html", context)


def _past(membership: Membership) -> list[tuple[Event, str, str]]:
    """Each step, by whom: of the network's people by name, of the organisation's nobody is named."""
    past = list(history(membership.pk))
    own = [event.actor_id for event in past if event.actor_id and event.facts["step"] in rules.OF_NETWORK]
    names: dict[UUID | None, str] = {person.pk: person.name for person in people(own)}
    told = []
    for event in past:
        step = str(event.facts["step"])
        ours = step in rules.OF_NETWORK
        told.append((event, step, names.get(event.actor_id, "") if ours else membership.organisation.name))
    return told


def _may(membership: Membership, verb: str) -> bool:
    return MEMBERSHIP.allows(verb, membership.state)


@of_member
@require_POST
def accept(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.accept_request(actor=viewer(request), membership=membership),
        done=_("%(name)s is a member now, and is told.") % {"name": membership.organisation.name},
    )
    return redirect("networks:members", slug=membership.network.slug)


@of_member
@require_POST
def reinstate(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    perform(
        request,
        lambda: actions.reinstate(actor=viewer(request), membership=membership),
        done=_("%(name)s is a full member again, and is told.") % {"name": membership.organisation.name},
    )
    return _to(membership)


@of_member
def decline(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    words = gettext_lazy("Decline the request"), gettext_lazy("The request is declined.")
    return _with_reason(request, membership, "decline", actions.decline_request, words)


@of_member
def suspend(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    words = gettext_lazy("Suspend the membership"), gettext_lazy("The membership is suspended.")
    return _with_reason(request, membership, "suspend", actions.suspend, words)


@of_member
def exclude(request: HttpRequest, membership: Membership) -> HttpResponseBase:
    words = gettext_lazy("End the membership"), gettext_lazy("The membership has ended.")
    return _with_reason(request, membership, "exclude", actions.exclude, words)


def _with_reason(
    request: HttpRequest,
    membership: Membership,
    verb: str,
    act: Callable[..., None],
    words: tuple[object, object],
) -> HttpResponseBase:
    """A step whose reason the organisation reads; `words` are what it is called and what is said once it is done."""
    if not _may(membership, verb):
        return _to(membership)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if perform(
            request,
            lambda: act(actor=viewer(request), membership=membership, reason=reason),
            done=words[1],
            form=form,
        ):
            return _to(membership)
    context = {
        "network": membership.network,
        "membership": membership,
        "form": form,
        "verb": verb,
        "title": words[0],
    }
    return render(request, "web/networks/reason.html", context, status=422 if form.errors else 200)


def _to(membership: Membership) -> HttpResponseBase:
    return redirect("networks:member", slug=membership.network.slug, membership_id=membership.pk)
