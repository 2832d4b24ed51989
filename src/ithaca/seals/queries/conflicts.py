"""Whom something binds to an organisation: from what the product knows, and from what was declared."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import F, Q

from ithaca.journal.queries import happened_to, latest_of
from ithaca.kernel import clock
from ithaca.networks.models import NetworkRole
from ithaca.networks.queries import people_of, with_role
from ithaca.organisations.queries import administered_by
from ithaca.programmes.queries import coordinated_by, everybody, programmes_of
from ithaca.programmes.states import INSIDE, ParticipationState
from ithaca.seals import rules
from ithaca.seals.models import Audit, Decision, Part, SealFile, Tie, Vote
from ithaca.seals.queries.procedure import procedure_of
from ithaca.seals.rules import Belonging, Bonds, Conflict, Way
from ithaca.seals.states import AuditorState, FileState

WAS_INSIDE = (*INSIDE, ParticipationState.LEFT, ParticipationState.EXCLUDED)


def bonds_of(row: SealFile, people: Collection[UUID]) -> Bonds:
    """What stands between a file and these people."""
    return bonds_between([row], people)[row.pk]


def bonds_between(rows: Collection[SealFile], people: Collection[UUID]) -> dict[UUID, Bonds]:
    """{file: what stands between it and these people}; the same number of queries for any number of files."""
    houses = _answering(people)
    last = last_auditors({each.organisation for each in houses})
    others = {person for auditors in last.values() for person in auditors} - set(people)
    everywhere = [*houses, *_answering(others)]
    organisations = {row.programme.organisation_id for row in rows}
    theirs = _by_organisation(
        [*_taken_part({*people, *others}, organisations), *_answered_for({*people, *others}, organisations)]
    )
    declared, audited, decided = _declared(organisations, people), _have_audited(rows), _have_decided(rows)
    return {
        row.pk: Bonds(
            organisation=row.programme.organisation_id,
            today=clock.today(),
            belongings=[*everywhere, *theirs[row.programme.organisation_id]],
            declared=frozenset(declared[row.programme.organisation_id]),
            last_auditors=last,
            audited=frozenset(audited[row.pk]),
            decided=frozenset(decided[row.pk]),
        )
        for row in rows
    }


def _answering(people: Collection[UUID]) -> list[Belonging]:
    """What these people administer and coordinate for now."""
    return [
        *(Belonging(person, house, Way.ADMINISTERS) for person, house in administered_by(people)),
        *(Belonging(person, house, Way.COORDINATES) for person, house in coordinated_by(people)),
    ]


def _by_organisation(belongings: Iterable[Belonging]) -> dict[UUID, list[Belonging]]:
    found: dict[UUID, list[Belonging]] = defaultdict(list)
    for each in belongings:
        found[each.organisation].append(each)
    return found


def _taken_part(people: Collection[UUID], organisations: Collection[UUID]) -> list[Belonging]:
    rows = list(
        everybody().filter(person__in=people, programme__organisation__in=organisations, state__in=WAS_INSIDE)
    )
    over = latest_of(
        [each.pk for each in rows if not each.inside], ["participation.left", "participation.excluded"]
    )
    return [
        Belonging(
            each.person_id,
            each.programme.organisation_id,
            Way.TAKES_PART,
            None if each.inside or each.pk not in over else over[each.pk].date(),
        )
        for each in rows
    ]


def _answered_for(people: Collection[UUID], organisations: Collection[UUID]) -> list[Belonging]:
    """Those who administered an organisation or coordinated for it, and when they stopped: by the journal."""
    ways = {"administrator.removed": Way.ADMINISTERS, "coordinator.removed": Way.COORDINATES}
    theirs = programmes_of(*organisations).values_list("pk", "organisation_id")
    houses = {each: each for each in organisations} | dict(theirs)
    gone = [(event, UUID(str(event.facts["person_id"]))) for event in happened_to(houses, list(ways))]
    return [
        Belonging(person, houses[event.subject_id], ways[event.verb], event.at.date())
        for event, person in gone
        if person in people
    ]


def _pairs(rows: Iterable[tuple[UUID, UUID]]) -> dict[UUID, set[UUID]]:
    """{first: every second}"""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for first, second in rows:
        found[first].add(second)
    return found


def _declared(organisations: Collection[UUID], people: Collection[UUID]) -> dict[UUID, set[UUID]]:
    rows = Tie.objects.filter(organisation__in=organisations, person__in=people)
    return _pairs(rows.values_list("organisation_id", "person_id"))


def set_aside_by_programme(row: SealFile) -> int:
    """
    Of how many auditors the programme has said that they should not audit it: in this file, and in those of the same
    network that it has ended itself not long ago, or it would begin anew until somebody suits.
    """
    lately = rules.years_before(clock.today(), rules.YEARS_AFTER)
    ended = Q(
        audit__file__programme=row.programme_id,
        audit__file__network=row.network_id,
        audit__file__state=FileState.LEFT,
        audit__file__since__date__gte=lately,
    )
    aside = Part.objects.filter(ended | Q(audit__file=row), state=AuditorState.ASIDE)
    ties = Tie.objects.filter(organisation=row.programme.organisation_id, person__in=aside.values("person"))
    return ties.exclude(declared_by=F("person")).count()


def left_to_set_aside(row: SealFile) -> int:
    """How many more it may still: at most as many as audit a file."""
    return max(procedure_of(row.network).auditors - set_aside_by_programme(row), 0)


def _have_audited(files: Collection[SealFile]) -> dict[UUID, set[UUID]]:
    return _pairs(Part.objects.filter(audit__file__in=files).values_list("audit__file_id", "person_id"))


def _have_decided(files: Collection[SealFile]) -> dict[UUID, set[UUID]]:
    """Those whose votes a decision of each file rests on, and who wrote its minutes."""
    voted = Vote.objects.filter(file__in=files).exclude(decision=None).values_list("file_id", "person_id")
    minutes = Decision.objects.filter(file__in=files, step__in=("award", "refuse", "uphold", "dismiss"))
    return _pairs([*voted, *minutes.exclude(by=None).values_list("file_id", "by_id")])


def last_auditors(organisations: Collection[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Of each organisation's last audited file: who audited it, whoever stepped aside not counted."""
    latest: dict[UUID, Audit] = {}
    rows = Audit.objects.filter(file__programme__organisation__in=organisations)
    for audit in (
        rows.select_related("file__programme").prefetch_related("parts").order_by("created_at", "id")
    ):
        latest[audit.file.programme.organisation_id] = audit
    return {
        house: frozenset(part.person_id for part in audit.parts.all() if part.state == AuditorState.NAMED)
        for house, audit in latest.items()
    }


