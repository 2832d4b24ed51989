"""
The board as a result of the engine: what is locked, changed or parted by hand stays as it is, and the rest is the best
there is beside it. What anything would cost the whole is asked of this.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np

from ithaca.engine import explaining, scoring
from ithaca.engine.pool import Small
from ithaca.engine.problem import Problem, pairs_of
from ithaca.engine.repair import Session
from ithaca.engine.result import NOBODY, Result
from ithaca.engine.solving import solve
from ithaca.matching.desk.board import Board, Moves
from ithaca.matching.desk.measuring import Known, Seats, known_of
from ithaca.matching.desk.staying import as_they_stand, nearest
from ithaca.matching.models import Run
from ithaca.matching.why import within_reach

KEPT = 2  # in this process
PARTED = "parted"  # the rule that keeps those out whom somebody has parted by hand

_lock = threading.Lock()
_kept: OrderedDict[UUID, "tuple[Board, Problem, Standing]"] = OrderedDict()


@dataclass(frozen=True)
class Standing:
    """A problem with its result, kept while it is asked."""

    problem: Problem
    result: Result
    session: Session
    before: Small  # the mentors as the board has them
    mentees: list[UUID]  # by the engine's number
    mentors: list[UUID]
    seats: Seats

    def moves(self, mentee: int, mentor: int) -> Moves | None:
        """Every change of the best result with this pair; None where it can't be."""
        trial = self.session.copy()
        if not trial.fix(mentee, mentor).done:
            return None
        # What is solved anew, and not mended, would give everybody somebody else of the same worth.
        then = trial.mentor_of if trial.exact else nearest(trial.problem, self.before)
        return {
            self.mentees[one]: None if then[one] == NOBODY else self.mentors[then[one]]
            for one in np.flatnonzero(then != self.before).tolist()
        }

    def others(self, mentee: UUID) -> list[int]:
        """The other mentors that cost the whole least, by the engine's number."""
        one = self.seats[mentee]
        here = int(self.result.mentor_of[one])
        if here == NOBODY:
            found = explaining.unmatched(self.problem, self.result, one, session=self.session).instead
        else:
            found = explaining.pair(self.problem, self.result, one, session=self.session).for_mentee
        first = [] if here in (NOBODY, int(self.before[one])) else [here]
        return [*first, *(each.mentor for each in found)]


def standing_of(run: Run, board: Board, *, free: UUID | None = None) -> Standing | None:
    """
    The board of a run for the engine; None where it is too large to be asked in a moment. `free` is somebody whose own
    pair may change although it was made or parted by hand.
    """
    about = known_of(run)
    problem = about.problem
    if not within_reach(problem):
        return None
    with _lock:
        known = _kept.get(run.pk)
    # By the pairs themselves: a colleague may have changed them between reading the run and reading its board.
    if known is not None and known[0].places == board.places and known[1] is problem:
        found = known[2]
    else:
        found = _standing(about, board, free=None)
        with _lock:
            _kept[run.pk] = (board, problem, found)
            _kept.move_to_end(run.pk)
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
    if free is None or not _by_hand(board, free):
        return found
    return replace(_standing(about, board, free=free), before=found.before)


def parted(board: Board) -> set[UUID]:
    """Who had a mentor in the run as it was computed, and has none because somebody said so."""
    return {one.id for one in board.without_mentor if not one.unmatched}


def _by_hand(board: Board, mentee: UUID) -> bool:
    place = board.places.get(mentee)
    return place.by_hand if place else mentee in parted(board)


def _standing(about: Known, board: Board, *, free: UUID | None) -> Standing:
    problem, seats = about.problem, about.seats
    capacity, gone = problem.capacity.copy(), np.zeros(problem.mentee_count, np.bool_)
    for mentee in parted(board) - {free}:
        gone[seats[mentee]] = True
    fixed = []
    for mentee, place in board.places.items():
        if place.locked or (place.by_hand and mentee != free):
            one, other = seats[mentee], seats[place.mentor]
            if scoring.exclusions(problem, one, other):
                # It stands until somebody changes it, but is none that the engine may look at.
                gone[one] = True
                capacity[other] = max(0, capacity[other] - 1)
            else:
                fixed.append((one, other))
    problem = problem.but(
        capacity=capacity,
        least=np.minimum(problem.at_least, capacity),
        fixed=pairs_of(sorted(fixed)),
        barred_mentees={**problem.barred_mentees, **({PARTED: gone} if gone.any() else {})},
    )
    now: Small = np.full(problem.mentee_count, NOBODY, np.int32)
    for mentee, place in board.places.items():
        if not gone[seats[mentee]]:
            now[seats[mentee]] = seats[place.mentor]
    result = as_they_stand(problem, solve(problem), now)
    mentees, mentors = (
        [one.id for one in sorted(board.side(side), key=lambda each: seats[each.id])]
        for side in ("mentee", "mentor")
    )
    pairs = replace(about.pairs.only(~gone[about.pairs.mentees]), capacity=capacity)
    session = Session(problem, result, pool=pairs)
    return Standing(problem, result, session, result.mentor_of, mentees, mentors, seats)
