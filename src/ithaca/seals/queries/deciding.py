"""Reads of the committee's part: who may decide, who has voted, what was decided."""

from datetime import datetime

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.networks.models import NetworkRole, Role
from ithaca.networks.queries import networks_of
from ithaca.seals import rules
from ithaca.seals.models import Appeal, Decision, SealFile, Vote
from ithaca.seals.queries.conflicts import candidates, stands_against
from ithaca.seals.queries.files import WITH
from ithaca.seals.queries.procedure import procedure_of
from ithaca.seals.states import SEAL_FILE, FileState

TO_DECIDE = (FileState.DECIDING, FileState.APPEALED)
# What a member of the committee may read afterwards.
DECIDED = (
    FileState.SEALED,
    FileState.REFUSED,
    FileState.FINAL,
    FileState.SUSPENDED,
    FileState.WITHDRAWN,
)


def is_on_committee(person: Person, row: SealFile) -> bool:
    """Whether somebody may decide on a file now, or has: a seat, and nothing that binds them."""
    if row.state not in (*TO_DECIDE, *DECIDED):
        return False
    if not networks_of(person, Role.COMMITTEE).filter(pk=row.network_id).exists():
        return False
    against = stands_against(person.pk, row)
    return not against or (row.state in DECIDED and against == [rules.Conflict.DECIDED])


def could_decide(row: SealFile) -> list[NetworkRole]:
    return [member for member, against in candidates(row, Role.COMMITTEE) if not against]


def to_decide(person: Person) -> list[SealFile]:
    """The files that wait for a vote of somebody, or for the minutes; the longest waiting first."""
    rows = SealFile.objects.filter(network__in=networks_of(person, Role.COMMITTEE), state__in=TO_DECIDE)
    found = rows.select_related(*WITH).order_by("since", "id")
    return [row for row in found if is_on_committee(person, row)]


def votes_on(row: SealFile) -> list[Vote]:
    """Those given so far by whoever may still decide; minutes have not been written yet."""
    votes = list(Vote.objects.filter(file=row, decision=None).select_related("person"))
    seated = {member.person_id for member in could_decide(row)} if votes else set()
    return [each for each in votes if each.person_id in seated]


def outcome_of(row: SealFile) -> str | None:
    steps = [each.step for each in votes_on(row)]
    return rules.outcome(steps, quorum=procedure_of(row.network).quorum)


def decisions_on(row: SealFile) -> list[Decision]:
    rows = Decision.objects.filter(file=row).select_related("by").prefetch_related("votes__person")
    return list(rows)


def appeals_on(row: SealFile) -> list[Appeal]:
    return list(Appeal.objects.filter(file=row).select_related("by"))


def appeal_until(row: SealFile) -> datetime:
    return rules.appeal_until(row.since, procedure_of(row.network).appeal_days)


def may_appeal(row: SealFile) -> bool:
    return SEAL_FILE.allows("appeal", row.state) and clock.now() <= appeal_until(row)
