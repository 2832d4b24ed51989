"""What happens at the matching desk. The subject is the policy version, the run, the objection or the participation."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class PolicySaved(Fact):
    verb: ClassVar[str] = "policy.saved"
    number: int
    changed: list[str]  # fields, as in the TOML


@dataclass(frozen=True, kw_only=True)
class RunStarted(Fact):
    verb: ClassVar[str] = "run.started"
    policy_number: int | None  # None: weights that are tried out


@dataclass(frozen=True, kw_only=True)
class RunSolved(Fact):
    verb: ClassVar[str] = "run.solved"
    mentees: int
    mentors: int
    matched: int
    gap: int


@dataclass(frozen=True, kw_only=True)
class RunFailed(Fact):
    verb: ClassVar[str] = "run.failed"


@dataclass(frozen=True, kw_only=True)
class RunDiscarded(Fact):
    verb: ClassVar[str] = "run.discarded"


@dataclass(frozen=True, kw_only=True)
class ObjectionRaised(Fact):
    verb: ClassVar[str] = "objection.raised"


@dataclass(frozen=True, kw_only=True)
class ObjectionAnswered(Fact):
    verb: ClassVar[str] = "objection.answered"
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class CheckNoted(Fact):
    """A safeguarding check was seen, or what was noted of it was taken out."""

    verb: ClassVar[str] = "safeguarding.noted"
    valid: bool
