"""What now, where a meeting waits for somebody's word."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ithaca.kernel import clock
from ithaca.mentorships.models import Attendance, Meeting
from ithaca.mentorships.queries import Page
from ithaca.mentorships.states import MeetingState
from ithaca.mentorships.step import Step

MEETINGS = "#meetings"


def waiting_meeting(page: Page, me: UUID, name: str) -> Step | None:
    """The first meeting that waits for a word of this person; `name` is the other's."""
    to_confirm = _first(m for m in page.past if m.state == MeetingState.TO_CONFIRM and m.recorded_by_id != me)
    if to_confirm is not None:
        return Step(
            _("Did you write to each other?"),
            _("%(name)s has recorded a contact in writing. It counts when you confirm it.") % {"name": name},
            _("See the contact"),
            MEETINGS,
            waits=True,
        )
    if any(m.state == MeetingState.DISPUTED for m in page.past):
        return Step(
            _("You see an absence differently"),
            _("Talk about it with %(name)s, then settle it in one click. Until then it does not count.")
            % {"name": name},
            _("Settle it"),
            MEETINGS,
            waits=True,
        )
    return _overdue(page) or _to_choose(page, me, name) or _declined(page, me, name)


def _first(meetings: Iterable[Meeting]) -> Meeting | None:
    return next(iter(meetings), None)


def _overdue(page: Page) -> Step | None:
    found = _first(m for m in page.planned if m.starts_at + timedelta(minutes=m.minutes) < clock.now())
    if found is None:
        return None
    return Step(
        _("Did the meeting take place?"),
        _("Record it as held or missed, so that it counts."),
        _("Record the meeting"),
        reverse("mentorships:record_meeting", args=[found.pk]),
        waits=True,
    )


def _to_choose(page: Page, me: UUID, name: str) -> Step | None:
    if all(m.offered_by_id == me for m in page.offered):
        return None
    return Step(
        _("Choose a date"),
        _("%(name)s offers dates for a meeting. Choose one, or offer others.") % {"name": name},
        _("See the dates"),
        MEETINGS,
        waits=True,
    )


def _declined(page: Page, me: UUID, name: str) -> Step | None:
    """The other's calendar said no; what is planned stays planned until somebody acts."""
    found = _first(
        m for m in page.planned if m.offered_by_id is None and answer_of(m, besides=me) == "declined"
    )
    if found is None:
        return None
    day = date_format(localtime(found.starts_at), "DATE_FORMAT")
    return Step(
        _("%(name)s can't come") % {"name": name},
        _("%(name)s has declined the meeting of %(date)s in their calendar. Offer other dates.")
        % {"name": name, "date": day},
        _("Offer other dates"),
        reverse("mentorships:propose_other_dates", args=[found.pk]),
        waits=True,
    )


def answer_of(meeting: Meeting, *, besides: UUID) -> str:
    """What the other of the two answered to the invitation as it stands; empty where nothing is known."""
    answers: Iterable[Attendance] = meeting.attendances.all()
    return next((a.answer for a in answers if a.person_id != besides and a.sequence == meeting.sequence), "")


def own_offer(page: Page, me: UUID, name: str) -> Step | None:
    """Nothing is planned, and the dates that this person offers wait for the other."""
    if page.planned or not any(m.offered_by_id == me for m in page.offered):
        return None
    return Step(
        _("Your dates are offered"), _("We wait for %(name)s to choose one of them.") % {"name": name}
    )
