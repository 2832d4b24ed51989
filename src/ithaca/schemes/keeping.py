"""A recognition beside a later version of the other network's scheme: what it no longer rests on."""

from dataclasses import dataclass

from ithaca.schemes import lineage, queries, sharing
from ithaca.schemes.models import Recognition, SchemeVersion


@dataclass(frozen=True)
class Moved:
    """Their later version takes something away on which a recognition was declared; somebody has to say."""

    recognition: Recognition
    version: SchemeVersion  # the later one
    level_gone: bool
    dropped: tuple[str, ...]  # standards that every holder was known to meet, and is not any more


def moved(row: Recognition) -> Moved | None:
    """What has changed there since somebody looked; None where nothing was taken away."""
    looked_at = row.reviewed or row.theirs
    later = queries.newest_published(row.theirs.series)
    if later is None or later.number <= looked_at.number:
        return None
    level_gone = row.their_level not in {each.slug for each in queries.scheme(later).levels}
    level_gone = level_gone or f"level.{row.their_level}" in lineage.renewed(later)
    before = _rests_on(row, row.theirs)
    after = frozenset() if level_gone else _rests_on(row, later)
    dropped = tuple(slug for slug in queries.scheme(row.theirs).standards if slug in before - after)
    return Moved(row, later, level_gone, dropped) if level_gone or dropped else None


def _rests_on(row: Recognition, theirs: SchemeVersion) -> frozenset[str]:
    """What a holder of their level is known to meet, and what of it counts for ours."""
    scheme = queries.scheme(theirs)
    if row.their_level not in {each.slug for each in scheme.levels}:
        return frozenset()
    kept = sharing.vouched(scheme, row.their_level) - queries.names_renewed(theirs)
    mine = queries.scheme(row.ours)
    if row.level not in {each.slug for each in mine.levels}:
        return kept
    found = queries.supplement_between(row.ours, row.level, theirs, row.their_level)
    lost = {slug for slug in sharing.asked(mine, row.level) if slug in kept} - set(found.covered)
    return kept - lost
