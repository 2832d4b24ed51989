"""Reads of frameworks and portfolios. `framework`, `portfolio_of` and `coverage_of` are what certification stands on."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from ithaca.accounts.models import Person
from ithaca.catalogue.models import Framework
from ithaca.competences import document, practice, rules
from ithaca.competences.models import Assessment, FrameworkVersion, Item, Portfolio
from ithaca.competences.rules import Coverage, Evidence, Status
from ithaca.competences.states import AGREED, AssessmentState, ConsentState, VersionState
from ithaca.kernel import clock
from ithaca.mentorships.models import Mentorship
from ithaca.mentorships.queries import mentorships_of
from ithaca.organisations.models import Organisation
from ithaca.programmes.queries import everybody
from ithaca.programmes.states import INSIDE
from ithaca.vault import queries as vault
from ithaca.vault.rules import PORTFOLIO

EVIDENCE, EXHIBIT = "evidence", "exhibit"  # the kinds of text that say what an item is, and tell of its files
MOST_FILES = 10


# --- Frameworks ---


def framework(version: FrameworkVersion) -> Framework:
    """The document of a version."""
    if version.state == VersionState.DRAFT:
        return document.framework_of(version.content, version=version.number)
    return _published(version.pk, version.number)


@lru_cache(maxsize=64)
def _published(version_id: UUID, number: int) -> Framework:
    """A published version never changes: it is read once a process."""
    content = FrameworkVersion.objects.values_list("content", flat=True).get(pk=version_id)
    return document.framework_of(content, version=number)


def versions_of(organisation: Organisation) -> list[FrameworkVersion]:
    """Every version of every framework, the newest of each first."""
    rows = FrameworkVersion.objects.filter(organisation=organisation)
    return list(rows.select_related("organisation").order_by("series", "-number"))


def versions_in_series(version: FrameworkVersion) -> QuerySet[FrameworkVersion]:
    rows = FrameworkVersion.objects.filter(series=version.series).select_related("organisation")
    return rows.order_by("-number")


def draft_of(version: FrameworkVersion) -> FrameworkVersion | None:
    """The version that is being written after this one."""
    return versions_in_series(version).filter(state=VersionState.DRAFT).first()


def newer_than(version: FrameworkVersion) -> FrameworkVersion | None:
    """A later published version of the same framework."""
    rows = versions_in_series(version).filter(state=VersionState.PUBLISHED, number__gt=version.number)
    return rows.first()


def is_used(version: FrameworkVersion) -> bool:
    """Whether a portfolio stands on it."""
    return Portfolio.objects.filter(version=version).exists()


def organisations_mentored_in(person: Person) -> list[Organisation]:
    """The organisations in one of whose programmes somebody is a mentor, by name."""
    rows = everybody().filter(person=person, role="mentor", state__in=INSIDE)
    return sorted({row.programme.organisation for row in rows}, key=lambda organisation: organisation.name)


def open_to(person: Person, organisations: Collection[Organisation] | None = None) -> list[FrameworkVersion]:
    """The newest published version of each framework that a mentor may begin a portfolio by.

    `organisations` are those in which they are a mentor, where the caller knows.
    """
    if organisations is None:
        organisations = organisations_mentored_in(person)
    rows = FrameworkVersion.objects.filter(organisation__in=organisations, state=VersionState.PUBLISHED)
    newest = {row.series: row for row in rows.select_related("organisation").order_by("number")}
    if not newest:
        return []
    begun = set(Portfolio.objects.filter(person=person).values_list("series", flat=True))
    return [row for series, row in newest.items() if series not in begun]


# --- Portfolios ---


def portfolios_kept_by(person: Person) -> QuerySet[Portfolio]:
    return Portfolio.objects.filter(person=person)


def portfolios_of(person: Person) -> list[Portfolio]:
    rows = Portfolio.objects.filter(person=person).select_related("person", "version__organisation")
    return list(rows.order_by("created_at", "id"))


def portfolio_of(person: Person, version: FrameworkVersion) -> Portfolio | None:
    """Somebody's portfolio by a framework, whichever version of it it stands on."""
    rows = Portfolio.objects.filter(person=person, series=version.series)
    return rows.select_related("person", "version__organisation").first()


def items_of(portfolio: Portfolio) -> list[Item]:
    """Every item, the latest first, with what referents validated."""
    rows = Item.objects.filter(portfolio=portfolio).select_related(
        "mentorship__programme", "mentorship__mentee__person"
    )
    return list(rows.prefetch_related("validations").order_by("-made_on", "-created_at", "id"))


def item(item_id: UUID) -> Item | None:
    rows = Item.objects.select_related("portfolio__person", "mentorship__mentee__person")
    return rows.filter(pk=item_id).first()


def written_items(person: Person) -> frozenset[UUID]:
    """The items whose words stand in the owner's room; an item without words is none yet."""
    room = vault.own_room(person, purpose=PORTFOLIO)
    if room is None:
        return frozenset()
    abouts = vault.contents(room, kind=EVIDENCE).values_list("about", flat=True)
    return frozenset(each for each in abouts if each is not None)


def exhibits_of(item: Item) -> list[UUID]:
    """The ids under which the files of an item may lie: the browser makes them the same way."""
    return [_exhibit_id(item.pk, n) for n in range(MOST_FILES)]


def consents_in(portfolio: Portfolio) -> dict[UUID, str]:
    """{item: how whoever it speaks of has answered}."""
    return dict(Item.objects.filter(portfolio=portfolio).values_list("pk", "consent"))


