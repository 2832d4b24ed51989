"""From the database to people in words: who is in a run, with which places, and who is kept apart. So many queries,
however many people."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from ithaca.directory.queries import profiles as profiles_of
from ithaca.matching.history import Engaged, Sides, engaged, with_history
from ithaca.matching.known import (
    Chart,
    barred,
    barred_before_joining,
    chart_of,
    facts_of,
    facts_of_invited,
    places,
    someone,
    zone_of,
)
from ithaca.matching.models import Run, RunPerson
from ithaca.matching.people import Gathering, Someone
from ithaca.matching.policy import Policy
from ithaca.matching.queries.proposals import TAKES_PART
from ithaca.programmes.models import Programme
from ithaca.programmes.queries import open_invitations, people_in
from ithaca.programmes.states import INSIDE, ParticipationState


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Who is in a run."""

    cohort: UUID | None = None
    with_invited: bool = False

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(cohort=self.cohort) if self.cohort else rows


def gather(programme: Programme, policy: Policy, scope: Scope, *, based_on: Run | None = None) -> Gathering:
    """
    Everybody who may be paired now. Mentees who have a mentor, or a proposal or request that is open, are not in it;
    nor are mentors without a free place.
    """
    chart, now = chart_of(programme), engaged(programme)
    sides: Sides = ([], [])
    for role, each in _joined(programme, policy, scope, chart, now):
        sides[role == "mentor"].append(each)
    if scope.with_invited:
        for role, each in _invited(programme, policy, scope, chart, now):
            sides[role == "mentor"].append(each)
    return with_history(programme, policy, sides, chart.line, based_on)


def _joined(
    programme: Programme, policy: Policy, scope: Scope, chart: Chart, now: Engaged
) -> Iterator[tuple[str, Someone]]:
    people = people_in(programme, states=TAKES_PART).filter(person__is_active=True)
    rows = list(scope.narrow(people).order_by("created_at", "id"))
    profiles, out = profiles_of(row.pk for row in rows), barred(rows, policy)
    for row in rows:
        taken = row.pairs + now.reserved[row.pk]
        if row.capacity <= taken if row.role == "mentor" else taken or row.pk in now.waiting:
            continue
        yield (
            row.role,
            someone(
                programme,
                chart,
                row.person.email,
                row.person.name,
                facts_of(row, profiles.get(row.pk)),
                participation=row.pk,
                zone=zone_of(row.person.time_zone),
                barred=out[row.pk],
                **places(row.role, row.capacity, taken, policy),
            ),
        )


def _invited(
    programme: Programme, policy: Policy, scope: Scope, chart: Chart, now: Engaged
) -> Iterator[tuple[str, Someone]]:
    """
    Prepared profiles of people who take no part yet in this role (in the other they may), and whom the programme has
    not excluded.
    """
    same = programme.participations.filter(person__email=OuterRef("email"))
    known = same.filter(Q(state__in=INSIDE, role=OuterRef("role")) | Q(state=ParticipationState.EXCLUDED))
    rows = scope.narrow(open_invitations(programme).exclude(prepared={}).exclude(Exists(known)))
    for row in rows.order_by("created_at", "id"):
        capacity = int(row.prepared.get("capacity") or programme.capacity_per_mentor)
        taken = now.reserved[row.pk]
        if capacity <= taken if row.role == "mentor" else row.pk in now.waiting:
            continue
        yield (
            row.role,
            someone(
                programme,
                chart,
                row.email,
                row.name or row.email,
                facts_of_invited(row),
                invitation=row.pk,
                barred=barred_before_joining(row, policy),
                **places(row.role, capacity, taken, policy),
            ),
        )


def gather_again(run: Run, policy: Policy) -> tuple[Gathering, dict[UUID, int]]:
    """The people of a run as they are known now, and where each of them stands on their side: for the review desk."""
    programme = run.programme
    rows = RunPerson.objects.filter(run=run).select_related("participation__person", "invitation")
    everybody = list(rows.order_by("side", "number"))
    joined = [one.participation for one in everybody if one.participation is not None]
    profiles, out = profiles_of(row.pk for row in joined), barred(joined, policy)
    chart = chart_of(programme)
    sides: Sides = ([], [])
    seats: dict[UUID, int] = {}
    for one in everybody:
        place, letter = one.participation, one.invitation
        own = sides[one.side == "mentor"]
        seats[one.pk] = len(own)
        more: dict[str, Any] = {"capacity": one.capacity, "least": one.least}
        if place is not None:
            profile = profiles.get(place.pk)
            facts, email = facts_of(place, profile), place.person.email
            if profile is None and letter is not None:
                facts |= letter.prepared
            more |= {
                "participation": place.pk,
                "zone": zone_of(place.person.time_zone),
                "barred": out[place.pk],
            }
        else:
            assert letter is not None
            facts, email = facts_of_invited(letter), letter.email
            more |= {"invitation": letter.pk, "barred": barred_before_joining(letter, policy)}
        own.append(someone(programme, chart, email, one.name, facts, **more))
    return with_history(programme, policy, sides, chart.line, None), seats
