"""What facts say, beside the standards that name them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from ithaca.catalogue.models import FactTest
from ithaca.indicators import wording
from ithaca.indicators.definitions import BY_SLUG, Definition
from ithaca.kernel.tallies import Tally
from ithaca.schemes.sentences import fact_sentence
from ithaca.seals.cases import Known
from ithaca.seals.models import SealFile


@dataclass(frozen=True)
class FactLine:
    """One fact with its value, what it comes from, and what the standard asks of it."""

    definition: Definition
    value: str
    counted: str
    wanted: str  # empty where it only informs
    holds: bool | None  # None where there is nothing to count, or nothing is asked
    url: str  # its page, with how it is counted and its trend

    @property
    def anchor(self) -> str:
        return f"fact-{self.definition.slug}"


def fact_line(row: SealFile, known: Known, test: FactTest) -> FactLine:
    definition, tally = BY_SLUG[test.fact], known.tallies.get(test.fact, Tally())
    decides = test.asks and tally.value is not None
    return FactLine(
        definition,
        wording.said(tally.value, definition.unit),
        wording.counted(tally, definition),
        fact_sentence(test) if test.asks else "",
        test.holds(tally.value) if decides else None,
        fact_page(row, known, test.fact),
    )


def fact_page(row: SealFile, known: Known, slug: str) -> str:
    """Where the programme's people see how a fact is counted and how it has developed."""
    page = reverse("indicators:facts", args=[row.programme.slug])
    return f"{page}?first={known.first_day:%Y-%m-%d}&last={known.last_day:%Y-%m-%d}#fact-{slug}"


def all_facts(row: SealFile, known: Known) -> Mapping[str, FactLine]:
    """Every fact that the scheme speaks of, as it stands by itself."""
    return {slug: fact_line(row, known, FactTest(fact=slug)) for slug in known.tallies}  # type: ignore[arg-type]
