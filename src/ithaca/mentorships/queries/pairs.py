"""Pairs, and the people in them."""

from uuid import UUID

from django.db.models import F, Q, QuerySet

from ithaca.accounts.models import Person
from ithaca.mentorships import policies
from ithaca.mentorships.models import Mentorship, Proposal
from ithaca.mentorships.states import RUNNING, MentorshipState
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.queries import coordinators_of

WITH_PEOPLE = ("programme__organisation", "mentor__person", "mentee__person")


def mentorship(mentorship_id: UUID) -> Mentorship:
    rows = Mentorship.objects.select_related(*WITH_PEOPLE, "agreement__content", "room")
    return rows.get(pk=mentorship_id)


def mentorship_of_agreement(agreement_id: UUID) -> Mentorship | None:
    return Mentorship.objects.filter(agreement=agreement_id).select_related(*WITH_PEOPLE).first()


def mentorship_of_room(room_id: UUID) -> Mentorship | None:
    """The pair whose room this is: the one they share, or that of a private topic."""
    rows = Mentorship.objects.filter(Q(room=room_id) | Q(topics__room=room_id))
    return rows.select_related(*WITH_PEOPLE).first()


def mentorships_of(person: Person) -> QuerySet[Mentorship]:
    """Those that a person is in, running ones first."""
    mine = Q(mentor__person=person) | Q(mentee__person=person)
    rows = Mentorship.objects.filter(mine).select_related(*WITH_PEOPLE, "agreement")
    return rows.order_by(F("ended_at").asc(nulls_first=True), "-created_at")


def running_of(person: Person) -> QuerySet[Mentorship]:
    return mentorships_of(person).filter(state__in=RUNNING)


def former_of(mentee: Person) -> QuerySet[Mentorship]:
    """Ended mentorships with a room that somebody was the mentee of, the latest first."""
    rows = Mentorship.objects.filter(mentee__person=mentee, state=MentorshipState.ENDED, room__isnull=False)
    return rows.select_related("mentor__person").order_by("-ended_at", "id")


def proposed_to(person: Person) -> QuerySet[Mentorship]:
    """Pairs proposed by a coordinator that wait for an answer: this person's, or the other's."""
    return mentorships_of(person).filter(state=MentorshipState.PROPOSED)


def is_running_pair(mentor: Participation, mentee: Participation) -> bool:
    rows = Mentorship.objects.filter(mentor=mentor, mentee=mentee)
    return rows.exclude(state__in=[MentorshipState.ENDED, MentorshipState.DECLINED]).exists()


def were_a_pair(person: Person, other: Participation) -> bool:
    """Whether the person is or was in a mentorship, or a proposed one, with this participation."""
    tie = Q(mentor=other, mentee__person=person) | Q(mentee=other, mentor__person=person)
    return Mentorship.objects.filter(tie).exists()


def mentees_tied_to(mentor: Participation) -> set[UUID]:
    """The participation ids of mentees with whom a mentor is or was in a mentorship, or a proposed one."""
    return set(Mentorship.objects.filter(mentor=mentor).values_list("mentee_id", flat=True))


def mentees_with_mentor(programme: Programme) -> set[UUID]:
    """The participation ids of mentees in a running mentorship."""
    rows = Mentorship.objects.filter(programme=programme, state__in=RUNNING)
    return set(rows.values_list("mentee_id", flat=True))


def pairs_in(programme: Programme, state: str, *, end_kind: str = "") -> list[tuple[UUID, UUID]]:
    """(mentee, mentor) of a programme's mentorships in a state, as participation ids."""
    rows = Mentorship.objects.filter(programme=programme, state=state)
    rows = rows.filter(end_kind=end_kind) if end_kind else rows
    return list(rows.values_list("mentee_id", "mentor_id"))


def mentees_and_mentors(programme: Programme) -> list[tuple[str, str]]:
    """The addresses of (mentee, mentor) of a programme's pairs that are not over, proposed ones included."""
    rows = Mentorship.objects.filter(programme=programme)
    rows = rows.exclude(state__in=[MentorshipState.ENDED, MentorshipState.DECLINED])
    return list(rows.values_list("mentee__person__email", "mentor__person__email"))


def people(row: Mentorship) -> list[Person]:
    return [row.mentor.person, row.mentee.person]


def counterpart(row: Mentorship, person: Person) -> Person:
    return row.mentee.person if policies.role_of(person, row) == "mentor" else row.mentor.person


def proposal(proposal_id: UUID) -> Proposal:
    return Proposal.objects.select_related("proposed_by", *[f"mentorship__{p}" for p in WITH_PEOPLE]).get(
        pk=proposal_id
    )


def copy_readers(row: Mentorship) -> list[Person]:
    """To whom one of the two may show an own text: those who coordinate the programme and stand outside the pair."""
    return [one for one in coordinators_of(row.programme) if one not in people(row)]
