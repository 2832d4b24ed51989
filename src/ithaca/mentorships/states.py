"""The life of a mentorship, of what belongs to it, and of what comes after it."""

from enum import StrEnum

from ithaca.kernel.states import table


class MentorshipState(StrEnum):
    PROPOSED = "proposed"  # by a coordinator; waits for both to agree
    LAUNCH = "launch"
    DEVELOPMENT = "development"
    SEPARATION = "separation"
    PAUSED = "paused"
    ENDED = "ended"
    DECLINED = "declined"


M = MentorshipState
RUNNING = (M.LAUNCH, M.DEVELOPMENT, M.SEPARATION, M.PAUSED)
MENTORSHIP = table(
    "mentorship",
    MentorshipState,
    M.PROPOSED,
    {
        "begin": [([M.PROPOSED], M.LAUNCH)],
        "decline": [([M.PROPOSED], M.DECLINED)],
        "enter development": [([M.LAUNCH], M.DEVELOPMENT)],
        "enter separation": [([M.DEVELOPMENT], M.SEPARATION)],
        "go on": [([M.SEPARATION], M.DEVELOPMENT)],
        "pause": [([M.LAUNCH, M.DEVELOPMENT], M.PAUSED)],
        "resume": [([M.PAUSED], M.DEVELOPMENT)],
        "resume the launch": [([M.PAUSED], M.LAUNCH)],
        "end": [([M.LAUNCH, M.DEVELOPMENT, M.SEPARATION, M.PAUSED], M.ENDED)],
    },
)


class EndKind(StrEnum):
    COMPLETED = "completed"
    JOINT_EARLY_END = "joint early end"
    WITHDRAWN_BY_MENTOR = "withdrawn by mentor"
    WITHDRAWN_BY_MENTEE = "withdrawn by mentee"
    EXCLUDED = "excluded"


class MeetingState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


MEETING = table(
    "meeting",
    MeetingState,
    MeetingState.PLANNED,
    {
        "hold": [([MeetingState.PLANNED], MeetingState.HELD)],
        "miss": [([MeetingState.PLANNED], MeetingState.MISSED)],
        "cancel": [([MeetingState.PLANNED], MeetingState.CANCELLED)],
    },
)


class GoalState(StrEnum):
    SET = "set"
    IN_PROGRESS = "in progress"
    REACHED = "reached"
    DROPPED = "dropped"


G = GoalState
GOAL = table(
    "goal",
    GoalState,
    G.SET,
    {
        "start": [([G.SET], G.IN_PROGRESS)],
        "reach": [([G.SET, G.IN_PROGRESS], G.REACHED)],
        "drop": [([G.SET, G.IN_PROGRESS], G.DROPPED)],
        "reopen": [([G.REACHED, G.DROPPED], G.IN_PROGRESS)],
    },
)


class ProposalState(StrEnum):
    """A joint decision: one proposes, the other agrees."""

    OPEN = "open"
    AGREED = "agreed"
    DECLINED = "declined"
    TAKEN_BACK = "taken back"


PROPOSAL = table(
    "proposal",
    ProposalState,
    ProposalState.OPEN,
    {
        "agree": [([ProposalState.OPEN], ProposalState.AGREED)],
        "decline": [([ProposalState.OPEN], ProposalState.DECLINED)],
        "take back": [([ProposalState.OPEN], ProposalState.TAKEN_BACK)],
    },
)


class TopicState(StrEnum):
    """Private ground: nothing is written on it before the mentee has consented."""

    MARKED = "marked"
    CONSENTED = "consented"
    WITHDRAWN = "withdrawn"  # readable, nothing is added
    DESTROYED = "destroyed"  # its key is gone


T = TopicState
TOPIC = table(
    "private topic",
    TopicState,
    T.MARKED,
    {
        "consent": [([T.MARKED, T.WITHDRAWN], T.CONSENTED)],
        "withdraw": [([T.CONSENTED], T.WITHDRAWN)],
        "destroy": [([T.MARKED, T.WITHDRAWN], T.DESTROYED)],
    },
)


class SuccessionState(StrEnum):
    """Who looks for the next mentor of a mentee whose mentor is gone."""

    ASKED = "asked"  # the mentor who withdrew is asked whom they propose
    WITH_MENTEE = "with mentee"  # the mentee chooses among those proposed
    WITH_COORDINATOR = "with coordinator"
    SETTLED = "settled"


S = SuccessionState
SUCCESSION = table(
    "succession",
    SuccessionState,
    S.ASKED,
    {
        "propose": [([S.ASKED], S.WITH_MENTEE)],
        "hand over": [([S.ASKED, S.WITH_MENTEE], S.WITH_COORDINATOR)],
        "settle": [([S.ASKED, S.WITH_MENTEE, S.WITH_COORDINATOR], S.SETTLED)],
    },
)


class ReplacementState(StrEnum):
    """A mentor whom the one who withdrew proposes to the mentee."""

    OFFERED = "offered"
    TAKEN_UP = "taken up"  # the mentee has written to them
    DECLINED = "declined"
    LAPSED = "lapsed"


R = ReplacementState
REPLACEMENT = table(
    "replacement",
    ReplacementState,
    R.OFFERED,
    {
        "take up": [([R.OFFERED], R.TAKEN_UP)],
        "decline": [([R.OFFERED], R.DECLINED)],
        "lapse": [([R.OFFERED], R.LAPSED)],
    },
)
