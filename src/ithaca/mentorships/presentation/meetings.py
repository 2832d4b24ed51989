"""Meetings as the page of a pair shows them to one reader."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ithaca.accounts.models import Person
from ithaca.design.components.people import appointment
from ithaca.kernel import clock
from ithaca.mentorships import labels, queries, rules
from ithaca.mentorships.actions.meetings.plans import EARLY, is_https
from ithaca.mentorships.models import Meeting, Mentorship
from ithaca.mentorships.queries import Page
from ithaca.mentorships.states import MAY_COUNT, MeetingState

TONES = {"planned": "going", "held": "done", "missed": "attention", "disputed": "attention"}
TONES["to confirm"] = "waiting"


def meetings(page: Page, person: Person, *, of_the_two: bool) -> dict[str, Any]:
    """The part of the page that is about meetings; what waits for a word is shown to the two alone."""
    return {
        "planned": planned_rows(page, person),
        "past": past_rows(page, person, page.summarised),
        "offers": offer_rows(page, person) if of_the_two else [],
        "to_settle": settle_rows(page, person) if of_the_two else [],
        "at_ceiling": at_ceiling(page.mentorship, page),
    }


def absence(row: Mentorship, meeting: Meeting, reader: Person) -> str:
    """Who was missing, by name, as this reader would say it."""
    two = {"mentor": row.mentor.person, "mentee": row.mentee.person}
    if meeting.missed_by == "both":
        return _("Neither of us could come") if reader in two.values() else _("Neither could come")
    if meeting.missed_by not in two:
        return ""
    who = two[meeting.missed_by]
    return _("You were not there") if who == reader else _("%(name)s was not there") % {"name": who.name}


def _shown(meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "state": labels.MEETING.get(meeting.state, ""),
        "tone": TONES.get(meeting.state, "ended"),
        "contact": labels.CONTACT.get(meeting.contact_type, meeting.contact_type),
        "link": meeting.place if meeting.contact_type == "video" and is_https(meeting.place) else "",
        "caller": labels.CALLER.get(meeting.caller, ""),
    }


def planned_rows(page: Page, person: Person) -> list[dict[str, Any]]:
    return [
        {
            **_shown(meeting),
            "begun": meeting.starts_at <= clock.now(),
            "answer": queries.answer_of(meeting, besides=person.pk)
            if meeting.starts_at > clock.now()
            else "",
            "offered": meeting.offered_by_id is not None,
            "link_missing": meeting.contact_type == "video"
            and not meeting.place
            and meeting.starts_at > clock.now(),
        }
        for meeting in page.planned
    ]


def past_rows(page: Page, person: Person, summarised: Collection[UUID] = ()) -> list[dict[str, Any]]:
    """For one of the two with what they can still say of it; for a coordinator without who is right."""
    row = page.mentorship
    of_the_two = person.pk in (row.mentor.person_id, row.mentee.person_id)
    wanted = feedback_wanted(page, person)
    given = {one.meeting_id for one in page.feedback if one.given_at is not None}
    return [
        {
            **_shown(meeting),
            "summarised": meeting.pk in summarised,
            "feedback_wanted": meeting.pk in wanted,
            "feedback_given": meeting.pk in given,
            "missed_by": absence(row, meeting, person)
            if of_the_two or meeting.state == MeetingState.MISSED
            else "",
            "may_dispute": of_the_two and queries.may_dispute(person, row, meeting),
            "may_contest": of_the_two and queries.may_contest(person, row, meeting),
            "may_confirm": of_the_two
            and meeting.state == MeetingState.REFUSED
            and meeting.recorded_by_id != person.pk,
        }
        for meeting in page.past
    ]


def feedback_wanted(page: Page, person: Person) -> set[UUID]:
    """The meetings on which the other would like to hear from this person."""
    waiting = [f for f in page.feedback if f.asked_at is not None and f.given_at is None]
    return {f.meeting_id for f in waiting if f.giver_id == person.pk}


def settle_rows(page: Page, person: Person) -> list[dict[str, Any]]:
    """What the two have yet to agree upon."""
    waiting = [m for m in page.past if m.state in (MeetingState.DISPUTED, MeetingState.TO_CONFIRM)]
    return [
        {
            **_shown(meeting),
            "missed_by": absence(page.mentorship, meeting, person),
            "disputed": meeting.state == MeetingState.DISPUTED,
            "in_writing": meeting.contact_type == "in_writing",
            "recorded_by_me": meeting.recorded_by_id == person.pk,
            "for_other": meeting.state == MeetingState.TO_CONFIRM and meeting.recorded_by_id == person.pk,
        }
        for meeting in waiting
    ]


def offer_rows(page: Page, person: Person) -> list[dict[str, Any]]:
    """Dates that stand to choice, each with those who have another meeting then."""
    row, now = page.mentorship, clock.now()
    dates = [slot.starts_at for meeting in page.offered for slot in meeting.slots.all()]
    planned = queries.planned_around(row, dates)
    return [
        {
            **_shown(meeting),
            "mine": meeting.offered_by_id == person.pk,
            "planned": meeting.state == MeetingState.PLANNED,
            "dates": [
                {
                    "slot": slot,
                    "past": slot.starts_at < now - EARLY,
                    "name": appointment(localtime(slot.starts_at)),
                    "clash": queries.clash_among(
                        row, planned, slot.starts_at, meeting.minutes, besides=meeting.pk
                    ),
                }
                for slot in meeting.slots.all()
            ],
        }
        for meeting in page.offered
    ]


def at_ceiling(row: Mentorship, page: Page) -> bool:
    """Whether nothing more can be planned: what is held, planned and offered reaches the programme's limit."""
    offered = [m for m in page.offered if m.state == MeetingState.PROPOSED]
    unsettled = [m for m in page.past if m.state in MAY_COUNT]
    ahead = len(page.planned) + len(offered) + len(unsettled)
    return rules.ceiling_reached(row.contacts + ahead, row.programme.most_contacts)
