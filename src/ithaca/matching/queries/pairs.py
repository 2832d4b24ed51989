"""Reads of a run's people and pairs."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TypeVar
from uuid import UUID

import numpy as np

from ithaca.engine import scoring
from ithaca.matching.models import MatchProposal, Pair, Run, RunPerson
from ithaca.matching.policy import Policy, rules_alone
from ithaca.matching.pool import problem_again

Two = TypeVar("Two", Pair, MatchProposal)
PEOPLE = tuple(
    f"{side}__{joined}" for side in ("mentor", "mentee") for joined in ("participation__person", "invitation")
)


def pairs_of(run: Run) -> list[Pair]:
    """Every pair of a run with its people, in the engine's order."""
    rows = Pair.objects.filter(run=run).select_related(*PEOPLE)
    return list(rows.order_by("mentee__number"))


def blocked(rows: Sequence[MatchProposal], policy: Policy) -> dict[UUID, tuple[str, ...]]:
    """Of open proposals those that a rule keeps apart since, and which rules. Raises Refusal."""
    by_run: dict[Run, list[MatchProposal]] = defaultdict(list)
    for row in rows:
        by_run[row.run].append(row)
    found: dict[UUID, tuple[str, ...]] = {}
    for run, own in by_run.items():
        found |= excluded_by_now(
            run, own, policy, only={one for row in own for one in (row.mentee_id, row.mentor_id)}
        )
    return found


def excluded_by_now(
    run: Run, pairs: Sequence[Two], policy: Policy, *, only: Collection[UUID] | None = None
) -> dict[UUID, tuple[str, ...]]:
    """
    The pairs that rules of a policy keep apart as people are known today, and which: a conflict was declared, or one
    has said no to the other since. Trainings are asked when the pair begins: somebody may join between run and answer.
    """
    rules = policy.rules.model_copy(update={"prepared": False})
    lesser = lesser_of_both_ways(pairs) if rules.one_way else set()
    policy = rules_alone(policy.model_copy(update={"rules": rules}))
    _gathering, problem, seats = problem_again(run, policy, only=only)
    mentees = np.array([seats[pair.mentee_id] for pair in pairs], np.int64)
    mentors = np.array([seats[pair.mentor_id] for pair in pairs], np.int64)
    allowed = scoring.admissible(problem, mentees, mentors)
    found = {
        pair.pk: scoring.exclusions(problem, seats[pair.mentee_id], seats[pair.mentor_id])
        for pair, holds in zip(pairs, allowed.tolist(), strict=True)
        if not holds
    }
    return dict.fromkeys(lesser, ("one_way",)) | found


def both_ways(pairs: Sequence[Two]) -> list[tuple[Two, Two]]:
    """Pairs of two people who are each other's mentor, the one that fits better first."""
    by_people = {(_person(pair.mentee), _person(pair.mentor)): pair for pair in pairs}
    found = []
    for (mentee, mentor), pair in by_people.items():
        other = by_people.get((mentor, mentee))
        if other and (pair.score, other.mentee.number) > (other.score, pair.mentee.number):
            found.append((pair, other))
    return found


def lesser_of_both_ways(pairs: Sequence[Two]) -> set[UUID]:
    return {lesser.pk for _better, lesser in both_ways(pairs)}


def _person(one: RunPerson) -> str:
    """Whoever this is, in either role."""
    if one.participation is not None:
        return one.participation.person.email.lower()
    assert one.invitation is not None
    return one.invitation.email.lower()
