"""What waits for whom, for the home page and for reminders: a query or two each."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

from ithaca.accounts.models import Person
from ithaca.kernel import clock
from ithaca.networks.models import Network, Role
from ithaca.networks.queries import holds_role
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Programme
from ithaca.programmes.queries import participations_of
from ithaca.programmes.states import INSIDE
from ithaca.seals import rules
from ithaca.seals.models import Audit, Draw, Finding, Procedure, SealFile, Volunteer
from ithaca.seals.queries.conflicts import bonds_between
from ithaca.seals.queries.files import WITH
from ithaca.seals.states import FileState, FindingState


def judges(person: Person) -> bool:
    """Whether somebody audits or decides for some network."""
    return holds_role(person, Role.AUDITOR, Role.COMMITTEE)


def concerned(programmes: Collection[Programme], organisations: Collection[Organisation]) -> bool:
    """Whether one of these programmes, or one of an organisation's, has ever gone the way to a seal."""
    theirs = Q(programme__in=programmes) | Q(programme__organisation__in=organisations)
    return SealFile.objects.filter(theirs).exclude(state=FileState.LEFT).exists()


def in_hands_of(networks: Collection[Network], person: Person) -> list[SealFile]:
    """Files handed in, and files with the committee, in which an administrator may have a hand; the longest first."""
    rows = SealFile.objects.filter(network__in=networks, state__in=(FileState.HANDED_IN, FileState.DECIDING))
    found = list(rows.select_related(*WITH).order_by("since", "id"))
    bonds = bonds_between(found, {person.pk}) if found else {}
    return [row for row in found if not rules.BINDING & set(rules.against(person.pk, bonds[row.pk]))]


def _with_finding(state: str) -> Exists:
    found = Finding.objects.filter(audit__file=OuterRef("pk"), audit__closed=False, state=state)
    return Exists(found)


NEWS = timedelta(days=30)  # for which a decision is told on the home page
LONGEST = timedelta(days=365)  # that a network can leave for an appeal


def at_home(programmes: Collection[Programme]) -> tuple[list[SealFile], list[tuple[SealFile, datetime]]]:
    """
    Of these programmes, in one query: files with findings that nobody has answered; files that were decided not long ago,
    each with the moment until which a refusal can be appealed against.
    """
    lately = clock.now() - NEWS
    open_findings = Q(state=FileState.REPORTED) & _with_finding(FindingState.OPEN)
    awarded = Q(state=FileState.SEALED, credential__valid_from__gte=lately)
    refused = Q(state__in=(FileState.REFUSED, FileState.FINAL), since__gte=clock.now() - LONGEST)
    days = Procedure.objects.filter(network=OuterRef("network")).values("appeal_days")
    rows = SealFile.objects.filter(open_findings | awarded | refused, programme__in=programmes)
    waiting: list[SealFile] = []
    decided: list[tuple[SealFile, datetime]] = []
    for row in rows.annotate(days=Subquery(days)).select_related(*WITH).order_by("since"):
        until = rules.appeal_until(row.since, row.days or Procedure().appeal_days)
        if row.state == FileState.REPORTED:
            waiting.append(row)
        elif row.state == FileState.SEALED or row.since >= lately or _appealable(row, until):
            decided.append((row, until))
    return waiting, decided


def _appealable(row: SealFile, until: datetime) -> bool:
    return row.state == FileState.REFUSED and clock.now() <= until


def have_answers(files: Collection[SealFile]) -> set[object]:
    """Ids of those of these files in which an answer waits for the auditors."""
    return _with(files, FindingState.ANSWERED)


def wait_for_answers(files: Collection[SealFile]) -> set[object]:
    """Ids of those of these files in which a finding waits for the programme."""
    return _with(files, FindingState.OPEN)


def _with(files: Collection[SealFile], state: str) -> set[object]:
    rows = SealFile.objects.filter(pk__in=[row.pk for row in files])
    return set(rows.filter(_with_finding(state)).values_list("pk", flat=True))


def asked_to_talk(person: Person) -> list[tuple[SealFile, str]]:
    """(file, role) wherever somebody may be talked to by auditors, and has not said yet."""
    answered = Volunteer.objects.filter(file=OuterRef("pk"), participation__person=person)
    drawn = Draw.objects.filter(
        audit__file__programme=OuterRef("programme"), audit__closed=False, role=OuterRef("role")
    )
    places = participations_of(person).filter(~Exists(drawn), state__in=INSIDE)
    rows = SealFile.objects.filter(state=FileState.AUDITING, programme__in=places.values("programme"))
    files = list(rows.filter(~Exists(answered)).select_related(*WITH).order_by("since", "id"))
    if not files:
        return []
    roles = dict(places.values_list("programme_id", "role"))
    return [(row, roles[row.programme_id]) for row in files]


def reports_being_written() -> list[tuple[SealFile, Audit]]:
    """Files under audit of which some session was held."""
    rows = Audit.objects.filter(
        Q(closed=False, file__state=FileState.AUDITING), sessions__held_at__isnull=False
    ).distinct()
    return [(audit.file, audit) for audit in rows.select_related(*(f"file__{name}" for name in WITH))]


def answers_due(from_day: date, to_day: date) -> list[SealFile]:
    """Files with open findings whose time for answers ends in these days."""
    rows = SealFile.objects.filter(
        state=FileState.REPORTED,
        audits__closed=False,
        audits__answers_until__gte=from_day,
        audits__answers_until__lte=to_day,
    )
    return list(rows.filter(_with_finding(FindingState.OPEN)).select_related(*WITH).distinct())
