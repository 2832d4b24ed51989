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
    PROPOSED = "proposed"  # with dates to choose from
    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    DISPUTED = (
        "disputed"  # the one said to be missing sees it otherwise; counts for nothing until the two settle it
    )
    TO_CONFIRM = "to confirm"  # recorded by one, agreed to by nobody else yet; counts when the other confirms
    CANCELLED = "cancelled"
    DECLINED = "declined"  # none of the dates suits, and none is asked for
    REFUSED = "refused"  # the other knows of no such contact
    TAKEN_BACK = "taken back"


S = MeetingState
# What never was an appointment, and is shown nowhere once it is over.
NEVER_WAS = (S.DECLINED, S.TAKEN_BACK)
# What does not count yet, and still may.
MAY_COUNT = (S.PROPOSED, S.PLANNED, S.TO_CONFIRM, S.DISPUTED)
MEETING = table(
    "meeting",
    MeetingState,
    S.PROPOSED,
    {
        "propose others": [([S.PROPOSED], S.PROPOSED)],
        "plan": [([S.PROPOSED], S.PLANNED)],
        "decline": [([S.PROPOSED], S.DECLINED)],
        "take back": [([S.PROPOSED, S.TO_CONFIRM], S.TAKEN_BACK)],
        "move": [([S.PLANNED], S.PLANNED)],
        "cancel": [([S.PLANNED], S.CANCELLED)],
        "hold": [([S.PLANNED], S.HELD)],
        "ask to confirm": [([S.PLANNED], S.TO_CONFIRM)],
        "confirm": [([S.TO_CONFIRM, S.REFUSED], S.HELD)],
        "refuse": [([S.TO_CONFIRM], S.REFUSED)],
        "contest": [([S.HELD], S.REFUSED)],
        "miss": [([S.PLANNED], S.MISSED)],
        "dispute": [([S.MISSED], S.DISPUTED)],
        "accept the absence": [([S.DISPUTED], S.MISSED)],
        "settle as held": [([S.DISPUTED], S.HELD)],
        "settle as cancelled": [([S.DISPUTED], S.CANCELLED)],
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


class SuccessionState(StrEnum):
    """Who looks for the next mentor of a mentee whose mentor is gone."""

    ASKED = "asked"  # the mentor who withdrew is asked whom they propose
    WITH_MENTEE = "with mentee"  # the mentee chooses among those proposed
    WITH_COORDINATOR = "with coordinator"
    SETTLED = "settled"


SUCCESSION = table(
    "succession",
    SuccessionState,
    SuccessionState.ASKED,
    {
        "propose": [([SuccessionState.ASKED], SuccessionState.WITH_MENTEE)],
        "hand over": [
            ([SuccessionState.ASKED, SuccessionState.WITH_MENTEE], SuccessionState.WITH_COORDINATOR)
        ],
        "settle": [
            (
                [SuccessionState.ASKED, SuccessionState.WITH_MENTEE, SuccessionState.WITH_COORDINATOR],
                SuccessionState.SETTLED,
            )
        ],
    },
)


class ReplacementState(StrEnum):
    """A mentor whom the one who withdrew proposes to the mentee."""

    OFFERED = "offered"
    TAKEN_UP = "taken up"  # the mentee has written to them, and no answer has come
    DECLINED = "declined"
    LAPSED = "lapsed"  # gone from the programme, or the request came to nothing


R = ReplacementState
REPLACEMENT = table(
    "replacement",
    ReplacementState,
    R.OFFERED,
    {
        "take up": [([R.OFFERED], R.TAKEN_UP)],
        "decline": [([R.OFFERED], R.DECLINED)],
        "lapse": [([R.OFFERED, R.TAKEN_UP], R.LAPSED)],
    },
)
