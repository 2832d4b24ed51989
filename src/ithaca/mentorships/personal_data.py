"""Pairs: who met whom, when and how it went, as facts. Their words are the vault's."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from ithaca.accounts.models import Person
from ithaca.kernel import clock, personal_data
from ithaca.kernel.personal_data import as_fact, rows, with_account
from ithaca.mentorships import actions, queries
from ithaca.mentorships.models import (
    Afterwards,
    Attendance,
    Attestation,
    CheckIn,
    Meeting,
    Mentorship,
    Reading,
    SummaryReading,
)
from ithaca.mentorships.states import RUNNING, MentorshipState

KEPT = timedelta(days=730)  # as `programmes.personal_data`


def hold(person: Person) -> None:
    """A mentorship before the places of its two, as whoever agrees to one takes them."""
    list(Mentorship.objects.filter(_mine(person)).select_for_update(of=("self",)).order_by("pk"))


def erase(person: Person) -> None:
    """What runs ends as a withdrawal, which the other is told as usual; the room stays with the other alone."""
    for row in list(queries.mentorships_of(person)):
        if row.state == MentorshipState.PROPOSED:
            actions.decline(actor=person, mentorship=row)
        elif row.state in RUNNING:
            actions.withdraw(actor=person, mentorship=row)
    ended = queries.mentorships_of(person).filter(state=MentorshipState.ENDED)
    for row in list(ended):
        actions.leave_room(actor=person, mentorship=row)
    _without_places(Mentorship.objects.filter(_mine(person)))
    Attestation.objects.filter(participation__person=person).update(name="")
    Reading.objects.filter(person=person).delete()
    SummaryReading.objects.filter(person=person).delete()
    Attendance.objects.filter(person=person).delete()


def _mine(person: Person) -> Q:
    return Q(mentor__person=person) | Q(mentee__person=person)


def _without_places(found: QuerySet[Mentorship]) -> int:
    """Where they met and by which link: an address or a number of one of the two, perhaps of the one who stays."""
    found.exclude(video_link="").update(video_link="")
    return Meeting.objects.filter(mentorship__in=found).exclude(place="").update(place="")


def forget_old_places() -> int:
    """Deletes where pairs met, two years after their end."""
    return _without_places(Mentorship.objects.filter(ended_at__lt=clock.now() - KEPT))


def export(person: Person) -> dict[str, object]:
    mine = list(queries.mentorships_of(person))
    return {
        "mentorships": [_told(row, person) for row in mine],
        "wishes_for_afterwards": rows(
            Afterwards.objects.filter(participation__person=person),
            "kind",
            "rhythm_weeks",
            mentorship="closing__mentorship_id",
        ),
        "check_ins": rows(
            CheckIn.objects.filter(participation__person=person),
            "in_touch",
            "lasts",
            "wants_contact",
            mentorship="follow_up__mentorship_id",
        ),
        "attestations": rows(
            Attestation.objects.filter(participation__person=person),
            "code",
            "issued_on",
            "name",
            "organisation",
            "begun_on",
            "ended_on",
            "contacts",
            "minutes",
        ),
    }


def _told(row: Mentorship, person: Person) -> dict[str, object]:
    return {
        "id": row.pk,
        "programme": row.programme.name,
        "as": "mentor" if row.mentor.person_id == person.pk else "mentee",
        "with": queries.counterpart(row, person).name,
        "state": row.state,
        "room": row.room_id,
        "begun_at": row.begun_at,
        "ended_at": row.ended_at,
        "ended_how": row.end_kind,
        "contacts": row.contacts,
        "goals_set": row.goals_set,
        "goals_reached": row.goals_reached,
        "meetings": rows(
            row.meetings.order_by("starts_at", "id"),
            "id",
            "state",
            "contact_type",
            "starts_at",
            "minutes",
            "place",
            "missed_by",
        ),
    }


personal_data.register(
    personal_data.Part(
        app="mentorships",
        title=gettext_lazy("Mentorships and their meetings"),
        rules={
            "Mentorship": as_fact("Who was a pair, from when to when, how it ended, and counts."),
            "Attestation": as_fact(
                "What an attestation of participation says, behind its number.",
                "The name on it goes with the account; the number can still be checked.",
            ),
            "Closing": as_fact("How far a pair had come on the way out: dates."),
            "Afterwards": as_fact("What one wished for the time after."),
            "Reading": with_account("Until when somebody has read a pair’s messages."),
            "Proposal": as_fact("Decisions that take both."),
            "Tick": as_fact("Which duties were ticked, by whom."),
            "Meeting": as_fact(
                "When a pair met, how, and how long.",
                "The place or link goes with the account of either, and two years after the end.",
            ),
            "Slot": as_fact("Dates that were offered, until one is chosen."),
            "Attendance": with_account("What somebody answered to an invitation to a meeting."),
            "Feedback": as_fact("That feedback was given on a meeting; its words are sealed."),
            "FollowUp": as_fact("A look back, some months after the end."),
            "CheckIn": as_fact("What one of the two ticked then."),
            "Goal": as_fact("Goals: state and dates; their words are sealed."),
            "Introduction": as_fact("Introductions: state and dates; their words are sealed."),
            "Nudge": as_fact("Ready-made kind words that the coordination sent to a pair."),
            "Action": as_fact("Actions: state, dates and whose; their words are sealed."),
            "GoalReview": as_fact("When goals were reviewed."),
            "Succession": as_fact("Whether another mentor was looked for."),
            "Replacement": as_fact("Whom a mentor who left proposed."),
            "SummaryReading": with_account("That somebody has read a summary."),
            "PrivateTopic": as_fact("That a private topic was marked and agreed to; its words are sealed."),
        },
        hold=hold,
        erase=erase,
        export=export,
        forget=(forget_old_places,),
    )
)
