"""Pure decisions about requests: deadlines, and why a mentee cannot ask a mentor."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

MOST_OPEN = 3  # requests of one mentee at once in a programme
# Each request is a mail to somebody who owes an answer: whoever withdraws and sends anew does not press them for it.
MOST_TO_ONE, LATELY = 2, timedelta(days=30)
MOST_A_DAY = 10
LAST_CALL = timedelta(days=1)


class Obstacle(StrEnum):
    """Why a request is not possible, the most telling first."""

    NOT_BY_DIRECTORY = "pairs are made by the coordination"
    PROGRAMME_NOT_RUNNING = "programme not running"
    NOT_A_MENTEE = "not an active mentee"
    CHARTER = "newest charter not accepted"
    NOT_PREPARED = "mentee has not followed a required training"
    MENTOR_NOT_PREPARED = "mentor has not followed a required training"
    MENTOR_GONE = "mentor takes part no more"
    ALREADY_ASKED = "open request to the same mentor"
    ALREADY_PAIRED = "running pair with the same mentor"
    ASKED_OFTEN = "the same mentor was asked often lately"
    TOO_MANY = "too many open requests"
    TOO_OFTEN = "too many requests within a day"
    MENTOR_WITHOUT_KEYS = "mentor has no confidential space yet"


@dataclass(frozen=True)
class Standing:
    """What decides whether a mentee may ask a mentor."""

    programme_runs: bool
    by_directory: bool
    mentee_active: bool
    charter_accepted: bool
    mentor_reachable: bool  # active or busy: a busy mentor owes an answer too
    mentor_has_keys: bool
    mentee_prepared: bool  # has followed the trainings that the programme requires
    mentor_prepared: bool
    open_requests: int
    asked_already: bool
    asked_lately: int  # requests to the same mentor within the last days, whatever became of them
    sent_today: int  # requests to anybody within a day
    paired_already: bool


def obstacle(standing: Standing) -> Obstacle | None:
    """What stands against a request, or None."""
    against = (
        (not standing.by_directory, Obstacle.NOT_BY_DIRECTORY),
        (not standing.programme_runs, Obstacle.PROGRAMME_NOT_RUNNING),
        (not standing.mentee_active, Obstacle.NOT_A_MENTEE),
        (not standing.charter_accepted, Obstacle.CHARTER),
        (not standing.mentee_prepared, Obstacle.NOT_PREPARED),
        (not standing.mentor_prepared, Obstacle.MENTOR_NOT_PREPARED),
        (not standing.mentor_reachable, Obstacle.MENTOR_GONE),
        (standing.asked_already, Obstacle.ALREADY_ASKED),
        (standing.paired_already, Obstacle.ALREADY_PAIRED),
        (standing.asked_lately >= MOST_TO_ONE, Obstacle.ASKED_OFTEN),
        (standing.open_requests >= MOST_OPEN, Obstacle.TOO_MANY),
        (standing.sent_today >= MOST_A_DAY, Obstacle.TOO_OFTEN),
        (not standing.mentor_has_keys, Obstacle.MENTOR_WITHOUT_KEYS),
    )
    return next((reason for stands, reason in against if stands), None)


def reply_by(sent_at: datetime, reply_days: int) -> datetime:
    """Until when the mentor owes an answer."""
    return sent_at + timedelta(days=reply_days)


def reminder_moments(sent_at: datetime, due: datetime) -> tuple[datetime, ...]:
    """When to remind the mentor: at half time, and a day before the end where that is later."""
    half = sent_at + (due - sent_at) / 2
    last = due - LAST_CALL
    return (half, last) if last > half else (half,)


def reminder_due(sent_at: datetime, due: datetime, *, reminded_at: datetime | None, now: datetime) -> bool:
    """Whether a moment to remind has passed since the last reminder. Missed moments make one reminder, not two."""
    since = reminded_at or sent_at
    return any(since < moment <= now for moment in reminder_moments(sent_at, due))


def lapse_due(due: datetime, *, now: datetime) -> bool:
    """Whether the time to answer is over."""
    return due <= now
