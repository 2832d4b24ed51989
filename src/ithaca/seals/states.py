"""The way of a programme's file to a seal, and of one auditor's part in it. Pure."""

from enum import StrEnum

from ithaca.kernel.states import table


class FileState(StrEnum):
    """How far a file is."""

    ASSESSING = "self-assessment"  # the programme's people write; nobody else reads
    HANDED_IN = "handed in"  # frozen; the network names auditors
    AUDITING = "audit"
    REPORTED = "reported"  # findings are told; the programme answers them
    DECIDING = "deciding"  # by the committee
    SEALED = "sealed"
    REFUSED = "refused"
    APPEALED = "appealed"
    FINAL = "refused for good"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"  # the seal, by the network
    LEFT = "left"  # the programme went


F = FileState
RUNNING = (F.ASSESSING, F.HANDED_IN, F.AUDITING, F.REPORTED, F.DECIDING, F.APPEALED)
WITH_NETWORK = (F.HANDED_IN, F.AUDITING, F.REPORTED, F.DECIDING, F.APPEALED)  # the network has it
HELD = (F.SEALED, F.SUSPENDED)
SEAL_FILE = table(
    "seal_file",
    FileState,
    F.ASSESSING,
    {
        "hand in": [([F.ASSESSING], F.HANDED_IN)],
        "send back": [([F.HANDED_IN], F.ASSESSING)],  # weak programmes improve first
        "audit": [([F.HANDED_IN], F.AUDITING)],
        "recognise": [([F.HANDED_IN], F.DECIDING)],  # another network's seal says all that is asked
        "step aside": [([F.AUDITING, F.REPORTED], F.HANDED_IN)],  # the auditors; others are named
        "report": [([F.AUDITING], F.REPORTED)],
        "hand over": [([F.REPORTED], F.DECIDING)],
        "award": [([F.DECIDING], F.SEALED)],
        "refuse": [([F.DECIDING], F.REFUSED)],
        "appeal": [([F.REFUSED], F.APPEALED)],
        "uphold": [([F.APPEALED], F.HANDED_IN)],  # audited again, by others
        "dismiss": [([F.APPEALED], F.FINAL)],
        "suspend": [([F.SEALED], F.SUSPENDED)],
        "reinstate": [([F.SUSPENDED], F.SEALED)],
        "withdraw": [([F.SEALED, F.SUSPENDED], F.WITHDRAWN)],
        "leave": [(RUNNING, F.LEFT)],
    },
)


class AuditorState(StrEnum):
    NAMED = "named"
    ASIDE = "stepped aside"


A = AuditorState
AUDITOR = table(
    "auditor_part",
    AuditorState,
    A.NAMED,
    {"step aside": [([A.NAMED], A.ASIDE)]},
)


class VolunteerState(StrEnum):
    """Of a participant who lets auditors talk to them."""

    WILLING = "willing"
    DRAWN = "drawn"  # the auditors learn who it is
    WITHDRAWN = "withdrawn"
    MISSED = "missed"  # the auditors could not reach them; the next one was drawn


V = VolunteerState
VOLUNTEER = table(
    "audit_volunteer",
    VolunteerState,
    V.WILLING,
    {
        "volunteer": [([V.WITHDRAWN], V.WILLING)],
        "draw": [([V.WILLING], V.DRAWN)],
        "withdraw": [([V.WILLING, V.DRAWN], V.WITHDRAWN)],
        "miss": [([V.DRAWN], V.MISSED)],
    },
)


class FindingState(StrEnum):
    NOTED = "noted"  # a strength: nothing to answer
    OPEN = "open"
    ANSWERED = "answered"
    SETTLED = "settled"
    STANDS = "stands"


N = FindingState
FINDING = table(
    "finding",
    FindingState,
    N.OPEN,
    {
        "answer": [([N.OPEN, N.ANSWERED, N.STANDS], N.ANSWERED)],
        "settle": [([N.ANSWERED, N.STANDS], N.SETTLED)],
        "let stand": [([N.ANSWERED, N.SETTLED], N.STANDS)],
    },
)


class ImprovementState(StrEnum):
    """How far one line of an improvement plan is."""

    PLANNED = "planned"
    GOING = "going"
    DONE = "done"
    DROPPED = "dropped"


P = ImprovementState
OPEN_IMPROVEMENTS = (P.PLANNED, P.GOING)
IMPROVEMENT = table(
    "improvement",
    ImprovementState,
    P.PLANNED,
    {
        "begin": [([P.PLANNED], P.GOING)],
        "finish": [(OPEN_IMPROVEMENTS, P.DONE)],
        "drop": [(OPEN_IMPROVEMENTS, P.DROPPED)],
        "take up again": [([P.DONE, P.DROPPED], P.PLANNED)],
    },
)
