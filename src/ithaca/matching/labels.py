"""How what happens at the desk is called."""

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ithaca.matching.models import Run
from ithaca.matching.rules import Closing, Hindrance, Reason
from ithaca.matching.states import MatchProposalState as State

REASONS: dict[str, Promise] = {
    Reason.NO_TIME: _("I have no time for it at the moment"),
    Reason.OTHER_EXPERIENCE: _("I would need, or could offer, another experience"),
    Reason.TOO_CLOSE: _("We know each other too well, or work too closely together"),
    Reason.CONFLICT: _("There is a conflict of interests"),
    Reason.DISTANCE: _("We would find it hard to meet"),
    Reason.FOUND: _("I have found somebody another way"),
    Reason.UNSAID: _("I would rather not say"),
}
CLOSINGS: dict[str, Promise] = {
    Closing.COORDINATION: _("Taken back by the coordination"),
    Closing.MENTOR_FOUND: _("The mentee has found a mentor another way"),
    Closing.MENTOR_FULL: _("The mentor has no free place any more"),
    Closing.LEFT: _("One of the two has left the programme"),
    Closing.PAUSED: _("One of the two is taking a break"),
}
STATES: dict[str, Promise] = {
    State.OPEN: pgettext_lazy("proposal", "Waits for an answer"),
    State.AGREED: pgettext_lazy("proposal", "Both have said yes"),
    State.DECLINED: pgettext_lazy("proposal", "Declined"),
    State.LAPSED: pgettext_lazy("proposal", "Without an answer"),
    State.WITHDRAWN: pgettext_lazy("proposal", "Taken back"),
}
TONES: dict[str, str] = {
    State.OPEN: "waiting",
    State.AGREED: "done",
    State.DECLINED: "ended",
    State.LAPSED: "attention",
    State.WITHDRAWN: "ended",
}
ANSWERS: dict[str, Promise] = {"yes": _("Yes"), "no": _("No"), "": _("Not yet")}
HINDRANCES: dict[str, Promise] = {
    Hindrance.MENTEE_GONE: _("The mentee no longer takes part."),
    Hindrance.MENTOR_GONE: _("The mentor no longer takes part."),
    Hindrance.MENTEE_PAIRED: _("The mentee has a mentor by now."),
    Hindrance.MENTEE_ASKED: _("Another proposal to the mentee is still open."),
    Hindrance.MENTOR_FULL: _("The mentor has no free place any more."),
    Hindrance.EXCLUDED: _("A rule keeps these two apart by now."),
}


def name_of(run: Run) -> str:
    """What a run is called, or when it was started."""
    if run.name:
        return run.name
    return gettext("Run of %(day)s") % {
        "day": date_format(localtime(run.created_at), "SHORT_DATETIME_FORMAT")
    }
