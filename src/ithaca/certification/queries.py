"""Reads of schemes, panels, files, ratings and the usual times."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Q, QuerySet, Sum

from ithaca.accounts import queries as accounts
from ithaca.accounts.models import Person
from ithaca.catalogue.models import Framework, Level
from ithaca.certification import agreement, rules
from ithaca.certification.models import (
    Decision,
    File,
    FurtherTraining,
    PanelMember,
    Part,
    Rating,
    Scheme,
    Settlement,
    Tie,
)
from ithaca.certification.rules import Compared, Conflict, Shown, Ties
from ithaca.certification.states import FILE, HELD, RUNNING, FileState, PartState, SchemeState
from ithaca.competences import queries as competences
from ithaca.competences.rules import Gap
from ithaca.kernel import clock
from ithaca.kernel.periods import months_later
from ithaca.mentorships.queries import mentored_by, mentorships_of
from ithaca.organisations.models import Organisation
from ithaca.organisations.queries import not_independent_of
from ithaca.perspectives.models import Round
from ithaca.perspectives.queries import shown_by
from ithaca.trainings.queries import hours_of

RENEWABLE_DAYS = 183  # before the end of a certificate
EXPIRING_DAYS = 90
WITH = ("person", "scheme__organisation", "scheme__version", "portfolio", "frozen", "credential", "renews")
OTHER_VERSION = "other_version"  # the portfolio was carried over since the application


# --- Schemes and panels ---


def schemes_of(organisation: Organisation) -> list[Scheme]:
    rows = Scheme.objects.filter(organisation=organisation).select_related("organisation", "version")
    return list(rows.order_by("created_at"))


def scheme(scheme_id: UUID) -> Scheme | None:
    return Scheme.objects.select_related("organisation", "version").filter(pk=scheme_id).first()


def framework_of(row: Scheme) -> Framework:
    return competences.framework(row.version)


def panel_of(row: Scheme) -> list[PanelMember]:
    return list(PanelMember.objects.filter(scheme=row).select_related("person"))


def panel_roles(person: Person, row: Scheme) -> PanelMember | None:
    return PanelMember.objects.filter(scheme=row, person=person).first()


def open_to(person: Person) -> list[Scheme]:
    """Where a mentor can apply: open schemes by a framework of which they keep a portfolio, where no file is under way."""
    versions = [row.version_id for row in competences.portfolios_of(person)]
    rows = _open_in(competences.organisations_mentored_in(person)).filter(version__in=versions)
    running = File.objects.filter(person=person, state__in=RUNNING).values("scheme")
    found = rows.exclude(pk__in=running).select_related("organisation", "version")
    return list(found.order_by("created_at"))


def is_under_way(person: Person, row: Scheme) -> bool:
    """Whether somebody is a candidate by a scheme."""
    return File.objects.filter(scheme=row, person=person, state__in=RUNNING).exists()


def _open_in(organisations: Collection[Organisation]) -> QuerySet[Scheme]:
    return Scheme.objects.filter(state=SchemeState.OPEN, organisation__in=organisations)


# --- Files ---


def file(file_id: UUID) -> File | None:
    return File.objects.select_related(*WITH).filter(pk=file_id).first()


def files_of(person: Person) -> list[File]:
    """A candidate's, the newest first."""
    return list(File.objects.filter(person=person).select_related(*WITH).order_by("-created_at"))


def to_hand_in(person: Person) -> list[File]:
    """A candidate's files that wait for the portfolio."""
    return list(File.objects.filter(person=person, state=FileState.ELIGIBLE))


def decided_lately(person: Person) -> list[File]:
    """A candidate's files whose decision asks something of them: conditions to meet, or a refusal that can be appealed."""
    rows = File.objects.filter(person=person, state__in=(FileState.CONDITIONAL, FileState.REFUSED))
    found = rows.select_related("scheme").order_by("since")
    return [row for row in found if row.state == FileState.CONDITIONAL or appeal_until(row) > clock.now()]


