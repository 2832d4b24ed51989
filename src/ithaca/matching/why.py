"""Why somebody has no mentor, as a run keeps it and the desk says it. Pure."""

from typing import Any

import numpy as np

from ithaca.engine import explaining, scoring
from ithaca.engine.problem import Aim, Problem
from ithaca.engine.repair import Session
from ithaca.engine.result import Result
from ithaca.matching.policy import ALWAYS

MOST_PAIRS = 4_000_000  # held at once to ask what a change would do: 2,000 mentees and as many mentors
MOST_SOLVED_ANEW = 10_000  # where each answer is a solve of its own: fair and stable results
MOST_EXPLAINED = 500  # people of whom all is told
NEVER_LIFTED = frozenset({*ALWAYS, "same_person"})


def within_reach(problem: Problem) -> bool:
    """Whether everything can be asked of a session while somebody waits."""
    most = MOST_PAIRS if problem.aim in (Aim.TOTAL, Aim.PEOPLE) else MOST_SOLVED_ANEW
    return problem.mentee_count * problem.mentor_count <= most


def nobody(problem: Problem, mentee: int) -> dict[str, Any]:
    """
    How many mentors each rule keeps away, how many it alone keeps away, and how many were possible, whose places went
    to others. For any number of people. What holds always is no change that anybody could make.
    """
    one, every = scoring.every_pair(problem, mentee)
    out = dict(scoring.excluded(problem, one, every))
    times = sum((kept.astype(np.int64) for kept in out.values()), np.zeros(every.size, np.int64))
    counts = {rule: int(kept.sum()) for rule, kept in out.items()}
    alone = {rule: int((kept & (times == 1)).sum()) for rule, kept in out.items()}
    return {
        "rules": {rule: count for rule, count in counts.items() if count},
        "alone": {rule: count for rule, count in alone.items() if count and rule not in NEVER_LIFTED},
        "possible": int((times == 0).sum()),
    }


def nobody_in(problem: Problem, result: Result, *, mentee: int, session: Session) -> dict[str, Any]:
    """
    The same, and the smallest change that the best result would answer with a mentor: one more place of one of these
    mentors (`place`, the nearest first), or the fewest rules that would have to give way (`lifted`).
    """
    found = explaining.unmatched(problem, result, mentee, session=session)
    told: dict[str, Any] = {"rules": found.rules, "possible": found.possible, "place": list(found.place)}
    change = next((one for one in found.lifted if NEVER_LIFTED.isdisjoint(one.rules)), None)
    if change:
        told["lifted"] = {"rules": list(change.rules), "mentors": len(change.mentors)}
    return told


def everybody(problem: Problem, result: Result) -> dict[int, dict[str, Any]]:
    """Of each mentee without a mentor."""
    left = np.flatnonzero(result.mentor_of < 0).tolist()
    if result.gap or not left or len(left) > MOST_EXPLAINED or not within_reach(problem):
        return {mentee: nobody(problem, mentee) for mentee in left}
    session = Session(problem, result)
    return {mentee: nobody_in(problem, result, mentee=mentee, session=session) for mentee in left}
