"""The life of a framework's version, of a self-assessment, of a mentee's consent, of a mentorship's file. Pure."""

from enum import StrEnum

from ithaca.editions.states import VersionState, versions
from ithaca.kernel.states import table

__all__ = ["AGREED", "ASSESSMENT", "CONSENT", "VERSION", "AssessmentState", "ConsentState", "VersionState"]


VERSION = versions("framework_version")


class AssessmentState(StrEnum):
    OPEN = "open"
    DONE = "done"


A = AssessmentState
ASSESSMENT = table(
    "assessment",
    AssessmentState,
    A.OPEN,
    {"mark": [([A.OPEN], A.OPEN)], "finish": [([A.OPEN], A.DONE)]},
)


class ConsentState(StrEnum):
    """Whether the mentee agrees to what an item of a portfolio says of them."""

    NOT_NEEDED = "not needed"
    WAITING = "waiting"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


C = ConsentState
CONSENT = table(
    "consent",
    ConsentState,
    C.NOT_NEEDED,
    {
        "ask": [([C.NOT_NEEDED], C.WAITING)],
        "give": [([C.WAITING, C.REFUSED, C.WITHDRAWN], C.GIVEN)],
        "refuse": [([C.WAITING], C.REFUSED)],
        "withdraw": [([C.GIVEN], C.WITHDRAWN)],
    },
)
ANSWERED = (ConsentState.GIVEN, ConsentState.REFUSED, ConsentState.WITHDRAWN)
# What may be counted and shown.
AGREED = (C.NOT_NEEDED, C.GIVEN)
