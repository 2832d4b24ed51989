"""Studies and editions shaped for a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ithaca.kernel.periods import Period
from ithaca.research import making, queries, wording
from ithaca.research.files import citation
from ithaca.research.files.table import NAME
from ithaca.research.licences import LICENCES
from ithaca.research.models import Release, Study
from ithaca.research.releases import planned
from ithaca.research.variables import Outcome, circumstances, outcomes


@dataclass(frozen=True)
class Described:
    """A variable: its name in the table, how it is called, what it means, and how finely it is told."""

    slug: str
    name: str
    meaning: str
    told: str = ""
    silent: int = 0


def _described(slug: str, steps: Mapping[str, int]) -> Described:
    told = wording.step(slug, steps[slug]) if slug in steps else ""
    return Described(slug, str(wording.NAMES[slug]), str(wording.MEANINGS[slug]), told)


def _outcome(each: Outcome, silent: int) -> Described:
    """`silent`: in how many groups of an edition it is not told."""
    values = ", ".join(wording.value(each.slug, value) for value in each.values)
    names = str(wording.NAMES[each.slug]), str(wording.MEANINGS[each.slug])
    return Described(each.slug, *names, values, silent)


def variables(
    study: Study, steps: Mapping[str, int] | None = None, silent: Mapping[str, int] | None = None
) -> dict[str, list[Described]]:
    """The study's circumstances and outcomes."""
    silent = silent or {}
    return {
        "circumstances": [_described(each.slug, steps or {}) for each in circumstances(study.variables)],
        "outcomes": [_outcome(each, silent.get(each.slug, 0)) for each in outcomes(study.variables)],
    }


@dataclass(frozen=True)
class Preview:
    """What would go out, in steps of ten: whoever looks twice learns nothing of one more or less."""

    lines: int
    left_out: int
    described: dict[str, list[Described]]


def preview(study: Study, period: Period) -> Preview:
    table = making.tabled(planned(study, period))
    steps = making.in_steps
    return Preview(steps(len(table.pairs)), steps(table.left_out), variables(study, table.steps))


def release(release: Release) -> dict[str, Any]:
    """All that the page of an edition shows."""
    study = release.study
    return {
        "release": release,
        "study": study,
        "period": Period(release.since, release.until),
        "licence": LICENCES[study.licence],
        "described": variables(study, release.steps, release.report["groups_without_outcome"]),
        "report": release.report,
        "citation": citation.sentence(release),
        "others": [row for row in queries.releases_with(study) if row.pk != release.pk],
        "files": (NAME, "dictionary.csv", "dictionary.md", "README.md", "CITATION.cff"),
        "machine_files": ("dcat.jsonld", "data.csv-metadata.json", "anonymity.json"),
    }
