"""Writes of mentorships, one verb each, grouped by what they are about."""

from ithaca.mentorships.actions.agreement import sign_agreement, write_agreement
from ithaca.mentorships.actions.attestations import issue_attestation
from ithaca.mentorships.actions.closing import take_closing_step, wish_afterwards
from ithaca.mentorships.actions.conversation import announce_unread, mark_read, note_message
from ithaca.mentorships.actions.copies import show_copy
from ithaca.mentorships.actions.course import (
    confirm_willingness,
    end_pairs_of,
    exclude,
    pause,
    remind_of_returns,
    resume,
    withdraw,
)
from ithaca.mentorships.actions.decisions import (
    agree_decision,
    confirm_discussion,
    decline_decision,
    propose_decision,
    take_decision_back,
)
from ithaca.mentorships.actions.duties import tick, untick
from ithaca.mentorships.actions.feedback import ask_feedback, forget_feedback, give_feedback
from ithaca.mentorships.actions.follow_ups import ask_due_follow_ups, check_in
from ithaca.mentorships.actions.goals import change_goal, move_goal, set_goal
from ithaca.mentorships.actions.introductions import (
    answer_introduction,
    carry_introduction,
    offer_introduction,
)
from ithaca.mentorships.actions.leaving import leave_room
from ithaca.mentorships.actions.meetings import (
    accept_absence,
    accept_date,
    answer_invitation,
    cancel_meeting,
    confirm_contact,
    contest_meeting,
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
from ithaca.mentorships.actions.plans import Task, add_action, change_action, move_action
from ithaca.mentorships.actions.reviews import hold_review, tend_reviews
from ithaca.mentorships.actions.succession import (
    decline_replacement,
    drop_replacement,
    hand_over_unanswered,
    lapse_replacements_by,
    propose_replacements,
    settle_succession,
    settle_successions_before,
    settle_successions_in,
    settle_successions_of,
    take_up_replacement,
)
from ithaca.mentorships.actions.summaries import confirm_summary
from ithaca.mentorships.actions.topics import (
    consent_to_topic,
    destroy_topic,
    mark_topic,
    take_topic_back,
    withdraw_topic,
)

__all__ = [
    "Task",
    "accept_absence",
    "accept_date",
    "add_action",
    "agree",
    "agree_decision",
    "announce_unread",
    "answer_introduction",
    "answer_invitation",
    "ask_due_follow_ups",
    "ask_feedback",
    "attach_room",
    "begin",
    "cancel_meeting",
    "carry_introduction",
    "change_action",
    "change_goal",
    "check_in",
    "confirm_contact",
    "confirm_discussion",
    "confirm_summary",
    "confirm_willingness",
    "consent_to_topic",
    "contest_meeting",
    "decline",
    "decline_dates",
    "decline_decision",
    "decline_replacement",
    "destroy_topic",
    "dispute_absence",
    "drop_replacement",
    "end_pairs_of",
    "exclude",
    "forget_feedback",
    "give_feedback",
    "hand_over_unanswered",
    "hold_meeting",
    "hold_review",
    "issue_attestation",
    "lapse_replacements_by",
    "leave_room",
    "mark_read",
    "mark_topic",
    "miss_meeting",
    "move_action",
    "move_goal",
    "move_meeting",
    "note_message",
    "nudge",
    "offer_introduction",
    "pause",
    "plan_meeting",
    "propose",
    "propose_dates",
    "propose_decision",
    "propose_other_dates",
    "propose_replacements",
    "record_past_meeting",
    "refuse_contact",
    "remind_of_returns",
    "require_possible",
    "resume",
    "set_goal",
    "settle_succession",
    "settle_successions_before",
    "settle_successions_in",
    "settle_successions_of",
    "show_copy",
    "sign_agreement",
    "take_absence_back",
    "take_closing_step",
    "take_contact_back",
    "take_dates_back",
    "take_decision_back",
    "take_topic_back",
    "take_up_replacement",
    "tend_reviews",
    "tick",
    "untick",
    "wish_afterwards",
    "withdraw",
    "withdraw_topic",
    "write_agreement",
]
