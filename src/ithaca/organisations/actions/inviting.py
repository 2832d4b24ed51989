"""Somebody is asked by mail to administer an organisation, and answers once they have shown that the address is theirs."""

from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.accounts.queries import proven_addresses
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.organisations import events, policies
from ithaca.organisations.models import Administrator, AdministratorLetter, Letter, Organisation

MOST_OPEN = 20  # letters of an organisation: nobody sends mail to the whole world from here
AGAIN = timedelta(hours=1)  # before which the same address gets no second mail


L = TypeVar("L", bound=Letter)


@transaction.atomic
def invite_administrator(*, actor: Person, organisation: Organisation, email: str) -> None:
    """Asks by mail. What happens and what is said are the same whether or not the address has an account."""
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    policies.require(actor, row, Permission.MANAGE_ORGANISATION)
    address = email.strip().lower()
    if Administrator.objects.filter(organisation=row, person__email__iexact=address).exists():
        raise Refusal(_("This person administers the organisation already."))
    letter = write_letter(AdministratorLetter, actor=actor, email=address, organisation=row)
    if letter is not None:
        journal.record(events.AdministratorInvited(actor_id=actor.pk, subject_id=row.pk, letter_id=letter.pk))


def write_letter(model: type[L], *, actor: Person, email: str, **belonging: Any) -> L | None:
    """
    The letter to an address, a new one or sent once more; None where it has only just gone out. That somebody may
    write it, and the lock on what it belongs to, are for the calling action.
    """
    letters, now = model._default_manager.filter(**belonging), clock.now()
    known = letters.filter(email=email).first()
    if known is not None and known.sent_at > now - AGAIN:
        return None
    if known is None and letters.count() >= MOST_OPEN:
        raise Refusal(_("Many invitations wait for an answer. Take some back first."))
    facts = {"sent_by": actor, "sent_at": now, "language": actor.language}
    letter, _new = model._default_manager.update_or_create(**belonging, email=email, defaults=facts)
    return letter


@transaction.atomic
def take_letter_back(*, actor: Person, organisation: Organisation, id: UUID) -> None:
    """Nobody who has the mail can answer it any more."""
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    policies.require(actor, row, Permission.MANAGE_ORGANISATION)
    gone, _kinds = AdministratorLetter.objects.filter(organisation=row, pk=id).delete()
    if gone:
        journal.record(events.AdministratorUninvited(actor_id=actor.pk, subject_id=row.pk, letter_id=id))


@transaction.atomic
def answer_letter(*, actor: Person, id: UUID, accept: bool) -> Organisation | None:
    """Whoever the address belongs to says yes or no; the organisation if they administer it now."""
    letter = AdministratorLetter.objects.select_for_update().filter(pk=id).first()
    if letter is None or letter.email not in proven_addresses(actor):
        raise Denied(str(id))
    row = Organisation.objects.select_for_update().get(pk=letter.organisation_id)
    letter.delete()
    if not accept:
        journal.record(events.AdministratorDeclined(actor_id=actor.pk, subject_id=row.pk, letter_id=id))
        return None
    _made, new = Administrator.objects.get_or_create(person=actor, organisation=row)
    if new:
        journal.record(events.AdministratorAdded(actor_id=actor.pk, subject_id=row.pk, person_id=actor.pk))
    return row
