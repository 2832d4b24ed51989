"""From the database to people in words: who is in a run, with which places, and who is kept apart. So many queries,
however many people."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from ithaca.directory.models import Profile, Request
from ithaca.directory.states import RequestState
from ithaca.kernel import clock
from ithaca.matching.models import MatchProposal, Pair, Run, RunPerson, SafeguardingCheck
from ithaca.matching.people import Gathering, Line, Someone, line_of
from ithaca.matching.policy import Policy
from ithaca.matching.queries.proposals import asked as asked_of
from ithaca.matching.states import MatchProposalState
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.states import EndKind, MentorshipState
from ithaca.organisations.models import DeclaredConflict, Position
from ithaca.programmes.models import Invitation, Participation, Programme
from ithaca.programmes.states import OPEN_INVITATION, ParticipationState
from ithaca.trainings.queries import missing

TAKES_PART = (ParticipationState.ACCEPTED, ParticipationState.ACTIVE)


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
    engaged, reserved = _engaged(programme)
    joined = [
        row for row in _participations(programme, scope) if row.role == "mentor" or row.pk not in engaged
    ]
    profiles = {row.participation_id: row for row in Profile.objects.filter(participation__in=joined)}
    barred = _barred(joined, policy)
    chart = _Chart.of(programme)
    found: dict[str, list[Someone]] = {"mentee": [], "mentor": []}
    for row in joined:
        taken = row.pairs + reserved[row.pk]
        if (row.role == "mentor" and row.capacity <= taken) or (row.role == "mentee" and taken):
            continue
        facts = _facts_of_profile(row, profiles.get(row.pk))
        known = _someone(row.person.email, row.person.name, facts, programme, chart)
        places = _places(row.capacity, taken, policy) if row.role == "mentor" else {}
        found[row.role].append(
            known(participation=row.pk, zone=_zone(row.person.time_zone), barred=barred[row.pk], **places)
        )
    if scope.with_invited:
        for invitation in _invitations(programme, scope):
            facts = {
                **invitation.prepared,
                "languages": invitation.prepared.get("languages") or [invitation.language],
            }
            known = _someone(invitation.email, invitation.name or invitation.email, facts, programme, chart)
            capacity = int(facts.get("capacity") or programme.capacity_per_mentor)
            taken = reserved[invitation.pk]
            if capacity <= taken or (invitation.role == "mentee" and taken):
                continue
            places = _places(capacity, taken, policy) if invitation.role == "mentor" else {}
            out = tuple(
                rule
                for rule in ("prepared", "checked_mentors")
                if _binds_the_unknown(rule, policy, invitation)
            )
            found[invitation.role].append(known(invitation=invitation.pk, barred=out, **places))
    return _with_history(programme, policy, found["mentee"], found["mentor"], chart.line, based_on)


def _participations(programme: Programme, scope: Scope) -> list[Participation]:
    rows = Participation.objects.filter(programme=programme, state__in=TAKES_PART, person__is_active=True)
    return list(scope.narrow(rows).select_related("person").order_by("created_at", "id"))


def _invitations(programme: Programme, scope: Scope) -> list[Invitation]:
    """Prepared profiles of people who take no part yet."""
    rows = Invitation.objects.filter(programme=programme, state__in=OPEN_INVITATION).exclude(prepared={})
    inside = Participation.objects.filter(programme=programme, state__in=TAKES_PART).values("person__email")
    return list(scope.narrow(rows).exclude(email__in=inside).order_by("created_at", "id"))


def _engaged(programme: Programme) -> tuple[set[UUID], Counter[UUID]]:
    """Mentees who wait for an answer, and how many places of each mentor are kept for one."""
    engaged: set[UUID] = set()
    reserved: Counter[UUID] = Counter()
    proposed = Mentorship.objects.filter(programme=programme, state=MentorshipState.PROPOSED)
    asked = Request.objects.filter(programme=programme, state=RequestState.SENT)
    for mentee, mentor in proposed.values_list("mentee_id", "mentor_id"):
        engaged.add(mentee)
        reserved[mentor] += 1
    for one, count in asked_of(programme).items():  # by participation and by invitation, of both sides
        engaged.add(one)
        reserved[one] += count
    engaged.update(asked.values_list("mentee_id", flat=True))
    return engaged, reserved


def _barred(rows: list[Participation], policy: Policy) -> dict[UUID, tuple[str, ...]]:
    """Which rules of the policy keep somebody out, whoever the other is."""
    unprepared = missing(rows) if policy.rules.prepared else {}
    checked: set[UUID] = set()
    if policy.rules.checked_mentors:
        today = clock.today()
        valid = SafeguardingCheck.objects.filter(participation__in=rows)
        valid = valid.filter(Q(valid_until=None) | Q(valid_until__gte=today))
        checked = set(valid.values_list("participation_id", flat=True))
    return {
        row.pk: tuple(
            rule
            for rule, stands in (
                ("prepared", row.pk in unprepared),
                ("eligible", policy.rules.eligible and not row.eligible),
                (
                    "checked_mentors",
                    policy.rules.checked_mentors and row.role == "mentor" and row.pk not in checked,
                ),
            )
            if stands
        )
        for row in rows
    }


def _binds_the_unknown(rule: str, policy: Policy, invitation: Invitation) -> bool:
    """Who has not joined can have followed no training, but will before they are paired; a check is seen before."""
    return rule == "checked_mentors" and policy.rules.checked_mentors and invitation.role == "mentor"


def _places(capacity: int, taken: int, policy: Policy) -> dict[str, int]:
    most = capacity if policy.capacity.most is None else min(capacity, policy.capacity.most)
    free = max(0, most - taken)
    return {"capacity": free, "least": min(free, max(0, policy.capacity.least - taken))}


def _zone(name: str) -> int:
    offset = datetime.now(ZoneInfo(name)).utcoffset()
    return int(offset.total_seconds()) // 60 if offset else 0


def _facts_of_profile(row: Participation, profile: Profile | None) -> dict[str, Any]:
    facts: dict[str, Any] = {"level": row.level, "wishes": row.wishes, "languages": [row.person.language]}
    if profile is None:
        return facts
    for name in ("headline", "presentation", "expertise", "sectors", "mentor_roles", "place", "slots"):
        facts[name] = getattr(profile, name)
    facts["languages"] = profile.languages or facts["languages"]
    return facts


def _someone(email: str, name: str, facts: Mapping[str, Any], programme: Programme, chart: "_Chart") -> Any:
    """Everything but where they stand in the programme."""
    human = email.lower()
    level = facts.get("level", "")

    def known(**more: Any) -> Someone:
        return Someone(
            human=human,
            name=name,
            topics=frozenset(facts.get("expertise", ())),
            sectors=frozenset(facts.get("sectors", ())),
            languages=frozenset(facts.get("languages", ())),
            roles=frozenset(facts.get("mentor_roles", ())),
            slots=frozenset(facts.get("slots", ())),
            place=str(facts.get("place", "")).strip(),
            level=programme.levels.index(level) if level in programme.levels else None,
            units=tuple(chart.units.get(human, ())),
            text=f"{facts.get('headline', '')} {facts.get('presentation', '')}".strip(),
            wishes=tuple(str(wish).lower() for wish in facts.get("wishes", ())),
            facts={"level": level, "unit": chart.names.get(human, ""), "headline": facts.get("headline", "")},
            **more,
        )

    return known


@dataclass(frozen=True)
class _Chart:
    """Where people stand in the organisations that share somebody with the programme's own."""

    line: Line
    units: Mapping[str, list[str]]
    names: Mapping[str, str]

    @classmethod
    def of(cls, programme: Programme) -> "_Chart":
        ours = Q(person__participations__programme=programme)
        houses = Position.objects.filter(ours).values("organisation")
        rows = Position.objects.filter(Q(organisation__in=houses) | Q(organisation=programme.organisation_id))
        columns = rows.values_list("id", "person__email", "email", "manager_id", "unit", "organisation_id")
        who: dict[UUID, str] = {}
        edges: list[tuple[UUID, UUID]] = []
        units: dict[str, list[str]] = defaultdict(list)
        names: dict[str, str] = {}
        for pk, account, address, manager, unit, house in columns:
            who[pk] = human = (account or address).lower()
            if manager:
                edges.append((pk, manager))
            if unit:
                units[human].append(f"{house}/{unit.casefold()}")
                names[human] = unit
        return cls(line_of((who[one], who[above]) for one, above in edges if above in who), units, names)


