"""The life of a programme, of a participation and of an invitation."""

from enum import StrEnum

from ithaca.kernel.states import table


class ProgrammeState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"  # takes applications and runs
    FULL = "applications closed"  # runs, takes no new applications
    ENDED = "ended"


RUNNING = (ProgrammeState.OPEN, ProgrammeState.FULL)
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
    WAITING = "waiting"  # on the waiting list, for a place or for a later decision
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
        "accept": [([P.APPLIED, P.WAITING, P.REFUSED], P.ACCEPTED)],
        "refuse": [([P.APPLIED, P.WAITING], P.REFUSED)],
        "wait": [([P.APPLIED], P.WAITING)],
        # Within minutes, before the person has heard: see `actions.answering.undo`.
        "undo answer": [([P.ACCEPTED, P.REFUSED, P.WAITING], P.APPLIED)],
        "undo answer to somebody waiting": [([P.ACCEPTED, P.REFUSED], P.WAITING)],
        "withdraw application": [([P.APPLIED, P.WAITING], P.WITHDRAWN)],
        "apply again": [([P.REFUSED, P.WITHDRAWN, P.LEFT], P.APPLIED)],
        "join by invitation": [([P.APPLIED, P.WAITING, P.REFUSED, P.WITHDRAWN, P.LEFT], P.ACCEPTED)],
        "activate": [([P.ACCEPTED], P.ACTIVE)],
        "set busy": [([P.ACTIVE], P.BUSY)],
        "set available": [([P.BUSY], P.ACTIVE)],
        "pause": [([P.ACTIVE, P.BUSY], P.PAUSED)],
        "resume": [([P.PAUSED], P.ACTIVE)],
        "leave": [([P.ACCEPTED, P.ACTIVE, P.BUSY, P.PAUSED], P.LEFT)],
        "exclude": [([P.APPLIED, P.WAITING, P.ACCEPTED, P.ACTIVE, P.BUSY, P.PAUSED], P.EXCLUDED)],
    },
)
INSIDE = (P.ACCEPTED, P.ACTIVE, P.BUSY, P.PAUSED)
ASKING = (P.APPLIED, P.WAITING)  # applications without a final answer


class InvitationState(StrEnum):
    PREPARED = "prepared"  # not sent yet: the person knows nothing of it
    SENT = "sent"
    USED = "used"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


_I = InvitationState
INVITATION = table(
    "invitation",
    InvitationState,
    _I.PREPARED,
    {
        "send": [([_I.PREPARED], _I.SENT)],
        "use": [([_I.SENT], _I.USED)],
        # Whoever has applied and was accepted finds what was prepared.
        "take up": [([_I.PREPARED, _I.SENT], _I.USED)],
        "cancel": [([_I.PREPARED, _I.SENT], _I.CANCELLED)],
        "lapse": [([_I.PREPARED, _I.SENT], _I.LAPSED)],
    },
)
OPEN_INVITATION = (_I.PREPARED, _I.SENT)
