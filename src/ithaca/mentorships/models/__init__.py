"""The rows of mentorships: facts only, one file a subject."""

from ithaca.mentorships.models.attestations import Attestation
from ithaca.mentorships.models.closing import Afterwards, AfterwardsKind, Closing
from ithaca.mentorships.models.decisions import Proposal
from ithaca.mentorships.models.duties import Tick
from ithaca.mentorships.models.follow_ups import CheckIn, FollowUp
from ithaca.mentorships.models.goals import Goal
from ithaca.mentorships.models.meetings import Attendance, Meeting, Slot
from ithaca.mentorships.models.pair import Mentorship
from ithaca.mentorships.models.succession import Replacement, Succession
from ithaca.mentorships.models.topics import PrivateTopic

__all__ = [
    "Afterwards",
    "AfterwardsKind",
    "Attestation",
    "CheckIn",
    "Closing",
    "FollowUp",
    "Goal",
    "Meeting",
    "Mentorship",
    "PrivateTopic",
    "Proposal",
    "Replacement",
    "Succession",
]
__all__ = ["Attendance", "Goal", "Meeting", "Mentorship", "PrivateTopic", "Proposal", "Slot"]
from ithaca.mentorships.models.nudges import Nudge

__all__ = ["Goal", "Meeting", "Mentorship", "Nudge", "PrivateTopic", "Proposal", "Tick"]
