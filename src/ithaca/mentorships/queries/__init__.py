"""Reads of mentorships, for their two people and for those who steer."""

from ithaca.mentorships.queries.due import (
    counterparts,
    ended_pairs,
    lonely_signatures,
    meetings_starting,
    open_goals_due,
    pairs_waiting_for_consent,
    pairs_without_a_date,
    proposals_waiting,
)
from ithaca.mentorships.queries.duties import Answer, duty_facts, ticks_of
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
    mentorships_of,
    people,
    proposal,
    proposed_to,
    running_of,
    were_a_pair,
)
from ithaca.mentorships.queries.rooms import goals, places_of_rooms, topics
from ithaca.mentorships.queries.situations import situations

__all__ = [
    "WITH_PEOPLE",
    "Answer",
    "Page",
    "copy_readers",
    "counterpart",
    "counterparts",
    "duty_facts",
    "ended_pairs",
    "goals",
    "is_running_pair",
    "last_nudge",
    "lonely_signatures",
    "meeting",
    "meetings",
    "meetings_as_mentor",
    "meetings_starting",
    "mentees_with_mentor",
    "mentorship",
    "mentorship_of_agreement",
    "mentorships_of",
    "open_goals_due",
    "page",
    "pairs_waiting_for_consent",
    "pairs_without_a_date",
    "people",
    "places_of_rooms",
    "proposal",
    "proposals_waiting",
    "proposed_to",
    "running_of",
    "situations",
    "ticks_of",
    "topics",
    "were_a_pair",
]
