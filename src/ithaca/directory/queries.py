"""Reads of the directory: profiles, requests, and whom a mentee might ask next."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from ithaca.accounts.models import Person
from ithaca.directory import searching
from ithaca.directory.entries import LISTED
from ithaca.directory.index import Search
from ithaca.directory.models import Profile, Request
from ithaca.directory.rules import LATELY, Standing
from ithaca.directory.states import RequestState
from ithaca.kernel import clock
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.queries import (
    is_running_pair,
    mentees_tied_to,
    possible_replacements,
    were_a_pair,
)
from ithaca.organisations.queries import not_independent_of
from ithaca.programmes.models import Pairing, Participation, Programme
from ithaca.programmes.queries import everybody, owes_charter
from ithaca.programmes.states import INSIDE, ParticipationState, ProgrammeState
from ithaca.trainings.queries import missing as missing_trainings
from ithaca.vault.queries import has_keyring

WITH_PEOPLE = ("programme__organisation", "mentor__person", "mentee__person")
RUNNING = (ProgrammeState.OPEN, ProgrammeState.FULL)
SUGGESTIONS = 3
CANDIDATES = 6


def profile_of(participation: Participation) -> Profile | None:
    return Profile.objects.filter(participation=participation).first()


def mentorings_of(person_id: UUID) -> QuerySet[Participation]:
    """Where a person is a mentor, in every programme."""
    return everybody().filter(person=person_id, role="mentor")


def written_by(participation_ids: Iterable[UUID]) -> dict[UUID, Profile]:
    """Profiles alone, of many people, by participation."""
    rows = Profile.objects.filter(participation__in=list(participation_ids))
    return {row.participation_id: row for row in rows}


def profiles(participation_ids: Iterable[UUID]) -> dict[UUID, Profile]:
    """Profiles with their people by participation."""
    rows = Profile.objects.filter(participation__in=list(participation_ids))
    return {
        p.participation_id: p
        for p in rows.select_related("participation__person", "participation__programme")
    }


def mentors_shown_to(mentee: Participation) -> list[tuple[Participation, str]]:
    """Mentors whom the directory shows to a mentee, by name, with the sentence about them."""
    programme = mentee.programme
    hidden = not_independent_of(mentee.person_id, same_unit=programme.same_unit_excluded)
    rows = Profile.objects.filter(
        participation__programme=programme,
        participation__role="mentor",
        participation__state__in=LISTED,
        participation__person__is_active=True,
        published_at__isnull=False,
    ).exclude(participation__person__in=hidden | {mentee.person_id})
    found = rows.select_related("participation__person").order_by("participation__person__name", "pk")
    return [(row.participation, row.headline) for row in found]


def request(request_id: UUID) -> Request:
    return Request.objects.select_related(*WITH_PEOPLE).get(pk=request_id)


def requests_of(person: Person) -> QuerySet[Request]:
    """Requests that a person sent or received, those that wait first, then the latest."""
    waits = Case(When(state=RequestState.SENT, then=Value(0)), default=Value(1))
    mine = Q(mentor__person=person) | Q(mentee__person=person)
    rows = Request.objects.filter(mine).select_related(*WITH_PEOPLE)
    return rows.order_by(waits, "-created_at")


def requests_to_answer(person: Person) -> QuerySet[Request]:
    """What a mentor owes an answer to, the most urgent first."""
    rows = Request.objects.filter(mentor__person=person, state=RequestState.SENT)
    return rows.select_related(*WITH_PEOPLE).order_by("reply_by", "id")


def in_touch(person: Person, other: Participation) -> bool:
    """Whether a request or a mentorship ties the person to this participation."""
    ties = Q(mentor=other, mentee__person=person) | Q(mentee=other, mentor__person=person)
    return Request.objects.filter(ties).exists() or were_a_pair(person, other)


def mentees_in_touch(mentor: Participation) -> list[tuple[Participation, str]]:
    """Mentees whom a mentor knows from a request or a mentorship of theirs, by name, with the sentence about them."""
    asked = Request.objects.filter(mentor=mentor).values_list("mentee_id", flat=True)
    known = {*asked, *mentees_tied_to(mentor)}
    rows = everybody().filter(pk__in=known, programme=mentor.programme, state__in=INSIDE)
    headlines = {pk: profile.headline for pk, profile in written_by(known).items()}
    return [(row, headlines.get(row.pk, "")) for row in rows.order_by("person__name", "pk")]


def open_requests(mentee: Participation) -> QuerySet[Request]:
    return Request.objects.filter(mentee=mentee, state=RequestState.SENT).select_related("mentor__person")


def request_of_mentorship(mentorship: Mentorship) -> Request | None:
    """The request in which a pair met, if it was one."""
    return Request.objects.filter(mentorship=mentorship).first()


def standing(mentee: Participation, mentor: Participation) -> Standing:
    """The facts that decide whether this mentee may ask this mentor now."""
    programme = mentor.programme
    sent = Request.objects.filter(mentee=mentee)
    waiting = sent.filter(state=RequestState.SENT)
    now = clock.now()
    unprepared = missing_trainings([mentee, mentor])
    return Standing(
        programme_runs=programme.state in RUNNING,
        by_directory=programme.pairing in (Pairing.DIRECTORY, Pairing.BOTH),
        mentee_active=mentee.state == ParticipationState.ACTIVE,
        charter_accepted=not owes_charter(mentee),
        mentor_reachable=mentor.state in LISTED,
        mentor_has_keys=has_keyring(mentor.person),
        mentee_prepared=mentee.pk not in unprepared,
        mentor_prepared=mentor.pk not in unprepared,
        open_requests=waiting.count(),
        asked_already=waiting.filter(mentor=mentor).exists(),
        asked_lately=sent.filter(mentor=mentor, created_at__gt=now - LATELY).count(),
        sent_today=sent.filter(created_at__gt=now - timedelta(days=1)).count(),
        paired_already=is_running_pair(mentor, mentee),
    )


def suggestions(row: Request) -> list[Profile]:
    """Available, independent mentors who share most with what the mentee seeks; nobody who was asked before."""
    own = profile_of(row.mentee)
    wanted = {
        "expertise": own.expertise if own else [],
        "sector": own.sectors if own else [],
        "language": own.languages if own else [],
        "role": own.mentor_roles if own else [],
    }
    asked = Request.objects.filter(mentee=row.mentee).values_list("mentor__person_id", flat=True)
    person = row.mentee.person_id
    hidden = not_independent_of(person, same_unit=row.programme.same_unit_excluded) | set(asked) | {person}
    found = searching.nearest(row.programme, wanted, hidden=frozenset(hidden), take=SUGGESTIONS)
    by_id = profiles(found)
    return [by_id[pk] for pk in found if pk in by_id]


def candidates(row: Mentorship, words: str, ticked: Iterable[str]) -> list[Profile]:
    """Whom a mentor who withdrew may propose: those ticked, then those found, or those who fit the mentee best."""
    possible = possible_replacements(row)
    if words.strip():
        wanted = Search(words=words, available=True, day=clock.today().toordinal())
        found = list(searching.search(row.programme, wanted, skip=0, take=CANDIDATES)[0].page)
    else:
        own = profile_of(row.mentee)
        seeks = {"expertise": own.expertise, "sector": own.sectors, "language": own.languages} if own else {}
        found = searching.nearest(row.programme, seeks, hidden=frozenset(), take=CANDIDATES)
    kept = [UUID(one) for one in ticked if len(one) == len(str(row.pk))]
    allowed = set(possible.filter(pk__in=[*kept, *found]).values_list("pk", flat=True))
    by_id = profiles(allowed)
    return [by_id[pk] for pk in dict.fromkeys([*kept, *found]) if pk in by_id]


def asked_pairs(programme: Programme, state: str) -> list[tuple[UUID, UUID]]:
    """(mentee, mentor) of a programme's requests in a state, as participation ids."""
    rows = Request.objects.filter(programme=programme, state=state)
    return list(rows.values_list("mentee_id", "mentor_id"))


def overdue_by_programme(programmes: Iterable[Programme]) -> Counter[object]:
    """How many requests are past their reply-by date and unanswered, by programme."""
    rows = Request.objects.filter(
        programme__in=list(programmes), state=RequestState.SENT, reply_by__lt=clock.now()
    )
    return Counter(rows.values_list("programme_id", flat=True))
