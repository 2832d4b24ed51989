"""Pure decisions: when people can sign up, how many places are free, what a change of dates means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

MOST_DATES = 12
# A clock that is a little fast must not keep a coordinator from noting who came.
EARLY = timedelta(minutes=15)
# Whoever has a place needs to know of these; of other changes nobody is written to.
WORTH_A_MAIL = frozenset({"title", "dates", "where"})


class Obstacle(StrEnum):
    """Why nobody can sign up, or give a place back, any more."""

    NOT_OPEN = "not open"
    BEGUN = "begun"
    TOO_LATE = "deadline passed"


@dataclass(frozen=True)
class When:
    """One date: an aware moment and a length in minutes."""

    starts_at: datetime
    minutes: int


def obstacle(
    *, open_: bool, starts_at: datetime | None, until: datetime | None, now: datetime
) -> Obstacle | None:
    """What stands against signing up, or None. Without a deadline, one signs up until it begins."""
    if not open_ or starts_at is None:
        return Obstacle.NOT_OPEN
    if now >= starts_at:
        return Obstacle.BEGUN
    return Obstacle.TOO_LATE if until is not None and now > until else None


def free(places: int | None, taken: int) -> int | None:
    """How many places are free; None where there is no limit."""
    return None if places is None else max(0, places - taken)


def length(dates: Sequence[When]) -> int:
    """The minutes of all dates together."""
    return sum(date.minutes for date in dates)


def minutes_of(hours: Decimal) -> int:
    return round(hours * 60)


@dataclass(frozen=True)
class Kept:
    """A date as it stands, by its key."""

    key: object
    when: When


@dataclass(frozen=True)
class Moves:
    """How the dates that stand become those that were given."""

    same: tuple[object, ...]
    moved: tuple[tuple[object, When], ...]
    dropped: tuple[object, ...]
    added: tuple[When, ...]

    @property
    def any(self) -> bool:
        return bool(self.moved or self.dropped or self.added)


def moves(kept: Sequence[Kept], given: Sequence[When]) -> Moves:
    """Pairs the dates off: equal ones stay, the others are moved in their order, what is over goes or comes."""
    left = list(given)
    same, changed = [], []
    for one in sorted(kept, key=lambda one: one.when.starts_at):
        if one.when in left:
            left.remove(one.when)
            same.append(one.key)
        else:
            changed.append(one.key)
    left.sort(key=lambda when: when.starts_at)
    n = min(len(changed), len(left))
    return Moves(
        tuple(same), tuple(zip(changed[:n], left[:n], strict=True)), tuple(changed[n:]), tuple(left[n:])
    )
