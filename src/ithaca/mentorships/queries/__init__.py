"""Reads of mentorships, for their two people and for those who steer."""

from ithaca.mentorships.queries.duties import duty_facts, ticks_of
from ithaca.mentorships.queries.meetings import (
    Clash,
    answer_of,
    attendances,
    calendar_of,
    clash_among,
    clashes,
    may_dispute,
    meeting,
    meetings,
    meetings_as_mentor,
    planned_around,
)
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
    "Clash",
    "Page",
    "PlaceOfRoom",
    "answer_of",
    "attendances",
    "calendar_of",
    "clash_among",
    "clashes",
    "copy_readers",
    "counterpart",
    "duty_facts",
    "goals",
    "is_running_pair",
    "last_nudge",
    "may_dispute",
    "meeting",
    "meetings",
    "meetings_as_mentor",
    "mentees_with_mentor",
    "mentorship",
    "mentorship_of_agreement",
    "mentorships_of",
    "page",
    "people",
    "places_of_rooms",
    "planned_around",
    "proposal",
    "proposed_to",
    "running_of",
    "situations",
    "ticks_of",
    "topics",
    "were_a_pair",
]
