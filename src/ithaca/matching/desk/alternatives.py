"""Whom else a mentee could have, and what each would cost the whole as the board stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from ithaca.matching.desk.board import Board, Effect, Measuring, Member, Moves, effect, exchange
from ithaca.matching.desk.standing import Standing

SHOWN = 5
LOOKED_AT = 40  # of the mentors who fit best, where the board is too large for the engine to be asked of all


@dataclass(frozen=True)
class Alternative:
    """Another mentor, and the way to give that mentor which costs the whole least."""

    mentor: Member
    score: int
    parts: Mapping[str, int]
    effect: Effect

    @property
    def moves(self) -> Moves:
        return {shift.mentee.id: shift.after.mentor if shift.after else None for shift in self.effect.shifts}

    @property
    def others(self) -> list[Member]:
        """Who else would have another mentor, or none."""
        return [shift.mentee for shift in self.effect.shifts[1:]]


def alternatives(
    board: Board, mentee: Member, *, measuring: Measuring, standing: Standing | None = None
) -> list[Alternative]:
    """
    The other mentors that cost the whole least, exactly: with each of them the rest is the best there is. Without a
    standing (too many people for a moment): the mentors who fit best, each by the best single exchange.
    """
    here = board.places.get(mentee.id)
    if here is not None and here.locked:
        return []
    if standing is None:
        return _nearest(board, mentee, measuring)
    return _exact(board, mentee, measuring=measuring, standing=standing)


def _exact(board: Board, mentee: Member, *, measuring: Measuring, standing: Standing) -> list[Alternative]:
    found = []
    for one in standing.others(mentee.id):
        mentor = board.people[standing.mentors[one]]
        here = board.places.get(mentee.id)
        moves = standing.moves(standing.seats[mentee.id], one)
        if moves is None or (here and here.mentor == mentor.id):
            continue
        # First the one it is about; the mentor may be theirs in the best result already.
        planned = effect(board, {mentee.id: mentor.id, **moves}, measuring)
        if planned.possible:
            measured = measuring(mentee, mentor)
            found.append(Alternative(mentor, measured.score, measured.parts, planned))
    return sorted(found, key=lambda each: (-len(each.effect.then.places), -each.effect.gain))


def _nearest(board: Board, mentee: Member, measuring: Measuring) -> list[Alternative]:
    here = board.places.get(mentee.id)
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
        best = _best_way(board, (mentee, mentor), there=mentees_of.get(mentor.id, []), measuring=measuring)
        if best is not None:
            shown.append(Alternative(mentor, score, found.parts, best))
        if len(shown) == SHOWN:
            break
    return shown


def _best_way(
    board: Board, pair: tuple[Member, Member], *, there: list[UUID], measuring: Measuring
) -> Effect | None:
    mentee, mentor = pair
    if board.free(mentor.id) > 0:
        return effect(board, {mentee.id: mentor.id}, measuring)
    ways = [effect(board, exchange(board, mentee.id, other), measuring) for other in there]
    return max((way for way in ways if way.possible), key=lambda way: way.then.total, default=None)
