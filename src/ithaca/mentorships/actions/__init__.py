"""Writes of mentorships, one verb each, grouped by what they are about."""

from ithaca.mentorships.actions.agreement import sign_agreement, write_agreement
from ithaca.mentorships.actions.attestations import issue_attestation
from ithaca.mentorships.actions.closing import take_closing_step, wish_afterwards
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
from ithaca.mentorships.actions.follow_ups import ask_due_follow_ups, check_in
from ithaca.mentorships.actions.goals import move_goal, set_goal
from ithaca.mentorships.actions.meetings import (
    cancel_meeting,
    hold_meeting,
    miss_meeting,
    move_meeting,
    plan_meeting,
    record_past_meeting,
)
from ithaca.mentorships.actions.nudging import nudge
from ithaca.mentorships.actions.pairing import agree, attach_room, begin, decline, propose, require_possible
from ithaca.mentorships.actions.succession import (
    decline_replacement,
    hand_over_unanswered,
    lapse_replacements_by,
    propose_replacements,
    settle_succession,
    settle_successions_before,
    settle_successions_of,
    take_up_replacement,
)
from ithaca.mentorships.actions.topics import (
    consent_to_topic,
    destroy_topic,
    mark_topic,
    take_topic_back,
    withdraw_topic,
)

__all__ = [
    "agree",
    "agree_decision",
    "ask_due_follow_ups",
    "attach_room",
    "begin",
    "cancel_meeting",
    "check_in",
    "confirm_discussion",
    "confirm_willingness",
    "consent_to_topic",
    "decline",
    "decline_decision",
    "decline_replacement",
    "destroy_topic",
    "end_pairs_of",
    "exclude",
    "hand_over_unanswered",
    "hold_meeting",
    "issue_attestation",
    "lapse_replacements_by",
    "mark_topic",
    "miss_meeting",
    "move_goal",
    "move_meeting",
    "nudge",
    "pause",
    "plan_meeting",
    "propose",
    "propose_decision",
    "propose_replacements",
    "record_past_meeting",
    "remind_of_returns",
    "require_possible",
    "resume",
    "set_goal",
    "settle_succession",
    "settle_successions_before",
    "settle_successions_of",
    "show_copy",
    "sign_agreement",
    "take_closing_step",
    "take_decision_back",
    "take_topic_back",
    "take_up_replacement",
    "tick",
    "untick",
    "wish_afterwards",
    "withdraw",
    "withdraw_topic",
    "write_agreement",
]
