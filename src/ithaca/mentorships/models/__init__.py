"""The rows of mentorships: facts only, one file a subject."""

from ithaca.mentorships.models.attestations import Attestation
from ithaca.mentorships.models.closing import Afterwards, AfterwardsKind, Closing
from ithaca.mentorships.models.conversation import Reading
from ithaca.mentorships.models.decisions import Proposal
from ithaca.mentorships.models.duties import Tick
from ithaca.mentorships.models.feedback import Feedback
from ithaca.mentorships.models.follow_ups import CheckIn, FollowUp
from ithaca.mentorships.models.goals import Goal
from ithaca.mentorships.models.introductions import Introduction
from ithaca.mentorships.models.meetings import Attendance, Meeting, Slot
from ithaca.mentorships.models.nudges import Nudge
from ithaca.mentorships.models.pair import Mentorship
from ithaca.mentorships.models.plans import Action, GoalReview
from ithaca.mentorships.models.succession import Replacement, Succession
from ithaca.mentorships.models.summaries import SummaryReading
from ithaca.mentorships.models.topics import PrivateTopic

__all__ = [
    "Action",
    "Afterwards",
    "AfterwardsKind",
    "Attendance",
    "Attestation",
    "CheckIn",
    "Closing",
    "Feedback",
    "FollowUp",
    "Goal",
    "GoalReview",
    "Introduction",
    "Meeting",
    "Mentorship",
    "Nudge",
    "PrivateTopic",
    "Proposal",
    "Reading",
    "Replacement",
    "Slot",
    "Succession",
    "SummaryReading",
    "Tick",
]
