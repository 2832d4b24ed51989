"""Writes of mentorships, one verb each, grouped by what they are about."""

from ithaca.mentorships.actions.agreement import sign_agreement, write_agreement
from ithaca.mentorships.actions.copies import show_copy
from ithaca.mentorships.actions.course import (
    confirm_willingness,
    end_pairs_of,
    exclude,
    pause,
    resume,
    withdraw,
)
from ithaca.mentorships.actions.decisions import (
    agree_decision,
    decline_decision,
    propose_decision,
    take_decision_back,
)
from ithaca.mentorships.actions.duties import tick, untick
from ithaca.mentorships.actions.goals import move_goal, set_goal
from ithaca.mentorships.actions.meetings import (
    accept_absence,
    accept_date,
    answer_invitation,
    cancel_meeting,
    confirm_contact,
    decline_dates,
    dispute_absence,
    hold_meeting,
    miss_meeting,
    move_meeting,
    plan_meeting,
    propose_dates,
    propose_other_dates,
    record_past_meeting,
    refuse_contact,
    take_absence_back,
    take_contact_back,
    take_dates_back,
)
from ithaca.mentorships.actions.nudging import nudge
from ithaca.mentorships.actions.pairing import agree, attach_room, begin, decline, propose, require_possible
from ithaca.mentorships.actions.topics import (
    consent_to_topic,
    destroy_topic,
    mark_topic,
    take_topic_back,
    withdraw_topic,
)

__all__ = [
    "accept_absence",
    "accept_date",
    "agree",
    "agree_decision",
    "answer_invitation",
    "attach_room",
    "begin",
    "cancel_meeting",
    "confirm_contact",
    "confirm_willingness",
    "consent_to_topic",
    "decline",
    "decline_dates",
    "decline_decision",
    "destroy_topic",
    "dispute_absence",
    "end_pairs_of",
    "exclude",
    "hold_meeting",
    "mark_topic",
    "miss_meeting",
    "move_goal",
    "move_meeting",
    "nudge",
    "pause",
    "plan_meeting",
    "propose",
    "propose_dates",
    "propose_decision",
    "propose_other_dates",
    "record_past_meeting",
    "refuse_contact",
    "require_possible",
    "resume",
    "set_goal",
    "show_copy",
    "sign_agreement",
    "take_absence_back",
    "take_contact_back",
    "take_dates_back",
    "take_decision_back",
    "take_topic_back",
    "tick",
    "untick",
    "withdraw",
    "withdraw_topic",
    "write_agreement",
]
