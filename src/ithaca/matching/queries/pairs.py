"""Reads of a run's people and pairs."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np

from ithaca.engine import scoring
from ithaca.matching.models import Pair, Run
from ithaca.matching.policy import Policy, rules_alone
from ithaca.matching.pool import problem_again

PEOPLE = tuple(
    f"{side}__{joined}" for side in ("mentor", "mentee") for joined in ("participation", "invitation")
)


def pairs_of(run: Run) -> list[Pair]:
    """Every pair of a run with its people, in the engine's order."""
    rows = Pair.objects.filter(run=run).select_related(*PEOPLE)
    return list(rows.order_by("mentee__number"))


def excluded_by_now(run: Run, pairs: Sequence[Pair], policy: Policy) -> dict[UUID, tuple[str, ...]]:
    """
    The pairs that rules of a policy keep apart as people are known today, and which: a conflict was declared, or one
    has said no to the other since. Trainings are asked when the pair begins: somebody may join between run and answer.
    """
    rules = policy.rules.model_copy(update={"prepared": False})
    policy = rules_alone(policy.model_copy(update={"rules": rules}))
    _gathering, problem, seats = problem_again(run, policy)
    mentees = np.array([seats[pair.mentee_id] for pair in pairs], np.int64)
    mentors = np.array([seats[pair.mentor_id] for pair in pairs], np.int64)
    allowed = scoring.admissible(problem, mentees, mentors)
    return {
        pair.pk: scoring.exclusions(problem, seats[pair.mentee_id], seats[pair.mentor_id])
        for pair, holds in zip(pairs, allowed.tolist(), strict=True)
        if not holds
    }
