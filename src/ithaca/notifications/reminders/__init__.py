"""What the clock reminds of, one module a subject. A rule says what is due now; `running` sees that nobody hears twice."""

from ithaca.notifications.reminders import (
    applications,
    certificates,
    decisions,
    endings,
    goals,
    improvements,
    matches,
    meetings,
    perspectives,
    seal_audits,
    seals,
    silence,
    trainings,
)

__all__ = [
    "applications",
    "certificates",
    "decisions",
    "endings",
    "goals",
    "improvements",
    "matches",
    "meetings",
    "perspectives",
    "seal_audits",
    "seals",
    "silence",
    "trainings",
]