def decided_before(row: File) -> str:
    """The step of the latest decision; "" where there is none."""
    return row.decisions.order_by("-created_at", "-id").values_list("step", flat=True).first() or ""


def may_appeal(row: File) -> bool:
    """Whether there is a decision to appeal against, its time runs, and no appeal against it was dismissed."""
    open_to_it = FILE.allows("appeal", row.state) and clock.now() <= appeal_until(row)
    return open_to_it and decided_before(row) != "keep conditions"


def appeal_until(row: File) -> datetime:
    return rules.appeal_until(row.since, row.scheme.appeal_days)


def files_in(organisation: Organisation) -> QuerySet[File]:
    rows = File.objects.filter(scheme__organisation=organisation).select_related(*WITH)
    return rows.order_by("since", "id")


def level_of(row: File) -> Level:
    return framework_of(row.scheme).level(row.level)


def parts_of(row: File) -> list[Part]:
    """Of those who assess it now."""
    return list(_active(row).select_related("person"))


def _active(row: File) -> QuerySet[Part]:
    return Part.objects.filter(file=row).exclude(state=PartState.ASIDE)


def desk_of(person: Person) -> list[Part]:
    """The files that somebody assesses, those that wait for them first."""
    rows = Part.objects.filter(person=person, file__state__in=RUNNING).exclude(state=PartState.ASIDE)
    found = rows.select_related("file__person", "file__scheme__version", "file__scheme__organisation")
    return sorted(found, key=lambda part: (part.state != PartState.RATING, part.created_at))


def to_decide(person: Person) -> list[File]:
    """The files that wait for a decision which somebody may take, also on whether conditions are met."""
    panels = PanelMember.objects.filter(person=person, decides=True).values("scheme")
    told = Q(state=FileState.CONDITIONAL) & ~Q(conditions_met="")
    waiting = Q(state__in=(FileState.DECIDING, FileState.APPEALED)) | told
    rows = File.objects.filter(waiting, scheme__in=panels)
    found = list(rows.exclude(person=person).select_related(*WITH).order_by("since"))
    barred = barred_from(person, found)
    return [row for row in found if row.pk not in barred]


def takes_part(person: Person, mentored_in: Collection[Organisation]) -> bool:
    """Whether somebody has to do with certification: as candidate, on a panel, or as a mentor who can apply."""
    open_ones = _open_in(mentored_in).filter(
        version__in=competences.portfolios_kept_by(person).values("version")
    )
    having_to_do = (
        Exists(File.objects.filter(person=person))
        | Exists(PanelMember.objects.filter(person=person))
        | Exists(open_ones)
    )
    return accounts.people([person.pk]).filter(having_to_do).exists()


# --- Conflicts of interest ---


def ties_of(row: File) -> Ties:
    """Everything that stands between a candidate and a judge, from what the product knows and what was declared."""
    pairs = mentorships_of(row.person).values_list("mentor__person_id", "mentee__person_id")
    ties = list(Tie.objects.filter(candidate=row.person).values_list("person_id", "trainer"))
    decided = row.decisions.exclude(by=None).values_list("by_id", flat=True)
    return Ties(
        candidate=row.person_id,
        mentorships=frozenset(each for pair in pairs for each in pair) - {row.person_id},
        dependent=not_independent_of(row.person_id, same_unit=True),
        trainers=frozenset(person for person, trainer in ties if trainer),
        declared=frozenset(person for person, trainer in ties if not trainer),
        assessed=frozenset(Part.objects.filter(file=row).values_list("person_id", flat=True)),
        decided=frozenset(each for each in decided if each),
    )


