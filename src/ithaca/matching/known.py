"""What the database knows of one person, in the words of a run; and where people stand in the organisation chart."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from ithaca.directory.models import Profile
from ithaca.directory.profile import TOLD
from ithaca.kernel import clock
from ithaca.matching.models import SafeguardingCheck
from ithaca.matching.people import Line, Someone, line_of
from ithaca.matching.policy import Policy
from ithaca.organisations.queries import chart_around
from ithaca.programmes.models import Invitation, Participation, Programme
from ithaca.trainings.queries import missing


@dataclass(frozen=True)
class Chart:
    """Where people stand in the organisations that share somebody with a programme, and in its own; its levels."""

    levels: Sequence[str]
    line: Line
    units: Mapping[str, Sequence[str]]
    names: Mapping[str, str]


def chart_of(programme: Programme) -> Chart:
    who: dict[UUID, str] = {}
    edges: list[tuple[UUID, UUID]] = []
    units: dict[str, list[str]] = defaultdict(list)
    names: dict[str, str] = {}
    people = programme.participations.values("person")
    for pk, human, manager, unit, house in chart_around(programme.organisation_id, people):
        who[pk] = human
        if manager:
            edges.append((pk, manager))
        if unit:
            units[human].append(f"{house}/{unit.casefold()}")
            names[human] = unit
    line = line_of((who[one], who[above]) for one, above in edges if above in who)
    return Chart(programme.levels, line, units, names)


def barred(rows: Sequence[Participation], policy: Policy) -> dict[UUID, tuple[str, ...]]:
    """Which rules of the policy keep somebody out, whoever the other is; a constant number of queries."""
    rules = policy.rules
    unprepared = missing(rows) if rules.prepared else {}
    checked = _checked(rows) if rules.checked_mentors else set()
    found = {}
    for row in rows:
        against = {
            "prepared": row.pk in unprepared,
            "eligible": rules.eligible and not row.eligible,
            "checked_mentors": rules.checked_mentors and row.role == "mentor" and row.pk not in checked,
        }
        found[row.pk] = tuple(rule for rule, stands in against.items() if stands)
    return found


def _checked(rows: Sequence[Participation]) -> set[UUID]:
    valid = Q(valid_until=None) | Q(valid_until__gte=clock.today())
    checks = SafeguardingCheck.objects.filter(valid, participation__in=rows)
    return set(checks.values_list("participation_id", flat=True))


def barred_before_joining(invitation: Invitation, policy: Policy) -> tuple[str, ...]:
    """Trainings are followed before the pair begins, after joining; a safeguarding check is seen before anything."""
    bound = policy.rules.checked_mentors and invitation.role == "mentor"
    return ("checked_mentors",) if bound else ()


def places(policy: Policy, *, role: str, capacity: int, taken: int) -> dict[str, int]:
    """How many more mentees a mentor may have, and should have at least."""
    if role != "mentor":
        return {}
    most = capacity if policy.capacity.most is None else min(capacity, policy.capacity.most)
    free = max(0, most - taken)
    return {"capacity": free, "least": min(free, max(0, policy.capacity.least - taken))}


def zone_of(name: str) -> int:
    """Minutes from UTC, today."""
    offset = datetime.now(ZoneInfo(name)).utcoffset()
    return int(offset.total_seconds()) // 60 if offset else 0


def facts_of(row: Participation, profile: Profile | None) -> dict[str, Any]:
    facts: dict[str, Any] = {"level": row.level, "wishes": row.wishes, "languages": [row.person.language]}
    if profile is None:
        return facts
    told = {name: getattr(profile, name) for name in TOLD}
    return facts | told | {"languages": profile.languages or facts["languages"]}


def facts_of_invited(row: Invitation) -> dict[str, Any]:
    return {**row.prepared, "languages": row.prepared.get("languages") or [row.language]}


def someone(chart: Chart, facts: Mapping[str, Any], *, email: str, name: str, **more: Any) -> Someone:
    """Somebody of a run; `more` is where they stand in it."""
    human, level = email.lower(), facts.get("level", "")
    return Someone(
        human=human,
        name=name,
        topics=frozenset(facts.get("expertise", ())),
        sectors=frozenset(facts.get("sectors", ())),
        languages=frozenset(facts.get("languages", ())),
        roles=frozenset(facts.get("mentor_roles", ())),
        slots=frozenset(facts.get("slots", ())),
        place=str(facts.get("place", "")).strip(),
        level=chart.levels.index(level) if level in chart.levels else None,
        units=tuple(chart.units.get(human, ())),
        text=f"{facts.get('headline', '')} {facts.get('presentation', '')}".strip(),
        wishes=tuple(str(wish).lower() for wish in facts.get("wishes", ())),
        facts={"level": level, "unit": chart.names.get(human, ""), "headline": facts.get("headline", "")},
        **more,
    )
