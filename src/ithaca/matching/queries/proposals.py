"""Reads of proposals: mine, a programme's, and what they keep out of the next pool."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import reduce
from itertools import product
from operator import or_
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Value, When

from ithaca.accounts.models import Person
from ithaca.directory.models import Profile
from ithaca.directory.queries import profile_of
from ithaca.matching.models import MatchProposal, Pair, RunPerson
from ithaca.matching.rules import Hindrance, Seat, hindrance
from ithaca.matching.states import MatchProposalState
from ithaca.mentorships.queries import mentees_with_mentor
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.queries import participation_in
from ithaca.programmes.states import INVITATION, ParticipationState

WITH_PEOPLE = (
    "run__programme__organisation",
    *(
        f"{side}__{joined}"
        for side in ("mentor", "mentee")
        for joined in ("participation__person", "participation__programme", "invitation__used_by")
    ),
)
OPEN = MatchProposalState.OPEN
# Who may be paired and proposed to: a mentor who has said that they have no time now is in neither.
TAKES_PART = (ParticipationState.ACCEPTED, ParticipationState.ACTIVE)


def proposal(match_id: UUID) -> MatchProposal:
    return MatchProposal.objects.select_related(*WITH_PEOPLE).get(pk=match_id)


def person_of(one: RunPerson) -> Person | None:
    """Whoever this is, once they have an account."""
    if one.participation is not None:
        return one.participation.person
    return one.invitation.used_by if one.invitation else None


def place_of(row: MatchProposal, side: str) -> Participation | None:
    """The participation of one side; whoever came by an invitation has it since they joined."""
    one: RunPerson = getattr(row, side)
    if one.participation is not None:
        return one.participation
    person = person_of(one)
    return participation_in(person, row.run.programme, side) if person else None


def published_profile(place: Participation | None) -> Profile | None:
    """What somebody has published of themselves; None where they have not."""
    profile = profile_of(place) if place else None
    return profile if profile and profile.published_at else None


def shown_name(one: RunPerson) -> str:
    """How the other side reads somebody: as they call themselves once they have joined, and never by their address."""
    person = person_of(one)
    name, at, domain = (person.name if person else one.name).partition("@")
    return f"{name[:1]}…@{domain}" if at else name


def _mine(person: Person, side: str) -> Q:
    return Q(**{f"{side}__participation__person": person}) | Q(**{f"{side}__invitation__used_by": person})


def proposals_of(person: Person) -> QuerySet[MatchProposal]:
    """What was proposed to a person, what waits first."""
    waits = Case(When(state=OPEN, then=Value(0)), default=Value(1))
    rows = MatchProposal.objects.filter(_mine(person, "mentor") | _mine(person, "mentee"))
    return rows.select_related(*WITH_PEOPLE).order_by(waits, "-created_at")


def open_proposals_as(person: Person, side: str) -> list[MatchProposal]:
    """What waits for an answer of theirs, or of the other, where they are the mentor or the mentee."""
    rows = MatchProposal.objects.filter(_mine(person, side), state=OPEN)
    return list(rows.select_related(*WITH_PEOPLE).order_by("reply_by", "id"))


def proposals_in(
    programme: Programme, *, state: str = "", run: UUID | None = None
) -> QuerySet[MatchProposal]:
    """A programme's proposals, those that wait first, the most urgent on top."""
    rows = MatchProposal.objects.filter(run__programme=programme)
    if state:
        rows = rows.filter(state=state)
    if run:
        rows = rows.filter(run=run)
    waits = Case(When(state=OPEN, then=Value(0)), default=Value(1))
    return rows.select_related(*WITH_PEOPLE).order_by(waits, "reply_by", "mentee__name", "id")


def counts(programme: Programme, *, run: UUID | None = None) -> Counter[str]:
    rows = MatchProposal.objects.filter(run__programme=programme)
    return Counter((rows.filter(run=run) if run else rows).values_list("state", flat=True))


