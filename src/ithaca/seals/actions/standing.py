"""What becomes of a seal: suspended and put back, withdrawn, renewed.

A seal is suspended as long as a hold stands: because the network's administrators say so, because the organisation is no
full member any more, or because the other network's seal on which it rests does not count. The credential goes along.
"""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.credentials import actions as credentials
from ithaca.credentials.models import Credential
from ithaca.credentials.queries import credential as credential_now
from ithaca.credentials.states import CredentialState
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.networks.models import Membership
from ithaca.networks.states import MembershipState
from ithaca.seals import attesting
from ithaca.seals.actions.files import managed, move
from ithaca.seals.models import Cause, Hold, SealFile
from ithaca.seals.queries import WITH
from ithaca.seals.states import HELD, SEAL_FILE, FileState


@transaction.atomic
def change_standing(*, actor: Person, file: SealFile, step: str, reasons: str) -> None:
    """Suspends, reinstates or withdraws a seal, for the network; the credential follows at once."""
    row = managed(actor, file, Permission.CHANGE_SEAL)
    SEAL_FILE.after(step, row.state)
    if not reasons.strip():
        raise Refusal(_("Say why: the programme reads it."), field="reasons")
    if step == "suspend":
        _hold(actor, row, Cause.NETWORK, reasons.strip())
    elif step == "reinstate":
        if _standing(row).exclude(cause=Cause.NETWORK).exists():
            raise Refusal(
                _("Something else keeps it suspended too: it comes back by itself once that is over."),
                field="step",
            )
        _lift(actor, row, Cause.NETWORK, reasons.strip())
    elif step == "withdraw":
        _withdraw(actor, row, reasons.strip())
    else:
        raise Refusal(_("Choose what becomes of the seal."), field="step")


@transaction.atomic
def follow_credential(*, actor: Person | None, credential: Credential) -> None:
    """
    Whoever administers the network has changed a credential by itself: its file says the same from then on. What else
    keeps a seal suspended still does: then the credential is suspended again.
    """
    row = _held(credential=credential)
    if row is None:
        return
    if credential.state == CredentialState.REVOKED:
        _withdraw(actor, row, credential.reason)
    elif credential.state == CredentialState.SUSPENDED and row.state == FileState.SEALED:
        _hold(actor, row, Cause.NETWORK, credential.reason)
    elif credential.state == CredentialState.ISSUED and row.state == FileState.SUSPENDED:
        _lift(actor, row, Cause.NETWORK, credential.reason)


@transaction.atomic
def follow_membership(*, actor: Person | None, membership: Membership) -> None:
    """A seal counts while its organisation is a full member of the network, and again once it is one again."""
    rows = SealFile.objects.filter(
        network=membership.network_id, programme__organisation=membership.organisation_id, state__in=HELD
    )
    for key in rows.order_by("pk").values_list("pk", flat=True):
        row = _held(pk=key)
        if row is None:
            continue
        with translation.override(attesting.language_of(row)):
            if membership.state == MembershipState.MEMBER:
                _lift(actor, row, Cause.MEMBERSHIP, _("The organisation is a full member again."))
            else:
                _hold(actor, row, Cause.MEMBERSHIP, _("The organisation is no full member any more."))


@transaction.atomic
def follow_base(*, actor: Person | None, base: SealFile) -> None:
    """What rests on another network's seal is suspended, comes back and ends with it."""
    for key in (
        SealFile.objects.filter(rests_on=base, state__in=HELD).order_by("pk").values_list("pk", flat=True)
    ):
        row = _held(pk=key)
        if row is None:
            continue
        with translation.override(attesting.language_of(row)):
            if base.state == FileState.SEALED:
                _lift(actor, row, Cause.RESTING, _("The seal on which it rests is in force again."))
            elif base.state == FileState.SUSPENDED:
                _hold(actor, row, Cause.RESTING, _("The seal on which it rests is suspended."))
            elif base.state == FileState.WITHDRAWN:
                _withdraw(actor, row, _("The seal on which it rests was withdrawn."))


def _held(**by: object) -> SealFile | None:
    """A file with a seal, held until the transaction ends; None where it has come to its end."""
    rows = SealFile.objects.select_for_update(of=("self",)).select_related(*WITH)
    return rows.filter(**by, state__in=HELD).first()


def _standing(row: SealFile) -> QuerySet[Hold]:
    return Hold.objects.filter(file=row, lifted_at=None)


def _hold(actor: Person | None, row: SealFile, cause: Cause, reasons: str) -> None:
    Hold.objects.get_or_create(
        file=row, cause=cause, lifted_at=None, defaults={"reasons": reasons, "by": actor}
    )
    _carry_over(actor, row, reasons)


def _lift(actor: Person | None, row: SealFile, cause: Cause, reasons: str) -> None:
    _standing(row).filter(cause=cause).update(lifted_at=clock.now())
    _carry_over(actor, row, reasons)


def _carry_over(actor: Person | None, row: SealFile, reasons: str) -> None:
    """File and credential say what the holds say."""
    suspended = _standing(row).exists()
    seal = _seal_of(row)
    if suspended and seal.state == CredentialState.ISSUED:
        credentials.suspend(credential=seal, reason=reasons, by=actor)
    elif not suspended and seal.state == CredentialState.SUSPENDED:
        credentials.reinstate(credential=seal, reason=reasons, by=actor)
    if suspended and row.state == FileState.SEALED:
        move(actor, row, "suspend")
    elif not suspended and row.state == FileState.SUSPENDED:
        move(actor, row, "reinstate")


def _withdraw(actor: Person | None, row: SealFile, reasons: str) -> None:
    seal = _seal_of(row)
    if seal.state != CredentialState.REVOKED:
        credentials.revoke(credential=seal, reason=reasons, by=actor)
    move(actor, row, "withdraw")


def _seal_of(row: SealFile) -> Credential:
    """As it stands now: whoever was here before may have changed it."""
    found = credential_now(row.credential_id) if row.credential_id else None
    assert found is not None  # a constraint: whoever holds a seal has a credential
    return found
