"""Why something is not possible, in words and with what to do."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from ithaca.kernel.errors import Refusal
from ithaca.matching.labels import HINDRANCES
from ithaca.matching.rules import Hindrance
from ithaca.matching.states import MatchProposalState as State
from ithaca.matching.wording import RULES, TOO_MANY


def too_many() -> Refusal:
    return Refusal(_(TOO_MANY))


def against(rules: Collection[str], role: str) -> str:
    """
    To the one of the two who has this role, why their pair can't begin by now. What the other has declared, answered or
    lacks stays with the coordination.
    """
    if "capacity" in rules and role == "mentor":
        return _(
            "You already accompany as many people as you have places for. To say yes, offer one place more first, or ask the coordination."
        )
    if "capacity" in rules:
        return _(
            "This mentor already accompanies as many people as possible. The coordination looks further."
        )
    if "common_language" in rules:
        return _("Your profiles have no language in common. Add one that you both speak, then answer.")
    return _(
        "A rule of the programme stands against this pair by now. The coordination has to look at it once more; your proposal stays open meanwhile."
    )


def hindered(hindrance: Hindrance, rules: Collection[str]) -> str:
    """To the coordination, why a pair of a run can no longer be proposed, and by which rules."""
    named = [_("“%(rule)s”") % {"rule": RULES.get(rule, rule)} for rule in rules]
    return " ".join([str(HINDRANCES[hindrance]), ", ".join(named)]).strip()


def over(state: str) -> str:
    """Why a proposal can be answered no more."""
    words = {
        State.AGREED: _("You have both said yes: your mentorship has begun."),
        State.DECLINED: _("This proposal is closed. The coordination looks for something else."),
        State.LAPSED: _("The time to answer is over. The coordination looks for something else."),
        State.WITHDRAWN: _("This proposal was taken back meanwhile. There is nothing for you to do."),
    }
    return words[State(state)]
