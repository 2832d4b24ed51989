"""Reads of the committee's part: who may decide, who has voted, what was decided."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.networks.models import NetworkRole, Role
from ithaca.networks.queries import networks_of
from ithaca.seals import rules
from ithaca.seals.models import Appeal, Decision, SealFile, Vote
from ithaca.seals.queries.conflicts import bonds_between, candidates, free_of, stands_against
from ithaca.seals.queries.files import WITH
from ithaca.seals.queries.procedure import procedure_of, quorums_of
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


def lacking_to_decide(row: SealFile) -> int:
    """How many more people the committee needs before it can decide on a file, those apart who may not."""
    if row.state not in TO_DECIDE:
        return 0
    return max(0, procedure_of(row.network).quorum - len(could_decide(row)))


def to_decide(person: Person) -> list[SealFile]:
    """The files that wait for a vote of somebody, or for the minutes; the longest waiting first."""
    rows = SealFile.objects.filter(network__in=networks_of(person, Role.COMMITTEE), state__in=TO_DECIDE)
    found = list(rows.select_related(*WITH).order_by("since", "id"))
    bonds = bonds_between(found, {person.pk}) if found else {}
    return [row for row in found if not rules.against(person.pk, bonds[row.pk])]


def votes_on(row: SealFile) -> list[Vote]:
    """Those given so far by whoever may still decide; minutes have not been written yet."""
    return votes_in([row])[row.pk]


def votes_in(rows: Collection[SealFile]) -> dict[UUID, list[Vote]]:
    """{file: its votes}, as `votes_on`; the same number of queries for any number of files."""
    given = list(Vote.objects.filter(file__in=rows, decision=None).select_related("person"))
    voted = {each.file_id for each in given}
    seated = free_of([row for row in rows if row.pk in voted], Role.COMMITTEE) if given else {}
    return {
        row.pk: [each for each in given if each.file_id == row.pk and each.person_id in seated[row.pk]]
        for row in rows
    }


def outcome_of(row: SealFile) -> str | None:
    return outcomes_of([row], {row.pk: votes_on(row)})[row.pk]


def outcomes_of(rows: Collection[SealFile], votes: Mapping[UUID, list[Vote]]) -> dict[UUID, str | None]:
    """{file: what the votes on it have come to}"""
    quorums = quorums_of({row.network_id for row in rows})
    return {
        row.pk: rules.outcome([each.step for each in votes[row.pk]], quorum=quorums[row.network_id])
        for row in rows
    }


def decisions_on(row: SealFile) -> list[Decision]:
    rows = Decision.objects.filter(file=row).select_related("by").prefetch_related("votes__person")
    return list(rows)


def appeals_on(row: SealFile) -> list[Appeal]:
    return list(Appeal.objects.filter(file=row).select_related("by"))


def appeal_until(row: SealFile) -> datetime:
    return rules.appeal_until(row.since, procedure_of(row.network).appeal_days)


def may_appeal(row: SealFile) -> bool:
    return SEAL_FILE.allows("appeal", row.state) and clock.now() <= appeal_until(row)
