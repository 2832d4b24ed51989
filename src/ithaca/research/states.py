"""The way of a study, and of what somebody says to it. Pure."""

from enum import StrEnum

from ithaca.kernel.states import table


class StudyState(StrEnum):
    DRAFT = "draft"  # seen by the network's people alone
    OPEN = "open"  # what may go out is settled: members agree, people consent, editions are published
    CLOSED = "closed"  # nobody is asked and nothing more is published; what was published stays


STUDY = table(
    "study",
    StudyState,
    StudyState.DRAFT,
    {
        "open": [([StudyState.DRAFT], StudyState.OPEN)],
        "close": [([StudyState.DRAFT, StudyState.OPEN], StudyState.CLOSED)],
    },
)


class ConsentState(StrEnum):
    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # the account is closed


C = ConsentState
CONSENT = table(
    "consent",
    ConsentState,
    C.ASKED,
    {
        "give": [([C.ASKED, C.REFUSED, C.WITHDRAWN, C.LAPSED], C.GIVEN)],
        "refuse": [([C.ASKED], C.REFUSED)],
        "withdraw": [([C.GIVEN], C.WITHDRAWN)],
        "lapse": [([C.GIVEN], C.LAPSED)],
    },
)
