"""The life of a mentorship and of what belongs to it: meetings, goals, actions, introductions, decisions."""

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


class ActionState(StrEnum):
    """One line of the pair's action plan."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


ACTION = table(
    "action",
    ActionState,
    ActionState.OPEN,
    {
        "finish": [([ActionState.OPEN], ActionState.DONE)],
        "drop": [([ActionState.OPEN], ActionState.DROPPED)],
        "reopen": [([ActionState.DONE, ActionState.DROPPED], ActionState.OPEN)],
    },
)


class IntroductionState(StrEnum):
    """The mentor opens their network: to whom and why is said in the room."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MADE = "made"
    THANKED = "thanked"
    TAKEN_BACK = "taken back"


N = IntroductionState
INTRODUCTION = table(
    "introduction",
    IntroductionState,
    N.OFFERED,
    {
        "accept": [([N.OFFERED], N.ACCEPTED)],
        "decline": [([N.OFFERED], N.DECLINED)],
        "make": [([N.ACCEPTED], N.MADE)],
        "thank": [([N.MADE], N.THANKED)],
        "take back": [([N.OFFERED, N.ACCEPTED], N.TAKEN_BACK)],
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
