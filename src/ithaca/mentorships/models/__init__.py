"""The rows of mentorships: facts only, one file a subject."""

from ithaca.mentorships.models.decisions import Proposal
from ithaca.mentorships.models.duties import Tick
from ithaca.mentorships.models.goals import Goal
from ithaca.mentorships.models.meetings import Meeting
from ithaca.mentorships.models.nudges import Nudge
from ithaca.mentorships.models.pair import Mentorship
from ithaca.mentorships.models.topics import PrivateTopic

__all__ = ["Goal", "Meeting", "Mentorship", "Nudge", "PrivateTopic", "Proposal", "Tick"]
