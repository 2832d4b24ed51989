"""The way of a scheme, of one candidate's file and of one assessor's part in it. Pure."""

from enum import StrEnum

from ithaca.kernel.states import table


class SchemeState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"  # mentors can apply
    CLOSED = "closed"  # files go on to their end; nobody applies


S = SchemeState
SCHEME = table(
    "scheme",
    SchemeState,
    S.DRAFT,
    {
        "change": [([S.DRAFT, S.OPEN], S.DRAFT)],
        "open": [([S.DRAFT, S.CLOSED], S.OPEN)],
        "close": [([S.OPEN], S.CLOSED)],
    },
)


class FileState(StrEnum):
    """How far a file is."""

    APPLIED = "applied"
    INELIGIBLE = "not eligible"
    ELIGIBLE = "eligible"
    SUBMITTED = "submitted"  # the portfolio is frozen
    ASSESSING = "assessing"  # each assessor for themselves
    SETTLING = "settling"  # all have rated; they see each other's, and settle what differs
    INTERVIEW = "interview"
    DECIDING = "deciding"
    CERTIFIED = "certified"
    CONDITIONAL = "conditional"  # certified as soon as the conditions are met
    REFUSED = "refused"
    APPEALED = "appealed"
    FINAL = "refused for good"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"  # the certificate, by the organisation
    LEFT = "left"  # the candidate went


F = FileState
RUNNING = (F.APPLIED, F.ELIGIBLE, F.SUBMITTED, F.ASSESSING, F.SETTLING, F.INTERVIEW, F.DECIDING, F.APPEALED)
DECIDED = (F.CERTIFIED, F.CONDITIONAL, F.REFUSED)
HELD = (F.CERTIFIED, F.SUSPENDED)
RENEWED = (F.CERTIFIED, F.CONDITIONAL, F.SUSPENDED, F.WITHDRAWN)  # what became of a renewal that was granted
FILE = table(
    "certification_file",
    FileState,
    F.APPLIED,
    {
        "confirm": [([F.APPLIED], F.ELIGIBLE)],
        "turn down": [([F.APPLIED], F.INELIGIBLE)],
        "submit": [([F.ELIGIBLE], F.SUBMITTED)],
        "renew": [([F.ELIGIBLE], F.DECIDING)],  # what was assessed once is not assessed again
        "assess": [([F.SUBMITTED], F.ASSESSING)],
        "step aside": [
            ([F.ASSESSING, F.SETTLING, F.INTERVIEW], F.SUBMITTED)
        ],  # an assessor; another is named
        "compare": [([F.ASSESSING], F.SETTLING)],
        "meet": [([F.SETTLING], F.INTERVIEW)],
        "hand over": [([F.SETTLING, F.INTERVIEW], F.DECIDING)],
        "certify": [([F.DECIDING], F.CERTIFIED)],
        "certify with conditions": [([F.DECIDING], F.CONDITIONAL)],
        "refuse": [([F.DECIDING], F.REFUSED)],
        "lift conditions": [([F.CONDITIONAL], F.CERTIFIED)],
        "appeal": [([F.REFUSED, F.CONDITIONAL], F.APPEALED)],
        "uphold": [([F.APPEALED], F.SUBMITTED)],  # assessed again, by others
        "dismiss": [([F.APPEALED], F.FINAL)],
        "keep conditions": [([F.APPEALED], F.CONDITIONAL)],  # dismissed, where those were appealed against
        "suspend": [([F.CERTIFIED], F.SUSPENDED)],
        "reinstate": [([F.SUSPENDED], F.CERTIFIED)],
        "withdraw": [([F.CERTIFIED, F.SUSPENDED], F.WITHDRAWN)],
        "leave": [(RUNNING, F.LEFT)],
    },
)


class PartState(StrEnum):
    RATING = "rating"
    GIVEN = "given"  # handed in; does not change any more
    ASIDE = "stepped aside"  # or set aside: by a conflict, or because an appeal was upheld


P = PartState
PART = table(
    "assessor_part",
    PartState,
    P.RATING,
    {
        "rate": [([P.RATING], P.RATING)],
        "give": [([P.RATING], P.GIVEN)],
        "step aside": [([P.RATING, P.GIVEN], P.ASIDE)],
    },
)
