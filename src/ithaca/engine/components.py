"""
Pools that fall apart into pieces with nobody in common are solved piece by piece, wherever there is room for them.

Pieces are cut the same on one machine and on many, and share their scale and bonuses, so that their solutions make one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ithaca.engine.assignment import Market, Solution, Terms
from ithaca.engine.compiling import kernel
from ithaca.engine.machines import Machine
from ithaca.engine.pool import Ints, Pool, Small
from ithaca.engine.result import NOBODY

PIECE = 20_000  # pairs that a piece has at least: smaller components are put together
FEW = 3  # pairs of each mentee that most often show already that a pool doesn't fall apart
LARGE = 2  # a component with more than one part in so many of all pairs isn't worth cutting off


@dataclass(frozen=True)
class Piece:
    """Some components of a pool, its people numbered anew."""

    pool: Pool
    mentees: Ints
    mentors: Ints
    terms: Terms
    seed: int
    until: float | None


@kernel
def component_of(starts: Ints, mentors: Small, count: int, most: int) -> Ints:
    """The component of each mentee and then each mentor, named after its first, as `most` pairs of each mentee show it."""
    mentees = starts.size - 1
    root = np.arange(mentees + count)
    for mentee in range(mentees):
        for pair in range(starts[mentee], min(starts[mentee] + most, starts[mentee + 1])):
            one, other = mentee, mentees + mentors[pair]
            while root[one] != one:
                root[one] = root[root[one]]
                one = root[one]
            while root[other] != other:
                root[other] = root[root[other]]
                other = root[other]
            if one < other:
                root[other] = one
            else:
                root[one] = other
    for person in range(root.size):
        root[person] = root[root[person]]
    return root


def pieces(pool: Pool, terms: Terms, *, seed: int, until: float | None) -> list[Piece]:
    """The pool cut into pieces; none where it isn't worth cutting."""
    if pool.mentors.size < LARGE * PIECE:
        return []
    for most in (FEW, pool.mentor_count):
        component = component_of(pool.starts, pool.mentors, pool.mentor_count, most)
        mine, theirs = component[: pool.mentee_count], component[pool.mentee_count :]
        sizes = np.bincount(mine, weights=np.diff(pool.starts), minlength=component.size).astype(np.int64)
        if int(sizes.max(initial=0)) * LARGE > pool.mentors.size:
            return []
    piece_of = (np.cumsum(sizes) - sizes) // PIECE  # components in order, as many together as make a piece
    count = int(piece_of.max()) + 1
    place = np.full(pool.mentor_count, -1, np.int64)
    found = []
    by_mentee, by_mentor = piece_of[mine], piece_of[theirs]
    mentees_of = np.split(
        np.argsort(by_mentee, kind="stable"), np.cumsum(np.bincount(by_mentee, minlength=count))[:-1]
    )
    mentors_of = np.split(
        np.argsort(by_mentor, kind="stable"), np.cumsum(np.bincount(by_mentor, minlength=count))[:-1]
    )
    for mentees, mentors in zip(mentees_of, mentors_of, strict=True):
        if not mentees.size or not mentors.size:
            continue
        place[mentors] = np.arange(mentors.size)
        lengths = np.diff(pool.starts)[mentees]
        starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        at = np.repeat(pool.starts[:-1][mentees] - starts[:-1], lengths) + np.arange(starts[-1])
        own = Pool(starts, place[pool.mentors[at]].astype(np.int32), pool.scores[at], pool.capacity[mentors])
        found.append(Piece(own, mentees, mentors, replace(terms, least=terms.least[mentors]), seed, until))
    return found


def solve_piece(piece: Piece) -> Solution:
    return Market(piece.pool, piece.terms, seed=piece.seed, until=piece.until).solve(piece.pool)


def solve_pieces(pool: Pool, cut: Sequence[Piece], machine: Machine) -> Solution:
    """One solution of all pieces, each solved where the machine has room."""
    solutions = machine.each(solve_piece, cut)
    terms = cut[0].terms
    mentor_of = np.full(pool.mentee_count, NOBODY, np.int32)
    price, dear = np.zeros(pool.mentor_count, np.int64), np.zeros(pool.mentor_count, np.int64)
    slack = 0
    for piece, one in zip(cut, solutions, strict=True):
        matched = np.flatnonzero(one.mentor_of != NOBODY)
        mentor_of[piece.mentees[matched]] = piece.mentors[one.mentor_of[matched]]
        price[piece.mentors] = one.price
        dear[piece.mentors] = one.price if one.least_price is None else one.least_price
        slack += one.slack
    objective = sum(one.objective for one in solutions)
    return Solution(
        mentor_of, objective, objective + slack // terms.scale, price, terms.scale, terms.bonus, terms.least_bonus,
        dear if terms.least_bonus else None, max(one.rounds for one in solutions), slack,
    )  # fmt: skip
