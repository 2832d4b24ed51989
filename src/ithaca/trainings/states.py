"""The life of a training (or another event of a programme), and of somebody's place in it."""

from enum import StrEnum

from ithaca.kernel.states import table


class TrainingState(StrEnum):
    DRAFT = "draft"  # only those who coordinate see it
    OPEN = "open"
    HELD = "held"
    CANCELLED = "cancelled"


T = TrainingState
TRAINING = table(
    "training",
    TrainingState,
    T.DRAFT,
    {
        "change": [([T.DRAFT], T.DRAFT), ([T.OPEN], T.OPEN)],
        "open": [([T.DRAFT], T.OPEN)],
        "hold": [([T.OPEN], T.HELD)],
        "cancel": [([T.OPEN], T.CANCELLED)],
    },
)


class SignUpState(StrEnum):
    WAITING = "waiting"
    PLACED = "placed"
    GIVEN_UP = "given up"
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"


S = SignUpState
COMING = (S.PLACED, S.PRESENT, S.ABSENT, S.EXCUSED)  # whoever holds, or held, a place
NOTED = (S.PRESENT, S.ABSENT, S.EXCUSED)
SIGN_UP = table(
    "sign_up",
    SignUpState,
    S.WAITING,
    {
        # Everybody joins the line; where a place is free, it is given in the same moment.
        "place": [([S.WAITING], S.PLACED)],
        "give up": [([S.WAITING, S.PLACED], S.GIVEN_UP)],
        "sign up again": [([S.GIVEN_UP], S.WAITING)],
        # What was noted by mistake is noted anew.
        "note present": [(COMING, S.PRESENT)],
        "note absent": [(COMING, S.ABSENT)],
        "note excused": [(COMING, S.EXCUSED)],
    },
)
