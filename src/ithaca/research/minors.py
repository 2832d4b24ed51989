"""In which programmes minors take part, or may have: they are part of no study, and nobody consents for anybody there."""

from collections.abc import Collection
from uuid import UUID

from ithaca import catalogue
from ithaca.journal.queries import told_of
from ithaca.matching.queries.policy import asking_for_checks
from ithaca.programmes.models import Programme

# What is only asked for, or said, where minors take part: the checks of mentors, and a file on the way to a seal.
CHECKED, SAID = "safeguarding.noted", "seal.minors said"
SIGNS = (CHECKED, SAID, "policy.saved")


def with_minors(programmes: Collection[Programme]) -> set[UUID]:
    """
    By anything that says so: the ready programme they come from, a check that was ever noted, the matching policy in
    force, the last word of any of their seal files. A slip of the hand in a file is corrected in that file.
    """
    told = told_of([row.pk for row in programmes], (CHECKED, SAID))
    last = {
        (event.programme_id, event.subject_id): event.facts["minors"] for event in told if event.verb == SAID
    }
    said = {programme for (programme, _file), minors in last.items() if minors and programme}
    noted = {event.programme_id for event in told if event.verb == CHECKED and event.programme_id}
    made_for = {row.pk for row in programmes if catalogue.programme(row.template).format.minors}
    return said | noted | made_for | asking_for_checks(programmes)
