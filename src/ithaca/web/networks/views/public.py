"""What everybody sees of networks."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from ithaca.access.permissions import Permission
from ithaca.access.rules import allowed
from ithaca.accounts.models import Person
from ithaca.accounts.queries import proven_addresses
from ithaca.design.views import open_route
from ithaca.networks import queries
from ithaca.networks.models import Network
from ithaca.networks.policies import roles_in_network
from ithaca.organisations.policies import roles_above
from ithaca.research.queries import releases_of
from ithaca.schemes.presentation import offer
from ithaca.schemes.queries import published_of, recognitions_of, scheme
from ithaca.seals.presentation.registry import public
from ithaca.seals.queries import seals_of
from ithaca.web.networks.figures import lands
from ithaca.web.networks.maps import picture
from ithaca.web.networks.overview import overview

EDITIONS = 6  # of research data, the latest; the others are a page further


@open_route(Permission.SEE_PUBLIC_PAGES)
def index(request: HttpRequest) -> HttpResponseBase:
    """Those that everybody finds; whoever is signed in sees their own first, and what they are asked."""
    person = request.user if isinstance(request.user, Person) else None
    mine = list(queries.networks_of(person)) if person else []
    context = {
        "mine": mine,
        "letters": queries.letters_to(proven_addresses(person)) if person else [],
        "others": [row for row in queries.public_networks() if row not in mine],
        "may_found": person is not None and allowed(roles_above(person), Permission.CREATE_NETWORK),
    }
    return render(request, "web/networks/index.html", context)


@open_route(Permission.SEE_PUBLIC_PAGES)
def page(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Everybody's page of a network; until it is public, whoever manages the network sees it alone."""
    network = queries.network_by_slug(slug)
    manages = network is not None and _manages(request, network)
    if network is None or not (network.public or manages):
        raise Http404
    found, sealed = lands(network), seals_of(network)
    context = {
        "network": network,
        "manages": manages,
        "lands": found,
        "overview": overview(found),
        "pictures": [drawn for land in found if (drawn := picture(land, sealed)) is not None],
        "sealed": {key: public(row) for key, row in sealed.items()},
        "recognised": [
            offer(row.ours, row.level, row.theirs, row.their_level, row) for row in recognitions_of(network)
        ],
        "members": queries.organisations_in(network),
        "schemes": [(row, scheme(row).text(get_language() or "fr")) for row in published_of(network)],
        "releases": releases_of(network)[:EDITIONS],
        "programmes": sum(land.programmes for land in found),
    }
    return render(request, "web/networks/page.html", context)


def _manages(request: HttpRequest, network: Network) -> bool:
    person = request.user
    return isinstance(person, Person) and allowed(roles_in_network(person, network), Permission.SEE_NETWORK)
