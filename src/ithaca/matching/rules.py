"""Pure decisions about proposals."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why somebody says no, as far as they like to say it."""

    NO_TIME = "no time"
    OTHER_EXPERIENCE = "other experience"
    TOO_CLOSE = "too close"
    CONFLICT = "conflict of interests"
    DISTANCE = "distance"
    FOUND = "found somebody"
    UNSAID = "unsaid"


class Closing(StrEnum):
    """Why a proposal ends without an answer of the two."""

    COORDINATION = "coordination"
    MENTOR_FOUND = "mentor found"  # the mentee has one by another way
    MENTOR_FULL = "mentor full"
    LEFT = "left"
    PAUSED = "paused"


class Hindrance(StrEnum):
    """Why a pair of a run can no longer be proposed."""

    MENTEE_GONE = "mentee gone"
    MENTOR_GONE = "mentor gone"
    MENTEE_PAIRED = "mentee paired"
    MENTEE_ASKED = "mentee asked"
    MENTOR_FULL = "mentor full"
    EXCLUDED = "excluded"  # by a rule, since the run was computed


@dataclass(frozen=True)
class Seat:
    """Somebody of a run as they stand now."""

    here: bool  # takes part, or has an invitation that still holds
    free: int = 1  # mentors: places that neither a pair nor an open proposal takes
    paired: bool = False
    asked: bool = False  # has an open proposal


def hindrance(mentee: Seat, mentor: Seat, *, taken: int, excluded: bool = False) -> Hindrance | None:
    """What stands against proposing a pair now; `taken` places of the mentor go to pairs proposed just before."""
    against = (
        (not mentee.here, Hindrance.MENTEE_GONE),
        (not mentor.here, Hindrance.MENTOR_GONE),
        (mentee.paired, Hindrance.MENTEE_PAIRED),
        (mentee.asked, Hindrance.MENTEE_ASKED),
        (mentor.free <= taken, Hindrance.MENTOR_FULL),
        (excluded, Hindrance.EXCLUDED),
    )
    return next((reason for stands, reason in against if stands), None)


def told_of_closing(reason: str) -> Collection[str]:
    """The roles that hear of a proposal's end: whoever caused it knows."""
    known = {Closing.MENTOR_FOUND: ("mentor",), Closing.MENTOR_FULL: ("mentee",)}
    return known.get(Closing(reason), ("mentor", "mentee"))
