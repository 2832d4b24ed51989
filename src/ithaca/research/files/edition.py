"""What the files of an edition are written from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ithaca.kernel.periods import Period
from ithaca.research.anonymity import Key
from ithaca.research.licences import LICENCES, Licence
from ithaca.research.models import Release, Study
from ithaca.research.variables import Circumstance, Outcome, circumstances, outcomes


@dataclass(frozen=True)
class Edition:
    """A release before or after it is kept, with its table and what was checked of it."""

    release: Release
    steps: Mapping[str, int]
    lines: Sequence[Key]
    checked: Mapping[str, object]

    @property
    def study(self) -> Study:
        return self.release.study

    @property
    def circumstances(self) -> tuple[Circumstance, ...]:
        return circumstances(self.study.variables)

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return outcomes(self.study.variables)

    @property
    def slugs(self) -> list[str]:
        return [each.slug for each in self.circumstances] + [each.slug for each in self.outcomes]

    @property
    def licence(self) -> Licence:
        return LICENCES[self.study.licence]

    @property
    def period(self) -> Period:
        return Period(self.release.since, self.release.until)

    @property
    def published_on(self) -> date:
        return self.release.published_at.date()

    def values(self, slug: str) -> list[str]:
        """The values of a variable that the table has, in their order."""
        place = self.slugs.index(slug)
        return sorted({line[place] for line in self.lines})
