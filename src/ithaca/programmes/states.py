"""The life of a programme, of a participation and of an invitation."""

from enum import StrEnum

from ithaca.kernel.states import table


class ProgrammeState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"  # takes applications and runs
    FULL = "applications closed"  # runs, takes no new applications
    ENDED = "ended"


PROGRAMME = table(
    "programme",
    ProgrammeState,
    ProgrammeState.DRAFT,
    {
        "open": [([ProgrammeState.DRAFT, ProgrammeState.FULL], ProgrammeState.OPEN)],
        "close applications": [([ProgrammeState.OPEN], ProgrammeState.FULL)],
        "end": [([ProgrammeState.OPEN, ProgrammeState.FULL], ProgrammeState.ENDED)],
    },
)


class ParticipationState(StrEnum):
    APPLIED = "applied"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # by the applicant, before an answer
    ACCEPTED = "accepted"  # profile not published yet
    ACTIVE = "active"
    BUSY = "busy"  # a mentor who takes no new mentee for now
    PAUSED = "paused"
    LEFT = "left"
    EXCLUDED = "excluded"


P = ParticipationState
PARTICIPATION = table(
    "participation",
    ParticipationState,
    P.APPLIED,
    {
        "accept": [([P.APPLIED, P.REFUSED], P.ACCEPTED)],
        "refuse": [([P.APPLIED], P.REFUSED)],
        "withdraw application": [([P.APPLIED], P.WITHDRAWN)],
        "apply again": [([P.REFUSED, P.WITHDRAWN, P.LEFT], P.APPLIED)],
        "join by invitation": [([P.APPLIED, P.REFUSED, P.WITHDRAWN, P.LEFT], P.ACCEPTED)],
        "activate": [([P.ACCEPTED], P.ACTIVE)],
        "set busy": [([P.ACTIVE], P.BUSY)],
        "set available": [([P.BUSY], P.ACTIVE)],
        "pause": [([P.ACTIVE, P.BUSY], P.PAUSED)],
        "resume": [([P.PAUSED], P.ACTIVE)],
        "leave": [([P.ACCEPTED, P.ACTIVE, P.BUSY, P.PAUSED], P.LEFT)],
        "exclude": [([P.APPLIED, P.ACCEPTED, P.ACTIVE, P.BUSY, P.PAUSED], P.EXCLUDED)],
    },
)
INSIDE = (P.ACCEPTED, P.ACTIVE, P.BUSY, P.PAUSED)


class InvitationState(StrEnum):
    SENT = "sent"
    USED = "used"
    CANCELLED = "cancelled"


INVITATION = table(
    "invitation",
    InvitationState,
    InvitationState.SENT,
    {
        "use": [([InvitationState.SENT], InvitationState.USED)],
        "cancel": [([InvitationState.SENT], InvitationState.CANCELLED)],
    },
)
