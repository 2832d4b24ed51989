"""An organisation joins a network, is suspended, comes back, goes."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.networks import events, policies, rules
from ithaca.networks.actions.people import letter_to
from ithaca.networks.models import Membership, Network, NetworkLetter
from ithaca.networks.states import MEMBERSHIP, MembershipState
from ithaca.organisations import policies as organisations
from ithaca.organisations.actions import found_organisation
from ithaca.organisations.models import Organisation
from ithaca.organisations.queries import organisations_of


@transaction.atomic
def ask_to_join(*, actor: Person, organisation: Organisation, network: Network) -> Membership:
    """Asks for membership of a network that everybody finds; the network answers."""
    organisations.require(actor, organisation, Permission.MANAGE_ORGANISATION)
    held = Network.objects.select_for_update().get(pk=network.pk)
    if not held.public:
        raise Refusal(_("This network takes members by invitation. Ask it to write to you."))
    row = _row(held, organisation)
    if row is None:
        return _begin(actor, held, organisation, "ask", MembershipState.ASKED)
    if row.state == MembershipState.ASKED:  # a second click
        return row
    again = rules.asks_again_at(row.state, row.since)
    if again is not None and clock.now() < again:
        sentence = _(
            "This network has answered or been asked only just now. You can ask again from %(when)s."
        )
        raise Refusal(sentence % {"when": date_format(again, "SHORT_DATETIME_FORMAT")})
    return _move(actor, row, "ask")


@transaction.atomic
def take_request_back(*, actor: Person, membership: Membership) -> None:
    """The organisation no longer asks."""
    _move(actor, _of_organisation(actor, membership), "take back")


@transaction.atomic
def join_by_letter(*, actor: Person, id: UUID, organisation: Organisation) -> Membership:
    """Makes an organisation a member, at the network's own invitation."""
    letter = letter_to(actor, id, NetworkLetter.Asks.MEMBER)
    organisations.require(actor, organisation, Permission.MANAGE_ORGANISATION)
    network = Network.objects.select_for_update().get(pk=letter.network_id)
    _refuse_overtaken(letter, [organisation, *organisations_of(actor)])
    row = _row(network, organisation)
    if row is not None and not MEMBERSHIP.allows("join", row.state):
        raise Refusal(_("This organisation is in the network already. Choose another one."))
    letter.delete()
    if row is None:
        return _begin(actor, network, organisation, "join", MembershipState.MEMBER)
    return _move(actor, row, "join")


@transaction.atomic
def found_and_join(*, actor: Person, id: UUID, organisation_id: UUID, name: str, country: str) -> Membership:
    """Founds an organisation for somebody whom a network asks to join, and makes it a member."""
    letter_to(actor, id, NetworkLetter.Asks.MEMBER)
    made = found_organisation(actor=actor, id=organisation_id, name=name, country=country)
    return join_by_letter(actor=actor, id=id, organisation=made)


@transaction.atomic
def leave(*, actor: Person, membership: Membership) -> None:
    """The organisation is no longer a member; it owes no reason, and may ask again at any time."""
    _move(actor, _of_organisation(actor, membership), "leave")


@transaction.atomic
def accept_request(*, actor: Person, membership: Membership) -> None:
    """Makes an organisation that asked a member."""
    _move(actor, _of_network(actor, membership), "accept")


@transaction.atomic
def decline_request(*, actor: Person, membership: Membership, reason: str) -> None:
    """Says no, with a reason that the organisation reads."""
    _move(actor, _of_network(actor, membership), "decline", reason)


@transaction.atomic
def suspend(*, actor: Person, membership: Membership, reason: str) -> None:
    """Takes a member off the network's page and out of its counts until it is reinstated."""
    _move(actor, _of_network(actor, membership), "suspend", reason)


@transaction.atomic
def reinstate(*, actor: Person, membership: Membership) -> None:
    """Makes a suspended organisation a full member again."""
    _move(actor, _of_network(actor, membership), "reinstate")


@transaction.atomic
def exclude(*, actor: Person, membership: Membership, reason: str) -> None:
    """Ends a membership for the network, with a reason that the organisation reads."""
    _move(actor, _of_network(actor, membership), "exclude", reason)


def _refuse_overtaken(letter: NetworkLetter, own: Iterable[Organisation]) -> None:
    """
    A letter is the network's word of the day on which it was written. What it has decided since about an organisation of
    theirs stands against it, also where another one would join.
    """
    rows = Membership.objects.filter(network=letter.network_id, organisation__in=own)
    if any(rules.overtakes(row.state, row.since, letter.sent_at) for row in rows):
        raise Refusal(_("The network wrote this letter before it decided otherwise. Ask it to write again."))


def _row(network: Network, organisation: Organisation) -> Membership | None:
    rows = Membership.objects.select_for_update(of=("self",)).select_related("network", "organisation")
    return rows.filter(network=network, organisation=organisation).first()


def _again(membership: Membership) -> Membership:
    rows = Membership.objects.select_for_update(of=("self",)).select_related("network", "organisation")
    return rows.get(pk=membership.pk)


def _of_organisation(actor: Person, membership: Membership) -> Membership:
    organisations.require(actor, membership.organisation, Permission.MANAGE_ORGANISATION)
    return _again(membership)


def _of_network(actor: Person, membership: Membership) -> Membership:
    policies.require(actor, membership.network, Permission.MANAGE_NETWORK)
    return _again(membership)


def _begin(
    actor: Person, network: Network, organisation: Organisation, step: str, state: MembershipState
) -> Membership:
    now = clock.now()
    joined = now if state == MembershipState.MEMBER else None
    row = Membership.objects.create(
        network=network, organisation=organisation, state=state, since=now, moved_by=actor, joined_at=joined
    )
    _record(actor, row, step)
    return row


def _move(actor: Person, row: Membership, step: str, reason: str = "") -> Membership:
    target = MEMBERSHIP.after(step, row.state)
    if step in rules.NEEDS_REASON and not reason.strip():
        raise Refusal(_("Say why: the organisation reads it."), field="reason")
    if step in ("join", "accept"):
        row.joined_at = clock.now()
    row.state, row.since, row.moved_by, row.reason = target, clock.now(), actor, reason.strip()
    row.save(update_fields=["state", "since", "moved_by", "reason", "joined_at"])
    _record(actor, row, step)
    return row


def _record(actor: Person, row: Membership, step: str) -> None:
    fact = events.MembershipMoved(
        actor_id=actor.pk,
        subject_id=row.pk,
        network_id=row.network_id,
        organisation_id=row.organisation_id,
        step=step,
        state=row.state,
    )
    journal.record(fact)
