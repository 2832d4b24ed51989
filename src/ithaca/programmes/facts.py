"""What the indicators count of people, coordinators and the set-up; as of a moment by what the journal tells."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import In

from ithaca import catalogue
from ithaca.journal import queries as journal
from ithaca.kernel.periods import Period
from ithaca.kernel.tallies import Tallies, Tally, number, same_throughout, shares, yes
from ithaca.organisations.facts import keeps_people_apart
from ithaca.programmes.models import Charter, EligibilityQuestion, Participation, Programme
from ithaca.programmes.states import ProgrammeState
from ithaca.programmes.texts import lines

ENTERED = ("participation.accepted", "participation.joined")
NOT_IN = (
    "participation.applied",
    "participation.refused",
    "participation.withdrawn",
    "participation.put on the waiting list",
    "participation.answer taken back",
    "participation.left",
    "participation.excluded",
)
ACCEPTED_CHARTER = ("participation.applied", "participation.joined", "participation.charter accepted")


def inside_at(moment: datetime) -> Q:
    """Of participations: who took part at that moment."""
    return Q(In(journal.last_verb("pk", [*ENTERED, *NOT_IN], moment), list(ENTERED)))


def mentors_at(moment: datetime) -> Q:
    return Q(role="mentor") & inside_at(moment)


def participations(programmes: Collection[UUID]) -> QuerySet[Participation]:
    return Participation.objects.filter(programme__in=programmes)


def pairing_of(programmes: Collection[UUID]) -> dict[UUID, str]:
    """How people come together in each."""
    return dict(Programme.objects.filter(pk__in=programmes).values_list("pk", "pairing"))


@dataclass(frozen=True)
class Comparable:
    """What a programme has in common with others."""

    organisation: UUID
    traits: frozenset[str]


def comparable(programmes: Collection[UUID]) -> dict[UUID, Comparable]:
    """Of those that run: their country, and for whom they are made, by the ready programme they started from."""
    rows = Programme.objects.filter(pk__in=programmes, state__in=[ProgrammeState.OPEN, ProgrammeState.FULL])
    found = rows.values_list("pk", "organisation_id", "organisation__country", "template")
    return {
        key: Comparable(organisation, frozenset({f"country:{country}", f"audience:{template.split('@')[0]}"}))
        for key, organisation, country, template in found
    }


def charter_accepted(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Of those inside at the end: who has accepted the version that was in force then."""

    def accepted(period: Period) -> Q:
        latest = Charter.objects.filter(
            programme=OuterRef(OuterRef("programme")), created_at__lt=period.until
        ).order_by("-number")
        in_force_since = Subquery(latest.values("created_at")[:1])
        return Q(journal.happened("pk", ACCEPTED_CHARTER, before=period.until, since=in_force_since))

    return shares(
        participations(programmes), periods, case=lambda period: inside_at(period.until), hit=accepted
    )


def coordinators(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """How many there were at the end: whoever made the programme, and who was added and not removed."""
    told = journal.told_of(programmes, ["programme.created", "coordinator.added", "coordinator.removed"])
    found: dict[tuple[UUID, int], Tally] = {}
    for index, period in enumerate(periods):
        there: dict[UUID, set[str]] = defaultdict(set)
        for event in told:
            if event.at >= period.until or event.programme_id is None:
                continue
            people = there[event.programme_id]
            who = str(event.actor_id if event.verb == "programme.created" else event.facts["person_id"])
            people.discard(who) if event.verb == "coordinator.removed" else people.add(who)
        found |= {(key, index): number(len(there[key])) for key in programmes}
    return found


def _in_every_language(row: Programme, texts: Mapping[str, str]) -> bool:
    return all(lines(texts.get(language, "")) for language in row.languages)


def aims_described(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Whether theme and objectives are there in every language of the programme."""
    rows = Programme.objects.filter(pk__in=programmes).only("languages", "theme", "objectives")
    described = {
        row.pk: yes(_in_every_language(row, row.theme) and _in_every_language(row, row.objectives))
        for row in rows
    }
    return same_throughout(described, periods)


def eligibility_described(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Whether mentors and mentees are asked at least one question about who can take part."""
    asked: dict[UUID, set[str]] = {key: set() for key in programmes}
    rows = EligibilityQuestion.objects.filter(programme__in=programmes, is_group=False)
    for programme, role in rows.values_list("programme_id", "asked_of"):
        asked[programme] |= {"mentor", "mentee"} if role == "both" else {role}
    return same_throughout({key: yes(roles == {"mentor", "mentee"}) for key, roles in asked.items()}, periods)


def conflict_rules_set(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Whether something keeps people apart who aren't independent of each other."""
    rows = Programme.objects.filter(pk__in=programmes)
    ruled = rows.filter(Q(same_unit_excluded=True) | keeps_people_apart("organisation"))
    found = set(ruled.values_list("pk", flat=True))
    return same_throughout({key: yes(key in found) for key in programmes}, periods)


def questionnaires_set(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Whether both roles are asked a questionnaire at the end, by the ready programme it started from."""
    rows = Programme.objects.filter(pk__in=programmes).values_list("pk", "template")
    return same_throughout({key: yes(_asks_both(template)) for key, template in rows}, periods)


def _asks_both(template: str) -> bool:
    named = catalogue.programme(template).questionnaires
    return bool(named.mentee) and bool(named.mentor)


def follow_up_set(programmes: Collection[UUID], periods: Sequence[Period]) -> Tallies:
    """Whether both are asked how it went on, some months after the end."""
    rows = Programme.objects.filter(pk__in=programmes).values_list("pk", "follow_up_months")
    return same_throughout({key: yes(months is not None) for key, months in rows}, periods)
