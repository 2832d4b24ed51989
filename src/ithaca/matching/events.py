"""What happens at the matching desk and around its proposals."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class RunPublished(Fact):
    """The subject is the run; everybody in it is told of what is proposed to them."""

    verb: ClassVar[str] = "matching.published"
    proposals: int
    left_out: int  # pairs of the run that could no longer be


@dataclass(frozen=True, kw_only=True)
class RunChanged(Fact):
    """The subject is the run; the row of this number says what was changed."""

    verb: ClassVar[str] = "matching.changed"
    number: int
    change: str  # move | lock | unlock | undo


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Fact):
    """The subject is the run. What it says stands in the row alone."""

    verb: ClassVar[str] = "matching.note written"
    about: UUID


@dataclass(frozen=True, kw_only=True)
class MatchFact(Fact):
    """The subject is the proposal."""

    run_id: UUID


@dataclass(frozen=True, kw_only=True)
class MatchAnswered(MatchFact):
    """One said yes. The other is not told: everybody answers for themselves."""

    verb: ClassVar[str] = "match.answered"
    role: str


@dataclass(frozen=True, kw_only=True)
class MatchAgreed(MatchFact):
    verb: ClassVar[str] = "match.agreed"
    mentorship_id: UUID


@dataclass(frozen=True, kw_only=True)
class MatchDeclined(MatchFact):
    verb: ClassVar[str] = "match.declined"
    role: str  # of the one who said no; the reason stands in the row alone
    by_coordination: bool = False  # which has noted it for them


@dataclass(frozen=True, kw_only=True)
class MatchLapsed(MatchFact):
    verb: ClassVar[str] = "match.lapsed"


@dataclass(frozen=True, kw_only=True)
class MatchWithdrawn(MatchFact):
    """By the coordination, or by itself (no actor)."""

    verb: ClassVar[str] = "match.withdrawn"
    reason: str


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
    seconds: int  # since somebody asked for it


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
    seen_on: date | None  # empty: taken out
    valid_until: date | None  # empty: without an end
