"""Mail around meetings, with an invitation for the calendar."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships import queries
from ithaca.mentorships.models import Meeting
from ithaca.notifications.calendars import invitation
from ithaca.notifications.post import Calendar, Words, write

WHY = _("You get this mail because you take part in this mentorship.")
INVITED: dict[str, Words] = {
    "meeting.planned": Words(
        _("Mentoring meeting on %(when)s"),
        _("A meeting with %(other)s is planned on %(when)s. The invitation for your calendar is attached."),
        WHY,
    ),
    "meeting.moved": Words(
        _("Mentoring meeting moved to %(when)s"),
        _(
            "The meeting with %(other)s has changed: it is now on %(when)s. The new invitation replaces the old one in your calendar."
        ),
        WHY,
    ),
    "meeting.cancelled": Words(
        _("Mentoring meeting cancelled"),
        _("The meeting with %(other)s on %(when)s is cancelled. Your calendar is told by the attached file."),
        WHY,
    ),
}
MISSED = Words(
    _("A meeting was recorded as missed"),
    _(
        "%(other)s has recorded that the meeting on %(when)s did not take place. If you see it otherwise, talk to each other; a new date often helps most."
    ),
    WHY,
)


def _meeting(event: Event) -> Meeting | None:
    try:
        return queries.meeting(event.subject_id)
    except Meeting.DoesNotExist:
        return None


@reacts_to(*INVITED)
def invited(event: Event) -> None:
    row = _meeting(event)
    if row is None:
        return
    method = "CANCEL" if event.verb == "meeting.cancelled" else "REQUEST"
    people = queries.people(row.mentorship)
    for person in people:
        other = next(p for p in people if p != person)
        with translation.override(person.language):
            calendar = Calendar(method, invitation(row, people, method=method))
        path = reverse("mentorships:detail", args=[row.mentorship_id])
        values = {"other": other.name, "when": row.starts_at}
        write(event, person, INVITED[event.verb], path, values=values, calendar=calendar)


@reacts_to("meeting.missed")
def missed(event: Event) -> None:
    row = _meeting(event)
    if row is None:
        return
    people = queries.people(row.mentorship)
    recorder = next((p for p in people if p.pk == event.actor_id), None)
    for person in people:
        if recorder is not None and person != recorder:
            path = reverse("mentorships:detail", args=[row.mentorship_id])
            write(event, person, MISSED, path, values={"other": recorder.name, "when": row.starts_at})
