"""What raising one standard would change on the way to a level. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ithaca.catalogue.models import Scheme
from ithaca.schemes import planning, rules
from ithaca.schemes.planning import WAITING
from ithaca.schemes.rules import Case, Lack, Standings

MIDDLING = 2  # the effort that is supposed as long as nobody has said


@dataclass(frozen=True)
class Gap:
    """A standard that is not met, and what meeting it brings by itself."""

    standard: str
    to: str  # the step from which it is met
    on_the_way: bool  # part of a short way to the level
    closes: tuple[Lack, ...]  # what the level would lack no longer
    lessens: tuple[Lack, ...]  # what it would lack less of, as it would stand then
    points: int
    against: tuple[str, ...]  # facts that have to change, whatever is answered

    @property
    def effect(self) -> tuple[bool, int, int, int]:
        return (self.on_the_way, len(self.closes), len(self.lessens), self.points)


def gaps(scheme: Scheme, case: Case, level: str, efforts: Mapping[str, int]) -> list[Gap]:
    """Every standard that applies and is not met: the most effect first, then the least effort, then as they stand."""
    standings = {slug: rules.standing(scheme, slug, case) for slug in scheme.standards}
    way = {each.standard for each in planning.plan(scheme, case, level).improvements}
    found = [
        _gap(scheme, level, standings, slug, on_the_way=slug in way)
        for slug in rules.slugs(rules.unmet(standings.values()))
    ]
    return sorted(
        found, key=lambda each: (*(-part for part in each.effect), efforts.get(each.standard, MIDDLING))
    )


def _gap(scheme: Scheme, level: str, standings: Standings, slug: str, *, on_the_way: bool) -> Gap:
    was = standings[slug]
    raised = replace(was, at=was.scale.met_at, against=())
    before = _lacks(scheme, level, standings)
    after = _lacks(scheme, level, {**standings, slug: raised})
    return Gap(
        standard=slug,
        to=was.scale.met,
        on_the_way=on_the_way,
        closes=tuple(lack for key, lack in before.items() if key not in after),
        lessens=tuple(lack for key, lack in after.items() if key in before and lack.has > before[key].has),
        points=raised.points - was.points,
        against=tuple(test.fact for test in was.against),
    )


def _lacks(scheme: Scheme, level: str, standings: Standings) -> dict[object, Lack]:
    """What the rules lack, by which rule; time and gates are nobody's to raise."""
    found = (each for each in rules.lacks(scheme, level, standings, {}) if each.what not in WAITING)
    return {(n, each.what, each.level, each.subject, each.wants): each for n, each in _numbered(found)}


def _numbered(lacks: Iterable[Lack]) -> list[tuple[int, Lack]]:
    """Two rules of a level may lack alike: the second of the same kind is another."""
    seen: dict[object, int] = {}
    numbered = []
    for each in lacks:
        key = (each.what, each.level, each.subject, each.wants)
        seen[key] = seen.get(key, 0) + 1
        numbered.append((seen[key], each))
    return numbered


def with_planned(case: Case, steps: Mapping[str, str]) -> Case:
    """The case as it would be if everything that is planned were reached, as far as people alone can bring it about."""
    return replace(case, answers={**case.answers, **steps})
