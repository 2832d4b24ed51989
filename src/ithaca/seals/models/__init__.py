"""Tables of seals, one file a part of the way."""

from ithaca.seals.models.auditing import (
    Audit,
    DocumentRequest,
    Draw,
    Finding,
    Judgement,
    Part,
    Session,
    Tie,
    Volunteer,
)
from ithaca.seals.models.deciding import Appeal, Decision, Vote
from ithaca.seals.models.files import Answer, SealFile
from ithaca.seals.models.procedure import Procedure

__all__ = [
    "Answer",
    "Appeal",
    "Audit",
    "Decision",
    "DocumentRequest",
    "Draw",
    "Finding",
    "Judgement",
    "Part",
    "Procedure",
    "SealFile",
    "Session",
    "Tie",
    "Volunteer",
    "Vote",
]
