"""The rows of the desk: filtered, ordered, and searched by name. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from ithaca.kernel.folding import fold
from ithaca.matching.desk.board import Board, Member, Place


@dataclass(frozen=True)
class Row:
    mentee: Member
    mentor: Member
    place: Place
    notes: int = 0


@dataclass(frozen=True)
class Wanted:
    """What of a run somebody wishes to see."""

    words: str = ""
    below: int | None = None  # a score
    level: str = ""
    unit: str = ""
    locked: bool = False
    by_hand: bool = False
    noted: bool = False
    order: str = "score"  # score | mentee | mentor

    @property
    def narrow(self) -> bool:
        return self != Wanted(order=self.order)


def rows(board: Board, wanted: Wanted, notes: Mapping[UUID, int]) -> list[Row]:
    every = (
        Row(
            board.people[mentee],
            board.people[place.mentor],
            place,
            notes.get(mentee, 0) + notes.get(place.mentor, 0),
        )
        for mentee, place in board.places.items()
    )
    words = fold(wanted.words).split()
    kept = [row for row in every if _fits(row, wanted, words)]
    return sorted(kept, key=lambda row: _order(row, wanted.order))


def neighbours(found: list[Row], mentee: UUID) -> tuple[Member | None, Member | None]:
    """Whose row stands before and after that of a mentee."""
    ids = [row.mentee.id for row in found]
    if mentee not in ids:
        return None, None
    at = ids.index(mentee)
    return (
        found[at - 1].mentee if at else None,
        found[at + 1].mentee if at + 1 < len(found) else None,
    )


def _order(row: Row, order: str) -> tuple[object, ...]:
    names = (fold(row.mentee.name), fold(row.mentor.name))
    if order == "mentor":
        return (*names[::-1], row.mentee.number)
    return (*names, row.mentee.number) if order == "mentee" else (row.place.score, *names, row.mentee.number)


def _fits(row: Row, wanted: Wanted, words: list[str]) -> bool:
    place = row.place
    return (
        (wanted.below is None or place.score < wanted.below)
        and (place.locked or not wanted.locked)
        and (place.by_hand or not wanted.by_hand)
        and (row.notes > 0 or not wanted.noted)
        and _one_of("level", wanted.level, row)
        and _one_of("unit", wanted.unit, row)
        and _named(words, row)
    )


def _one_of(fact: str, value: str, row: Row) -> bool:
    return not value or value in (row.mentee.facts.get(fact), row.mentor.facts.get(fact))


def _named(words: list[str], row: Row) -> bool:
    if not words:
        return True
    name = fold(f"{row.mentee.name} {row.mentor.name}")
    return all(word in name for word in words)


def values(people: Iterable[Member], fact: str) -> list[str]:
    """What a filter can be set to."""
    return sorted({str(one.facts.get(fact)) for one in people if one.facts.get(fact)})
