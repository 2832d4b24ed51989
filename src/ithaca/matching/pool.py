"""From the database to people in words: who is in a run, with which places, and who is kept apart. So many queries,
however many people."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from ithaca.directory.models import Profile
from ithaca.directory.profile import TOLD
from ithaca.directory.queries import written_by
from ithaca.engine import scoring
from ithaca.engine.problem import Problem
from ithaca.matching import sentences
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
from ithaca.matching.policy import Policy, rules_alone
from ithaca.matching.problem import TooMany, problem_of
from ithaca.matching.queries.proposals import TAKES_PART
from ithaca.programmes.models import Invitation, Participation, Programme
from ithaca.programmes.queries import open_invitations, people_in, prepared_of
from ithaca.programmes.states import INSIDE, ParticipationState


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Who is in a run."""

    cohort: UUID | None = None
    with_invited: bool = False

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows.filter(cohort=self.cohort) if self.cohort else rows


@dataclass(frozen=True)
class _Asked:
    """Who of a programme is asked for, and what is known of everybody there."""

    programme: Programme
    policy: Policy
    scope: Scope
    chart: Chart
    now: Engaged


def gather(programme: Programme, policy: Policy, scope: Scope, *, based_on: Run | None = None) -> Gathering:
    """
    Everybody who may be paired now. Mentees who have a mentor, or a proposal or request that is open, are not in it;
    nor are mentors without a free place.
    """
    asked = _Asked(programme, policy, scope, chart_of(programme), engaged(programme))
    sides: Sides = ([], [])
    for role, each in _joined(asked):
        sides[role == "mentor"].append(each)
    if scope.with_invited:
        for role, each in _invited(asked):
            sides[role == "mentor"].append(each)
    return with_history(programme, sides, policy=policy, line=asked.chart.line, based_on=based_on)


def _joined(asked: _Asked) -> Iterator[tuple[str, Someone]]:
    people = people_in(asked.programme, states=TAKES_PART).filter(person__is_active=True)
    rows = list(asked.scope.narrow(people).order_by("created_at", "id"))
    told, out = _told(rows), barred(rows, asked.policy)
    for row in rows:
        taken = row.pairs + asked.now.reserved[row.pk]
        if row.capacity <= taken if row.role == "mentor" else taken or row.pk in asked.now.waiting:
            continue
        own = places(asked.policy, role=row.role, capacity=row.capacity, taken=taken)
        yield row.role, _taking_part(asked.chart, row, told, barred=out[row.pk], **own)


@dataclass(frozen=True)
class _Told:
    """What people say of themselves; of whom has written nothing yet, what their invitation says."""

    profiles: Mapping[UUID, Profile]
    prepared: Mapping[UUID, Mapping[str, Any]]

    def facts(self, row: Participation) -> dict[str, Any]:
        profile = self.profiles.get(row.pk)
        prepared = {} if profile else self.prepared.get(row.pk, {})
        return facts_of(row, profile) | {name: prepared[name] for name in TOLD if name in prepared}


def _told(rows: Collection[Participation]) -> _Told:
    return _Told(written_by(row.pk for row in rows), prepared_of(rows))


def _taking_part(chart: Chart, row: Participation, told: _Told, **more: Any) -> Someone:
    return someone(
        chart,
        told.facts(row),
        email=row.person.email,
        name=row.person.name,
        participation=row.pk,
        zone=zone_of(row.person.time_zone),
        **more,
    )


def _invited(asked: _Asked) -> Iterator[tuple[str, Someone]]:
    """
    Prepared profiles of people who take no part yet in this role (in the other they may), and whom the programme has
    not excluded.
    """
    programme = asked.programme
    same = programme.participations.filter(person__email=OuterRef("email"))
    known = same.filter(Q(state__in=INSIDE, role=OuterRef("role")) | Q(state=ParticipationState.EXCLUDED))
    rows = asked.scope.narrow(open_invitations(programme).exclude(prepared={}).exclude(Exists(known)))
    for row in rows.order_by("created_at", "id"):
        capacity = int(row.prepared.get("capacity") or programme.capacity_per_mentor)
        taken = asked.now.reserved[row.pk]
        if capacity <= taken if row.role == "mentor" else row.pk in asked.now.waiting:
            continue
        own = places(asked.policy, role=row.role, capacity=capacity, taken=taken)
        yield row.role, _expected(asked.chart, row, asked.policy, name=row.name or row.email, **own)


def _expected(chart: Chart, row: Invitation, policy: Policy, **more: Any) -> Someone:
    out = barred_before_joining(row, policy)
    return someone(chart, facts_of_invited(row), email=row.email, invitation=row.pk, barred=out, **more)


def gather_again(
    run: Run, policy: Policy, *, only: Collection[UUID] | None = None
) -> tuple[Gathering, dict[UUID, int]]:
    """
    The people of a run (`only` these of them) as they are known now, and where each of them stands on their side: for
    the review desk.
    """
    programme = run.programme
    rows = RunPerson.objects.filter(run=run).select_related("participation__person", "invitation")
    rows = rows if only is None else rows.filter(pk__in=only)
    everybody = list(rows.order_by("side", "number"))
    joined = [one.participation for one in everybody if one.participation is not None]
    told, out, chart = _told(joined), barred(joined, policy), chart_of(programme)
    sides: Sides = ([], [])
    seats: dict[UUID, int] = {}
    for one in everybody:
        place, letter = one.participation, one.invitation
        own = sides[one.side == "mentor"]
        seats[one.pk] = len(own)
        more: dict[str, Any] = {"capacity": one.capacity, "least": one.least}
        if place is None:
            assert letter is not None
            own.append(_expected(chart, letter, policy, name=one.name, **more))
        else:
            own.append(_taking_part(chart, place, told, barred=out[place.pk], **more))
    return with_history(programme, sides, policy=policy, line=chart.line), seats


def problem_again(
    run: Run, policy: Policy, *, only: Collection[UUID] | None = None
) -> tuple[Gathering, Problem, dict[UUID, int]]:
    """The same for the engine. Raises Refusal."""
    gathering, seats = gather_again(run, policy, only=only)
    try:
        return gathering, problem_of(gathering, policy), seats
    except TooMany as many:
        raise sentences.too_many() from many


def rules_against(mentee: Participation, mentor: Participation, policy: Policy) -> tuple[str, ...]:
    """
    Which rules stand between two people now: the same that keep them out of a run and that the desk asks, and whether
    the mentor has a free place. Raises Refusal.
    """
    rows, programme = [mentee, mentor], mentee.programme
    told, out, chart = _told(rows), barred(rows, policy), chart_of(programme)
    one, other = (_taking_part(chart, row, told, barred=out[row.pk]) for row in rows)
    gathering = with_history(programme, ([one], [other]), policy=policy, line=chart.line)
    try:
        found = scoring.exclusions(problem_of(gathering, rules_alone(policy)), 0, 0)
    except TooMany as many:
        raise sentences.too_many() from many
    free = places(policy, role="mentor", capacity=mentor.capacity, taken=mentor.pairs)["capacity"]
    return found if free else (*found, "capacity")