def _with_history(
    programme: Programme,
    policy: Policy,
    mentees: list[Someone],
    mentors: list[Someone],
    line: Line,
    based_on: Run | None,
) -> Gathering:
    """Adds what has passed between the people: conflicts, refusals, and the pairs that the desk has locked."""
    by_side = (_numbers(mentees), _numbers(mentors))
    apart: dict[tuple[int, int], str] = {}
    for one, other in _conflicts(programme):
        for left, right in ((one, other), (other, one)):
            _put_apart(apart, by_side, (left, right), "declared_conflicts")
    for pair in _refused(programme) if policy.rules.refused_before else ():
        _put_apart(apart, by_side, pair, "refused_before")
    fixed = {
        (by_side[0][mentee], by_side[1][mentor])
        for mentee, mentor in (_locked(based_on) if based_on else ())
        if mentee in by_side[0] and mentor in by_side[1]
    }
    return Gathering(
        mentees=mentees,
        mentors=mentors,
        line=line,
        apart=apart,
        fixed=frozenset(fixed - set(apart)),
        levels=len(programme.levels),
    )


def _numbers(people: list[Someone]) -> dict[object, int]:
    """Where somebody stands on their side, by whatever the database calls them."""
    found: dict[object, int] = {}
    for number, each in enumerate(people):
        for key in (each.human, each.participation, each.invitation):
            if key is not None:
                found[key] = number
    return found


