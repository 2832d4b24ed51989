import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ithaca.access.permissions import Permission
from ithaca.accounts.models import Person
from ithaca.kernel.errors import Refusal
from ithaca.kernel.states import ForbiddenTransition
from ithaca.mentorships import events, policies
from ithaca.mentorships.actions.changes import locked_running
from ithaca.mentorships.actions.meetings.changes import (
    attend,
    create,
    drop_dates,
    locked,
    record,
    save_with_next,
)
from ithaca.mentorships.actions.meetings.plans import (
    Offer,
    require_allowed,
    require_below_ceiling,
    require_dates,
    require_to_come,
    require_under_way,
)
from ithaca.mentorships.models import Attendance, Meeting, Mentorship, Slot
from ithaca.mentorships.states import MEETING, MeetingState


@transaction.atomic
def propose_dates(*, actor: Person, id: uuid.UUID, mentorship: Mentorship, offer: Offer) -> Meeting:
    """Offers one to five dates for a meeting; nothing is planned before the other chooses."""
    row = locked_running(mentorship.pk)
    policies.require(actor, row, Permission.TAKE_PART_IN_MENTORSHIP)
    existing = Meeting.made_before(id, mentorship=row)
    if existing is not None:
        return existing
    require_under_way(row)
    require_dates(offer.dates)
    require_allowed(row, offer.first())
    require_below_ceiling(row)
    meeting = create(actor, id, row, offer.first(), offered_by=actor)
    _put(meeting, offer.dates)
    record(events.DatesProposed, actor, row, meeting, dates=len(set(offer.dates)), instead=False)
    return meeting


@transaction.atomic
def propose_other_dates(
    *, actor: Person, meeting: Meeting, dates: Sequence[datetime], time_zone: str
) -> None:
    """Offers other dates: in place of those that stood to choice, or of a planned one, which holds until then."""
    row, found = locked(actor, meeting)
    require_under_way(row)
    require_dates(dates)
    standing = set(found.slots.values_list("starts_at", flat=True))
    if found.offered_by_id == actor.pk and standing == set(dates):
        return
    if found.state == MeetingState.PROPOSED:
        found.state = MEETING.after("propose others", found.state)
        found.starts_at, found.time_zone = min(dates), time_zone
    else:
        MEETING.after("move", found.state)  # refuses: nothing is planned any more
    drop_dates(found)
    found.offered_by = actor
    found.save()
    _put(found, dates)
    record(events.DatesProposed, actor, row, found, dates=len(set(dates)), instead=True)


@transaction.atomic
def accept_date(*, actor: Person, meeting: Meeting, slot_id: uuid.UUID) -> None:
    """The other chooses one of the dates: the meeting is planned, or moved, and both get the invitation."""
    row, found = locked(actor, meeting)
    if found.chosen_slot == slot_id:
        return
    if found.state == MeetingState.PLANNED and found.offered_by_id is None:
        raise Refusal(_("The meeting is on another date by now. Look at the page again."))
    _require_offered_by_the_other(actor, found)
    require_under_way(row)
    slot = Slot.objects.filter(meeting=found, pk=slot_id).first()
    if slot is None:
        raise Refusal(_("Other dates have been offered meanwhile. Choose among them."))
    require_to_come(slot.starts_at)
    first = found.state == MeetingState.PROPOSED
    found.state = MEETING.after("plan" if first else "move", found.state)
    found.starts_at, found.chosen_slot = slot.starts_at, slot.pk
    found.sequence += 0 if first else 1
    drop_dates(found)
    save_with_next(row, found)
    for person in (row.mentor.person, row.mentee.person):
        attend(found, person, Attendance.Answer.ACCEPTED)
    record(events.MeetingPlanned if first else events.MeetingMoved, actor, row, found)


@transaction.atomic
def decline_dates(*, actor: Person, meeting: Meeting) -> None:
    """None of the dates suits, and none is offered instead; a planned meeting stays as it is."""
    row, found = locked(actor, meeting)
    if found.state == MeetingState.DECLINED:
        return
    _require_offered_by_the_other(actor, found)
    _end_offer(found, "decline")
    record(events.DatesDeclined, actor, row, found)


@transaction.atomic
def take_dates_back(*, actor: Person, meeting: Meeting) -> None:
    """Whoever offered the dates thinks better of it, as long as none is chosen."""
    row, found = locked(actor, meeting)
    if found.state == MeetingState.TAKEN_BACK:
        return
    if found.offered_by_id is None:
        raise ForbiddenTransition("take back", found.state)
    if found.offered_by_id != actor.pk:
        raise Refusal(_("Only the person who offered these dates can take them back."))
    _end_offer(found, "take back")
    record(events.DatesTakenBack, actor, row, found)


def _put(meeting: Meeting, dates: Sequence[datetime]) -> None:
    Slot.objects.bulk_create(Slot(meeting=meeting, starts_at=date) for date in sorted(set(dates)))


def _end_offer(found: Meeting, verb: str) -> None:
    if found.state == MeetingState.PROPOSED:
        found.state = MEETING.after(verb, found.state)
    drop_dates(found)
    found.save()


def _require_offered_by_the_other(actor: Person, found: Meeting) -> None:
    if found.offered_by_id is None:
        raise ForbiddenTransition("answer", found.state)
    if found.offered_by_id == actor.pk:
        raise Refusal(_("You offered these dates yourself: the choice is with the other person."))
