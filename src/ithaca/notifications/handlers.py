"""What follows from the journal: people are told (`words/`), and their mail's way is decided anew."""

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.notifications import reminders
from ithaca.notifications.actions import decide_anew
from ithaca.notifications.words import (
    agreements,
    arranging,
    certification,
    comparison,
    conversation,
    copies,
    credentials,
    endings,
    feedback,
    imports,
    joining,
    keys,
    matches,
    meetings,
    networks,
    nudges,
    objections,
    organisations,
    pairs,
    perspectives,
    plans,
    portfolios,
    requests,
    research,
    runs,
    seal_audits,
    seal_documents,
    seal_files,
    seal_schemes,
    seal_standing,
    topics,
    trainings,
)

__all__ = [
    "agreements",
    "arranging",
    "certification",
    "comparison",
    "conversation",
    "copies",
    "credentials",
    "endings",
    "feedback",
    "imports",
    "joining",
    "keys",
    "matches",
    "meetings",
    "networks",
    "nudges",
    "objections",
    "organisations",
    "pairs",
    "perspectives",
    "plans",
    "portfolios",
    "reminders",
    "requests",
    "research",
    "runs",
    "seal_audits",
    "seal_documents",
    "seal_files",
    "seal_schemes",
    "seal_standing",
    "topics",
    "trainings",
]


@reacts_to("account.settings changed")
def moved(event: Event) -> None:
    """Quiet hours and the digest go by the clock of where somebody now is."""
    decide_anew(event.subject_id)
