"""Rules around meetings that wait for somebody's word: dates to choose from, absences, contacts to confirm, answers."""

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ithaca.mentorships import rules
from ithaca.mentorships.next_step.step import Situation, Step
from ithaca.mentorships.states import MeetingState, MentorshipState


def contact_to_confirm(at: Situation) -> Step | None:
    waiting = (m for m in at.unsettled if m.state == MeetingState.TO_CONFIRM)
    found = next((m for m in waiting if m.recorded_by_id != at.me), None)
    if found is None:
        return None
    in_writing = found.contact_type == "in_writing"
    if in_writing:
        title, text = (
            _("Did you write to each other?"),
            _("%(name)s has recorded a contact in writing. It counts when you confirm it."),
        )
    else:
        title, text = _("Did you meet?"), _("%(name)s has recorded a meeting. It counts when you confirm it.")
    return Step(
        title,
        text % {"name": at.name},
        _("See it"),
        f"{at.page}#meetings",
        waits=True,
        icon="mail" if in_writing else "calendar",
    )


def absence_to_settle(at: Situation) -> Step | None:
    if all(m.state != MeetingState.DISPUTED for m in at.unsettled):
        return None
    return Step(
        _("You see an absence differently"),
        _("Talk about it with %(name)s, then settle it in one click. Until then it does not count.")
        % {"name": at.name},
        _("Settle it"),
        f"{at.page}#meetings",
        waits=True,
        icon="handshake",
    )


def date_to_choose(at: Situation) -> Step | None:
    if all(m.offered_by_id in (None, at.me) for m in at.unsettled):
        return None
    return Step(
        _("Choose a date"),
        _("%(name)s offers dates for a meeting. Choose one, or offer others.") % {"name": at.name},
        _("See the dates"),
        f"{at.page}#meetings",
        waits=True,
        icon="calendar-plus",
    )


def declined_in_calendar(at: Situation) -> Step | None:
    """The other's calendar said no; what is planned stays planned until somebody acts."""
    coming = (m for m in at.planned if m.starts_at > at.now and m.offered_by_id is None)
    found = next((m for m in coming if m.pk in at.declined), None)
    if found is None:
        return None
    day = date_format(localtime(found.starts_at), "DATE_FORMAT")
    return Step(
        _("%(name)s can't come") % {"name": at.name},
        _("%(name)s has declined the meeting of %(date)s in their calendar. Offer other dates.")
        % {"name": at.name, "date": day},
        _("Offer other dates"),
        reverse("mentorships:propose_other_dates", args=[found.pk]),
        waits=True,
        icon="calendar-plus",
    )


def own_dates_wait(at: Situation) -> Step | None:
    """Nothing is planned, and the dates that this person offers wait for the other."""
    first = at.row.state == MentorshipState.LAUNCH and not at.row.contacts
    between = at.row.state == MentorshipState.DEVELOPMENT
    if at.planned or not (first or between) or all(m.offered_by_id != at.me for m in at.unsettled):
        return None
    return Step(
        _("Your dates are offered"),
        _("We wait for %(name)s to choose one of them.") % {"name": at.name},
        icon="hourglass",
    )


def all_meetings_held(at: Situation) -> Step | None:
    """The programme's ceiling is reached: what is left is to close."""
    at_ceiling = rules.ceiling_reached(at.row.contacts, at.row.programme.most_contacts)
    if at.row.state != MentorshipState.DEVELOPMENT or not at_ceiling:
        return None
    return Step(
        _("You have held all your meetings"),
        _("The programme provides for no more. Look back on the way together, and close well."),
        _("Decide together"),
        f"{at.page}#decision",
        waits=True,
        icon="flag",
    )
