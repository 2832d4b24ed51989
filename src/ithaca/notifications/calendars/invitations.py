from email.utils import parseaddr

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import vBoolean, vCalAddress, vText

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.calendars import Entry, calendar_of
from ithaca.mentorships.models import Meeting
from ithaca.notifications.calendars.addresses import reply_address


def uid_of(meeting: Meeting) -> str:
    return f"{meeting.pk}@ithaca"


def summary_for(person: Person) -> str:
    with translation.override(person.language):
        return _("Mentoring meeting")


def invitation(meeting: Meeting, entry: Entry, person: Person, *, method: str, answer: str = "") -> str:
    """The meeting for one of the two, METHOD REQUEST or CANCEL; `answer` is what they said to it already.

    Each is invited alone: whoever looks into somebody's calendar doesn't learn with whom they meet.
    """
    calendar = calendar_of([entry], method=method, stamped_at=clock.now())
    (event,) = calendar.events
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    organizer = vCalAddress(f"mailto:{reply_address(meeting.pk, person.pk) or _sender()}")
    organizer.params["cn"] = vText("Ithaca")
    event.add("organizer", organizer)
    guest = vCalAddress(f"mailto:{person.email}")
    guest.params["cn"] = vText(person.name)
    guest.params["role"] = vText("REQ-PARTICIPANT")
    guest.params["partstat"] = vText(answer.upper() or "NEEDS-ACTION")
    # Only where answers are read is one asked for.
    guest.params["rsvp"] = vText(
        vBoolean(bool(settings.REPLIES_URL) and method == "REQUEST").to_ical().decode()
    )
    event.add("attendee", guest, encode=False)
    return str(calendar.to_ical().decode())


def _sender() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
