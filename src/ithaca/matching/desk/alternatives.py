"""Whom else a mentee could have, and what each would cost the whole as the board stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ithaca.matching.desk.board import Board, Effect, Measuring, Member, effect, exchange

SHOWN = 5
LOOKED_AT = 40  # of the mentors who fit best: beyond them an exchange is no gain to anybody


@dataclass(frozen=True)
class Alternative:
    """Another mentor, and the best way to give that mentor: a free place, or the mentee to exchange with."""

    mentor: Member
    score: int
    parts: Mapping[str, int]
    other: Member | None  # who would take the mentor that is left
    effect: Effect


def alternatives(board: Board, mentee: Member, measuring: Measuring) -> list[Alternative]:
    """The mentors who fit best beside the present one, each by the exchange that costs the whole least."""
    here = board.places.get(mentee.id)
    if here is not None and here.locked:
        return []
    measured = [
        (measuring(mentee, one), one) for one in board.side("mentor") if not here or one.id != here.mentor
    ]
    near = sorted(
        ((found.score, one.number, found, one) for found, one in measured if not found.against),
        key=lambda each: (-each[0], each[1]),
    )[:LOOKED_AT]
    mentees_of: dict[UUID, list[UUID]] = {}
    for one, place in board.places.items():
        mentees_of.setdefault(place.mentor, []).append(one)
    shown = []
    for score, _number, found, mentor in near:
        best = _best_way(board, mentee, mentor, mentees_of.get(mentor.id, []), measuring)
        if best is not None:
            shown.append(Alternative(mentor, score, found.parts, best[0], best[1]))
        if len(shown) == SHOWN:
            break
    return shown


def _best_way(
    board: Board, mentee: Member, mentor: Member, there: list[UUID], measuring: Measuring
) -> tuple[Member | None, Effect] | None:
    if board.free(mentor.id) > 0:
        return None, effect(board, {mentee.id: mentor.id}, measuring)
    ways = [
        (board.people[other], effect(board, exchange(board, mentee.id, other), measuring)) for other in there
    ]
    possible = [way for way in ways if way[1].possible]
    return max(possible, key=lambda way: way[1].then.total, default=None)
