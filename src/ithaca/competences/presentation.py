"""Coverage and progress, shaped for pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ithaca.catalogue.models import Area, Competence, Framework
from ithaca.competences import queries, rules
from ithaca.competences.models import Assessment, Item, Portfolio
from ithaca.competences.queries import Covered
from ithaca.competences.rules import Coverage
from ithaca.design.components.radar import Axis, Shape

SHAPES_SHOWN = 3


@dataclass(frozen=True)
class ItemLine:
    """An item of a portfolio as a list shows it."""

    item: Item
    label: str  # the pseudonym of its mentorship
    written: bool
    expires_on: date | None
    expired: bool

    @property
    def id_text(self) -> str:
        return str(self.item.pk)


@dataclass(frozen=True)
class FactLine:
    """A fact that speaks for an ability: how often, the last time."""

    fact: str
    count: int
    latest: date


def areas(covered: Covered) -> list[tuple[Area, list[tuple[Competence, list[Coverage], int]]]]:
    """Each area with its competences, their abilities, and the share that is proven."""

    def line(each: Competence) -> tuple[Competence, list[Coverage], int]:
        mine = [covered.coverages[one.slug] for one in each.abilities]
        return each, mine, rules.proven_share(mine)

    return [(area, [line(each) for each in area.competences]) for area in covered.framework.areas]


def competence_of(framework: Framework, slug: str) -> Competence:
    return next(each for each in framework.competences if any(one.slug == slug for one in each.abilities))


def around(framework: Framework, slug: str) -> tuple[str | None, str | None]:
    """The abilities before and after."""
    order = list(framework.abilities)
    at = order.index(slug)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)


def item_lines(portfolio: Portfolio, covered: Covered, *, slug: str = "") -> list[ItemLine]:
    """The items of a portfolio, or those that speak for one ability."""
    labels = queries.labels(portfolio, covered.items)
    found = []
    for each in covered.items:
        if slug and slug not in each.abilities:
            continue
        end = rules.expires_on(each.kind, each.made_on, covered.framework.validity)
        label = labels.get(each.mentorship_id, "") if each.mentorship_id else ""
        found.append(
            ItemLine(each, label, each.pk in covered.written, end, end is not None and end <= covered.today)
        )
    return found


def facts(covered: Covered) -> list[tuple[str, int, str]]:
    """Each fact that there is: how often, and the codes of the abilities that it shows."""
    return [
        (fact, n, ", ".join(each.code for each in covered.framework.abilities.values() if fact in each.facts))
        for fact, n in covered.known.counts().items()
    ]


def fact_lines(coverage: Coverage) -> list[FactLine]:
    """The facts among what speaks for an ability."""
    found: dict[str, list[date]] = {}
    for each in coverage.valid:
        if each.fact:
            found.setdefault(each.fact, []).append(each.made_on)
    return [FactLine(fact, len(days), max(days)) for fact, days in found.items()]


def _axes(framework: Framework, language: str) -> list[Axis]:
    words = framework.text(language)
    return [Axis(each.code, f"{each.code}. {words.competences[each.slug]}") for each in framework.competences]


def seen(framework: Framework, marks: Mapping[str, str]) -> list[float | None]:
    """How far up the scale somebody sees themselves in each competence, from 0 to 1; None without an answer."""
    top = len(framework.scale) - 1
    found: list[float | None] = []
    for each in framework.competences:
        steps = [
            framework.scale.index(marks[a.slug])
            for a in each.abilities
            if marks.get(a.slug) in framework.scale
        ]
        found.append(fmean(steps) / top if steps else None)
    return found


def _percent(value: float | None) -> str:
    return "–" if value is None else _("%(n)s %%") % {"n": round(100 * value)}


def coverage_radar(covered: Covered, language: str) -> tuple[list[Axis], list[Shape]]:
    """What one says of oneself beside what is proven, by competence."""
    said = seen(
        covered.framework, {slug: each.self_assessed or "" for slug, each in covered.coverages.items()}
    )
    proven: list[float | None] = [share / 100 for _area, lines in areas(covered) for *_rest, share in lines]
    shapes = [
        Shape(_("Self-assessment"), said, [_percent(each) for each in said], "ended"),
        Shape(_("Proven"), proven, [_percent(each) for each in proven], "done"),
    ]
    return _axes(covered.framework, language), shapes


def progress_radar(
    framework: Framework, done: Sequence[Assessment], language: str
) -> tuple[list[Axis], list[Shape]]:
    """The first self-assessment and the latest two; what an earlier one left open is not held against a later one."""
    shown = list(done) if len(done) <= SHAPES_SHOWN else [done[0], *done[-2:]]
    tones = ["ended", "", "done"][-len(shown) :] if shown else []
    shapes = []
    for each, tone in zip(shown, tones, strict=True):
        values = seen(framework, each.marks)
        day = date_format(each.done_at, "SHORT_DATE_FORMAT") if each.done_at else ""
        shapes.append(Shape(day, values, [_percent(value) for value in values], tone))
    return _axes(framework, language), shapes


def ability_address(portfolio: Portfolio, slug: str) -> str:
    return reverse("competences:ability", args=[portfolio.pk, slug])
