"""The life of a message in the outbox."""

from enum import StrEnum

from ithaca.kernel.states import table


class MessageState(StrEnum):
    WAITING = "waiting"
    HELD = "held"  # for the reader's digest
    SENT = "sent"
    GATHERED = "gathered"  # went out as a line of a digest
    LEFT_OUT = "left out"  # the reader has switched its kind off
    GIVEN_UP = "given up"


M = MessageState
MESSAGE = table(
    "message",
    MessageState,
    M.WAITING,
    {
        "send": [([M.WAITING], M.SENT)],
        "hold": [([M.WAITING], M.HELD)],
        "release": [([M.HELD], M.WAITING)],
        "gather": [([M.HELD], M.GATHERED)],
        "leave out": [([M.WAITING], M.LEFT_OUT)],
        "give up": [([M.WAITING], M.GIVEN_UP)],
    },
)
