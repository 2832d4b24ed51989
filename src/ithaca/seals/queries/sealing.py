"""Reads of seals that are held."""

from collections.abc import Collection
from datetime import datetime

from ithaca.kernel import clock
from ithaca.schemes import queries as schemes
from ithaca.seals.models import SealFile
from ithaca.seals.states import FileState


def in_force(row: SealFile, moment: datetime | None = None) -> bool:
    """Whether a file's seal counts at a moment: awarded, not suspended or withdrawn, not over."""
    moment = moment or clock.now()
    seal = row.credential
    if row.state != FileState.SEALED or seal is None:
        return False
    return seal.valid_from <= moment and (seal.valid_until is None or seal.valid_until > moment)


def vouched_for(row: SealFile) -> frozenset[str]:
    """The standards that another network's seal, on which a file rests, vouches for as long as it is in force."""
    if row.recognition is None or row.rests_on is None or not in_force(row.rests_on):
        return frozenset()
    theirs = row.rests_on
    found = schemes.supplement_between(row.version, row.level, theirs.version, theirs.awarded_level)
    return frozenset(found.covered)


def seals_in_series(row: SealFile) -> list[SealFile]:
    """The programme's seals by some version of the file's scheme that count or counted, the newest first."""
    rows = SealFile.objects.filter(
        programme=row.programme_id, version__series=row.version.series, state=FileState.SEALED
    )
    rows = rows.exclude(pk=row.pk).select_related("credential", "version__network")
    return list(rows.order_by("-credential__valid_from"))


def held_since(seals: Collection[SealFile], level: str) -> datetime | None:
    """Since when a level, or one that comes after it, has been held without a gap until now; None where it is not."""
    since: datetime | None = None
    for row in seals:
        scheme, seal = schemes.scheme(row.version), row.credential
        if seal is None or level not in {each.slug for each in scheme.up_to(row.awarded_level)}:
            continue
        reaches = seal.valid_until is None or seal.valid_until >= (since or clock.now())
        if reaches and seal.valid_from <= clock.now():
            since = min(since or seal.valid_from, seal.valid_from)
    return since
