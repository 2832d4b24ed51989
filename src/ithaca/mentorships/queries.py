"""Reads of mentorships, for their two people and for those who steer."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from ithaca.accounts.models import Person
from ithaca.agreements import queries as agreements
from ithaca.agreements.models import Signature
from ithaca.kernel import clock
from ithaca.mentorships import policies, rules
from ithaca.mentorships.models import Goal, Meeting, Mentorship, PrivateTopic, Proposal
from ithaca.mentorships.states import RUNNING, MeetingState, MentorshipState, ProposalState
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.queries import coordinators_of
from ithaca.vault import queries as vault

WITH_PEOPLE = ("programme__organisation", "mentor__person", "mentee__person")


def mentorship(mentorship_id: UUID) -> Mentorship:
    rows = Mentorship.objects.select_related(*WITH_PEOPLE, "agreement__content", "room")
    return rows.get(pk=mentorship_id)


def mentorship_of_agreement(agreement_id: UUID) -> Mentorship | None:
    return Mentorship.objects.filter(agreement=agreement_id).select_related(*WITH_PEOPLE).first()


def mentorships_of(person: Person) -> QuerySet[Mentorship]:
    """Those that a person is in, running ones first."""
    mine = Q(mentor__person=person) | Q(mentee__person=person)
    rows = Mentorship.objects.filter(mine).select_related(*WITH_PEOPLE)
    return rows.order_by(F("ended_at").asc(nulls_first=True), "-created_at")


def running_of(person: Person) -> QuerySet[Mentorship]:
    return mentorships_of(person).filter(state__in=RUNNING)


def proposed_to(person: Person) -> QuerySet[Mentorship]:
    """Pairs proposed by a coordinator that wait for this person's answer."""
    waiting = Q(mentor__person=person, mentor_agreed_at=None) | Q(
        mentee__person=person, mentee_agreed_at=None
    )
    return mentorships_of(person).filter(waiting, state=MentorshipState.PROPOSED)


def is_running_pair(mentor: Participation, mentee: Participation) -> bool:
    rows = Mentorship.objects.filter(mentor=mentor, mentee=mentee)
    return rows.exclude(state__in=[MentorshipState.ENDED, MentorshipState.DECLINED]).exists()


def were_a_pair(person: Person, other: Participation) -> bool:
    """Whether the person is or was in a mentorship, or a proposed one, with this participation."""
    tie = Q(mentor=other, mentee__person=person) | Q(mentee=other, mentor__person=person)
    return Mentorship.objects.filter(tie).exists()


def mentees_with_mentor(programme: Programme) -> set[UUID]:
    """The participation ids of mentees in a running mentorship."""
    rows = Mentorship.objects.filter(programme=programme, state__in=RUNNING)
    return set(rows.values_list("mentee_id", flat=True))


def people(row: Mentorship) -> list[Person]:
    return [row.mentor.person, row.mentee.person]


def counterpart(row: Mentorship, person: Person) -> Person:
    return row.mentee.person if policies.role_of(person, row) == "mentor" else row.mentor.person


def meeting(meeting_id: UUID) -> Meeting:
    rows = Meeting.objects.select_related("planned_by", *[f"mentorship__{path}" for path in WITH_PEOPLE])
    return rows.get(pk=meeting_id)


def meetings_as_mentor(person: Person) -> QuerySet[Meeting]:
    """Every meeting of those whom somebody is or was a mentor to, latest first."""
    rows = Meeting.objects.filter(mentorship__mentor__person=person)
    return rows.select_related("mentorship__mentee__person").order_by("-starts_at", "id")


def proposal(proposal_id: UUID) -> Proposal:
    return Proposal.objects.select_related("proposed_by", *[f"mentorship__{p}" for p in WITH_PEOPLE]).get(
        pk=proposal_id
    )


def meetings_to_record(person: Person) -> QuerySet[Meeting]:
    """Meetings whose time has passed and that nobody has recorded yet."""
    mine = Q(mentorship__mentor__person=person) | Q(mentorship__mentee__person=person)
    rows = Meeting.objects.filter(mine, state=MeetingState.PLANNED, starts_at__lt=clock.now())
    return rows.select_related(*[f"mentorship__{path}" for path in WITH_PEOPLE]).order_by("starts_at")


@dataclass(frozen=True)
class Page:
    """Everything that the page of one pair shows: facts only."""

    mentorship: Mentorship
    planned: Sequence[Meeting]
    past: Sequence[Meeting]
    goals: Sequence[Goal]
    signatures: Sequence[Signature]
    signed_newest: frozenset[UUID]
    proposal: Proposal | None
    launch_is_over: bool
    summarised: frozenset[UUID]  # meetings that have their summary in the room


def page(row: Mentorship) -> Page:
    meetings = list(Meeting.objects.filter(mentorship=row).order_by("starts_at", "id"))
    agreement = row.agreement
    signed = agreements.signers_of_newest(agreement) if agreement else frozenset()
    effective = agreement is not None and agreement.effective_at is not None
    progress = rules.Progress(row.willingness_confirmed_at is not None, effective, row.contacts)
    return Page(
        mentorship=row,
        planned=[m for m in meetings if m.state == MeetingState.PLANNED],
        past=[m for m in reversed(meetings) if m.state != MeetingState.PLANNED],
        goals=list(Goal.objects.filter(mentorship=row).order_by("due_on", "created_at", "id")),
        signatures=agreements.signatures(agreement) if agreement else [],
        signed_newest=signed,
        proposal=Proposal.objects.filter(mentorship=row, state=ProposalState.OPEN)
        .select_related("proposed_by")
        .first(),
        launch_is_over=rules.launch_is_over(progress),
        summarised=_summarised(row),
    )


def _summarised(row: Mentorship) -> frozenset[UUID]:
    """A fact of the room: that something of this kind stands there, never what."""
    if row.room is None:
        return frozenset()
    found = vault.contents(row.room, kind="summary")
    return frozenset(about for about in found.values_list("about", flat=True) if about is not None)


def goals(row: Mentorship) -> list[Goal]:
    return list(Goal.objects.filter(mentorship=row).order_by("created_at", "id"))


def copy_readers(row: Mentorship) -> list[Person]:
    """To whom one of the two may show an own text: those who coordinate the programme and stand outside the pair."""
    return [one for one in coordinators_of(row.programme) if one not in people(row)]


@dataclass(frozen=True)
class PlaceOfRoom:
    """Where a room is found: the mentorship, and the private topic where it is one's own room."""

    mentorship: Mentorship
    topic: PrivateTopic | None


def places_of_rooms(person: Person) -> dict[UUID, PlaceOfRoom]:
    """Where each room of a person's mentorships is found, those of destroyed topics included."""
    places: dict[UUID, PlaceOfRoom] = {}
    for row in mentorships_of(person).prefetch_related("topics"):
        if row.room_id:
            places[row.room_id] = PlaceOfRoom(row, None)
        places |= {topic.room_id: PlaceOfRoom(row, topic) for topic in row.topics.all()}
    return places


def topics(row: Mentorship) -> list[PrivateTopic]:
    """Private ground of the pair, oldest first."""
    return list(row.topics.select_related("marked_by").order_by("created_at", "id"))


def meetings(row: Mentorship) -> list[Meeting]:
    return list(Meeting.objects.filter(mentorship=row).order_by("starts_at", "id"))
