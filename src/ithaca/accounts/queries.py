"""Reads of accounts."""

from collections.abc import Iterable
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db.models import QuerySet
from django.db.models.functions import Lower

from ithaca.accounts.models import Device, OutsideAccount, Person
from ithaca.accounts.rules import Arrival
from ithaca.kernel import clock


def person_by_email(email: str) -> Person | None:
    return Person.objects.filter(email__iexact=email.strip()).first()


def proven_person(email: str) -> Person | None:
    """Whose address this is for certain; whoever signed up with it and never confirmed it is nobody yet."""
    rows = EmailAddress.objects.filter(email__iexact=email.strip(), verified=True).select_related("user")
    found = rows.first()
    return found.user if found else None


def people_by_email(emails: Iterable[str]) -> QuerySet[Person]:
    """Whoever has an account with one of these addresses, given in small letters."""
    return Person.objects.annotate(address=Lower("email")).filter(address__in=list(emails))


def people(ids: Iterable[UUID]) -> QuerySet[Person]:
    """These people, by name."""
    return Person.objects.filter(pk__in=ids).order_by("name", "id")


def proven_addresses(person: Person) -> set[str]:
    """Every address that is somebody's for certain, in small letters; nobody gets in before their own is confirmed."""
    confirmed = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return {person.email.lower(), *(address.lower() for address in confirmed)}


def has_namesake(person: Person) -> bool:
    """Whether somebody else with an account is called the same."""
    return Person.objects.filter(name__iexact=person.name, is_active=True).exclude(pk=person.pk).exists()


def nobody_yet() -> bool:
    """Whether the installation has no account at all, so that it must be set up."""
    return not Person.objects.exists()


def real_people() -> QuerySet[Person]:
    """Everybody whom the demo data did not invent."""
    return Person.objects.filter(is_demo=False)


def is_demo_person(person_id: UUID) -> bool:
    return Person.objects.filter(pk=person_id, is_demo=True).exists()


def locked_person(person_id: UUID) -> Person:
    """The row as it is now, nobody else's until the transaction ends: the queue for what happens once a person."""
    return Person.objects.select_for_update().get(pk=person_id)


def has_demo_people() -> bool:
    return Person.objects.filter(is_demo=True).exists()


def devices_of(person: Person) -> QuerySet[Device]:
    """Where the person is signed in, lately used ones first."""
    rows = Device.objects.filter(person=person, session__expire_date__gt=clock.now())
    return rows.order_by("-last_used_at", "id")


def arrived_person(arrival: Arrival) -> Person | None:
    """Whose account at the provider this is; the address says nothing of that, it may change hands there."""
    rows = OutsideAccount.objects.filter(issuer=arrival.issuer, subject=arrival.subject)
    found = rows.select_related("person").first()
    return found.person if found else None


def address_holder(email: str) -> Person | None:
    """Who has entered this address, proven or not."""
    found = (
        EmailAddress.objects.filter(email__iexact=email).select_related("user").order_by("-verified").first()
    )
    return found.user if found else person_by_email(email)


def has_outside_account(person: Person) -> bool:
    return OutsideAccount.objects.filter(person=person).exists()
