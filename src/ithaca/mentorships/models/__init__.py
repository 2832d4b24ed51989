"""The rows of mentorships: facts only, one file a subject."""

from ithaca.mentorships.models.decisions import Proposal
from ithaca.mentorships.models.duties import Tick
from ithaca.mentorships.models.goals import Goal
from ithaca.mentorships.models.introductions import Introduction
from ithaca.mentorships.models.meetings import Meeting
from ithaca.mentorships.models.nudges import Nudge
from ithaca.mentorships.models.pair import Mentorship
from ithaca.mentorships.models.plans import Action, GoalReview
from ithaca.mentorships.models.summaries import SummaryReading
from ithaca.mentorships.models.topics import PrivateTopic

__all__ = [
    "Action",
    "Goal",
    "GoalReview",
    "Introduction",
    "Meeting",
    "Mentorship",
    "PrivateTopic",
    "Proposal",
    "SummaryReading",
]
__all__ = ["Goal", "Meeting", "Mentorship", "Nudge", "PrivateTopic", "Proposal", "Tick"]
