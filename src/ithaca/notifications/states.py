"""The life of a message in the outbox."""

from enum import StrEnum

from ithaca.kernel.states import table


class MessageState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given up"


MESSAGE = table(
    "message",
    MessageState,
    MessageState.WAITING,
    {
        "send": [([MessageState.WAITING], MessageState.SENT)],
        "give up": [([MessageState.WAITING], MessageState.GIVEN_UP)],
    },
)
