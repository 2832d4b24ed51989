"""What happens to evaluations."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class EvaluationGiven(Fact):
    """Somebody has evaluated a mentorship; not what they answered."""

    verb: ClassVar[str] = "evaluation.given"
    participation_id: UUID
    role: str
