"""What changes the keys that an organisation or a network signs with."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.credentials import events, policies, sealing
from ithaca.credentials.models import Issuer, IssuerKey
from ithaca.credentials.open_badges import keys
from ithaca.credentials.states import ISSUER_KEY, KeyState
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.networks.models import Network
from ithaca.organisations.models import Organisation


@transaction.atomic
def become_issuer(body: Organisation | Network) -> Issuer:
    """Gives an organisation or a network its address as issuer; again, it is the same."""
    named = {"organisation": body} if isinstance(body, Organisation) else {"network": body}
    found, _new = Issuer.objects.get_or_create(**named)
    return found


@transaction.atomic
def make_key(*, actor: Person, body: Organisation | Network, id: UUID) -> IssuerKey:
    """Makes the next pair of keys, which signs from now on; the one before retires."""
    policies.require(actor, body, Permission.MANAGE_ISSUER_KEYS)
    issuer = Issuer.objects.select_for_update().get(pk=become_issuer(body).pk)
    made_before = IssuerKey.made_before(id, issuer=issuer)
    if made_before is not None:
        return made_before
    for former in IssuerKey.objects.select_for_update().filter(issuer=issuer, state=KeyState.ACTIVE):
        _retire(former, actor)
    halves = keys.new_key()
    made = IssuerKey.objects.create(
        pk=id,
        issuer=issuer,
        number=IssuerKey.objects.filter(issuer=issuer).count() + 1,
        public_multikey=halves.public_multikey,
        public_jwk=halves.public_jwk,
        sealed=sealing.seal(halves, id),
        made_by=actor,
    )
    _record(events.KeyMade, made, actor)
    return made


@transaction.atomic
def retire_key(*, actor: Person, key: IssuerKey) -> None:
    """Takes a key out of use for good: its private half is destroyed, what it signed stays valid."""
    row = _locked(actor, key)
    ISSUER_KEY.after("retire", row.state)
    _retire(row, actor)


@transaction.atomic
def revoke_key(*, actor: Person, key: IssuerKey, since: datetime, reason: str) -> None:
    """Says that a key was in wrong hands since a moment: what it signed from then on counts for nothing."""
    row = _locked(actor, key)
    target = ISSUER_KEY.after("revoke", row.state)
    if since > clock.now():
        raise Refusal(
            _("This moment is still to come. Say when the key may first have been in wrong hands."),
            field="since",
        )
    row.state, row.revoked_at, row.reason, row.sealed = target, since, reason, b""
    row.retired_at = row.retired_at or clock.now()
    row.save(update_fields=["state", "revoked_at", "reason", "sealed", "retired_at"])
    _record(events.KeyRevoked, row, actor)


def _retire(row: IssuerKey, actor: Person) -> None:
    row.state, row.retired_at, row.sealed = KeyState.RETIRED, clock.now(), b""
    row.save(update_fields=["state", "retired_at", "sealed"])
    _record(events.KeyRetired, row, actor)


def _locked(actor: Person, key: IssuerKey) -> IssuerKey:
    row = (
        IssuerKey.objects.select_for_update(of=("self",))
        .select_related("issuer__organisation", "issuer__network")
        .get(pk=key.pk)
    )
    policies.require(actor, policies.body_of(row.issuer), Permission.MANAGE_ISSUER_KEYS)
    return row


def _record(fact: type[events.KeyFact], row: IssuerKey, actor: Person) -> None:
    subject = row.issuer.organisation_id or row.issuer.network_id
    assert subject is not None
    journal.record(fact(actor_id=actor.pk, subject_id=subject, key_id=row.pk, number=row.number))
