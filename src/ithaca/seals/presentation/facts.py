"""What facts say, beside the standards that name them: value, period, trend, and what is asked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.urls import reverse

from ithaca.catalogue.models import FactTest
from ithaca.design.components.charts import Bar
from ithaca.indicators import wording
from ithaca.indicators.definitions import BY_SLUG, Definition
from ithaca.indicators.presentation import Line, line
from ithaca.indicators.queries import readings
from ithaca.kernel.tallies import Tally
from ithaca.programmes.models import Programme
from ithaca.schemes.sentences import fact_sentence
from ithaca.seals.cases import Known

Trends = Mapping[str, Line]


@dataclass(frozen=True)
class FactLine:
    """One fact with its value, what it comes from, and what the standard asks of it."""

    definition: Definition
    value: str
    counted: str
    wanted: str  # empty where it only informs
    holds: bool | None  # None where there is nothing to count, or nothing is asked
    url: str  # its page, with all of how it is counted
    trend: list[Bar]  # the four quarters until the last day; empty for who is not told of them
    full: float  # the height of a whole column

    @property
    def anchor(self) -> str:
        return f"fact-{self.definition.slug}"


def fact_line(programme: Programme, known: Known, test: FactTest, trends: Trends | None = None) -> FactLine:
    definition, tally = BY_SLUG[test.fact], known.tallies.get(test.fact, Tally())
    decides = test.asks and tally.value is not None
    moved = (trends or {}).get(test.fact)
    return FactLine(
        definition,
        wording.said(tally.value, definition.unit),
        wording.counted(tally, definition),
        fact_sentence(test) if test.asks else "",
        test.holds(tally.value) if decides else None,
        fact_page(programme, known, test.fact),
        moved.trend if moved else [],
        moved.full if moved else 0,
    )


def trends_of(programme: Programme, known: Known, slugs: Collection[str]) -> Trends:
    """How these facts have developed until the last day of the period; for the programme's own people."""
    definitions = [BY_SLUG[slug] for slug in slugs]
    found = readings(programme.pk, known.first_day, known.last_day, definitions=definitions)
    return {slug: line(each, found.quarters) for slug, each in found.by_slug.items()}


def fact_page(programme: Programme, known: Known, slug: str) -> str:
    """Where the programme's people see how a fact is counted and how it has developed."""
    page = reverse("indicators:facts", args=[programme.slug])
    return f"{page}?first={known.first_day:%Y-%m-%d}&last={known.last_day:%Y-%m-%d}#fact-{slug}"


def all_facts(programme: Programme, known: Known, trends: Trends | None = None) -> Mapping[str, FactLine]:
    """Every fact that the scheme speaks of, as it stands by itself."""
    return {
        slug: fact_line(programme, known, FactTest(fact=slug), trends)  # type: ignore[arg-type]
        for slug in known.tallies
    }
