"""
A result that people change: somebody drops out or joins, two are swapped by hand, a pair is fixed or forbidden. After
each change the rest is the best there is again, and what the change did to the whole is told.

For the best total and for most people, kept prices are mended, which takes a fraction of a millisecond; fair and stable
results are solved anew.
"""

from collections.abc import Callable
from copy import copy

import numpy as np

from ithaca.engine import changes, kept, scoring
from ithaca.engine.delta import Changed, Delta, delta_of, least_of
from ithaca.engine.frontier import Frontier, Row, frontier
from ithaca.engine.kept import Flags
from ithaca.engine.pool import Ints, Pool, Small
from ithaca.engine.problem import Aim, BadProblem, Problem, pairs_of
from ithaca.engine.result import NOBODY, Result
from ithaca.engine.solving import solve
from ithaca.engine.wide import Wide, every_pair, seat_as, wide_of

__all__ = ["Changed", "Delta", "Frontier", "Row", "Session", "frontier"]

LEFT = "left"  # the rule that keeps those out who are gone
BY_HAND = "by_hand"  # the rule of pairs that somebody forbade
NO_PLACE = "no_place"


class Session:
    """A problem and its result, kept while they change. `copy` first to see what a change would do."""

    def __init__(self, problem: Problem, result: Result, *, pool: Pool | None = None) -> None:
        """`pool`: all admissible pairs, if they are known already."""
        self._base = problem
        self._capacity = problem.capacity.copy()
        self._out: set[int] = set()
        self._held = {int(i): int(j) for i, j in problem.fixed}
        self._forbidden: set[tuple[int, int]] = set()
        self._wide: Wide | None = None
        self.mentor_of: Small = result.mentor_of.copy()
        self.scores: Ints = result.scores.astype(np.int64).copy()
        if problem.aim in (Aim.TOTAL, Aim.PEOPLE):
            self._nodes: dict[int, int] = {}
            wide = wide_of(problem, every_pair(problem) if pool is None else pool)
            for mentee, mentor in self._held.items():
                _set_aside(wide, self._nodes, mentee, mentor)
            self._wide = seat_as(wide, result.mentor_of)
            self._look()

    def copy(self) -> "Session":
        """The same state, to try something on."""
        other = copy(self)
        other._capacity = self._capacity.copy()
        other._out, other._forbidden, other._held = set(self._out), set(self._forbidden), dict(self._held)
        if self._wide:
            other._wide, other._nodes = self._wide.copy(), dict(self._nodes)
        return other

    @property
    def problem(self) -> Problem:
        """The problem as it stands after all changes."""
        gone = np.zeros(self._base.mentee_count, np.bool_)
        gone[list(self._out)] = True
        nobody = {i for i, j in self._held.items() if j == NOBODY}
        gone[list(nobody)] = True
        forbidden = dict(self._base.forbidden)
        if self._forbidden:
            forbidden[BY_HAND] = pairs_of(sorted(self._forbidden))
        return self._base.but(
            capacity=self._capacity,
            least=np.minimum(self._base.at_least, self._capacity),
            fixed=pairs_of(sorted((i, j) for i, j in self._held.items() if j != NOBODY)),
            forbidden=forbidden,
            barred_mentees={**self._base.barred_mentees, **({LEFT: gone} if gone.any() else {})},
        )

    @property
    def total(self) -> int:
        return int(self.scores.sum())

    @property
    def matched(self) -> int:
        return int((self.mentor_of != NOBODY).sum())

    @property
    def least_score(self) -> int:
        return least_of(self.mentor_of, self.scores)

    @property
    def proven(self) -> bool:
        """Whether prices prove that nothing is better for those who aren't fixed; fair and stable results are checked
        when they are solved."""
        return self._wide is None or bool(kept.proven(self._wide.kept))

    @property
    def exact(self) -> bool:
        """Whether prices are kept, so that `nearness` says something."""
        return self._wide is not None

    @property
    def worth_of_a_pair(self) -> int:
        """What one pair more outweighs of the total; 0 where the total is the aim."""
        return self._wide.bonus if self._wide else 0

    def places_of(self, mentor: int) -> int:
        return int(self._capacity[mentor])

    def nearness(self, mentees: Ints, mentors: Ints) -> Ints:
        """At least so much each of these pairs would cost the whole, if it were fixed."""
        if self._wide is None:
            return np.zeros(mentees.size, np.int64)
        over = self._wide.over_price(mentors, scoring.scores_of(self._base, mentees, mentors))
        profit = self._wide.kept.profit[mentees]
        return np.where(self._wide.kept.present[mentees] & (over > -kept.FAR), profit - over, -kept.FAR)

    def would_take(self, mentors: Ints, scores: Ints) -> Flags:
        """
        Which of these mentors the best result would give to somebody without a mentor, if a pair with this score were
        allowed. Exact where prices are kept; else whether they have a place at all.
        """
        if self._wide is None:
            return self._capacity[mentors] > 0
        return self._wide.over_price(mentors, scores) > 0

    def drop_mentee(self, mentee: int) -> Delta:
        """Somebody takes part no longer."""
        if mentee in self._out:
            return self._changed(lambda wide: None)
        freed = self._held.pop(mentee, None)
        self._out.add(mentee)

        def leave(wide: Wide) -> None:
            if freed is None:
                changes.release(wide.kept, mentee)
            else:
                _give_back(wide, self._nodes, mentee)

        return self._changed(leave)

    def join_mentee(self, mentee: int) -> Delta:
        """Somebody who had dropped out is back."""
        if mentee not in self._out:
            return self._changed(lambda wide: None)
        self._out.discard(mentee)
        return self._changed(lambda wide: changes.seat(wide.kept, mentee))

    def join(self, problem: Problem) -> Delta:
        """
        People take part whom nobody knew of: `problem` has them after all who were there, and says the same of these.
        What was changed since the session began holds on. Raises BadProblem where the numbers don't fit.
        """
        mentees, mentors = self._base.mentee_count, self._base.mentor_count
        more = problem.mentee_count - mentees
        if more < 0 or problem.mentor_count < mentors or not np.array_equal(problem.fixed, self._base.fixed):
            raise BadProblem(["who joins stands after all who were there, and nobody else is fixed"])
        before = (
            np.concatenate([self.mentor_of, np.full(more, NOBODY, np.int32)]),
            np.concatenate([self.scores, np.zeros(more, np.int64)]),
        )
        self._base = problem
        self._capacity = np.concatenate([self._capacity, problem.capacity[mentors:]])
        if not self._wide:
            return self._changed(lambda wide: None, before)
        self._wide = self._wide_without(mentees, mentors, before[0])

        def enter(wide: Wide) -> None:
            for mentor in range(mentors, problem.mentor_count):
                self._set_places(wide, mentor, int(self._capacity[mentor]))
            for mentee in np.flatnonzero(problem.present_mentees[mentees:]).tolist():
                changes.seat(wide.kept, mentees + mentee)

        return self._changed(enter, before)

    def _wide_without(self, mentees: int, mentors: int, mentor_of: Small) -> Wide:
        """The pool of the problem as it stands, with the pairs there are; who comes after so many isn't there yet."""
        wide = wide_of(self._base, every_pair(self._base))
        wide.kept.present[mentees:] = False
        wide.kept.present[list(self._out)] = False
        for pair in self._forbidden:
            wide.kept.open[wide.pairs(*pair)] = False
        self._nodes = {}
        places = np.where(np.arange(self._capacity.size) < mentors, self._capacity, 0)
        for mentor in np.flatnonzero(places != self._base.capacity).tolist():
            self._set_places(wide, mentor, int(places[mentor]))
        for mentee, mentor in self._held.items():
            if mentor == NOBODY:
                wide.kept.present[mentee] = False
            else:
                _set_aside(wide, self._nodes, mentee, mentor)
        return seat_as(wide, mentor_of)

    def drop_mentor(self, mentor: int) -> Delta:
        """A mentor takes part no longer: nobody sits there, whether fixed or not."""
        return self.places(mentor, 0)

    def places(self, mentor: int, count: int) -> Delta:
        """A mentor has so many places now. Pairs that were fixed with them are no longer, where they are too many."""
        fixed = sorted(i for i, j in self._held.items() if j == mentor)
        dissolved = fixed[count:]
        self._capacity[mentor] = count

        def change(wide: Wide) -> None:
            for mentee in dissolved:
                _give_back(wide, self._nodes, mentee)
            self._set_places(wide, mentor, count - (len(fixed) - len(dissolved)))
            for mentee in dissolved:
                changes.seat(wide.kept, mentee)

        for mentee in dissolved:
            del self._held[mentee]
        return self._changed(change)

    def _set_places(self, wide: Wide, mentor: int, count: int) -> None:
        """So many places besides the fixed ones, first those that must be filled."""
        twin = int(wide.twin[mentor])
        must = 0
        if twin != NOBODY:
            aside = sum(node == twin for node in self._nodes.values())
            must = min(count, max(0, int(self._base.at_least[mentor]) - aside))
            changes.set_places(wide.kept, twin, must)
        changes.set_places(wide.kept, mentor, count - must)

    def fix(self, mentee: int, mentor: int) -> Delta:
        """This pair stays, and the rest is the best there is beside it."""
        broken = self._broken([(mentee, mentor)])
        others = [i for i, j in self._held.items() if j == mentor and i != mentee]
        if len(others) >= self._capacity[mentor]:
            broken = (*broken, NO_PLACE)
        if broken:
            return self._refused({mentee: mentor}, broken)
        before = self._held.get(mentee)
        self._held[mentee] = mentor

        def hold(wide: Wide) -> None:
            if before is None:
                changes.release(wide.kept, mentee)
            else:
                _give_back(wide, self._nodes, mentee)
            _set_aside(wide, self._nodes, mentee, mentor)

        return self._changed(hold)

    def unfix(self, mentee: int) -> Delta:
        """A pair is free to change again."""
        if self._held.pop(mentee, None) is None:
            return self._changed(lambda wide: None)

        def free(wide: Wide) -> None:
            _give_back(wide, self._nodes, mentee)
            changes.seat(wide.kept, mentee)

        return self._changed(free)

    def forbid(self, mentee: int, mentor: int) -> Delta:
        """This pair may not be."""
        self._forbidden.add((mentee, mentor))
        held = self._held.get(mentee) == mentor
        if held:
            del self._held[mentee]

        def close(wide: Wide) -> None:
            for pair in wide.pairs(mentee, mentor):
                changes.forbid(wide.kept, pair)
            if held:
                _give_back(wide, self._nodes, mentee)
                changes.seat(wide.kept, mentee)

        return self._changed(close)

    def allow(self, mentee: int, mentor: int) -> Delta:
        """A pair that was forbidden by hand may be again."""
        if (mentee, mentor) not in self._forbidden:
            return self._changed(lambda wide: None)
        self._forbidden.discard((mentee, mentor))

        def reopen(wide: Wide) -> None:
            for pair in wide.pairs(mentee, mentor):
                changes.allow(wide.kept, pair)

        return self._changed(reopen)

    def swap(self, one: int, other: int) -> Delta:
        """Two mentees change places by hand; both pairs stay as they are then, and nobody else moves."""
        first, second = int(self.mentor_of[one]), int(self.mentor_of[other])
        wanted = {one: second, other: first}
        broken = self._broken([(i, j) for i, j in wanted.items() if j != NOBODY])
        if broken or one == other or first == second:
            return self._refused(wanted, broken)
        if self._wide:
            nodes = {who: _hold_where_they_are(self._wide, self._nodes, who) for who in (one, other)}
            self._nodes = {
                i: n for i, n in {**self._nodes, one: nodes[other], other: nodes[one]}.items() if n != NOBODY
            }
        self._held.update(wanted)
        return self._changed(lambda wide: None)

    def _broken(self, pairs: list[tuple[int, int]]) -> tuple[str, ...]:
        out = [LEFT for mentee, _mentor in pairs if mentee in self._out]
        by_hand = [BY_HAND for pair in pairs if pair in self._forbidden]
        rules = [rule for i, j in pairs for rule in scoring.exclusions(self._base, i, j)]
        return tuple(dict.fromkeys([*rules, *by_hand, *out]))

    def _refused(self, wanted: dict[int, int], broken: tuple[str, ...]) -> Delta:
        """What these pairs would do, and nothing is done."""
        mentor_of, scores = self.mentor_of.copy(), self.scores.copy()
        for mentee, mentor in wanted.items():
            mentor_of[mentee] = mentor
            scores[mentee] = (
                0 if mentor == NOBODY else sum(scoring.parts(self._base, mentee, mentor).values())
            )
        return delta_of((self.mentor_of, self.scores), (mentor_of, scores), broken)

    def _changed(self, change: Callable[[Wide], None], before: tuple[Small, Ints] | None = None) -> Delta:
        before = before or (self.mentor_of, self.scores)
        if self._wide:
            change(self._wide)
            self._look()
        else:
            result = solve(self.problem)
            self.mentor_of, self.scores = result.mentor_of, result.scores.astype(np.int64)
        return delta_of(before, (self.mentor_of, self.scores), ())

    def _look(self) -> None:
        assert self._wide
        self.mentor_of, self.scores = self._wide.mentor_of, self._wide.scores
        for mentee, mentor in self._held.items():
            if mentor != NOBODY:
                self.mentor_of[mentee] = mentor
                self.scores[mentee] = sum(scoring.parts(self._base, mentee, mentor).values())


