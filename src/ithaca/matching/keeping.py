"""A run solved again: how many pairs of before need change, and what keeping them costs. Pure."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ithaca.engine import repair
from ithaca.engine.pool import Small
from ithaca.engine.problem import Aim, Problem
from ithaca.engine.result import NOBODY, Result
from ithaca.engine.solving import with_fixed
from ithaca.engine.verify import verify
from ithaca.matching.why import within_reach

MOST_ROWS = 8  # of the table that is shown
Pairs = set[tuple[int, int]]


@dataclass(frozen=True)
class Again:
    """The table between fewest changes and best total, and how many pairs can't stay whatever is done."""

    frontier: repair.Frontier
    chosen: repair.Row

    def told(self) -> dict[str, Any]:
        rows = self.frontier.rows
        shown = sorted({round(at) for at in np.linspace(0, len(rows) - 1, min(MOST_ROWS, len(rows)))})
        return {
            "lost": self.frontier.lost,
            "changed": self.chosen.changed,
            "rows": [[rows[at].changed, rows[at].loss, rows[at].matched] for at in shown],
        }


def again(problem: Problem, result: Result, before: Pairs, *, keep: bool) -> tuple[Result, Again | None]:
    """
    The result to use, and the table. With `keep` the one that changes fewest pairs, which no other with so few changes
    beats; else, of all that are best, one that changes no more pairs than it must. No table where a stable result is
    asked for, or there are too many people for it.
    """
    if not before or problem.aim is Aim.STABLE or result.gap or not within_reach(problem):
        return result, None
    was: Small = np.full(problem.mentee_count, NOBODY, np.int32)
    for mentee, mentor in before:
        was[mentee] = mentor
    found = repair.frontier(problem, was)
    row = found.rows[0 if keep else -1]
    kept = with_fixed(problem, row.mentor_of, result.bound - row.objective, result.prices)
    kept = replace(kept, seconds=result.seconds, threshold=result.threshold, covers=result.covers)
    verify(problem, kept)
    return replace(kept, certificate_checked=True), Again(found, row)
