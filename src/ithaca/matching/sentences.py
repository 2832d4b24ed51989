"""Why something is not possible, in words and with what to do."""

from django.utils.translation import gettext as _

from ithaca.matching.states import MatchProposalState as State


def over(state: str) -> str:
    """Why a proposal can be answered no more."""
    words = {
        State.AGREED: _("You have both said yes: your mentorship has begun."),
        State.DECLINED: _("This proposal is closed. The coordination looks for something else."),
        State.LAPSED: _("The time to answer is over. The coordination looks for something else."),
        State.WITHDRAWN: _("This proposal was taken back meanwhile. There is nothing for you to do."),
    }
    return words[State(state)]
