"""Pure decisions about a mentorship."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ithaca.mentorships.states import MentorshipState

# Sixteen letters and digits that nobody mixes up, five bits each.
CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16
READ_AS = str.maketrans("OIL", "011", " -\u2013\u00a0")


@dataclass(frozen=True)
class Progress:
    """What decides when a launch is over."""

    willing: bool  # the mentee confirmed that they wish to be mentored
    agreed: bool  # both signed the same text
    contacts: int  # meetings held


def launch_is_over(progress: Progress) -> bool:
    """The first meeting was held, the mentee is willing, and the agreement stands."""
    return progress.willing and progress.agreed and progress.contacts >= 1


def present_phase(state: str, *, launched: bool) -> str:
    """The phase whose duties are at hand: a pause keeps the place, and after the end the last one stays open."""
    if state == MentorshipState.PAUSED:
        return MentorshipState.DEVELOPMENT if launched else MentorshipState.LAUNCH
    return MentorshipState.SEPARATION if state == MentorshipState.ENDED else state


def official_end_reached(contacts: int, needed: int) -> bool:
    return contacts >= needed


def months_between(begun: date, ended: date) -> int:
    """Months that a mentorship lasted, a month begun counted from its half; at least one."""
    days = (ended - begun).days
    return max(1, round(days / 30.4))


def may_attest(state: str, end_kind: str, contacts: int) -> bool:
    """Whoever met at least once has taken part; where the organisation excluded, it attests nothing."""
    return state == "ended" and end_kind != "excluded" and contacts > 0


def read_code(typed: str) -> str:
    """The number of an attestation as somebody types it from paper."""
    return typed.upper().translate(READ_AS)


def shown_code(code: str) -> str:
    """In groups of four, as it stands on the paper."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def ceiling_reached(contacts: int, most: int | None) -> bool:
    """Whether the programme provides for no further contact; `most` is None where it sets no limit."""
    return most is not None and contacts >= most


def moment(day: date, at: time, zone: ZoneInfo) -> datetime | None:
    """The moment in UTC that a wall clock in the zone shows, the first where it shows it twice; None for never."""
    local = datetime.combine(day, at, tzinfo=zone)
    try:
        in_utc = local.astimezone(UTC)
    except OverflowError:  # the first and the last day that there are
        return None
    shown = in_utc.astimezone(zone).replace(tzinfo=None)
    return in_utc if shown == local.replace(tzinfo=None) else None


def overlap(start: datetime, minutes: int, other_start: datetime, other_minutes: int) -> bool:
    return start < other_start + timedelta(minutes=other_minutes) and other_start < start + timedelta(
        minutes=minutes
    )


@dataclass(frozen=True)
class Holding:
    """A meeting that one of the two recorded as held, as it concerns the other."""

    recorded_by_oneself: bool
    confirmed: bool  # by the other, afterwards
    settled: bool  # after a dispute about an absence
    recorded_at: datetime
    days: int  # within which the programme lets it be contested

    def may_be_contested(self, now: datetime) -> bool:
        """By the one who did not record it, unless they have said yes to it since, and in time."""
        said_yes = self.recorded_by_oneself or self.confirmed or self.settled
        return not said_yes and now <= self.recorded_at + timedelta(days=self.days)


@dataclass(frozen=True)
class Absence:
    """A recorded absence, as it concerns one of the two."""

    missed_by: str  # mentor | mentee | both
    role: str  # of the one who looks at it
    recorded_by_oneself: bool
    settled: bool  # disputed once already
    recorded_at: datetime
    days: int  # within which the programme lets it be disputed

    def may_be_disputed(self, now: datetime) -> bool:
        """Only by the one who is said to have been missing, only where the other recorded it, once, and in time."""
        concerned = self.missed_by in (self.role, "both") and not self.recorded_by_oneself
        return concerned and not self.settled and now <= self.recorded_at + timedelta(days=self.days)
