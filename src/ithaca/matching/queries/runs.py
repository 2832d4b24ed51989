from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ithaca.matching import wording
from ithaca.matching.models import Pair, Run, RunPerson
from ithaca.matching.pool import Scope
from ithaca.matching.states import RunState
from ithaca.programmes.models import Cohort, Invitation, Programme
from ithaca.programmes.states import OPEN_INVITATION

SOLVED = (RunState.REVIEW, RunState.PUBLISHED)


def runs(programme: Programme) -> QuerySet[Run]:
    """Every run but those put aside, the latest first."""
    rows = Run.objects.filter(programme=programme).exclude(state=RunState.DISCARDED)
    return rows.select_related("policy", "started_by", "based_on").order_by("-created_at")


def solved_runs(programme: Programme) -> QuerySet[Run]:
    return runs(programme).filter(state__in=SOLVED)


def has_prepared(programme: Programme) -> bool:
    """Whether somebody who has not joined yet has a prepared profile."""
    rows = Invitation.objects.filter(programme=programme, state__in=OPEN_INVITATION)
    return rows.exclude(prepared={}).exists()


def cohorts_of(programme: Programme) -> list[Cohort]:
    return list(Cohort.objects.filter(programme=programme))


def name_of(run: Run) -> str:
    """What it is called, or when it was started."""
    if run.name:
        return run.name
    return _("Run of %(day)s") % {"day": date_format(localtime(run.created_at), "SHORT_DATETIME_FORMAT")}


def scope_in_words(run: Run) -> str:
    scope = scope_of(run)
    cohort = Cohort.objects.filter(pk=scope.cohort).first() if scope.cohort else None
    return wording.scope(cohort=cohort.name if cohort else "", with_invited=scope.with_invited)


def scope_of(run: Run) -> Scope:
    cohort = run.scope.get("cohort")
    return Scope(cohort=UUID(cohort) if cohort else None, with_invited=bool(run.scope.get("with_invited")))


@dataclass(frozen=True)
class Difference:
    """A mentee whose mentor, or whose pair's score, is not the same in two runs."""

    name: str
    mentor: str  # empty: nobody
    other_mentor: str
    score: int | None
    other_score: int | None

    @property
    def moved(self) -> bool:
        return self.mentor != self.other_mentor


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side; people are the same where their participation or their invitation is."""

    one: Run
    other: Run
    differences: list[Difference]
    same: int  # pairs in both
    only_one: int
    only_other: int
    people_only_one: list[str]
    people_only_other: list[str]


def compared(one: Run, other: Run) -> Comparison:
    """What differs between two runs, mentee by mentee; four queries."""
    pairs, others = _pairs(one), _pairs(other)
    people, other_people = _people(one), _people(other)
    differences = []
    same = 0
    for key, name in sorted({**other_people, **people}.items(), key=lambda each: each[1].casefold()):
        left, right = pairs.get(key), others.get(key)
        if left is None and right is None:
            continue
        if left and right and left.mentor_key == right.mentor_key:
            same += 1
            if left.score == right.score:
                continue
        differences.append(
            Difference(
                name,
                left.mentor if left else "",
                right.mentor if right else "",
                left.score if left else None,
                right.score if right else None,
            )
        )
    return Comparison(
        one,
        other,
        differences,
        same,
        len(pairs) - same,
        len(others) - same,
        [name for key, name in people.items() if key not in other_people],
        [name for key, name in other_people.items() if key not in people],
    )


@dataclass(frozen=True)
class _Pair:
    mentor_key: UUID
    mentor: str
    score: int


def _pairs(run: Run) -> dict[UUID, _Pair]:
    rows = Pair.objects.filter(run=run).select_related("mentee", "mentor")
    return {_key(row.mentee): _Pair(_key(row.mentor), row.mentor.name, row.score) for row in rows}


def _people(run: Run) -> dict[UUID, str]:
    """The mentees of a run by who they are."""
    rows: Iterable[RunPerson] = RunPerson.objects.filter(run=run, side="mentee")
    return {_key(row): row.name for row in rows}


def _key(person: RunPerson) -> UUID:
    """Whoever has joined since stands with their participation in the runs from before, too."""
    found = person.participation_id or person.invitation_id
    assert found is not None
    return found
