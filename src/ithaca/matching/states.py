"""The life of a run and of a proposal."""

from enum import StrEnum

from ithaca.kernel.states import table


class RunState(StrEnum):
    WAITING = "waiting"  # for the worker
    FAILED = "failed"  # `problem` says why
    REVIEW = "review"
    PUBLISHED = "published"
    DISCARDED = "discarded"


R = RunState
RUN = table(
    "run",
    RunState,
    R.WAITING,
    {
        "solve": [([R.WAITING], R.REVIEW)],
        "fail": [([R.WAITING], R.FAILED)],
        "publish": [([R.REVIEW], R.PUBLISHED)],
        "discard": [([R.WAITING, R.FAILED, R.REVIEW], R.DISCARDED)],
    },
)


class MatchProposalState(StrEnum):
    OPEN = "open"  # one or both still have to answer
    AGREED = "agreed"  # both said yes: a mentorship has begun
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"  # by the coordination


P = MatchProposalState
MATCH_PROPOSAL = table(
    "match_proposal",
    MatchProposalState,
    P.OPEN,
    {
        "agree": [([P.OPEN], P.AGREED)],
        "decline": [([P.OPEN], P.DECLINED)],
        "lapse": [([P.OPEN], P.LAPSED)],
        "withdraw": [([P.OPEN], P.WITHDRAWN)],
    },
)
