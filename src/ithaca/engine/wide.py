"""
A problem as a kept pool: its weights say what comes first, and mentors who must have some mentees stand in it twice.

A mentor with `least` mentees to have has a twin with so many places, each of which rewards who takes it.
"""

from dataclasses import dataclass, replace

import numpy as np

from ithaca.engine import changes, kept, scoring
from ithaca.engine.assignment import terms_of
from ithaca.engine.kept import NOBODY, Kept
from ithaca.engine.pool import Ints, Pool, Small
from ithaca.engine.problem import NO_PAIRS, Aim, Problem


@dataclass(frozen=True)
class Wide:
    """The kept pool, which mentor each of its nodes is, and each mentor's twin (NOBODY where there is none)."""

    kept: Kept
    mentor: Ints  # (nodes,)
    twin: Ints  # (mentors,)
    score: Ints  # (pairs,) without what comes first
    bonus: int = 0  # what a pair is worth besides its score
    reward: int = 0  # what a twin's place is worth besides

    def copy(self) -> "Wide":
        return self.but(self.kept.copy())

    def but(self, other: Kept) -> "Wide":
        """The same with another state."""
        return replace(self, kept=other)

    @property
    def mentor_of(self) -> Small:
        found = self.kept.mentor_of
        seated = found != NOBODY
        found[seated] = self.mentor[found[seated]]
        return found

    @property
    def scores(self) -> Ints:
        """(mentees,) 0 where unmatched."""
        seated = self.kept.pair_of >= 0
        found = np.zeros(seated.size, np.int64)
        found[seated] = self.score[self.kept.pair_of[seated]]
        return found

    def over_price(self, mentors: Ints, scores: Ints) -> Ints:
        """What is left of pairs with these scores after the price of the mentor's cheapest place; −FAR without one."""
        best = np.full(mentors.size, -kept.FAR)
        for node, more in ((mentors, 0), (self.twin[mentors], self.reward)):
            open_ = (node != NOBODY) & (self.kept.capacity[node] > 0)
            worth = scores + self.bonus + more - self.kept.price[node]
            best = np.where(open_, np.maximum(best, worth), best)
        return best

    def pairs(self, mentee: int, mentor: int) -> list[int]:
        """The pairs of two people: none, one, or one with each of the mentor's nodes."""
        first, last = self.kept.starts[mentee], self.kept.starts[mentee + 1]
        return (first + np.flatnonzero(self.mentor[self.kept.mentors[first:last]] == mentor)).tolist()  # type: ignore[no-any-return]

    def free_node(self, mentor: int) -> int:
        """Where the next place of a mentor is taken from: those that must be filled first. NOBODY if none is left."""
        for node in (int(self.twin[mentor]), mentor):
            if node != NOBODY and self.kept.capacity[node] > 0:
                return node
        return NOBODY


def wide_of(problem: Problem, pool: Pool, *, bonus: int | None = None) -> Wide:
    """
    The kept pool of a problem with nobody seated; `pool` are all pairs that may be. With `bonus` (scores and what else
    counts stay below it) as many pairs as can be come first; else the aim says whether they do.
    """
    least = np.minimum(problem.at_least, pool.capacity)
    terms = terms_of(pool, people_first=problem.aim is not Aim.TOTAL, least=least)
    each = terms.bonus if bonus is None else bonus
    most = int(min(pool.mentee_count, pool.capacity.sum()))
    reward = 2 * (each * most + terms.bonus + terms.highest + 1) if least.any() else 0
    must = np.flatnonzero(least)
    twin = np.full(pool.mentor_count, NOBODY, np.int64)
    twin[must] = pool.mentor_count + np.arange(must.size)
    again = twin[pool.mentors] != NOBODY
    mentees = np.concatenate([pool.mentees, pool.mentees[again]])
    nodes = np.concatenate([pool.mentors, twin[pool.mentors[again]].astype(np.int32)])
    order = np.lexsort((nodes, mentees))
    starts = np.concatenate(([0], np.cumsum(np.bincount(mentees, minlength=pool.mentee_count)))).astype(
        np.int64
    )
    score = np.concatenate([pool.scores, pool.scores[again]])[order].astype(np.int64)
    weight = score + each + np.where(nodes[order] >= pool.mentor_count, reward, 0)
    capacity = np.concatenate([pool.capacity - least, least[must]])
    whole = Pool(starts, nodes[order], score.astype(np.int32), capacity)
    who = np.concatenate([np.arange(pool.mentor_count), must])
    return Wide(kept.empty(whole, weight), who, twin, score, each, reward)


def every_pair(problem: Problem) -> Pool:
    """All admissible pairs, those of fixed people too."""
    return scoring.remaining(problem.but(fixed=NO_PAIRS))


def seat_as(wide: Wide, mentor_of: Small) -> Wide:
    """The pairs of a solve, with prices that prove them; solved anew where they turn out not to be the best."""
    nodes = mentor_of.astype(np.int64)
    room = wide.kept.capacity.copy()
    for mentee in np.flatnonzero(wide.kept.present & (mentor_of != NOBODY)).tolist():
        mentor = int(mentor_of[mentee])
        twin = int(wide.twin[mentor])
        nodes[mentee] = twin if twin != NOBODY and room[twin] > 0 else mentor
        room[nodes[mentee]] -= 1
    nodes[~wide.kept.present] = NOBODY
    found = wide.but(kept.placed(wide.kept.copy(), nodes.astype(np.int32)))
    if not (room >= 0).all() or not kept.price_again(found.kept):
        found = wide.copy()
        changes.seat_all(found.kept)
    return found