def barred_from(person: Person, rows: Collection[File]) -> frozenset[UUID]:
    """
    Those of these files that somebody must not decide on: as `ties_of`, asked for one person and all files at once.
    Whether conditions are met may be said by whoever has set them.
    """
    if not rows:
        return frozenset()
    pairs = mentorships_of(person).values_list("mentor__person_id", "mentee__person_id")
    bound = {each for pair in pairs for each in pair} | not_independent_of(person.pk, same_unit=True)
    bound |= set(Tie.objects.filter(person=person).values_list("candidate_id", flat=True))
    judged = set(Part.objects.filter(person=person, file__in=rows).values_list("file_id", flat=True))
    decided = Decision.objects.filter(by=person, file__in=rows).exclude(file__state=FileState.CONDITIONAL)
    judged |= set(decided.values_list("file_id", flat=True))
    return frozenset(row.pk for row in rows if row.person_id in bound | {person.pk} or row.pk in judged)


def could_assess(row: File) -> list[tuple[PanelMember, list[Conflict]]]:
    """The panel's assessors who are not in this file already, each with what stands against them."""
    ties, named = ties_of(row), {part.person_id for part in parts_of(row)}
    return [
        (member, rules.against_assessing(member.person_id, ties))
        for member in panel_of(row.scheme)
        if member.assesses and member.person_id not in named
    ]


def could_lift(row: File) -> list[PanelMember]:
    """Who may say that conditions are met: also whoever has set them."""
    ties = ties_of(row)
    members = [member for member in panel_of(row.scheme) if member.decides]
    return [
        each for each in members if not ties.bound(each.person_id) and each.person_id not in ties.assessed
    ]


def could_decide(row: File) -> list[PanelMember]:
    ties = ties_of(row)
    members = [member for member in panel_of(row.scheme) if member.decides]
    return [member for member in members if not rules.against_deciding(member.person_id, ties)]


# --- What a file shows, and how it was rated ---


def shown_in(row: File) -> dict[str, Shown]:
    """By ability, what the frozen portfolio rests on, with what referents validated since."""
    if row.frozen is None:
        return {}
    return rules.shown_in(manifest_of(row), framework_of(row.scheme), validated_in(row))


def manifest_of(row: File) -> dict[str, Any]:
    """What was handed in, without what may no longer be shown."""
    assert row.frozen is not None
    return rules.in_force(row.frozen.manifest, competences.consents_in(row.portfolio))


def validated_in(row: File) -> frozenset[tuple[UUID, str]]:
    """(item, ability) of what referents have validated in the portfolio."""
    items = competences.items_of(row.portfolio)
    return frozenset((item.pk, each.ability) for item in items for each in item.validations.all())


def ratings_of(part: Part) -> dict[str, Rating]:
    return {row.ability: row for row in Rating.objects.filter(part=part)}


def compared(row: File) -> list[Compared]:
    """Every ability as the assessors found it. For those who have given their own ratings, not before."""
    marks: dict[str, dict[UUID, str]] = defaultdict(dict)
    given = _active(row).filter(state=PartState.GIVEN)
    for person, ability, mark in Rating.objects.filter(part__in=given).values_list(
        "part__person_id", "ability", "mark"
    ):
        marks[ability][person] = mark
    settled = {each.ability: each for each in Settlement.objects.filter(file=row)}
    return [
        Compared(
            ability,
            marks[ability],
            settled[ability].mark if ability in settled else None,
            frozenset(UUID(each) for each in settled[ability].agreed) if ability in settled else frozenset(),
        )
        for ability in framework_of(row.scheme).abilities
        if ability in marks
    ]


def comments_on(row: File) -> dict[str, list[tuple[Person, str]]]:
    """{ability: who wrote what}, of the ratings given."""
    rows = Rating.objects.filter(part__in=_active(row).filter(state=PartState.GIVEN)).exclude(comment="")
    found: dict[str, list[tuple[Person, str]]] = defaultdict(list)
    for each in rows.select_related("part__person").order_by("part__created_at"):
        found[each.ability].append((each.part.person, each.comment))
    return dict(found)


