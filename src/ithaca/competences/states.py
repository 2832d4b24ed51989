"""The life of a framework's version, of a self-assessment, of a mentee's consent, of a mentorship's file. Pure."""

from enum import StrEnum

from ithaca.kernel.states import table


class VersionState(StrEnum):
    DRAFT = "draft"  # seen by those who write it
    PUBLISHED = "published"  # never changes any more
    RETIRED = "retired"  # stays readable where it is used; nobody begins with it


V = VersionState
VERSION = table(
    "framework_version",
    VersionState,
    V.DRAFT,
    {
        "change": [([V.DRAFT], V.DRAFT)],
        "publish": [([V.DRAFT], V.PUBLISHED)],
        "retire": [([V.PUBLISHED], V.RETIRED)],
        "bring back": [([V.RETIRED], V.PUBLISHED)],
    },
)


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
