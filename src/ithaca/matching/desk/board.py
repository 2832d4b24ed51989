"""A run's pairs on a board, and what a change of them does. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

CAPACITY, LOCKED = "capacity", "locked"  # beside the rules of the policy


@dataclass(frozen=True)
class Member:
    """Somebody in the run."""

    id: UUID
    side: str
    number: int
    name: str
    capacity: int = 1
    facts: Mapping[str, Any] = field(default_factory=dict)
    unmatched: Mapping[str, Any] = field(default_factory=dict)
    joined: bool = True
    least: int = 0  # mentees that a mentor should have


@dataclass(frozen=True)
class Place:
    """Where a mentee stands: with whom, and what speaks for it."""

    mentor: UUID
    score: int
    parts: Mapping[str, int] = field(default_factory=dict)
    locked: bool = False
    by_hand: bool = False

    def as_json(self) -> dict[str, Any]:
        return {
            "mentor": str(self.mentor),
            "score": self.score,
            "parts": dict(self.parts),
            "locked": self.locked,
            "by_hand": self.by_hand,
        }

    @classmethod
    def of_json(cls, content: Mapping[str, Any]) -> "Place":
        return cls(**{**content, "mentor": UUID(content["mentor"])})


@dataclass(frozen=True)
class Measure:
    """What a pair is worth, and which rules stand against it."""

    score: int
    parts: Mapping[str, int]
    against: tuple[str, ...] = ()


Measuring = Callable[[Member, Member], Measure]
Moves = Mapping[UUID, UUID | None]  # mentee → mentor, or nobody


@dataclass(frozen=True)
class Board:
    people: Mapping[UUID, Member]
    places: Mapping[UUID, Place]  # by mentee

    @cached_property
    def total(self) -> int:
        return sum(place.score for place in self.places.values())

    @cached_property
    def least(self) -> int | None:
        return min((place.score for place in self.places.values()), default=None)

    @cached_property
    def load(self) -> Counter[UUID]:
        return Counter(place.mentor for place in self.places.values())

    def side(self, side: str) -> list[Member]:
        return [one for one in self.people.values() if one.side == side]

    def free(self, mentor: UUID) -> int:
        return self.people[mentor].capacity - self.load[mentor]

    @property
    def without_mentor(self) -> list[Member]:
        return [one for one in self.side("mentee") if one.id not in self.places]

    @property
    def with_places(self) -> list[Member]:
        """Mentors whom another mentee could have."""
        return [one for one in self.side("mentor") if self.free(one.id) > 0]

    @property
    def with_too_few(self) -> list[tuple[Member, int]]:
        """Mentors who have fewer mentees than they should, and how many are missing."""
        missing = ((one, one.least - self.load[one.id]) for one in self.side("mentor"))
        return [(one, count) for one, count in missing if count > 0]

    def after(self, changed: Mapping[UUID, Place | None]) -> "Board":
        places = {mentee: place for mentee, place in self.places.items() if mentee not in changed}
        places.update({mentee: place for mentee, place in changed.items() if place is not None})
        return Board(self.people, places)


@dataclass(frozen=True)
class Shift:
    """What a change means for one mentee."""

    mentee: Member
    before: Place | None
    after: Place | None
    against: tuple[str, ...]


@dataclass(frozen=True)
class Effect:
    """What a change would do; `now` is the board before it."""

    now: Board
    then: Board
    shifts: list[Shift]

    @property
    def possible(self) -> bool:
        return bool(self.shifts) and not any(shift.against for shift in self.shifts)

    @property
    def gain(self) -> int:
        return self.then.total - self.now.total

    @property
    def changed(self) -> dict[UUID, Place | None]:
        return {shift.mentee.id: shift.after for shift in self.shifts}

    @property
    def before(self) -> dict[UUID, Place | None]:
        return {shift.mentee.id: shift.before for shift in self.shifts}


def moves_as_text(moves: Moves) -> str:
    """As an address or a form carries them."""
    return ",".join(f"{mentee}:{mentor or ''}" for mentee, mentor in moves.items())


def moves_of_text(text: str, board: "Board") -> Moves:
    """Raises ValueError where somebody named is nobody of the board, or on the other side."""
    moves: dict[UUID, UUID | None] = {}
    for pair in text.split(","):
        mentee, _colon, mentor = pair.partition(":")
        one, other = UUID(mentee), UUID(mentor) if mentor else None
        sides = ((one, "mentee"), (other, "mentor"))
        if any(who and (who not in board.people or board.people[who].side != side) for who, side in sides):
            raise ValueError(pair)
        moves[one] = other
    return moves


def exchange(board: Board, one: UUID, other: UUID) -> Moves:
    """Two mentees take each other's mentors; whoever had none gives none."""
    here, there = board.places.get(one), board.places.get(other)
    return {one: there.mentor if there else None, other: here.mentor if here else None}


def effect(board: Board, moves: Moves, measuring: Measuring) -> Effect:
    """What these moves would do. A move that changes nothing is left out."""
    shifts = []
    for mentee_id, mentor_id in moves.items():
        mentee, before = board.people[mentee_id], board.places.get(mentee_id)
        if (before.mentor if before else None) == mentor_id:
            continue
        after: Place | None = None
        against: tuple[str, ...] = ()
        if mentor_id is not None:
            found = measuring(mentee, board.people[mentor_id])
            after, against = Place(mentor_id, found.score, found.parts, by_hand=True), found.against
        locked = (LOCKED,) if before and before.locked else ()
        shifts.append(Shift(mentee, before, after, (*locked, *against)))
    then = board.after({shift.mentee.id: shift.after for shift in shifts})
    return Effect(board, then, list(_with_capacity(then, shifts)))


def _with_capacity(then: Board, shifts: Iterable[Shift]) -> Iterable[Shift]:
    """A mentor who would have more mentees than places is a rule broken for each who comes."""
    for shift in shifts:
        full = shift.after is not None and then.free(shift.after.mentor) < 0
        yield Shift(
            shift.mentee, shift.before, shift.after, (*shift.against, CAPACITY) if full else shift.against
        )