def agreement_in(rows: Collection[Compared]) -> float | None:
    """Kappa of what was rated independently, before anything was settled."""
    people = sorted({person for each in rows for person in each.marks})
    if any(person not in each.marks for each in rows for person in people):
        return None
    return agreement.kappa([[each.marks[person] for each in rows] for person in people])


def results_of(row: File) -> dict[str, str]:
    """{ability: the mark that holds}."""
    return {each.ability: each.result for each in compared(row) if each.result is not None}


def perspectives_in(row: File) -> list[Round]:
    """The rounds of perspectives that the candidate showed when they handed in, and still shows."""
    handed_in = set(row.frozen.manifest["rounds"]) if row.frozen else set()
    return [each for each in shown_by(row.person) if str(each.pk) in handed_in] if handed_in else []


# --- What is lacking ---


def held_before(row: File) -> File | None:
    """The certificate in force of the level that comes before the one asked for."""
    after = level_of(row).after
    rows = File.objects.filter(
        _in_time(), person=row.person, scheme__version__series=row.scheme.version.series, level=after
    )
    return rows.filter(state=FileState.CERTIFIED).select_related("credential").order_by("since").first()


def lacking_to_apply(row: File) -> list[Gap]:
    """What stands between a candidate and the assessment, or the renewal."""
    if row.portfolio.version_id != row.scheme.version_id:
        return [Gap(OTHER_VERSION, 0, 1)]
    level = level_of(row)
    if row.renews is not None:
        return [gap for gap in towards_renewal(row.renews) if gap.has < gap.wants]
    found = competences.coverage_of(row.portfolio).gaps(row.level)
    if level.after:
        months, before = level.prerequisites.months_at_level_before, held_before(row)
        begun = before.credential.valid_from.date() if before and before.credential else None
        if begun is None or months_later(begun, months) > clock.today():
            found = [Gap("level_before", int(begun is not None), months, level.after), *found]
    return found


def towards_renewal(row: File) -> list[Gap]:
    """What the renewal of a certificate asks for, with how much of it has happened since it was issued."""
    if row.credential is None:
        return []
    since = row.credential.valid_from
    pairs = [one for one in mentored_by(row.person) if one.last_at >= since and one.completed]
    elsewhere = row.further.filter(counts=True).aggregate(n=Sum("hours"))["n"] or 0
    hours = int(hours_of(row.person, since=since)) + elsewhere
    return rules.towards_renewal(level_of(row), training_hours=hours, mentorships=len(pairs))


def further_of(row: File) -> list[FurtherTraining]:
    """What the holder has told of training followed elsewhere, the latest first."""
    return list(row.further.select_related("answered_by"))


def lacking_to_certify(row: File) -> list[Gap]:
    """What the thresholds of the level still ask for; a renewal's were looked at when it was confirmed."""
    if row.renews_id is not None:
        return lacking_to_apply(row)
    return rules.lacking(framework_of(row.scheme), level_of(row), shown_in(row), results_of(row))


def may_renew(row: File, now: datetime | None = None) -> bool:
    """Whether the end of a certificate is near enough, and has not come."""
    until = row.credential.valid_until if row.credential and row.state == FileState.CERTIFIED else None
    left = until - (now or clock.now()) if until else timedelta(0)
    return timedelta(0) < left <= timedelta(days=RENEWABLE_DAYS)


# --- Who is certified ---


def certified_in(organisation: Organisation) -> list[File]:
    """Who holds a certificate, those that end first in front."""
    rows = files_in(organisation).filter(state__in=HELD)
    return list(rows.filter(_in_time()).order_by("credential__valid_until", "id"))


def expiring_in(organisation: Organisation) -> list[File]:
    soon = clock.now() + timedelta(days=EXPIRING_DAYS)
    return [
        row
        for row in certified_in(organisation)
        if row.credential and row.credential.valid_until and row.credential.valid_until <= soon
    ]


def _in_time() -> Q:
    return Q(credential__valid_until=None) | Q(credential__valid_until__gt=clock.now())
