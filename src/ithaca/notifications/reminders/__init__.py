"""What the clock reminds of, one module a subject. A rule says what is due now; `running` sees that nobody hears twice."""

from ithaca.notifications.reminders import (
    applications,
    decisions,
    endings,
    goals,
    matches,
    meetings,
    perspectives,
    silence,
    trainings,
)

__all__ = [
    "applications",
    "decisions",
    "endings",
    "goals",
    "matches",
    "meetings",
    "perspectives",
    "silence",
    "trainings",
]
