"""Contacts in writing: nobody saw the other, so both say that there was one."""

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events
from ithaca.mentorships.actions.meetings.changes import locked, record
from ithaca.mentorships.actions.meetings.recording import count
from ithaca.mentorships.models import Meeting
from ithaca.mentorships.states import MEETING, MeetingState


@transaction.atomic
def confirm_contact(*, actor: Person, meeting: Meeting) -> None:
    """The other confirms a contact in writing: now it counts."""
    row, found = locked(actor, meeting)
    if found.state == MeetingState.HELD:
        return
    _require_the_others(actor, found)
    count(actor, row, found, "confirm")


@transaction.atomic
def refuse_contact(*, actor: Person, meeting: Meeting) -> None:
    """The other knows of no such contact: it does not count."""
    row, found = locked(actor, meeting)
    if found.state == MeetingState.REFUSED:
        return
    _require_the_others(actor, found)
    found.state = MEETING.after("refuse", found.state)
    found.save()
    record(events.ContactRefused, actor, row, found)


@transaction.atomic
def take_contact_back(*, actor: Person, meeting: Meeting) -> None:
    """Whoever recorded a contact in writing was mistaken."""
    row, found = locked(actor, meeting)
    if found.state == MeetingState.TAKEN_BACK:
        return
    if found.recorded_by_id != actor.pk:
        raise Refusal(_("Only the person who recorded this contact can take it back."))
    found.state = MEETING.after("take back", found.state)
    found.save()
    record(events.ContactTakenBack, actor, row, found)


def _require_the_others(actor: Person, found: Meeting) -> None:
    if found.recorded_by_id == actor.pk:
        raise Refusal(_("You recorded this contact yourself: the other person confirms it."))
