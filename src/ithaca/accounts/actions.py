"""What changes an account, beside what django-allauth does with addresses and passwords."""

import uuid
from contextlib import suppress

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from ithaca.access.permissions import Permission
from ithaca.access.roles import Role
from ithaca.access.rules import Denied, require
from ithaca.accounts.events import (
    AccountCreated,
    AddressConfirmed,
    DevicesSignedOut,
    OperatorNamed,
    ProviderConnected,
    SettingsChanged,
)
from ithaca.accounts.models import Device, OutsideAccount, Person
from ithaca.accounts.rules import Arrival, family, first_time_zone
from ithaca.journal import actions as journal
from ithaca.kernel import clock


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
def note_confirmed(person: Person) -> None:
    """Tells that an address is proven to be somebody's."""
    journal.record(AddressConfirmed(actor_id=person.pk, subject_id=person.pk))


@transaction.atomic
def forget_landing(person: Person) -> None:
    """Crosses off where somebody was going when they signed up: they have arrived."""
    Person.objects.filter(pk=person.pk).update(landing="")


@transaction.atomic
def update_settings(person: Person, *, name: str, language: str, time_zone: str) -> None:
    """Changes one's name, language and time zone."""
    require({Role.SIGNED_IN, Role.SELF}, Permission.USE_OWN_ACCOUNT)
    row = Person.objects.select_for_update().get(pk=person.pk)
    if not row.is_active:  # closed in another window, a moment ago
        raise Denied(Permission.USE_OWN_ACCOUNT.value)
    row.name, row.language, row.time_zone = name, language, time_zone
    row.save(update_fields=["name", "language", "time_zone"])
    journal.record(SettingsChanged(actor_id=person.pk, subject_id=person.pk))


@transaction.atomic
def create_arrived(arrival: Arrival, *, name: str, language: str, landing: str) -> Person:
    """Makes the account of somebody who comes from the organisation's own sign-in for the first time."""
    person = create_person(email=arrival.email, name=name, language=language, confirmed=arrival.proven)
    person.landing = landing
    person.save(update_fields=["landing"])
    connect_provider(person, arrival)
    return person


@transaction.atomic
def connect_provider(person: Person, arrival: Arrival) -> None:
    """Has somebody sign in with their account at the organisation's own sign-in from now on."""
    require({Role.SIGNED_IN, Role.SELF}, Permission.USE_OWN_ACCOUNT)
    OutsideAccount.objects.create(person=person, issuer=arrival.issuer, subject=arrival.subject)
    journal.record(ProviderConnected(actor_id=person.pk, subject_id=person.pk))


@transaction.atomic
def believe_address(person: Person, arrival: Arrival) -> None:
    """Takes the provider's word that an address, which still waits for its link to be followed, is the person's."""
    waiting = EmailAddress.objects.filter(user=person, email__iexact=person.email, verified=False)
    if arrival.proven and arrival.email == person.email.lower() and waiting.update(verified=True):
        note_confirmed(person)


@transaction.atomic
def make_operator(person: Person) -> None:
    """Gives somebody the running of the installation: its first person, or whom the server's own command names."""
    row = Person.objects.select_for_update().get(pk=person.pk)
    if row.is_operator:
        return
    row.is_operator = True
    row.save(update_fields=["is_operator"])
    journal.record(OperatorNamed(actor_id=person.pk, subject_id=person.pk))


def note_device(person: Person, *, session_key: str, user_agent: str) -> None:
    """Remembers that a session was used just now, and by which kind of browser."""
    if Device.objects.filter(session=session_key).update(last_used_at=clock.now()):
        return
    browser, system = family(user_agent)
    # Noted twice at once, or signed out in between: both are as they should be already.
    with suppress(IntegrityError), transaction.atomic():
        Device.objects.create(session_id=session_key, person=person, browser=browser, system=system)


@transaction.atomic
def sign_device_out(*, person: Person, device_id: uuid.UUID, here: str) -> None:
    """Ends one session of one's own, never the present one; the vault's half of its key goes with it."""
    require({Role.SIGNED_IN, Role.SELF}, Permission.USE_OWN_ACCOUNT)
    if not _end_sessions(person, Device.objects.filter(pk=device_id), here):
        raise Denied(Permission.USE_OWN_ACCOUNT.value)


@transaction.atomic
def sign_others_out(*, person: Person, here: str) -> int:
    """Ends every session of one's own but the present one; says how many."""
    require({Role.SIGNED_IN, Role.SELF}, Permission.USE_OWN_ACCOUNT)
    return _end_sessions(person, Device.objects.all(), here)


def _end_sessions(person: Person, devices: QuerySet[Device], here: str) -> int:
    keys = list(devices.filter(person=person).exclude(session=here).values_list("session_id", flat=True))
    if keys:
        Session.objects.filter(pk__in=keys).delete()
        journal.record(DevicesSignedOut(actor_id=person.pk, subject_id=person.pk, number=len(keys)))
    return len(keys)
