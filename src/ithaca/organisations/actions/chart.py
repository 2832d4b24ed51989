"""What changes an organisation's chart as a whole."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models.functions import Lower

from ithaca.accounts.models import Person
from ithaca.organisations.models import Position


@transaction.atomic
def claim_positions(person: Person) -> None:
    """Puts somebody where the charts had only an address: one that they have proven to be theirs."""
    proven = EmailAddress.objects.filter(user=person, verified=True).values_list(Lower("email"), flat=True)
    for position in Position.objects.select_for_update().filter(person=None, email__in=list(proven)):
        known = Position.objects.filter(organisation=position.organisation_id, person=person).first()
        if known is None:
            position.person, position.email, position.name = person, "", ""
            position.save(update_fields=["person", "email", "name"])
        else:
            _merge(position, known)


def _merge(position: Position, known: Position) -> None:
    """Two positions of one person in one organisation become one, which keeps what it knows."""
    Position.objects.filter(manager=position).exclude(pk=known.pk).update(manager=known)
    if known.manager_id in (None, position.pk) and position.manager_id != known.pk:
        known.manager_id = position.manager_id
    known.unit = known.unit or position.unit
    known.save(update_fields=["manager", "unit"])
    position.delete()