def _put_apart(
    apart: dict[tuple[int, int], str],
    by_side: tuple[dict[object, int], dict[object, int]],
    pair: tuple[object, object],
    rule: str,
) -> None:
    mentee, mentor = by_side[0].get(pair[0]), by_side[1].get(pair[1])
    if mentee is not None and mentor is not None:
        apart.setdefault((mentee, mentor), rule)


def _conflicts(programme: Programme) -> Iterable[tuple[str, str]]:
    """Declared in any organisation, as independence is everywhere."""
    ours = Participation.objects.filter(programme=programme).values("person")
    rows = DeclaredConflict.objects.filter(person__in=ours) | DeclaredConflict.objects.filter(other__in=ours)
    for one, other in rows.values_list("person__email", "other__email"):
        yield one.lower(), other.lower()


def _refused(programme: Programme) -> Iterable[tuple[object, object]]:
    """One of the two said no, or their pair was ended by exclusion: (mentee, mentor)."""
    no = Request.objects.filter(programme=programme, state=RequestState.DECLINED)
    yield from no.values_list("mentee_id", "mentor_id")
    over = Q(state=MentorshipState.DECLINED) | Q(state=MentorshipState.ENDED, end_kind=EndKind.EXCLUDED)
    yield from Mentorship.objects.filter(over, programme=programme).values_list("mentee_id", "mentor_id")
    closed = MatchProposal.objects.filter(
        run__programme=programme, state__in=[MatchProposalState.DECLINED, MatchProposalState.LAPSED]
    )
    for *mentee, m, n, p in closed.values_list(
        "mentee__participation_id",
        "mentee__invitation_id",
        "mentor__participation_id",
        "mentor__invitation_id",
        "id",
    ):
        del p
        yield (mentee[0] or mentee[1]), (m or n)


def _locked(run: Run) -> Iterable[tuple[object, object]]:
    rows = Pair.objects.filter(run=run, locked=True)
    for one, other, third, fourth in rows.values_list(
        "mentee__participation_id",
        "mentee__invitation_id",
        "mentor__participation_id",
        "mentor__invitation_id",
    ):
        yield one or other, third or fourth


def gather_again(run: Run, policy: Policy) -> tuple[Gathering, dict[UUID, int]]:
    """The people of a run as they are known now, and where each of them stands on their side: for the review desk."""
    programme = run.programme
    rows = RunPerson.objects.filter(run=run).select_related("participation__person", "invitation")
    everybody = list(rows.order_by("side", "number"))
    joined = [one.participation for one in everybody if one.participation is not None]
    profiles = {row.participation_id: row for row in Profile.objects.filter(participation__in=joined)}
    barred, chart = _barred(joined, policy), _Chart.of(programme)
    found: dict[str, list[Someone]] = {"mentee": [], "mentor": []}
    seats: dict[UUID, int] = {}
    for one in everybody:
        place, letter = one.participation, one.invitation
        places = {"capacity": one.capacity, "least": one.least}
        seats[one.pk] = len(found[one.side])
        if place is not None:
            profile = profiles.get(place.pk)
            facts = _facts_of_profile(place, profile)
            if profile is None and letter is not None:
                facts = {**facts, **letter.prepared}
            known = _someone(place.person.email, one.name, facts, programme, chart)
            zone = _zone(place.person.time_zone)
            found[one.side].append(
                known(participation=place.pk, zone=zone, barred=barred[place.pk], **places)
            )
        elif letter is not None:
            facts = {**letter.prepared, "languages": letter.prepared.get("languages") or [letter.language]}
            known = _someone(letter.email, one.name, facts, programme, chart)
            out = ("checked_mentors",) if _binds_the_unknown("checked_mentors", policy, letter) else ()
            found[one.side].append(known(invitation=letter.pk, barred=out, **places))
    return _with_history(programme, policy, found["mentee"], found["mentor"], chart.line, None), seats
