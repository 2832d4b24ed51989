"""The base of every app's frozen facts."""

from dataclasses import dataclass, fields
from typing import ClassVar
from uuid import UUID

ENVELOPE = {"actor_id", "subject_id", "programme_id"}


@dataclass(frozen=True, kw_only=True)
class Fact:
    """One thing that happened. Subclasses set `verb` ("mentorship.ended") and add fields that are facts, never content."""

    verb: ClassVar[str]
    urgent: ClassVar[bool] = False  # what follows from it must not wait for the worker
    actor_id: UUID | None  # None: the clock did it
    subject_id: UUID
    programme_id: UUID | None = None

    @property
    def within_id(self) -> UUID | None:
        """The pair that the subject belongs to, where it is not the pair itself: its timeline finds the fact there."""
        return getattr(self, "mentorship_id", None)

    def details(self) -> dict[str, object]:
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in ENVELOPE}
