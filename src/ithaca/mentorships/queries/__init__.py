"""Reads of mentorships, for their two people and for those who steer."""

from ithaca.mentorships.queries.conversation import messages_to, read_until, unread
from ithaca.mentorships.queries.duties import duty_facts, ticks_of
from ithaca.mentorships.queries.feedback import feedback
from ithaca.mentorships.queries.meetings import meeting, meetings, meetings_as_mentor
from ithaca.mentorships.queries.nudges import last_nudge
from ithaca.mentorships.queries.page import Page, page
from ithaca.mentorships.queries.pairs import (
    WITH_PEOPLE,
    copy_readers,
    counterpart,
    is_running_pair,
    mentees_with_mentor,
    mentorship,
    mentorship_of_agreement,
    mentorship_of_room,
    mentorships_of,
    people,
    proposal,
    proposed_to,
    running_of,
    were_a_pair,
)
from ithaca.mentorships.queries.rooms import PlaceOfRoom, goals, places_of_rooms, topics
from ithaca.mentorships.queries.situations import situations

__all__ = [
    "WITH_PEOPLE",
    "Page",
    "PlaceOfRoom",
    "copy_readers",
    "counterpart",
    "duty_facts",
    "feedback",
    "goals",
    "is_running_pair",
    "last_nudge",
    "meeting",
    "meetings",
    "meetings_as_mentor",
    "mentees_with_mentor",
    "mentorship",
    "mentorship_of_agreement",
    "mentorship_of_room",
    "mentorships_of",
    "messages_to",
    "page",
    "people",
    "places_of_rooms",
    "proposal",
    "proposed_to",
    "read_until",
    "running_of",
    "situations",
    "ticks_of",
    "topics",
    "unread",
    "were_a_pair",
]
