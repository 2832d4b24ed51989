"""When and how two people mean to meet, and what the programme and the clock say to it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import rules
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.states import MAY_COUNT, MentorshipState

MOST_DATES = 5
# A clock that is a little fast must not stop anybody from recording the meeting that has just ended.
EARLY = timedelta(minutes=15)


@dataclass(frozen=True)
class Plan:
    """When and how the two meet; `starts_at` is aware, `minutes` the length, `place` an address, a number or a link."""

    contact_type: str
    starts_at: datetime
    minutes: int
    place: str = ""
    caller: str = ""  # mentor | mentee, by telephone
    time_zone: str = field(default="UTC", compare=False)  # in which the moment was chosen


@dataclass(frozen=True)
class Offer:
    """Dates to choose from for one meeting."""

    contact_type: str
    dates: Sequence[datetime]
    minutes: int
    place: str = ""
    caller: str = ""
    time_zone: str = "UTC"

    def first(self) -> Plan:
        return Plan(self.contact_type, min(self.dates), self.minutes, self.place, self.caller, self.time_zone)


def require_allowed(row: Mentorship, plan: Plan) -> None:
    if plan.contact_type not in row.programme.contact_types:
        raise Refusal(_("The programme does not provide for this kind of contact."), field="contact_type")
    if not 5 <= plan.minutes <= 600:
        raise Refusal(_("Give a length between 5 and 600 minutes."), field="minutes")
    if plan.contact_type == "video" and plan.place and not is_https(plan.place):
        raise Refusal(_("Give a link that begins with https://."), field="link")


def is_https(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and not any(c.isspace() for c in link)


def require_to_come(starts_at: datetime) -> None:
    if starts_at < clock.now() - EARLY:
        raise Refusal(
            _(
                "This moment is past. Choose one to come; if you met then, record the meeting that took place."
            ),
            field="date",
        )


def require_dates(dates: Sequence[datetime]) -> None:
    if not 1 <= len(set(dates)) <= MOST_DATES:
        raise Refusal(_("Offer one to five dates."), field="date")
    for starts_at in dates:
        require_to_come(starts_at)


def require_under_way(row: Mentorship) -> None:
    if row.state == MentorshipState.PAUSED:
        raise Refusal(_("The mentorship rests. Take it up again before you plan a meeting."))


def require_below_ceiling(row: Mentorship) -> None:
    """Held, planned and offered meetings, and those in dispute, stay within what the programme provides for."""
    most = row.programme.most_contacts
    ahead = Meeting.objects.filter(mentorship=row, state__in=MAY_COUNT).count() if most is not None else 0
    require_room_for(row, ahead)


def require_room_for(row: Mentorship, ahead: int) -> None:
    """One meeting more than those held and the `ahead` that may still count."""
    most = row.programme.most_contacts
    if most is not None and rules.ceiling_reached(row.contacts + ahead, most):
        raise Refusal(
            ngettext(
                "The programme provides for %(n)d meeting at most, and it is held or planned. What is left is to close well: decide on it together.",
                "The programme provides for %(n)d meetings at most, and they are held or planned. What is left is to close well: decide on it together.",
                most,
            )
            % {"n": most}
        )
