"""Reads of a run's people and pairs."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np
from django.utils.translation import gettext as _

from ithaca.engine import scoring
from ithaca.kernel.errors import Refusal
from ithaca.matching.models import Pair, Run
from ithaca.matching.pool import gather_again
from ithaca.matching.problem import TooMany, problem_of
from ithaca.matching.queries.policy import policy_of
from ithaca.matching.wording import TOO_MANY

PEOPLE = tuple(
    f"{side}__{joined}" for side in ("mentor", "mentee") for joined in ("participation", "invitation")
)


def pairs_of(run: Run) -> list[Pair]:
    """Every pair of a run with its people, in the engine's order."""
    rows = Pair.objects.filter(run=run).select_related(*PEOPLE)
    return list(rows.order_by("mentee__number"))


def excluded_by_now(run: Run, pairs: Sequence[Pair]) -> set[UUID]:
    """
    The pairs that a rule of the run's policy keeps apart as people are known today: a conflict was declared, or one has
    said no to the other since. Trainings are asked when the pair begins: somebody may join between run and answer.
    """
    policy = policy_of(run.policy)
    policy = policy.model_copy(update={"rules": policy.rules.model_copy(update={"prepared": False})})
    gathering, seats = gather_again(run, policy)
    try:
        problem = problem_of(gathering, policy)
    except TooMany as many:
        raise Refusal(_(TOO_MANY)) from many
    mentees = np.array([seats[pair.mentee_id] for pair in pairs], np.int64)
    mentors = np.array([seats[pair.mentor_id] for pair in pairs], np.int64)
    allowed = scoring.admissible(problem, mentees, mentors)
    return {pair.pk for pair, holds in zip(pairs, allowed.tolist(), strict=True) if not holds}
