"""The life of a request."""

from enum import StrEnum

from ithaca.kernel.states import table


class RequestState(StrEnum):
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


S = RequestState
REQUEST = table(
    "request",
    RequestState,
    S.SENT,
    {
        "accept": [([S.SENT], S.ACCEPTED)],
        "decline": [([S.SENT], S.DECLINED)],
        "withdraw": [([S.SENT], S.WITHDRAWN)],
        "lapse": [([S.SENT], S.LAPSED)],
    },
)
