"""What the indicators ask about networks."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from ithaca.networks.models import Membership, Network
from ithaca.networks.states import MembershipState


def memberships(organisations: Collection[UUID]) -> dict[UUID, set[UUID]]:
    """The networks that each is a member of now; not those that have suspended it."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Membership.objects.filter(organisation__in=organisations, state=MembershipState.MEMBER)
    for organisation, network in rows.values_list("organisation_id", "network_id"):
        found[organisation].add(network)
    return found


def names(networks: Collection[UUID]) -> dict[UUID, str]:
    return dict(Network.objects.filter(pk__in=networks).values_list("pk", "name"))
