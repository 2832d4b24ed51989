"""Writes of research, one verb each."""

from ithaca.research.actions.answering import give_consent, refuse_consent, withdraw_consent
from ithaca.research.actions.publishing import publish
from ithaca.research.actions.studies import StudyContent, change_study, close_study, draft_study, open_study
from ithaca.research.actions.taking_part import (
    agree,
    end_agreement,
    end_lapsed,
    join,
    leave,
    tend_studies,
)

__all__ = [
    "StudyContent",
    "agree",
    "change_study",
    "close_study",
    "draft_study",
    "end_agreement",
    "end_lapsed",
    "give_consent",
    "join",
    "leave",
    "open_study",
    "publish",
    "refuse_consent",
    "tend_studies",
    "withdraw_consent",
]
