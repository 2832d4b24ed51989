"""What happens to studies. The subject is always the study, so that its history alone says who had agreed to what, when."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class StudyFact(Fact):
    network_id: UUID


@dataclass(frozen=True, kw_only=True)
class Drafted(StudyFact):
    verb: ClassVar[str] = "study.drafted"


@dataclass(frozen=True, kw_only=True)
class Changed(StudyFact):
    verb: ClassVar[str] = "study.changed"


@dataclass(frozen=True, kw_only=True)
class Opened(StudyFact):
    """What may go out is settled from now on."""

    verb: ClassVar[str] = "study.opened"
    variables: list[str]
    k: int


@dataclass(frozen=True, kw_only=True)
class Closed(StudyFact):
    verb: ClassVar[str] = "study.closed"


@dataclass(frozen=True, kw_only=True)
class OrganisationFact(StudyFact):
    organisation_id: UUID


@dataclass(frozen=True, kw_only=True)
class OrganisationAgreed(OrganisationFact):
    verb: ClassVar[str] = "study.organisation agreed"


@dataclass(frozen=True, kw_only=True)
class OrganisationLeft(OrganisationFact):
    """By its own wish, or because it is no longer a member of the network."""

    verb: ClassVar[str] = "study.organisation left"


@dataclass(frozen=True, kw_only=True)
class ProgrammeJoined(OrganisationFact):
    """With what is told of it from then on, wherever its organisation moves later."""

    verb: ClassVar[str] = "study.programme joined"
    programme_kind: str
    country: str
    region: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeLeft(OrganisationFact):
    verb: ClassVar[str] = "study.programme left"


@dataclass(frozen=True, kw_only=True)
class ConsentFact(StudyFact):
    """Of one person in one role of one programme."""

    participation_id: UUID
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(ConsentFact):
    verb: ClassVar[str] = "study.consent given"


@dataclass(frozen=True, kw_only=True)
class ConsentRefused(ConsentFact):
    verb: ClassVar[str] = "study.consent refused"


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(ConsentFact):
    verb: ClassVar[str] = "study.consent withdrawn"


@dataclass(frozen=True, kw_only=True)
class ConsentLapsed(ConsentFact):
    """The account is closed."""

    verb: ClassVar[str] = "study.consent lapsed"


@dataclass(frozen=True, kw_only=True)
class ReleasePublished(StudyFact):
    verb: ClassVar[str] = "study.edition published"
    release_id: UUID
    number: int
    until: datetime
    lines: int
    sha256: str
