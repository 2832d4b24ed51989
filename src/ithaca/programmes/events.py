"""What happens in programmes."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ithaca.journal.events import Fact


@dataclass(frozen=True, kw_only=True)
class ProgrammeCreated(Fact):
    verb: ClassVar[str] = "programme.created"
    urgent: ClassVar[bool] = True  # the coordinator goes on in the same minute, and finds the guides there
    template: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeConfigured(Fact):
    verb: ClassVar[str] = "programme.configured"
    section: str


@dataclass(frozen=True, kw_only=True)
class DutiesChosen(Fact):
    """The subject is the programme; keys are "phase/role/slug" of the catalogue."""

    verb: ClassVar[str] = "duties.chosen"
    left_out: tuple[str, ...]
    taken_back: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DutyAdded(Fact):
    """The subject is the programme."""

    verb: ClassVar[str] = "duty.added"
    duty_id: UUID
    phase: str
    role: str


@dataclass(frozen=True, kw_only=True)
class DutyTakenOut(DutyAdded):
    verb: ClassVar[str] = "duty.taken out"


@dataclass(frozen=True, kw_only=True)
class ProgrammeOpened(Fact):
    verb: ClassVar[str] = "programme.opened"


@dataclass(frozen=True, kw_only=True)
class ApplicationsClosed(Fact):
    verb: ClassVar[str] = "programme.applications closed"


@dataclass(frozen=True, kw_only=True)
class ProgrammeEnded(Fact):
    verb: ClassVar[str] = "programme.ended"


@dataclass(frozen=True, kw_only=True)
class CharterPublished(Fact):
    """The subject is the programme."""

    verb: ClassVar[str] = "charter.published"
    number: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class CoordinatorAdded(Fact):
    """The subject is the programme."""

    verb: ClassVar[str] = "coordinator.added"
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class CoordinatorRemoved(Fact):
    """The subject is the programme."""

    verb: ClassVar[str] = "coordinator.removed"
    person_id: UUID


@dataclass(frozen=True, kw_only=True)
class ParticipationFact(Fact):
    """The subject is the participation."""

    person_id: UUID
    role: str  # mentor | mentee


@dataclass(frozen=True, kw_only=True)
class Applied(ParticipationFact):
    verb: ClassVar[str] = "participation.applied"
    charter_number: int
    charter_sha256: str


@dataclass(frozen=True, kw_only=True)
class JoinedByInvitation(ParticipationFact):
    verb: ClassVar[str] = "participation.joined"
    charter_number: int
    charter_sha256: str
    invitation_id: UUID


@dataclass(frozen=True, kw_only=True)
class CharterAccepted(ParticipationFact):
    """Somebody who takes part accepts a newer version."""

    verb: ClassVar[str] = "participation.charter accepted"
    charter_number: int
    charter_sha256: str


@dataclass(frozen=True, kw_only=True)
class ApplicationWithdrawn(ParticipationFact):
    verb: ClassVar[str] = "participation.withdrawn"


@dataclass(frozen=True, kw_only=True)
class ApplicationAccepted(ParticipationFact):
    verb: ClassVar[str] = "participation.accepted"


@dataclass(frozen=True, kw_only=True)
class ApplicationRefused(ParticipationFact):
    verb: ClassVar[str] = "participation.refused"


@dataclass(frozen=True, kw_only=True)
class Activated(ParticipationFact):
    verb: ClassVar[str] = "participation.activated"


@dataclass(frozen=True, kw_only=True)
class SetBusy(ParticipationFact):
    verb: ClassVar[str] = "participation.busy"


@dataclass(frozen=True, kw_only=True)
class SetAvailable(ParticipationFact):
    verb: ClassVar[str] = "participation.available"


@dataclass(frozen=True, kw_only=True)
class Paused(ParticipationFact):
    verb: ClassVar[str] = "participation.paused"


@dataclass(frozen=True, kw_only=True)
class Resumed(ParticipationFact):
    verb: ClassVar[str] = "participation.resumed"


@dataclass(frozen=True, kw_only=True)
class CapacitySet(ParticipationFact):
    verb: ClassVar[str] = "participation.capacity set"
    capacity: int


@dataclass(frozen=True, kw_only=True)
class WishesSet(ParticipationFact):
    """How many, never whom."""

    verb: ClassVar[str] = "participation.wishes set"
    number: int


@dataclass(frozen=True, kw_only=True)
class Left(ParticipationFact):
    verb: ClassVar[str] = "participation.left"


@dataclass(frozen=True, kw_only=True)
class Excluded(ParticipationFact):
    verb: ClassVar[str] = "participation.excluded"
    urgent: ClassVar[bool] = True


@dataclass(frozen=True, kw_only=True)
class InvitationFact(Fact):
    """The subject is the invitation; its address stands in the row, not in the journal."""

    role: str
    language: str


@dataclass(frozen=True, kw_only=True)
class InvitationSent(InvitationFact):
    """Also when it is sent again: mail follows each time."""

    verb: ClassVar[str] = "invitation.sent"
    again: bool
    in_another_mail: bool = False  # which then invites as well


@dataclass(frozen=True, kw_only=True)
class InvitationCancelled(InvitationFact):
    verb: ClassVar[str] = "invitation.cancelled"


@dataclass(frozen=True, kw_only=True)
class InvitationTakenUp(InvitationFact):
    """Whoever it invited takes part already, by an application of their own."""

    verb: ClassVar[str] = "invitation.taken up"
    participation_id: UUID


@dataclass(frozen=True, kw_only=True)
class InvitationLapsed(InvitationFact):
    verb: ClassVar[str] = "invitation.lapsed"


@dataclass(frozen=True, kw_only=True)
class InvitationsPrepared(Fact):
    """People are known before they are invited. The subject is the programme."""

    verb: ClassVar[str] = "invitations.prepared"
    made: int
    changed: int


@dataclass(frozen=True, kw_only=True)
class LevelsTold(Fact):
    """The organisation's file said of people who take part at which level they work. The subject is the programme."""

    verb: ClassVar[str] = "participations.levels told"
    number: int


@dataclass(frozen=True, kw_only=True)
class PutOnWaitingList(ParticipationFact):
    verb: ClassVar[str] = "participation.put on the waiting list"


@dataclass(frozen=True, kw_only=True)
class AnswerTakenBack(ParticipationFact):
    """An answer to an application was undone before the person heard of it."""

    verb: ClassVar[str] = "participation.answer taken back"


@dataclass(frozen=True, kw_only=True)
class WaitingListReordered(ParticipationFact):
    verb: ClassVar[str] = "participation.moved on the waiting list"


@dataclass(frozen=True, kw_only=True)
class CohortSaved(Fact):
    """The subject is the cohort."""

    verb: ClassVar[str] = "cohort.saved"


@dataclass(frozen=True, kw_only=True)
class CohortRemoved(Fact):
    verb: ClassVar[str] = "cohort.removed"


@dataclass(frozen=True, kw_only=True)
class CohortAssigned(Fact):
    """The subject is the cohort; where people leave theirs for none, the programme."""

    verb: ClassVar[str] = "cohort.assigned"
    number: int
