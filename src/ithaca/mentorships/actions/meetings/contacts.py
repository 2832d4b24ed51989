"""What one recorded and the other did not say yes to before: it counts when both say that there was one."""

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.kernel.errors import Refusal
from ithaca.mentorships import events, queries
from ithaca.mentorships.actions.meetings.changes import locked_to_tell, record
from ithaca.mentorships.actions.meetings.counting import count, count_no_more
from ithaca.mentorships.actions.meetings.plans import require_room_for
from ithaca.mentorships.models import Meeting
from ithaca.mentorships.states import MEETING, MeetingState


@transaction.atomic
def confirm_contact(*, actor: Person, meeting: Meeting) -> None:
    """The other confirms a contact, be it after having known of none at first: now it counts."""
    row, found = locked_to_tell(actor, meeting)
    if found.state == MeetingState.HELD:
        return
    MEETING.after("confirm", found.state)
    _require_the_others(actor, found)
    if found.state == MeetingState.REFUSED:
        require_room_for(row, 0)
    found.confirmed_at = clock.now()
    count(actor, row, found, "confirm")


@transaction.atomic
def refuse_contact(*, actor: Person, meeting: Meeting) -> None:
    """The other knows of no such contact: it does not count."""
    row, found = locked_to_tell(actor, meeting)
    if found.state == MeetingState.REFUSED:
        return
    after = MEETING.after("refuse", found.state)
    _require_the_others(actor, found)
    found.state = after
    found.save()
    record(events.ContactRefused, actor, row, found)


@transaction.atomic
def contest_meeting(*, actor: Person, meeting: Meeting) -> None:
    """A meeting that both agreed on and one recorded as held did not take place, says the other: it counts no more."""
    row, found = locked_to_tell(actor, meeting)
    if found.state == MeetingState.REFUSED:
        return
    after = MEETING.after("contest", found.state)
    _require_the_others(actor, found)
    if not queries.may_contest(actor, row, found):
        raise Refusal(
            _("This meeting can't be contested any more. Talk about it; your coordinator can help.")
        )
    found.state = after
    count_no_more(row, found)
    record(events.MeetingContested, actor, row, found)


@transaction.atomic
def take_contact_back(*, actor: Person, meeting: Meeting) -> None:
    """Whoever recorded a contact that waits for the other was mistaken."""
    row, found = locked_to_tell(actor, meeting)
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
