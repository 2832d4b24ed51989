"""
Why this pair, and why nobody: from the data of the solve.

What each criterion gave; what the next best for each would have cost the whole, exactly: the whole is mended with that
pair fixed; and for somebody without a mentor how many each rule excludes, and the smallest change that would give them
one.
"""

from dataclasses import dataclass, field
from heapq import nsmallest

import numpy as np

from ithaca.engine import scoring
from ithaca.engine.kept import Flags
from ithaca.engine.pool import Ints
from ithaca.engine.problem import Problem
from ithaca.engine.repair import Session
from ithaca.engine.result import NOBODY, Result

ALTERNATIVES = 3
TRIED = 12  # so many pairs are tried where no prices say which are near


@dataclass(frozen=True)
class Alternative:
    """Another pair for one of the two, and what the whole would lose by it: people first, then the total."""

    mentee: int
    mentor: int
    score: int
    parts: dict[str, int]
    cost: int  # of the total of all pairs
    people: int  # how many fewer would have a mentor
    least: int  # by how much the smallest score would fall


@dataclass(frozen=True)
class PairExplanation:
    """A pair, what each criterion gave to it, and the next best for its mentee and for its mentor, the cheapest first."""

    mentee: int
    mentor: int
    score: int
    parts: dict[str, int]
    for_mentee: tuple[Alternative, ...]
    for_mentor: tuple[Alternative, ...]


@dataclass(frozen=True)
class Lifted:
    """A rule that alone stands between somebody and these mentors, each of whom the best result would then give them."""

    rules: tuple[str, ...]
    mentors: tuple[int, ...]


@dataclass(frozen=True)
class Unmatched:
    """
    Why somebody has no mentor. `rules` says how many mentors each excludes, `possible` how many none does: their places
    are worth more to others.
    """

    mentee: int
    rules: dict[str, int]
    possible: int
    # Whose one more place would give them a mentor, the nearest first; and what being placed all the same would cost.
    place: tuple[int, ...] = ()
    instead: tuple[Alternative, ...] = ()
    lifted: tuple[Lifted, ...] = field(default=())  # fewest rules first, then most mentors

    @property
    def smallest_change(self) -> Lifted | None:
        """The fewest rules to lift; None if one more place is enough, or nothing is."""
        return None if self.place or not self.lifted else self.lifted[0]


def pair(problem: Problem, result: Result, mentee: int, *, session: Session | None = None) -> PairExplanation:
    """Why a matched mentee has this mentor. Hand in a session of the result where many are explained."""
    mentor = int(result.mentor_of[mentee])
    if mentor == NOBODY:
        raise ValueError(f"mentee {mentee} has no mentor")
    kept = session or Session(problem, result)
    parts = scoring.parts(problem, mentee, mentor)
    mentors = np.flatnonzero(np.arange(problem.mentor_count) != mentor)
    mentees = np.flatnonzero(result.mentor_of != mentor)
    return PairExplanation(
        mentee=mentee,
        mentor=mentor,
        score=sum(parts.values()),
        parts=parts,
        for_mentee=_alternatives(problem, kept, np.full(mentors.size, mentee), mentors),
        for_mentor=_alternatives(problem, kept, mentees, np.full(mentees.size, mentor)),
    )


def unmatched(problem: Problem, result: Result, mentee: int, *, session: Session | None = None) -> Unmatched:
    """Why a mentee has no mentor. Hand in a session of the result where many are explained."""
    if result.mentor_of[mentee] != NOBODY:
        raise ValueError(f"mentee {mentee} has a mentor")
    kept = session or Session(problem, result)
    one, every = scoring.every_pair(problem, mentee)
    out, possible = excluding(problem, mentee)
    return Unmatched(
        mentee=mentee,
        rules=counts_of(out),
        possible=int(possible.size),
        place=_places(kept, mentee, possible, scoring.scores_of(problem, one[: possible.size], possible)),
        instead=_alternatives(problem, kept, one[: possible.size], possible),
        lifted=_lifted(kept, every, out, scoring.scores_of(problem, one, every)),
    )


