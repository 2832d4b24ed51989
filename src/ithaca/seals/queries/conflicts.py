"""Whom something binds to an organisation: from what the product knows, and from what was declared."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from ithaca.journal.queries import happened_to, latest_of
from ithaca.kernel import clock
from ithaca.networks.models import NetworkRole
from ithaca.networks.queries import people_of
from ithaca.organisations.models import Organisation
from ithaca.organisations.queries import administered_by
from ithaca.programmes.queries import coordinated_by, everybody, programmes_of
from ithaca.programmes.states import INSIDE, ParticipationState
from ithaca.seals import rules
from ithaca.seals.models import Audit, Decision, Part, SealFile, Tie, Vote
from ithaca.seals.rules import Belonging, Bonds, Conflict, Way
from ithaca.seals.states import AuditorState

WAS_INSIDE = (*INSIDE, ParticipationState.LEFT, ParticipationState.EXCLUDED)


def bonds_of(row: SealFile, people: Collection[UUID]) -> Bonds:
    """What stands between a file and these people."""
    organisation = row.programme.organisation_id
    houses = [
        *(Belonging(person, house, Way.ADMINISTERS) for person, house in administered_by(people)),
        *(Belonging(person, house, Way.COORDINATES) for person, house in coordinated_by(people)),
    ]
    last = last_auditors({each.organisation for each in houses})
    others = {person for auditors in last.values() for person in auditors} - set(people)
    theirs = [
        *(Belonging(person, house, Way.ADMINISTERS) for person, house in administered_by(others)),
        *(Belonging(person, house, Way.COORDINATES) for person, house in coordinated_by(others)),
    ]
    return Bonds(
        organisation=organisation,
        today=clock.today(),
        belongings=[
            *houses,
            *theirs,
            *_taken_part({*people, *others}, organisation),
            *_answered_for({*people, *others}, row.programme.organisation),
        ],
        declared=frozenset(
            Tie.objects.filter(organisation=organisation, person__in=people).values_list(
                "person_id", flat=True
            )
        ),
        last_auditors=last,
        audited=frozenset(Part.objects.filter(audit__file=row).values_list("person_id", flat=True)),
        decided=_have_decided(row),
    )


def _taken_part(people: Collection[UUID], organisation: UUID) -> list[Belonging]:
    rows = list(
        everybody().filter(person__in=people, programme__organisation=organisation, state__in=WAS_INSIDE)
    )
    over = latest_of(
        [each.pk for each in rows if not each.inside], ["participation.left", "participation.excluded"]
    )
    return [
        Belonging(
            each.person_id,
            organisation,
            Way.TAKES_PART,
            None if each.inside or each.pk not in over else over[each.pk].date(),
        )
        for each in rows
    ]


def _answered_for(people: Collection[UUID], organisation: Organisation) -> list[Belonging]:
    """Those who administered the organisation or coordinated for it, and when they stopped: by the journal."""
    ways = {"administrator.removed": Way.ADMINISTERS, "coordinator.removed": Way.COORDINATES}
    subjects = [organisation.pk, *programmes_of(organisation).values_list("pk", flat=True)]
    gone = [(event, UUID(str(event.facts["person_id"]))) for event in happened_to(subjects, list(ways))]
    return [
        Belonging(person, organisation.pk, ways[event.verb], event.at.date())
        for event, person in gone
        if person in people
    ]


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


def _have_decided(row: SealFile) -> frozenset[UUID]:
    """Those whose votes a decision of this file rests on, and who wrote its minutes."""
    voted = Vote.objects.filter(file=row).exclude(decision=None).values_list("person_id", flat=True)
    minutes = Decision.objects.filter(Q(file=row), Q(step__in=("award", "refuse", "uphold", "dismiss")))
    written = minutes.exclude(by=None).values_list("by_id", flat=True)
    return frozenset({*voted, *(each for each in written if each)})


def candidates(row: SealFile, role: str) -> list[tuple[NetworkRole, list[Conflict]]]:
    """Everybody who is an auditor of the network, or on its committee, each with what stands against them."""
    members = list(people_of(row.network, role))
    bonds = bonds_of(row, {each.person_id for each in members})
    return [(each, rules.against(each.person_id, bonds)) for each in members]


def stands_against(person_id: UUID, row: SealFile) -> list[Conflict]:
    return rules.against(person_id, bonds_of(row, {person_id}))
