"""What changes an account, beside what django-allauth does with addresses and passwords."""

from allauth.account.models import EmailAddress
from django.db import transaction

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import require
from ithaca.accounts.events import AccountCreated, OperatorNamed, SettingsChanged
from ithaca.accounts.models import Person
from ithaca.accounts.rules import first_time_zone
from ithaca.journal import actions as journal


@transaction.atomic
def create_person(
    *,
    email: str,
    name: str,
    language: str,
    time_zone: str = "",
    password: str | None = None,
    confirmed: bool = False,
) -> Person:
    """Enters somebody's account; a confirmed address needs no mail."""
    person = Person.objects.create_user(
        email, password, name=name, language=language, time_zone=first_time_zone(time_zone, language)
    )
    EmailAddress.objects.create(user=person, email=person.email, verified=confirmed, primary=True)
    journal.record(AccountCreated(actor_id=person.pk, subject_id=person.pk))
    return person


@transaction.atomic
def complete_sign_up(person: Person, *, name: str, language: str, time_zone: str, landing: str) -> None:
    """Writes what somebody said of themselves at sign-up, and where they were going."""
    person.name, person.language, person.landing = name, language, landing
    person.time_zone = first_time_zone(time_zone, language)
    person.save(update_fields=["name", "language", "landing", "time_zone"])
    journal.record(AccountCreated(actor_id=person.pk, subject_id=person.pk))


@transaction.atomic
def forget_landing(person: Person) -> None:
    """Crosses off where somebody was going when they signed up: they have arrived."""
    Person.objects.filter(pk=person.pk).update(landing="")


@transaction.atomic
def update_settings(person: Person, *, name: str, language: str, time_zone: str) -> None:
    """Changes one's name, language and time zone."""
    require({Role.SIGNED_IN, Role.SELF}, Permission.USE_OWN_ACCOUNT)
    row = Person.objects.select_for_update().get(pk=person.pk)
    row.name, row.language, row.time_zone = name, language, time_zone
    row.save(update_fields=["name", "language", "time_zone"])
    journal.record(SettingsChanged(actor_id=person.pk, subject_id=person.pk))


@transaction.atomic
def make_operator(person: Person) -> None:
    """Gives the first person of an installation the running of it."""
    row = Person.objects.select_for_update().get(pk=person.pk)
    row.is_operator = True
    row.save(update_fields=["is_operator"])
    journal.record(OperatorNamed(actor_id=person.pk, subject_id=person.pk))
