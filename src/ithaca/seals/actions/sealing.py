"""A seal is issued, as a credential of the network."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.credentials import actions as credentials
from ithaca.credentials.models import Credential
from ithaca.credentials.queries import issuer_of
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.kernel.periods import months_later
from ithaca.networks.queries import networks_with
from ithaca.seals import attesting, cases, queries
from ithaca.seals.models import SealFile


def seal(
    *,
    row: SealFile,
    level: str,
    by: Person,
    steps: Mapping[str, str] | None = None,
    report: bytes = b"",
) -> Credential:
    """
    Issues the seal of a level for a file that is held locked; `steps` are the auditors', `report` is the SHA-256 of theirs.
    Whether `by` may, and whether the level is reached, is for the decision to have asked; the file's step is its too.
    """
    issuer = issuer_of(row.network)
    if issuer is None:
        raise Refusal(_("The network has no key to sign seals with. An administrator can make one."))
    # Held, like the seal beneath: what goes in this moment has gone before, or finds a seal to suspend.
    if row.network not in networks_with(row.programme.organisation).select_for_update(no_key=True):
        raise Refusal(_("The organisation is no full member of the network at present: nothing is awarded."))
    base = _base_of(row)
    if base is not None and not queries.in_force(base):
        raise Refusal(_("The seal on which this file rests is not in force at present."))
    row.awarded_level = level
    row.credential = credentials.issue(
        issuer=issuer,
        subject=attesting.subject(row, cases.result_of(row, steps=steps)),
        achievement=attesting.achievement(row, level),
        evidence=attesting.evidence(row, report),
        valid_until=_valid_until(row, level),
        by=by,
    )
    return row.credential


def _base_of(row: SealFile) -> SealFile | None:
    """The seal on which a file rests, as it stands now, held until the transaction ends."""
    if row.rests_on_id is None:
        return None
    return (
        SealFile.objects.select_for_update(of=("self",)).select_related("credential").get(pk=row.rests_on_id)
    )


def _valid_until(row: SealFile, level: str) -> datetime | None:
    """A renewal begins where the seal before it ends; what rests on another seal ends with that one."""
    ends = []
    months = queries.scheme_of(row).level(level).valid_months
    if months is not None:
        begin = clock.now()
        former = row.renews.credential if row.renews and queries.in_force(row.renews) else None
        if former is not None and former.valid_until is not None:
            begin = max(begin, former.valid_until)
        # At the hour at which it begins: every clock then shows the same day.
        ends.append(datetime.combine(months_later(begin.date(), months), begin.timetz()))
    base = row.rests_on.credential if row.rests_on else None
    if base is not None and base.valid_until is not None:
        ends.append(base.valid_until)
    return min(ends, default=None)
