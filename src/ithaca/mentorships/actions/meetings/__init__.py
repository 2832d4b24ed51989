"""What is done with meetings: planned, offered, recorded, disputed, answered from calendars."""

from ithaca.mentorships.actions.meetings.absences import (
    accept_absence,
    dispute_absence,
    take_absence_back,
)
from ithaca.mentorships.actions.meetings.answers import Reply, answer_invitation
from ithaca.mentorships.actions.meetings.contacts import (
    confirm_contact,
    contest_meeting,
    refuse_contact,
    take_contact_back,
)
from ithaca.mentorships.actions.meetings.dates import (
    accept_date,
    decline_dates,
    propose_dates,
    propose_other_dates,
    take_dates_back,
)
from ithaca.mentorships.actions.meetings.planning import cancel_meeting, move_meeting, plan_meeting
from ithaca.mentorships.actions.meetings.plans import Offer, Plan
from ithaca.mentorships.actions.meetings.recording import hold_meeting, miss_meeting, record_past_meeting

__all__ = [
    "Offer",
    "Plan",
    "Reply",
    "accept_absence",
    "accept_date",
    "answer_invitation",
    "cancel_meeting",
    "confirm_contact",
    "contest_meeting",
    "decline_dates",
    "dispute_absence",
    "hold_meeting",
    "miss_meeting",
    "move_meeting",
    "plan_meeting",
    "propose_dates",
    "propose_other_dates",
    "record_past_meeting",
    "refuse_contact",
    "take_absence_back",
    "take_contact_back",
    "take_dates_back",
]
