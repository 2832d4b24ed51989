"""Who administers organisations, where people stand in their charts, and whom they must not be paired with."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.accounts.queries import proven_addresses
from ithaca.journal import actions as journal
from ithaca.kernel import personal_data
from ithaca.kernel.errors import Refusal
from ithaca.kernel.personal_data import Obstacle, for_a_time, of_nobody, rows, with_account
from ithaca.organisations import events
from ithaca.organisations.models import (
    Administrator,
    AdministratorLetter,
    DeclaredConflict,
    Organisation,
    Position,
)


def obstacles(person: Person) -> Iterator[Obstacle]:
    for row in Organisation.objects.filter(administrators__person=person).order_by("name"):
        if not _others(row, person):
            yield Obstacle(_sentence(row), reverse("organisations:page", args=[row.slug]))


def _others(row: Organisation, person: Person) -> bool:
    return Administrator.objects.filter(organisation=row).exclude(person=person).exists()


def _sentence(row: Organisation) -> str:
    return _("You alone administer %(name)s. Ask somebody else to administer it first.") % {"name": row.name}


def erase(person: Person) -> None:
    """The last administrators of an organisation who go at once are two of whom one is refused: its row is held."""
    mine = Organisation.objects.filter(administrators__person=person)
    for row in Organisation.objects.select_for_update().filter(pk__in=mine.values("pk")).order_by("pk"):
        if not _others(row, person):
            raise Refusal(_sentence(row))
        Administrator.objects.filter(organisation=row, person=person).delete()
        journal.record(
            events.AdministratorRemoved(actor_id=person.pk, subject_id=row.pk, person_id=person.pk)
        )
    addresses = proven_addresses(person)
    AdministratorLetter.objects.filter(email__in=addresses).delete()
    for position in Position.objects.filter(Q(person=person) | Q(email__in=addresses)).order_by("pk"):
        _out_of_the_line(position)
    DeclaredConflict.objects.filter(Q(person=person) | Q(other=person)).delete()


def _out_of_the_line(position: Position) -> None:
    """Whoever they led is led from above: who must not be paired with whom stays as it was."""
    above = position.manager
    led = position.reports.all() if above is None else position.reports.exclude(pk=above.pk)
    led.update(manager=above)
    position.delete()


def export(person: Person) -> dict[str, object]:
    return {
        "administered": rows(
            Administrator.objects.filter(person=person), since="created_at", organisation="organisation__name"
        ),
        # Only of the organisations whose own person they are: elsewhere nobody learns whether an address has an account.
        "positions": rows(
            Position.objects.filter(person=person, email=""), "unit", organisation="organisation__name"
        ),
    }


personal_data.register(
    personal_data.Part(
        app="organisations",
        title=gettext_lazy("Organisations"),
        rules={
            "Organisation": of_nobody("Organisations: name, country, region."),
            "Administrator": with_account("Who administers an organisation."),
            "AdministratorLetter": for_a_time(
                "Addresses that were asked to administer an organisation.",
                "until answered or taken back, or the account that the address belongs to is closed",
            ),
            "Position": with_account(
                "Where somebody stands in an organisation’s chart.",
                "People without an account stand there by address and name until the organisation takes them out.",
            ),
            "DeclaredConflict": with_account("Two people who must not be paired; no reason is kept."),
        },
        obstacles=obstacles,
        erase=erase,
        export=export,
    )
)
