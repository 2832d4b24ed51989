"""Reads of mentorships, for their two people and for those who steer."""

from ithaca.mentorships.queries.meetings import meeting, meetings, meetings_as_mentor, meetings_to_record
from ithaca.mentorships.queries.page import Page, page
from ithaca.mentorships.queries.pairs import (
    WITH_PEOPLE,
    copy_readers,
    counterpart,
    is_running_pair,
    mentees_with_mentor,
    mentorship,
    mentorship_of_agreement,
    mentorships_of,
    people,
    proposal,
    proposed_to,
    running_of,
    were_a_pair,
)
from ithaca.mentorships.queries.rooms import goals, places_of_rooms, topics

__all__ = [
    "WITH_PEOPLE",
    "Page",
    "copy_readers",
    "counterpart",
    "goals",
    "is_running_pair",
    "meeting",
    "meetings",
    "meetings_as_mentor",
    "meetings_to_record",
    "mentees_with_mentor",
    "mentorship",
    "mentorship_of_agreement",
    "mentorships_of",
    "page",
    "people",
    "places_of_rooms",
    "proposal",
    "proposed_to",
    "running_of",
    "topics",
    "were_a_pair",
]