def holds_content(item: Item) -> bool:
    """Whether words or files of an item stand in its owner's room."""
    room = vault.own_room(item.portfolio.person, purpose=PORTFOLIO)
    if room is None:
        return False
    words = vault.contents(room, kind=EVIDENCE).filter(about=item.pk)
    return words.exists() or vault.contents(room, kind=EXHIBIT).filter(about__in=exhibits_of(item)).exists()


def _exhibit_id(item: UUID, n: int) -> UUID:
    text = list(hashlib.sha256(f"ithaca exhibit {item} {n}".encode()).hexdigest()[:32])
    text[12] = text[16] = "8"
    return UUID("".join(text))


def labels(portfolio: Portfolio, items: list[Item]) -> dict[UUID, str]:
    """The pseudonym of each mentorship in a portfolio: letters in the order in which their first item came."""
    order: dict[UUID, None] = {}
    for each in sorted(items, key=lambda one: (one.created_at, one.pk)):
        if each.mentorship_id is not None:
            order.setdefault(each.mentorship_id)
    return {mentorship: _letters(n) for n, mentorship in enumerate(order)}


def _letters(n: int) -> str:
    """A, B, …, Z, AA, AB, …"""
    return (_letters(n // 26 - 1) if n >= 26 else "") + chr(ord("A") + n % 26)


def mentorships_to_cite(person: Person) -> list[Mentorship]:
    """Those that somebody is or was the mentor of."""
    return [row for row in mentorships_of(person) if row.mentor.person_id == person.pk and row.begun_at]


def asked_of(mentee: Person) -> list[Item]:
    """Items that speak of somebody as a mentee and need their word, those that wait first."""
    rows = Item.objects.filter(mentorship__mentee__person=mentee).exclude(consent=ConsentState.NOT_NEEDED)
    found = rows.select_related(
        "portfolio__version", "mentorship__mentor__person", "mentorship__programme"
    ).order_by("-created_at", "id")
    return sorted(found, key=lambda row: row.consent != ConsentState.WAITING)


# --- Self-assessment ---


def open_assessment(portfolio: Portfolio) -> Assessment | None:
    return Assessment.objects.filter(portfolio=portfolio, state=AssessmentState.OPEN).first()


def assessments_of(portfolio: Portfolio) -> list[Assessment]:
    """The finished ones, oldest first."""
    rows = Assessment.objects.filter(portfolio=portfolio, state=AssessmentState.DONE)
    return list(rows.order_by("done_at", "id"))


def latest_marks(portfolio: Portfolio) -> Mapping[str, str]:
    """The newest step that the mentor gave each ability, of finished self-assessments."""
    found: dict[str, str] = {}
    for each in assessments_of(portfolio):
        found |= each.marks
    return found


# --- Coverage ---


@dataclass(frozen=True)
class Covered:
    """A portfolio held against its framework on a day."""

    framework: Framework
    today: date
    coverages: Mapping[str, Coverage]
    known: practice.Known
    items: list[Item]
    written: frozenset[UUID]

    def count(self, status: Status) -> int:
        return sum(each.status == status for each in self.coverages.values())

    @property
    def by_facts(self) -> int:
        """How many abilities the facts of the product prove by themselves."""
        proven = [each for each in self.coverages.values() if each.status == Status.PROVEN]
        return sum(all(one.fact for one in each.valid) for each in proven)

    @property
    def share(self) -> int:
        return rules.proven_share(list(self.coverages.values()))

    def gaps(self, level: str) -> list[rules.Gap]:
        """What the level still asks for; KeyError where there is no such level."""
        return rules.gaps(self.framework, self.framework.level(level), self.coverages, self.known.practice)


def coverage_of(portfolio: Portfolio, *, today: date | None = None) -> Covered:
    """What is proven, claimed, missing and expired in a portfolio; a constant number of queries."""
    day = today or clock.today(portfolio.person.time_zone)
    found, items = framework(portfolio.version), items_of(portfolio)
    written, known = written_items(portfolio.person), practice.known_of(portfolio.person)
    marks = latest_marks(portfolio)
    by_ability: dict[str, list[Evidence]] = {slug: list(known.evidence) for slug in found.abilities}
    for each in items:
        if counts(each, written):
            for slug in each.abilities:
                by_ability.get(slug, []).append(as_evidence(each, slug))
    coverages = {
        slug: rules.cover(found, ability, by_ability[slug], step=marks.get(slug), today=day)
        for slug, ability in found.abilities.items()
    }
    return Covered(found, day, coverages, known, items, written)


def counts(item: Item, written: frozenset[UUID]) -> bool:
    """Whether an item is evidence already: its words are written, and whoever it speaks of agrees."""
    return item.pk in written and item.consent in AGREED


def as_evidence(item: Item, slug: str) -> Evidence:
    validated = any(each.ability == slug for each in item.validations.all())
    return Evidence(item.kind, item.made_on, item.mentorship_id, validated=validated)


def kept_by_earlier(version: FrameworkVersion) -> list[Portfolio]:
    """The portfolios that stand on an earlier version of the same framework."""
    rows = Portfolio.objects.filter(series=version.series, version__number__lt=version.number)
    return list(rows.select_related("person").order_by("created_at", "id"))


def version(version_id: UUID) -> FrameworkVersion | None:
    return FrameworkVersion.objects.select_related("organisation").filter(pk=version_id).first()
