"""A network writes to an address, and whoever it belongs to answers; somebody loses a role."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.access.rules import Denied
from ithaca.accounts.models import Person
from ithaca.accounts.queries import proven_addresses
from ithaca.journal import actions as journal
from ithaca.kernel.errors import Refusal
from ithaca.kernel.objections import Objections
from ithaca.networks import events, policies, queries
from ithaca.networks.models import JUDGES, Network, NetworkLetter, NetworkRole, Role
from ithaca.organisations.actions import write_letter

against_seat_change = Objections[[Person, Network]]()  # of whoever audits and decides: (actor, network)


@transaction.atomic
def write_to(*, actor: Person, network: Network, email: str, asks: str) -> None:
    """
    Asks an address for a role in the network, or to join it. What happens and what is said are the same whether or not
    the address has an account, or an organisation.
    """
    row = _locked(actor, network)
    if asks in JUDGES:
        against_seat_change.refuse(actor, row)
    address = email.strip().lower()
    held = NetworkRole.objects.filter(network=row, role=asks, person__email__iexact=address)
    if asks in Role.values and held.exists():
        raise Refusal(_("This person is that to the network already."), field="email")
    letter = write_letter(NetworkLetter, actor=actor, email=address, network=row, asks=asks)
    if letter is not None:
        journal.record(
            events.LetterSent(actor_id=actor.pk, subject_id=row.pk, letter_id=letter.pk, asks=asks)
        )


@transaction.atomic
def take_letter_back(*, actor: Person, network: Network, id: UUID) -> None:
    """Nobody who has the mail can answer it any more."""
    row = _locked(actor, network)
    gone, _kinds = NetworkLetter.objects.filter(network=row, pk=id).delete()
    if gone:
        journal.record(events.LetterTakenBack(actor_id=actor.pk, subject_id=row.pk, letter_id=id))


@transaction.atomic
def accept_role(*, actor: Person, id: UUID) -> Network:
    """Whoever the address belongs to has the role from now on."""
    letter = letter_to(actor, id)
    if letter.asks not in Role.values:
        raise Denied(str(id))
    if queries.lost_role_since(letter.network, actor, letter.sent_at):
        raise Refusal(_("The network wrote this letter before it decided otherwise. Ask it to write again."))
    letter.delete()
    made, new = NetworkRole.objects.get_or_create(network=letter.network, person=actor, role=letter.asks)
    if new:
        _record(events.RoleGiven, actor, made)
    return letter.network


@transaction.atomic
def decline_letter(*, actor: Person, id: UUID) -> None:
    """Whoever the address belongs to would rather not."""
    letter = letter_to(actor, id)
    letter.delete()
    journal.record(
        events.LetterDeclined(actor_id=actor.pk, subject_id=letter.network_id, letter_id=id, asks=letter.asks)
    )


@transaction.atomic
def remove_person(*, actor: Person, network: Network, person: Person, role: str = Role.ADMINISTRATOR) -> None:
    """Takes a role away from somebody; one administrator always remains. One's own is everybody's to lay down."""
    row = _locked(actor, network)
    if role in JUDGES and person != actor:
        against_seat_change.refuse(actor, row)
    roles = NetworkRole.objects.filter(network=row, role=role).select_related("network")
    if role == Role.ADMINISTRATOR and not roles.exclude(person=person).exists():
        raise Refusal(_("A network needs at least one administrator. Add somebody else first."))
    held = roles.filter(person=person).first()
    if held is not None:
        _record(events.RoleTaken, actor, held)
        held.delete()


def letter_to(actor: Person, id: UUID, asks: str = "") -> NetworkLetter:
    """The letter, locked, as long as it waits at an address that is the actor's; else Denied, or told that it is gone."""
    rows = NetworkLetter.objects.select_for_update(of=("self",)).select_related("network")
    letter = rows.filter(pk=id).first()
    if letter is None:
        raise Refusal(_("This letter has been answered or taken back meanwhile."))
    if letter.email not in proven_addresses(actor) or (asks and letter.asks != asks):
        raise Denied(str(id))
    return letter


def _locked(actor: Person, network: Network) -> Network:
    policies.require(actor, network, Permission.MANAGE_NETWORK)
    return Network.objects.select_for_update().get(pk=network.pk)


def _record(fact: type[events.RoleGiven | events.RoleTaken], actor: Person, held: NetworkRole) -> None:
    told = fact(actor_id=actor.pk, subject_id=held.network_id, person_id=held.person_id, role=held.role)
    journal.record(told)