def excluding(problem: Problem, mentee: int) -> tuple[dict[str, Flags], Ints]:
    """By rule which mentors it keeps from a mentee, and those whom no rule does. A millisecond, however large the whole."""
    one, every = scoring.every_pair(problem, mentee)
    out = {rule: excluded for rule, excluded in scoring.excluded(problem, one, every) if excluded.any()}
    return out, every[scoring.admissible(problem, one, every)]


def counts_of(out: dict[str, Flags]) -> dict[str, int]:
    """How many mentors each rule excludes."""
    return {rule: int(excluded.sum()) for rule, excluded in out.items()}


def _alternatives(
    problem: Problem, session: Session, mentees: Ints, mentors: Ints
) -> tuple[Alternative, ...]:
    """The cheapest of these pairs. What prices say is never more than what the pair costs, so not all need be tried."""
    allowed = scoring.admissible(problem, mentees, mentors)
    mentees, mentors = mentees[allowed], mentors[allowed]
    scores = scoring.scores_of(problem, mentees, mentors)
    near = session.nearness(mentees, mentors)
    found: list[Alternative] = []
    for tried, at in enumerate(np.lexsort((-scores, near)).tolist()):
        dearest = nsmallest(ALTERNATIVES, (_cost(session, one) for one in found))
        enough = len(dearest) == ALTERNATIVES and (session.exact and near[at] >= dearest[-1])
        if enough or (not session.exact and tried >= TRIED):
            break
        tried_one = _fixed(problem, session, int(mentees[at]), int(mentors[at]))
        if tried_one:
            found.append(tried_one)
    return tuple(sorted(found, key=lambda one: (_cost(session, one), -one.score))[:ALTERNATIVES])


def _cost(session: Session, one: Alternative) -> tuple[int, int, int] | int:
    if session.exact:
        return one.people * session.worth_of_a_pair + one.cost
    return one.people, one.least, one.cost


def _fixed(problem: Problem, session: Session, mentee: int, mentor: int) -> Alternative | None:
    delta = session.copy().fix(mentee, mentor)
    if not delta.done:
        return None
    parts = scoring.parts(problem, mentee, mentor)
    return Alternative(
        mentee=mentee,
        mentor=mentor,
        score=sum(parts.values()),
        parts=parts,
        cost=delta.total_before - delta.total_after,
        people=delta.matched_before - delta.matched_after,
        least=delta.least_before - delta.least_after,
    )


def _places(session: Session, mentee: int, possible: Ints, scores: Ints) -> tuple[int, ...]:
    """Mentors of whom one more place would give somebody a mentor, those first whom they would fit best."""
    found = []
    for at in np.argsort(-scores, kind="stable").tolist()[:TRIED]:
        mentor = int(possible[at])
        trial = session.copy()
        trial.places(mentor, trial.places_of(mentor) + 1)
        if trial.mentor_of[mentee] != NOBODY:
            found.append(mentor)
        if len(found) == ALTERNATIVES:
            break
    return tuple(found)


def _lifted(session: Session, every: Ints, out: dict[str, Flags], scores: Ints) -> tuple[Lifted, ...]:
    """The sets of rules that keep somebody from mentors who would take them; the smallest first, then most mentors."""
    who: dict[tuple[str, ...], list[int]] = {}
    would = session.would_take(every, scores)
    for mentor in every[would].tolist():
        rules = tuple(rule for rule, excluded in out.items() if excluded[mentor])
        if rules:
            who.setdefault(rules, []).append(mentor)
    found = [Lifted(rules, tuple(sorted(few, key=lambda j: -int(scores[j])))) for rules, few in who.items()]
    return tuple(sorted(found, key=lambda one: (len(one.rules), -len(one.mentors), one.rules)))
