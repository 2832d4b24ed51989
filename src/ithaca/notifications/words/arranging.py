"""Mail to the other of a pair, where a meeting waits for their word."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from ithaca.accounts.models import Person
from ithaca.journal.dispatch import reacts_to
from ithaca.journal.models import Event
from ithaca.mentorships import queries
from ithaca.mentorships.models import Meeting
from ithaca.notifications.post import Words, write
from ithaca.notifications.words.meetings import WHY, meeting_of
from ithaca.notifications.words.moments import in_both_zones

OFFERED = Words(
    _("%(other)s offers dates for a meeting"),
    _("%(other)s offers these dates for a meeting:\n\n%(dates)s\n\nChoose one, or offer others."),
    WHY,
)
OFFERED_INSTEAD = Words(
    _("%(other)s offers other dates"),
    _("%(other)s offers other dates for your meeting:\n\n%(dates)s\n\nChoose one, or offer others."),
    WHY,
)
OTHER: dict[str, Words] = {
    "meeting.dates declined": Words(
        _("None of the dates suits %(other)s"),
        _("None of the dates that you offered suits %(other)s. Offer others when you are ready."),
        WHY,
    ),
    "meeting.dates taken back": Words(
        _("%(other)s takes the offered dates back"),
        _("%(other)s has taken back the dates offered for a meeting. You need not choose any more."),
        WHY,
    ),
    "meeting.missed": Words(
        _("A meeting was recorded as missed"),
        _(
            "%(other)s has recorded that the meeting on %(moment)s did not take place. If you see it otherwise, say so with one click on the page of your mentorship; a new date often helps most."
        ),
        WHY,
    ),
    "meeting.absence disputed": Words(
        _("%(other)s sees an absence otherwise"),
        _(
            "You recorded an absence at the meeting on %(moment)s. %(other)s sees it otherwise. It does not count until you have settled it: talk to each other, then take it back or let %(other)s let it stand."
        ),
        WHY,
    ),
    "meeting.absence accepted": Words(
        _("The absence is settled"),
        _("%(other)s lets the absence at the meeting on %(moment)s stand as you recorded it."),
        WHY,
    ),
    "meeting.absence taken back": Words(
        _("The absence is settled"),
        _("%(other)s has taken back the absence recorded for the meeting on %(moment)s."),
        WHY,
    ),
    "meeting.to confirm": Words(
        _("%(other)s asks you to confirm a meeting"),
        _(
            "%(other)s has recorded that you met on %(moment)s. It counts when you confirm it, on the page of your mentorship."
        ),
        WHY,
    ),
    "meeting.not confirmed": Words(
        _("A meeting was not confirmed"),
        _(
            "%(other)s knows of no meeting on %(moment)s: it does not count. Talk about it if you see it otherwise."
        ),
        WHY,
    ),
    "meeting.contested": Words(
        _("%(other)s contests a meeting"),
        _(
            "You recorded the meeting on %(moment)s as held. %(other)s says that it did not take place: it does not count any more. Talk to each other; %(other)s can still confirm it."
        ),
        WHY,
    ),
}
IN_WRITING: dict[str, Words] = {
    "meeting.to confirm": Words(
        _("%(other)s asks you to confirm a contact in writing"),
        _(
            "%(other)s has recorded that you wrote to each other on %(moment)s. It counts when you confirm it, on the page of your mentorship."
        ),
        WHY,
    ),
    "meeting.not confirmed": Words(
        _("A contact in writing was not confirmed"),
        _("%(other)s knows of no contact in writing on %(moment)s: it does not count."),
        WHY,
    ),
}
HELD = Words(
    _("Your meeting is recorded"),
    _(
        "%(other)s has recorded that you met on %(moment)s: %(minutes)s minutes. You need do nothing. If it did not take place, say so within %(days)s days on the page of your mentorship."
    ),
    WHY,
)
DECLINED = Words(
    _("%(other)s can't come to the meeting"),
    _(
        "%(other)s has declined the meeting on %(moment)s in their calendar. It still stands: offer other dates, or cancel it."
    ),
    WHY,
)


def _tell(event: Event, row: Meeting, words: Words) -> None:
    """One mail to the one who did not do it."""
    for person in queries.people(row.mentorship):
        if person.pk == event.actor_id:
            continue
        other = queries.counterpart(row.mentorship, person)
        with translation.override(person.language):
            values = {
                "other": other.name,
                "moment": in_both_zones(row.starts_at, person, other),
                "dates": _dates(row, person, other),
                "minutes": row.minutes,
                "days": row.mentorship.programme.dispute_days,
            }
        path = f"{reverse('mentorships:detail', args=[row.mentorship_id])}#meetings"
        write(event, person, words, path, values=values)


def _dates(row: Meeting, person: Person, other: Person) -> str:
    return "\n".join(f"– {in_both_zones(slot.starts_at, person, other)}" for slot in row.slots.all())


@reacts_to("meeting.dates proposed")
def offered(event: Event) -> None:
    row = meeting_of(event)
    if row is None or row.offered_by_id != event.actor_id:
        return  # answered meanwhile: the answer has a mail of its own
    _tell(event, row, OFFERED_INSTEAD if event.facts["instead"] else OFFERED)


@reacts_to(*OTHER)
def told(event: Event) -> None:
    row = meeting_of(event)
    if row is not None:
        words = IN_WRITING if row.contact_type == "in_writing" else OTHER
        _tell(event, row, words.get(event.verb) or OTHER[event.verb])


@reacts_to("meeting.held")
def held(event: Event) -> None:
    """Whoever could contest it learns of it; who has just confirmed it, or ended a dispute, did so knowingly."""
    row = meeting_of(event)
    if row is not None and event.actor_id == row.recorded_by_id and row.disputed_at is None:
        _tell(event, row, HELD)


@reacts_to("meeting.answered")
def answered(event: Event) -> None:
    """Only a no needs the other: the rest stands on the page."""
    row = meeting_of(event)
    if row is not None and event.facts["answer"] == "declined":
        _tell(event, row, DECLINED)
