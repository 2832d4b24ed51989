"""Reads of networks, their people, their letters and their members."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from ithaca.accounts.models import Person
from ithaca.journal.queries import history
from ithaca.networks.events import RoleTaken
from ithaca.networks.models import Membership, Network, NetworkLetter, NetworkRole, Role
from ithaca.networks.states import WITHIN, MembershipState
from ithaca.organisations.models import Organisation
from ithaca.organisations.queries import organisations


def network_by_slug(slug: str) -> Network | None:
    return Network.objects.filter(slug=slug).first()


def network(network_id: UUID) -> Network | None:
    return Network.objects.filter(pk=network_id).first()


def networks_of(person: Person, role: str = Role.ADMINISTRATOR) -> QuerySet[Network]:
    """Those in which somebody has this role, by name."""
    return Network.objects.filter(roles__person=person, roles__role=role).order_by("name")


def holds_role(person: Person, *roles: str) -> bool:
    """Whether somebody has one of these roles in some network."""
    return NetworkRole.objects.filter(person=person, role__in=roles).exists()


def has_role(network_id: UUID, person_id: UUID, role: str) -> bool:
    return NetworkRole.objects.filter(network=network_id, person=person_id, role=role).exists()


def public_networks() -> QuerySet[Network]:
    """Those that everybody finds, and that organisations can ask to join, by name."""
    return Network.objects.filter(public=True).order_by("name")


def people_of(network: Network, role: str = "") -> QuerySet[NetworkRole]:
    """Who has a role in a network, the first first."""
    rows = NetworkRole.objects.filter(network=network).select_related("network", "person")
    return (rows.filter(role=role) if role else rows).order_by("created_at", "id")


def with_role(network_ids: Collection[UUID], role: str) -> list[tuple[UUID, UUID]]:
    """(network, person) wherever somebody has this role in one of these networks."""
    rows = NetworkRole.objects.filter(network__in=network_ids, role=role)
    return list(rows.values_list("network_id", "person_id"))


def lost_role_since(network: Network, person: Person, moment: datetime) -> bool:
    """Whether somebody's role in a network was taken from them since then."""
    taken = history(network.pk).filter(verb=RoleTaken.verb, at__gte=moment)
    return any(event.facts["person_id"] == str(person.pk) for event in taken)


# --- Letters ---


def letter(letter_id: UUID) -> NetworkLetter | None:
    return NetworkLetter.objects.select_related("network", "sent_by").filter(pk=letter_id).first()


def letters_of(network: Network, *asks: str) -> QuerySet[NetworkLetter]:
    """Whom the network has asked for one of these, and who hasn't answered."""
    return NetworkLetter.objects.filter(network=network, asks__in=asks).order_by("email")


def letters_to(addresses: Collection[str]) -> QuerySet[NetworkLetter]:
    rows = NetworkLetter.objects.filter(email__in=addresses)
    return rows.select_related("network", "sent_by").order_by("network__name", "asks")


# --- Memberships ---


def _memberships() -> QuerySet[Membership]:
    return Membership.objects.select_related("network", "organisation", "moved_by")


def membership(membership_id: UUID) -> Membership | None:
    return _memberships().filter(pk=membership_id).first()


def members(network: Network, states: Collection[str] = WITHIN) -> QuerySet[Membership]:
    """Its members, the suspended ones too, by the organisation's name."""
    return _memberships().filter(network=network, state__in=states).order_by("organisation__name", "id")


def requests_to(networks: Collection[Network]) -> QuerySet[Membership]:
    """Organisations that ask to join one of these, the oldest request first."""
    rows = _memberships().filter(network__in=networks, state=MembershipState.ASKED)
    return rows.order_by("since", "id")


def memberships_of(organisation: Organisation) -> QuerySet[Membership]:
    """All that an organisation ever asked for or had, by the network's name."""
    return _memberships().filter(organisation=organisation).order_by("network__name", "id")


def networks_with(organisation: Organisation) -> QuerySet[Network]:
    """The networks that an organisation is a member of now; not those that have suspended it."""
    rows = Network.objects.filter(
        memberships__organisation=organisation, memberships__state=MembershipState.MEMBER
    )
    return rows.order_by("name")


def organisations_in(network: Network) -> QuerySet[Organisation]:
    """Its members now, without those it has suspended, by name."""
    rows = Membership.objects.filter(network=network, state=MembershipState.MEMBER)
    return organisations(rows.values("organisation"))
