"""Who holds which role in a network, and whom it has written to."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.accounts.queries import proven_addresses
from ithaca.journal import actions as journal
from ithaca.kernel import personal_data
from ithaca.kernel.errors import Refusal
from ithaca.kernel.personal_data import Obstacle, for_a_time, of_nobody, rows, with_account
from ithaca.networks import events
from ithaca.networks.models import Network, NetworkLetter, NetworkRole, Role


def obstacles(person: Person) -> Iterator[Obstacle]:
    for row in _administered(person).order_by("name"):
        if not _others(row, person):
            yield Obstacle(_sentence(row), reverse("networks:people", args=[row.slug]))


def _administered(person: Person) -> QuerySet[Network]:
    held = NetworkRole.objects.filter(person=person, role=Role.ADMINISTRATOR)
    return Network.objects.filter(pk__in=held.values("network"))


def _others(row: Network, person: Person) -> bool:
    held = NetworkRole.objects.filter(network=row, role=Role.ADMINISTRATOR)
    return held.exclude(person=person).exists()


def _sentence(row: Network) -> str:
    return _("You alone administer %(name)s. Ask somebody else to administer it first.") % {"name": row.name}


def erase(person: Person) -> None:
    for row in _administered(person).select_for_update().order_by("pk"):
        if not _others(row, person):
            raise Refusal(_sentence(row))
    for held in NetworkRole.objects.filter(person=person).order_by("pk"):
        journal.record(
            events.RoleTaken(
                actor_id=person.pk, subject_id=held.network_id, person_id=person.pk, role=held.role
            )
        )
        held.delete()
    NetworkLetter.objects.filter(email__in=proven_addresses(person)).delete()


def export(person: Person) -> dict[str, object]:
    held = NetworkRole.objects.filter(person=person)
    return {"roles": rows(held, "role", since="created_at", network="network__name")}


personal_data.register(
    personal_data.Part(
        app="networks",
        title=gettext_lazy("Networks"),
        rules={
            "Network": of_nobody("Networks of organisations."),
            "NetworkRole": with_account("Who administers a network, audits for it or decides."),
            "NetworkLetter": for_a_time(
                "Addresses that a network has written to.",
                "until answered or taken back, or the account that the address belongs to is closed",
            ),
            "Membership": of_nobody("Which organisations are members of a network."),
        },
        obstacles=obstacles,
        erase=erase,
        export=export,
    )
)
