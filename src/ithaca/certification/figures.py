"""Reads shaped for pages: calibration on samples, who is certified by level, what waits for organisers and holders."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from ithaca.accounts import queries as accounts
from ithaca.accounts.models import Person
from ithaca.certification import agreement, queries
from ithaca.certification.models import File, FurtherTraining, Sample, SampleRating, Scheme
from ithaca.certification.rules import Need, usual
from ithaca.certification.states import RUNNING, FileState
from ithaca.credentials.queries import can_issue
from ithaca.journal.queries import history_around
from ithaca.kernel import clock
from ithaca.organisations.models import Organisation
from ithaca.programmes.models import Participation, Programme
from ithaca.programmes.queries import everybody
from ithaca.programmes.states import INSIDE

MOVED = "certification.moved"

# --- Before a scheme opens ---


def needs_of(row: Scheme) -> dict[Need, bool]:
    """What a scheme needs before mentors can apply, and whether it is there."""
    panel = queries.panel_of(row)
    referent = {Need.REFERENT: any(member.refers for member in panel)} if row.referent else {}
    return {
        Need.ASSESSORS: sum(member.assesses for member in panel) >= row.assessors,
        **referent,
        Need.DECIDER: any(member.decides for member in panel),
        Need.KEY: can_issue(row.organisation),
    }


# --- Calibration ---


def samples_of(row: Scheme) -> list[Sample]:
    return list(Sample.objects.filter(scheme=row))


def sample_marks_of(person: Person, row: Scheme) -> dict[object, str]:
    """{sample: the mark that somebody has given it}."""
    rows = SampleRating.objects.filter(sample__scheme=row, person=person)
    return dict(rows.values_list("sample_id", "mark"))


def is_calibrated(person: Person, row: Scheme) -> bool:
    """Whether somebody has rated every sample of a scheme; true where there is none."""
    return not Sample.objects.filter(scheme=row).exclude(ratings__person=person).exists()


def calibrations_of(person: Person) -> list[tuple[Scheme, bool]]:
    """The schemes with samples that somebody assesses by, and whether they have rated them all."""
    left = Sample.objects.filter(scheme=OuterRef("pk")).exclude(ratings__person=person)
    rows = Scheme.objects.filter(panel__person=person, panel__assesses=True, samples__isnull=False)
    found = rows.annotate(left=Exists(left)).select_related("organisation", "version").distinct()
    return [(row, not row.left) for row in found.order_by("created_at")]


@dataclass(frozen=True)
class Calibrated:
    """One sample, what it was written to show, and how assessors found it."""

    sample: Sample
    mine: str
    marks: Mapping[str, int]


def calibration(row: Scheme, viewer: Person | None = None) -> tuple[list[Calibrated], float | None, int]:
    """Every sample with its marks; kappa of those who have rated all of them; how many those are."""
    samples = samples_of(row)
    given: dict[object, dict[object, str]] = {}
    for person, sample, mark in SampleRating.objects.filter(sample__in=samples).values_list(
        "person_id", "sample_id", "mark"
    ):
        given.setdefault(person, {})[sample] = mark
    whole = [marks for marks in given.values() if len(marks) == len(samples)]
    kappa = agreement.kappa([[marks[each.pk] for each in samples] for marks in whole]) if whole else None
    mine = given.get(viewer.pk, {}) if viewer else {}
    lines = [
        Calibrated(
            each, mine.get(each.pk, ""), dict(Counter(marks[each.pk] for marks in whole if each.pk in marks))
        )
        for each in samples
    ]
    return lines, kappa, len(whole)


# --- The way so far, usual times ---


@dataclass(frozen=True)
class Stage:
    """One state that a file was in, since when and by whom."""

    state: str
    at: datetime
    by: Person | None
    until: datetime | None


def stages_of(row: File) -> list[Stage]:
    """Where a file has been, by the journal, oldest first."""
    return _stages([row]).get(row.pk, [])


def _stages(rows: Collection[File]) -> dict[UUID, list[Stage]]:
    events = list(history_around(*(row.pk for row in rows)).filter(verb=MOVED))[::-1]
    who = {each.pk: each for each in accounts.people({event.actor_id for event in events if event.actor_id})}
    found: dict[UUID, list[Stage]] = defaultdict(list)
    for event in events:
        stages = found[event.subject_id]
        if stages:
            stages[-1] = replace(stages[-1], until=event.at)
        actor = who.get(event.actor_id) if event.actor_id else None
        stages.append(Stage(event.facts["state"], event.at, actor, None))
    return dict(found)


def usual_days(organisation: Organisation) -> Mapping[str, int]:
    """{state: how many days files usually stay in it}, where enough have been through it; the latest hundred count."""
    spent: dict[str, list[timedelta]] = defaultdict(list)
    latest = list(queries.files_in(organisation).order_by("-created_at")[:100])
    for stages in _stages(latest).values():
        for stage in stages:
            if stage.until is not None and stage.state in RUNNING:
                spent[stage.state].append(stage.until - stage.at)
    return {state: days for state, each in spent.items() if (days := usual(each)) is not None}


# --- Who is certified ---


def certified_in(organisation: Organisation, programme: Programme | None = None) -> list[File]:
    """Of an organisation, or only the mentors of one of its programmes; those that end first in front."""
    rows = queries.certified_in(organisation)
    if programme is None:
        return rows
    mentors = set(_mentors(programme).values_list("person_id", flat=True))
    return [row for row in rows if row.person_id in mentors]


def _mentors(programme: Programme) -> QuerySet[Participation]:
    return everybody().filter(programme=programme, role="mentor", state__in=INSIDE)


def by_level(rows: Collection[File], language: str) -> list[tuple[str, int]]:
    """(name of the level, how many), as the frameworks order them."""
    found: dict[str, int] = {}
    for row in sorted(rows, key=lambda each: each.scheme.created_at):
        framework = queries.framework_of(row.scheme)
        words = framework.text(language).levels
        for level in framework.levels:
            found.setdefault(words[level.slug].label, 0)
        found[words[row.level].label] += 1
    return [(label, n) for label, n in found.items() if n]


# --- What waits ---


def to_organise(organisations: Collection[Organisation], viewer: Person) -> list[File]:
    """Applications to answer, files without assessors, certificates with training to count; not the viewer's own."""
    told = FurtherTraining.objects.filter(file=OuterRef("pk"), counts=None)
    waiting = Q(state__in=(FileState.APPLIED, FileState.SUBMITTED)) | Q(
        Exists(told), state=FileState.CERTIFIED
    )
    rows = File.objects.filter(waiting, scheme__organisation__in=organisations)
    return list(rows.exclude(person=viewer).select_related("person").order_by("since"))


def ending_within(now: datetime, days: int, person: Person | None = None) -> list[File]:
    """Certificates in force that end so soon and whose renewal nobody has asked for, of one person or of all."""
    rows = File.objects.filter(
        state=FileState.CERTIFIED,
        credential__valid_until__gt=now,
        credential__valid_until__lte=now + timedelta(days=days),
    ).exclude(renewals__state__in=[*RUNNING, FileState.CERTIFIED, FileState.CONDITIONAL])
    if person is not None:
        rows = rows.filter(person=person)
    return list(rows.select_related(*queries.WITH).order_by("credential__valid_until"))


def to_renew(person: Person) -> list[File]:
    return ending_within(clock.now(), queries.EXPIRING_DAYS, person)