def candidates(row: SealFile, role: str) -> list[tuple[NetworkRole, list[Conflict]]]:
    """Everybody who is an auditor of the network, or on its committee, each with what stands against them."""
    members = list(people_of(row.network, role))
    bonds = bonds_of(row, {each.person_id for each in members})
    return [(each, rules.against(each.person_id, bonds)) for each in members]


def free_of(rows: Collection[SealFile], role: str) -> dict[UUID, set[UUID]]:
    """{file: who has a role in its network and nothing stands against}, for many files at once."""
    seats = _pairs(with_role({row.network_id for row in rows}, role))
    bonds = bonds_between(rows, set().union(*seats.values()))
    return {
        row.pk: {each for each in seats[row.network_id] if not rules.against(each, bonds[row.pk])}
        for row in rows
    }


def stands_against(person_id: UUID, row: SealFile) -> list[Conflict]:
    return rules.against(person_id, bonds_of(row, {person_id}))


def binds(person_id: UUID, row: SealFile) -> list[Conflict]:
    """What keeps an administrator of the network from having a hand in a file: that they belong to its organisation."""
    return [each for each in stands_against(person_id, row) if each in rules.BINDING]


def unbound(row: SealFile, people: Collection[UUID]) -> set[UUID]:
    """Those of these people who don't belong to a file's organisation."""
    bonds = bonds_of(row, people)
    return {each for each in people if not set(rules.against(each, bonds)) & rules.BINDING}


def belongs_to_one_of(person_id: UUID, rows: Collection[SealFile]) -> bool:
    """Whether somebody belongs to the organisation of one of these files."""
    bonds = bonds_between(rows, {person_id})
    return any(set(rules.against(person_id, each)) & rules.BINDING for each in bonds.values())
