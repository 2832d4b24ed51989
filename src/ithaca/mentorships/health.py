"""What a coordinator should look at in a pair: rules over facts alone, each with the moment since when.

The two see exactly what the coordinator sees (`templates/mentorships/pair/health.html`). A rule stands twice: here for
one pair at hand, and as a condition in `attention.py` for lists of thousands; tests hold one against the other.
To add a rule: a concern, a function in `RULES`, a condition in `attention.CONDITIONS`, a sentence in `sentences.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ithaca.mentorships.states import MentorshipState

AGREEMENT_DAYS = 30  # from the beginning to the signature of both
DECISION_DAYS = 7
RECORD_DAYS = 3
GOAL_DAYS = 21  # from the agreement to the first goal
END_DAYS = 14  # from the official end to the decision what comes next
MISSED_IN_A_ROW = 2
MOVING = (
    MentorshipState.LAUNCH,
    MentorshipState.DEVELOPMENT,
    MentorshipState.SEPARATION,
)  # running, not resting


class Concern(StrEnum):
    """Why a pair is flagged, the gravest first."""

    NO_FIRST_MEETING = "no first meeting"
    SILENT = "silent"
    ABSENCES = "absences"
    DECISION = "decision"
    OFFICIAL_END = "official end"
    AGREEMENT = "agreement"
    UNRECORDED = "unrecorded"
    NO_GOAL = "no goal"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the rules look at; moments are aware, and None where it has not happened."""

    now: datetime
    state: str
    begun_at: datetime | None
    contacts: int = 0
    last_contact_at: datetime | None = None
    next_meeting_at: datetime | None = None  # planned and still to come
    unrecorded_since: datetime | None = None  # the oldest planned meeting that is past
    missed_since_held: int = 0
    last_missed_at: datetime | None = None
    agreed_at: datetime | None = None
    goals_set: int = 0
    official_end_at: datetime | None = None
    goes_on_since: datetime | None = None
    decision_since: datetime | None = None
    first_meeting_days: int = 21
    silent_days: int = 60


@dataclass(frozen=True)
class Finding:
    """One concern, and since when it holds."""

    concern: Concern
    since: datetime


def _after(moment: datetime | None, days: int, now: datetime) -> datetime | None:
    """The moment that lies so many days after, once it has passed."""
    over = moment + timedelta(days=days) if moment else None
    return over if over is not None and over < now else None


def no_first_meeting(facts: Facts) -> datetime | None:
    if facts.contacts or facts.next_meeting_at:
        return None
    return _after(facts.begun_at, facts.first_meeting_days, facts.now)


def silent(facts: Facts) -> datetime | None:
    if not facts.contacts or facts.next_meeting_at:
        return None
    return _after(facts.last_contact_at, facts.silent_days, facts.now)


def absences(facts: Facts) -> datetime | None:
    return facts.last_missed_at if facts.missed_since_held >= MISSED_IN_A_ROW else None


def decision(facts: Facts) -> datetime | None:
    return facts.decision_since if _after(facts.decision_since, DECISION_DAYS, facts.now) else None


def official_end(facts: Facts) -> datetime | None:
    if facts.state != MentorshipState.DEVELOPMENT or facts.goes_on_since:
        return None
    return facts.official_end_at if _after(facts.official_end_at, END_DAYS, facts.now) else None


def agreement(facts: Facts) -> datetime | None:
    if facts.state != MentorshipState.LAUNCH or facts.agreed_at or not facts.contacts:
        return None
    return _after(facts.begun_at, AGREEMENT_DAYS, facts.now)


def unrecorded(facts: Facts) -> datetime | None:
    return facts.unrecorded_since if _after(facts.unrecorded_since, RECORD_DAYS, facts.now) else None


def no_goal(facts: Facts) -> datetime | None:
    if facts.state != MentorshipState.DEVELOPMENT or facts.goals_set:
        return None
    return _after(facts.agreed_at, GOAL_DAYS, facts.now)


RULES: dict[Concern, Callable[[Facts], datetime | None]] = {
    Concern.NO_FIRST_MEETING: no_first_meeting,
    Concern.SILENT: silent,
    Concern.ABSENCES: absences,
    Concern.DECISION: decision,
    Concern.OFFICIAL_END: official_end,
    Concern.AGREEMENT: agreement,
    Concern.UNRECORDED: unrecorded,
    Concern.NO_GOAL: no_goal,
}


def findings(facts: Facts) -> list[Finding]:
    """Everything that asks for attention, the gravest first; a pair that rests or is over asks for none."""
    if facts.state not in MOVING:
        return []
    found = [(concern, rule(facts)) for concern, rule in RULES.items()]
    return [Finding(concern, since) for concern, since in found if since is not None]