def published_in(run_id: UUID) -> list[MatchProposal]:
    return list(MatchProposal.objects.filter(run=run_id).select_related(*WITH_PEOPLE).order_by("id"))


def due(now: datetime) -> list[UUID]:
    """Open proposals whose time to answer is over."""
    rows = MatchProposal.objects.filter(state=OPEN, reply_by__lte=now)
    return list(rows.order_by("id").values_list("pk", flat=True))


def waiting_between(first: datetime, last: datetime) -> QuerySet[MatchProposal]:
    """Open proposals to be answered by a moment of this span."""
    rows = MatchProposal.objects.filter(state=OPEN, reply_by__gt=first, reply_by__lte=last)
    return rows.select_related(*WITH_PEOPLE).order_by("id")


def _seats(side: str) -> tuple[str, str]:
    return f"{side}__participation_id", f"{side}__invitation_id"


def turned_down(programme: Programme) -> set[tuple[UUID, UUID]]:
    """(mentee, mentor) of pairs that never come up again, each by participation and by invitation."""
    ended = [MatchProposalState.DECLINED, MatchProposalState.LAPSED]
    rows = MatchProposal.objects.filter(run__programme=programme, state__in=ended)
    return {
        (mentee, mentor)
        for a, b, c, d in rows.values_list(*_seats("mentee"), *_seats("mentor"))
        for mentee, mentor in product((a, b), (c, d))
        if mentee and mentor
    }


def asked(programme: Programme) -> Counter[UUID]:
    """How many open proposals somebody has, by participation and by invitation."""
    rows = MatchProposal.objects.filter(run__programme=programme, state=OPEN)
    found: Counter[UUID] = Counter()
    for ids in rows.values_list(*_seats("mentee"), *_seats("mentor")):
        found.update(one for one in ids if one)
    return found


def hindrances(
    programme: Programme, pairs: Sequence[Pair], excluded: Collection[UUID]
) -> dict[UUID, Hindrance]:
    """Pairs of a run that can't be proposed as things stand now, by their ids; rules have `excluded` some of them."""
    waiting, paired = asked(programme), mentees_with_mentor(programme)
    found: dict[UUID, Hindrance] = {}
    taken: Counter[UUID] = Counter()
    for pair in pairs:
        mentee, mentor = (_seat(one, waiting, paired) for one in (pair.mentee, pair.mentor))
        reason = hindrance(mentee, mentor, taken=taken[pair.mentor_id], excluded=pair.pk in excluded)
        if reason is None:
            taken[pair.mentor_id] += 1
        else:
            found[pair.pk] = reason
    return found


def _seat(one: RunPerson, waiting: Counter[UUID], paired: set[UUID]) -> Seat:
    place, letter = one.participation, one.invitation
    open_ones = max(waiting[key] for key in (one.participation_id, one.invitation_id) if key)
    if place is None:
        assert letter is not None
        here = INVITATION.allows("use", letter.state) or INVITATION.allows("send", letter.state)
        return Seat(here, one.capacity - open_ones, asked=open_ones > 0)
    return Seat(
        place.state in TAKES_PART,
        place.capacity - place.pairs - open_ones,
        paired=place.pk in paired,
        asked=open_ones > 0,
    )


def open_with(seat: UUID) -> QuerySet[MatchProposal]:
    """Open proposals to somebody, as mentor or as mentee; by participation, or by invitation before they joined."""
    each = (f"{side}__{kind}" for side in ("mentor", "mentee") for kind in ("participation", "invitation"))
    asked = reduce(or_, (Q(**{one: seat}) for one in each))
    return MatchProposal.objects.filter(asked, state=OPEN).order_by("id")


def open_of_full_mentor(participation_id: UUID) -> QuerySet[MatchProposal]:
    """Open proposals to a mentor who has no place left."""
    full = Q(mentor__participation__pairs__gte=F("mentor__participation__capacity"))
    return open_with(participation_id).filter(full, mentor__participation=participation_id)
