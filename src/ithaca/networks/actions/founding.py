"""A network is founded, and says how it presents itself."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access import rules
from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.editions.seen import Seen
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal
from ithaca.networks import events, policies
from ithaca.networks.models import Network, NetworkRole, Role
from ithaca.organisations.actions import free_slug
from ithaca.organisations.policies import roles_above


@dataclass(frozen=True, kw_only=True)
class NetworkContent:
    """What a network says of itself."""

    name: str
    languages: list[str] = field(default_factory=list)
    presentation: Mapping[str, str] = field(default_factory=dict)
    countries: list[str] = field(default_factory=list)
    website: str = ""
    public: bool = False


@transaction.atomic
def create_network(*, actor: Person, id: UUID, name: str) -> Network:
    """Founds a network; whoever founds it administers it until somebody else does."""
    rules.require(roles_above(actor), Permission.CREATE_NETWORK)
    existing = Network.objects.filter(pk=id).first()
    if existing is not None:
        policies.require(actor, existing, Permission.MANAGE_NETWORK)
        return existing
    slug = free_slug(Network.objects.all(), name, "network")
    made = Network.objects.create(pk=id, name=name, slug=slug, languages=[actor.language])
    NetworkRole.objects.create(network=made, person=actor, role=Role.ADMINISTRATOR)
    journal.record(events.NetworkCreated(actor_id=actor.pk, subject_id=made.pk))
    return made


@transaction.atomic
def change_network(
    *, actor: Person, network: Network, content: NetworkContent, seen: Seen | None = None
) -> None:
    """Changes how it presents itself, and whether everybody finds its page."""
    policies.require(actor, network, Permission.MANAGE_NETWORK)
    row = Network.objects.select_for_update().get(pk=network.pk)
    if seen is not None:
        seen.check(row)
    if content.public and not all(content.presentation.get(each) for each in content.languages):
        raise Refusal(_("Everybody reads the page: say what the network is in each of its languages."))
    values = asdict(content)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values])
    journal.record(events.NetworkChanged(actor_id=actor.pk, subject_id=row.pk, public=row.public))
