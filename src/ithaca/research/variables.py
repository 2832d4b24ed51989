"""
What a data set can tell of a mentorship. Circumstances are what somebody from outside may know of a pair: they are
told as coarsely as it takes for nobody to be made out, by steps from fine to nothing. Outcomes are what nobody should
learn of a pair: they are told in bands, where a group is mixed enough. Never words, never a person's answers. Pure.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median_low
from uuid import UUID

from ithaca.mentorships.states import EndKind

ALL = "*"  # told of nobody: the last step of each circumstance, and an outcome that is left out


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One mentorship as the journal tells it; who is in it is known here and told nowhere."""

    mentorship: UUID
    mentor: UUID  # the people, not their participations
    mentee: UUID
    organisation: UUID
    programme_kind: str
    country: str
    region: str
    begun: datetime
    ended: datetime
    ending: str = ""
    met: str = "request"
    prepared: bool = False
    meetings: Sequence[tuple[str, int]] = ()  # kind and minutes of each that was held
    missed: int = 0
    goals: int = 0
    reached: int = 0
    reviews: int = 0
    agreement: bool = False
    evaluated: int = 0  # how many of the two have


Told = Callable[[Pair], str]


@dataclass(frozen=True)
class Circumstance:
    """What others may know of a pair. `steps` tell it ever more coarsely; the last tells nothing."""

    slug: str
    steps: tuple[Told, ...]
    values: tuple[str, ...] = ()  # where they can be listed, of all steps

    @property
    def last(self) -> int:
        return len(self.steps) - 1


@dataclass(frozen=True)
class Outcome:
    """What became of a pair, in bands."""

    slug: str
    told: Told
    values: tuple[str, ...]


@dataclass(frozen=True)
class Bands:
    """Whole numbers in bands that begin at 0 and at each of `starts`; "1 to 3", which no spreadsheet takes for a day."""

    starts: tuple[int, ...]

    @property
    def names(self) -> tuple[str, ...]:
        firsts = (0, *self.starts)
        closed = tuple(
            str(first) if following == first + 1 else f"{first} to {following - 1}"
            for first, following in zip(firsts, self.starts, strict=False)
        )
        return (*closed, f"{firsts[-1]}+")

    def of(self, number: int) -> str:
        return self.names[bisect_right(self.starts, number)]


def nothing(_pair: Pair) -> str:
    return ALL


def _months(pair: Pair) -> int:
    return round((pair.ended - pair.begun).days / 30.4375)


def _two_years(pair: Pair) -> str:
    first = pair.begun.year - pair.begun.year % 2
    return f"{first}/{first + 1}"


def _contact(pair: Pair) -> str:
    """The kind of most meetings; mixed where no kind has most of them."""
    if not pair.meetings:
        return "none"
    kind, number = Counter(kind for kind, _minutes in pair.meetings).most_common(1)[0]
    return kind if 2 * number > len(pair.meetings) else "mixed"


def _distance(pair: Pair) -> str:
    contact = _contact(pair)
    return contact if contact in ("in_person", "mixed", "none") else "at_a_distance"


def _goals(pair: Pair) -> str:
    if not pair.goals:
        return "none_set"
    return "none" if not pair.reached else "all" if pair.reached >= pair.goals else "some"


def _ending(pair: Pair) -> str:
    if pair.ending in (EndKind.COMPLETED, EndKind.JOINT_EARLY_END):
        return {"completed": "completed", "joint early end": "early_together"}[pair.ending]
    return "one_sided"


def _minutes(pair: Pair) -> str:
    return MINUTES.of(median_low(minutes for _kind, minutes in pair.meetings)) if pair.meetings else "none"


def _yes(answer: bool) -> str:
    return "yes" if answer else "no"


LENGTHS = tuple(Bands(starts) for starts in ((3, 6, 9, 12, 18), (6, 12), (6,)))
CONTACTS, MISSED, GOALS, REVIEWS = Bands((1, 4, 7, 13)), Bands((1, 3)), Bands((1, 3)), Bands((1, 3))
MINUTES = Bands((30, 60, 90))

CIRCUMSTANCES = (
    Circumstance("programme_kind", (lambda pair: pair.programme_kind, nothing)),
    Circumstance("place", (lambda pair: pair.region or pair.country, lambda pair: pair.country, nothing)),
    Circumstance(
        "begun",
        (
            lambda pair: f"{pair.begun.year}-Q{(pair.begun.month + 2) // 3}",
            lambda pair: str(pair.begun.year),
            _two_years,
            nothing,
        ),
    ),
    Circumstance(
        "met",
        (
            lambda pair: pair.met,
            lambda pair: "request" if pair.met == "request" else "proposed",
            nothing,
        ),
        ("request", "matching", "coordination", "proposed"),
    ),
    Circumstance(
        "mentor_prepared",
        (lambda pair: _yes(pair.prepared), nothing),
        ("yes", "no"),
    ),
    Circumstance(
        "contact",
        (_contact, _distance, nothing),
        ("in_person", "video", "telephone", "in_writing", "at_a_distance", "mixed", "none"),
    ),
    Circumstance(
        "months",
        (*(lambda pair, bands=bands: bands.of(_months(pair)) for bands in LENGTHS), nothing),
        tuple(dict.fromkeys(name for bands in LENGTHS for name in bands.names)),
    ),
)
OUTCOMES = (
    Outcome("ending", _ending, ("completed", "early_together", "one_sided")),
    Outcome("meetings", lambda pair: CONTACTS.of(len(pair.meetings)), CONTACTS.names),
    Outcome("meeting_minutes", _minutes, (*MINUTES.names, "none")),
    Outcome("missed_meetings", lambda pair: MISSED.of(pair.missed), MISSED.names),
    Outcome("agreement_signed", lambda pair: _yes(pair.agreement), ("yes", "no")),
    Outcome("goals_set", lambda pair: GOALS.of(pair.goals), GOALS.names),
    Outcome("goals_reached", _goals, ("none_set", "none", "some", "all")),
    Outcome("goal_reviews", lambda pair: REVIEWS.of(pair.reviews), REVIEWS.names),
    Outcome(
        "evaluated_by", lambda pair: ("nobody", "one", "both")[pair.evaluated], ("nobody", "one", "both")
    ),
)
SLUGS = tuple(each.slug for each in (*CIRCUMSTANCES, *OUTCOMES))


def circumstances(chosen: Sequence[str]) -> tuple[Circumstance, ...]:
    return tuple(each for each in CIRCUMSTANCES if each.slug in chosen)


def outcomes(chosen: Sequence[str]) -> tuple[Outcome, ...]:
    return tuple(each for each in OUTCOMES if each.slug in chosen)


def finest(pair: Pair, chosen: Sequence[str]) -> dict[str, str]:
    """The line of a pair as finely as it could ever go out."""
    return {each.slug: each.steps[0](pair) for each in circumstances(chosen)} | {
        each.slug: each.told(pair) for each in outcomes(chosen)
    }