def _set_aside(wide: Wide, nodes: dict[int, int], mentee: int, mentor: int) -> None:
    """A pair that stays: neither the mentee nor the place is there for anybody else."""
    wide.kept.present[mentee] = False
    node = wide.free_node(mentor)
    nodes[mentee] = node
    changes.set_places(wide.kept, node, int(wide.kept.capacity[node]) - 1)


def _give_back(wide: Wide, nodes: dict[int, int], mentee: int) -> None:
    """The place is there for others again; the mentee isn't yet."""
    node = nodes.pop(mentee, NOBODY)
    if node != NOBODY:
        changes.set_places(wide.kept, node, int(wide.kept.capacity[node]) + 1)


def _hold_where_they_are(wide: Wide, nodes: dict[int, int], mentee: int) -> int:
    """Takes a mentee with their place out of the pool, which changes nothing for the others; answers the node."""
    if mentee in nodes or not wide.kept.present[mentee]:
        return nodes.get(mentee, NOBODY)
    pair = int(wide.kept.pair_of[mentee])
    wide.kept.present[mentee] = False
    wide.kept.profit[mentee] = 0
    if pair == NOBODY:
        return NOBODY
    node = int(wide.kept.mentors[pair])
    wide.kept.pair_of[mentee] = NOBODY
    wide.kept.load[node] -= 1
    wide.kept.capacity[node] -= 1
    return node
