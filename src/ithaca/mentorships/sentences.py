"""Why a pair is shown to its coordinator, in words that the two read as well. Nobody is blamed: each is a question to ask."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext_lazy

from ithaca.mentorships import health
from ithaca.mentorships.health import Concern
from ithaca.programmes.models import Programme

SHORT: dict[Concern, Promise] = {
    Concern.NO_FIRST_MEETING: gettext_lazy("No first meeting"),
    Concern.SILENT: gettext_lazy("Silent"),
    Concern.ABSENCES: gettext_lazy("Absences"),
    Concern.DECISION: gettext_lazy("A decision waits"),
    Concern.OFFICIAL_END: gettext_lazy("Official end passed"),
    Concern.AGREEMENT: gettext_lazy("Agreement not signed"),
    Concern.UNRECORDED: gettext_lazy("Meetings to record"),
    Concern.NO_GOAL: gettext_lazy("No goal"),
}


WHY: dict[Concern, Promise] = {
    Concern.NO_FIRST_MEETING: ngettext_lazy(
        "The mentorship began more than %(n)s day ago, and no first meeting has taken place or is planned.",
        "The mentorship began more than %(n)s days ago, and no first meeting has taken place or is planned.",
        "n",
    ),
    Concern.SILENT: ngettext_lazy(
        "No meeting for more than %(n)s day, and none planned.",
        "No meeting for more than %(n)s days, and none planned.",
        "n",
    ),
    Concern.ABSENCES: ngettext_lazy(
        "%(n)s meeting or more missed since the last one that took place.",
        "%(n)s meetings or more missed since the last one that took place.",
        "n",
    ),
    Concern.DECISION: ngettext_lazy(
        "A proposal has waited for the other’s answer for more than %(n)s day.",
        "A proposal has waited for the other’s answer for more than %(n)s days.",
        "n",
    ),
    Concern.OFFICIAL_END: ngettext_lazy(
        "The agreed number of meetings was reached more than %(n)s day ago, and nothing is decided about what follows.",
        "The agreed number of meetings was reached more than %(n)s days ago, and nothing is decided about what follows.",
        "n",
    ),
    Concern.AGREEMENT: ngettext_lazy(
        "%(n)s day after the beginning, the agreement is not signed by both.",
        "%(n)s days after the beginning, the agreement is not signed by both.",
        "n",
    ),
    Concern.UNRECORDED: ngettext_lazy(
        "A meeting was planned more than %(n)s day ago, and nobody has said whether it took place.",
        "A meeting was planned more than %(n)s days ago, and nobody has said whether it took place.",
        "n",
    ),
    Concern.NO_GOAL: ngettext_lazy(
        "%(n)s day after the agreement, no goal is set.",
        "%(n)s days after the agreement, no goal is set.",
        "n",
    ),
}
SOURCES: dict[str, Promise] = {
    "independence_checked": gettext_lazy("checked when the pair began"),
    "charter_accepted": gettext_lazy("both accepted it when they joined"),
    "cv_shared": gettext_lazy("when a CV is sent in the room"),
    "first_meeting_planned": gettext_lazy("when the first meeting has a date"),
    "willingness_confirmed": gettext_lazy("when the mentee confirms it"),
    "goal_set": gettext_lazy("when a first goal is set in the room"),
    "agreement_signed": gettext_lazy("with the signature in the room"),
    "agreement_in_effect": gettext_lazy("when both have signed the same text"),
    "official_end_announced": gettext_lazy("by mail, with the last agreed meeting"),
    "decision_made": gettext_lazy("when you have both decided"),
    "evaluation_given": gettext_lazy("when the questionnaire is filled in"),
    "evaluations_given": gettext_lazy("when both have filled in the questionnaire"),
    "closing_recorded": gettext_lazy("with the decision of the two"),
}


def why(concern: Concern, programme: Programme) -> str:
    """The rule that flags the pair, in a sentence with its number."""
    days = {
        Concern.NO_FIRST_MEETING: programme.first_meeting_days,
        Concern.SILENT: programme.silent_days,
        Concern.DECISION: health.DECISION_DAYS,
        Concern.OFFICIAL_END: health.END_DAYS,
        Concern.AGREEMENT: health.AGREEMENT_DAYS,
        Concern.UNRECORDED: health.RECORD_DAYS,
        Concern.NO_GOAL: health.GOAL_DAYS,
    }.get(concern, health.MISSED_IN_A_ROW)
    return str(WHY[concern] % {"n": days})
