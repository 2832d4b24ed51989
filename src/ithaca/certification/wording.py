"""How states, marks, steps and conflicts are called."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ithaca.certification.rules import Conflict, Mark, Need
from ithaca.certification.states import FileState as F
from ithaca.certification.states import PartState, SchemeState

Words = Mapping[str, str | Promise]

STATES: Words = {
    F.APPLIED: _("applied for"),
    F.INELIGIBLE: _("turned down"),
    F.ELIGIBLE: _("confirmed, portfolio to hand in"),
    F.SUBMITTED: _("handed in"),
    F.ASSESSING: _("being assessed"),
    F.SETTLING: _("ratings compared"),
    F.INTERVIEW: _("interview"),
    F.DECIDING: _("waiting for the decision"),
    F.CERTIFIED: _("certified"),
    F.CONDITIONAL: _("certified with conditions"),
    F.REFUSED: _("refused"),
    F.APPEALED: _("appealed"),
    F.FINAL: _("refused for good"),
    F.SUSPENDED: _("suspended"),
    F.WITHDRAWN: _("withdrawn"),
    F.LEFT: _("left by the candidate"),
}
TONES = {
    F.CERTIFIED: "done",
    F.ELIGIBLE: "active",
    F.SUBMITTED: "active",
    F.ASSESSING: "active",
    F.SETTLING: "active",
    F.INTERVIEW: "active",
    F.APPLIED: "waiting",
    F.DECIDING: "waiting",
    F.APPEALED: "waiting",
    F.CONDITIONAL: "attention",
    F.SUSPENDED: "attention",
}
# What happens now, to the candidate.
NOW: Words = {
    F.APPLIED: _("The organisation checks what the level asks for beforehand."),
    F.INELIGIBLE: _(
        "Something that the level asks for beforehand was missing. You can apply again once it is there."
    ),
    F.ELIGIBLE: _(
        "Your turn: hand your portfolio in once it is as you want it. From then on it is frozen for this file."
    ),
    F.SUBMITTED: _(
        "Your portfolio is frozen. The organisation names the assessors, none of whom anything binds to you."
    ),
    F.ASSESSING: _("Each assessor rates what you handed in, without seeing the others’ ratings."),
    F.SETTLING: _("The assessors compare their ratings and settle what differs."),
    F.INTERVIEW: _("An assessor gets in touch with you for the interview."),
    F.DECIDING: _("Somebody who has not assessed you decides."),
    F.CERTIFIED: _("You are certified."),
    F.CONDITIONAL: _("The certificate is issued as soon as the conditions are met."),
    F.REFUSED: _("You can appeal: others than before will look at it."),
    F.APPEALED: _("Somebody who has taken no part so far decides on your appeal."),
    F.FINAL: _("The decision stands. You can apply again."),
    F.SUSPENDED: _("For the time being your certificate counts for nothing."),
    F.WITHDRAWN: _("The certificate was withdrawn."),
    F.LEFT: _("You have left this file. You can apply again."),
}
MARKS: Words = {Mark.MET: _("shown"), Mark.PARTLY: _("partly shown"), Mark.NOT_MET: _("not shown")}
MARK_TONES = {Mark.MET: "done", Mark.PARTLY: "waiting", Mark.NOT_MET: "attention"}
PARTS: Words = {
    PartState.RATING: _("rating"),
    PartState.GIVEN: _("ratings handed in"),
    PartState.ASIDE: _("stepped aside"),
}
SCHEMES: Words = {
    SchemeState.DRAFT: pgettext_lazy("scheme", "draft"),
    SchemeState.OPEN: pgettext_lazy("scheme", "open"),
    SchemeState.CLOSED: pgettext_lazy("scheme", "closed"),
}
SCHEME_TONES = {"draft": "waiting", "open": "done", "closed": "ended"}
CONFLICTS: Words = {
    Conflict.SELF: _("is the candidate"),
    Conflict.MENTORSHIP: _("is or was in a mentorship with the candidate"),
    Conflict.DEPENDENT: _("is not independent of the candidate"),
    Conflict.TRAINER: _("has trained the candidate"),
    Conflict.DECLARED: _("is not independent of the candidate"),
    Conflict.ASSESSED: _("has already assessed this file"),
    Conflict.DECIDED: _("has already decided on this file"),
}
NEEDS: Words = {
    Need.ASSESSORS: _("As many people on the panel assess as rate one file"),
    Need.REFERENT: _("One of them is a referent mentor"),
    Need.DECIDER: _("Somebody on the panel decides; for an appeal it takes a second person"),
    Need.KEY: _("The organisation has a key to sign certificates with"),
}
# Why a scheme can't be opened.
LACKS: Words = {
    Need.ASSESSORS: _("The panel has too few assessors for this scheme. Name more first."),
    Need.REFERENT: _("The scheme asks for a referent mentor among the assessors. Name one first."),
    Need.DECIDER: _("Nobody on the panel decides. Name somebody first."),
    Need.KEY: _("The organisation has no key to sign certificates with. An administrator can make one."),
}
COUNTS: Mapping[bool | None, str | Promise] = {
    None: _("waits for the organisation"),
    True: _("counts"),
    False: _("does not count"),
}
COUNT_TONES = {None: "waiting", True: "done", False: "ended"}
STEPS: Words = {
    "turn down": _("Application turned down"),
    "certify": _("Certified"),
    "certify with conditions": _("Certified with conditions"),
    "refuse": _("Refused"),
    "lift conditions": _("Conditions met"),
    "uphold": _("Appeal upheld"),
    "dismiss": _("Appeal dismissed"),
    "keep conditions": _("Appeal dismissed, the conditions stand"),
    "suspend": _("Suspended"),
    "reinstate": _("Back in force"),
    "withdraw": _("Withdrawn"),
}
OTHER_VERSION = _(
    "The portfolio stands on another version of the framework since the application: apply by that version"
)
LEVEL_BEFORE = _("The level before, %(level)s, held for %(months)s months")
