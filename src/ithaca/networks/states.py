"""The way of an organisation's membership of a network. Pure."""

from enum import StrEnum

from ithaca.kernel.states import table


class MembershipState(StrEnum):
    ASKED = "asked"  # by the organisation; the network answers
    MEMBER = "member"
    SUSPENDED = "suspended"  # by the network, with a reason; the organisation may still leave
    DECLINED = "declined"  # the network said no
    TAKEN_BACK = "taken back"  # the organisation no longer asks
    LEFT = "left"  # by the organisation
    EXCLUDED = "excluded"  # by the network, with a reason


M = MembershipState
OVER = (M.DECLINED, M.TAKEN_BACK, M.LEFT, M.EXCLUDED)
WITHIN = (M.MEMBER, M.SUSPENDED)
MEMBERSHIP = table(
    "membership",
    MembershipState,
    M.ASKED,
    {
        "ask": [(OVER, M.ASKED)],
        "take back": [([M.ASKED], M.TAKEN_BACK)],
        "accept": [([M.ASKED], M.MEMBER)],
        "decline": [([M.ASKED], M.DECLINED)],
        "join": [([M.ASKED, *OVER], M.MEMBER)],  # the network has asked by letter
        "suspend": [([M.MEMBER], M.SUSPENDED)],
        "reinstate": [([M.SUSPENDED], M.MEMBER)],
        "exclude": [(WITHIN, M.EXCLUDED)],
        "leave": [(WITHIN, M.LEFT)],
    },
)
