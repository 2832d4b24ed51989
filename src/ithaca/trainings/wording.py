"""Trainings, places and hours in words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from ithaca.trainings.models import Training
from ithaca.trainings.rules import free

KINDS = {
    "training": gettext_lazy("Training"),
    "meeting": gettext_lazy("Programme meeting"),
    "community": gettext_lazy("Mentors’ community"),
}
ICONS = {"training": "book-open", "meeting": "users", "community": "messages-square"}
KIND_HINTS = {
    "training": gettext_lazy("Something is learnt; it counts as a training of those who came."),
    "meeting": gettext_lazy("Everybody comes together: opening, halfway point, closing…"),
    "community": gettext_lazy("Mentors share what they meet in practice."),
}
AUDIENCES = {
    "both": gettext_lazy("Mentors and mentees"),
    "mentor": gettext_lazy("Mentors"),
    "mentee": gettext_lazy("Mentees"),
}
STATES = {
    "draft": gettext_lazy("Draft"),
    "open": pgettext_lazy("event", "Open"),
    "held": pgettext_lazy("event", "Held"),
    "cancelled": pgettext_lazy("event", "Cancelled"),
}
STATE_TONES = {"draft": "waiting", "open": "going", "held": "done", "cancelled": "ended"}
SIGN_UPS = {
    "waiting": gettext_lazy("On the waiting list"),
    "placed": gettext_lazy("You have a place"),
    "given up": gettext_lazy("Given back"),
    "present": gettext_lazy("Present"),
    "absent": gettext_lazy("Absent"),
    "excused": gettext_lazy("Excused"),
}
SIGN_UP_TONES = {
    "waiting": "waiting",
    "placed": "done",
    "given up": "ended",
    "present": "done",
    "absent": "attention",
    "excused": "ended",
}
NOTES = {key: SIGN_UPS[key] for key in ("present", "absent", "excused")}


def length(minutes: int) -> str:
    """“45 min”, “2 h”, “1 h 30 min”."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(m)s min") % {"m": rest}
    if not rest:
        return _("%(h)s h") % {"h": hours}
    return _("%(h)s h %(m)s min") % {"h": hours, "m": f"{rest:02}"}


def hours(minutes: int) -> str:
    """Hours as a number in the reader's writing: “1,5”."""
    value = minutes / 60
    return str(number_format(round(value, 2), decimal_pos=0 if value.is_integer() else None))


def places(row: Training) -> str:
    """How many places there are left."""
    left = free(row.places, row.taken)
    if left is None:
        return _("No limit of places")
    if not left:
        return _("Every place is taken")
    return ngettext("%(n)s place left of %(all)s", "%(n)s places left of %(all)s", left) % {
        "n": left,
        "all": row.places,
    }
