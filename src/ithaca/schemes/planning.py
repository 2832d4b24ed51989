"""A short way to a level: which standards to raise, and how far. Pure.

Each rule by itself gets the fewest standards possible; where several rules ask together, what one adds is used by the
next, and whatever turns out not to be needed is struck again. So nothing in the list can be left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ithaca.catalogue.models import Scheme
from ithaca.catalogue.models.scheme import AllOf, NumberOf, Requirements, Rule, Share
from ithaca.schemes import rules
from ithaca.schemes.rules import Case, Lack, Standing, Standings, What

WAITING = (What.GATE, What.MONTHS)  # nothing that a standard could bring


@dataclass(frozen=True)
class Improvement:
    """A standard to be raised from one step to another, and what that brings."""

    standard: str
    at: int
    to: int
    points: int


@dataclass(frozen=True)
class Plan:
    """What leads to a level: standards to raise in the scheme's order, and what only time or somebody's word brings."""

    level: str
    improvements: tuple[Improvement, ...]
    further: tuple[Lack, ...]


def plan(scheme: Scheme, case: Case, level: str) -> Plan:
    """The way from here to a level."""
    result = rules.evaluate(scheme, case)
    outcome = next(each for each in result.outcomes if each.level == level)
    way = Way(scheme, level, result.standings)
    way.lead()
    further = tuple(each for each in outcome.lacks if each.what in WAITING)
    return Plan(level, way.improvements(), further)


class Way:
    """Raises standards until the rules of a level hold, then takes back what was not needed."""

    def __init__(self, scheme: Scheme, level: str, standings: Standings) -> None:
        self.scheme, self.level, self.before = scheme, level, standings
        self.raised: dict[str, int] = {}

    def lead(self) -> None:
        asked = [rule for each in self.scheme.up_to(self.level) for rule in each.rules]
        for step in (self._all, self._requirements, self._floors, self._number, self._overall):
            for rule in asked:
                step(rule)
        self._strike()

    def improvements(self) -> tuple[Improvement, ...]:
        after = self.standings()
        found = []
        for slug in self.scheme.standards:
            if slug in self.raised:
                was, now = self.before[slug], after[slug]
                found.append(Improvement(slug, was.at or 0, now.at or 0, now.points - was.points))
        return tuple(found)

    def standings(self, raised: Mapping[str, int] | None = None) -> Standings:
        chosen = self.raised if raised is None else raised
        return {
            slug: replace(each, at=chosen[slug]) if slug in chosen else each
            for slug, each in self.before.items()
        }

    def reached(self, raised: Mapping[str, int] | None = None) -> bool:
        found = rules.lacks(self.scheme, self.level, self.standings(raised), {})
        return all(each.what in WAITING for each in found)

    def _meet(self, rows: Iterable[Standing]) -> None:
        for each in rows:
            slug = each.standard.slug
            self.raised[slug] = max(self.raised.get(slug, 0), each.scale.met_at)

    def _top(self, each: Standing) -> None:
        self.raised[each.standard.slug] = len(each.scale.steps) - 1

    def _all(self, rule: Rule) -> None:
        """What is asked for by name, so to speak: all of a tier, and what is mandatory."""
        if isinstance(rule, AllOf):
            self._meet(rules.unmet(rules.applying(self.scheme, rule.tiers, self.standings())))
        elif isinstance(rule, NumberOf):
            rows = rules.unmet(rules.applying(self.scheme, rule.tiers, self.standings()))
            self._meet(each for each in rows if each.standard.mandatory)

    def _requirements(self, rule: Rule) -> None:
        """The requirements that lack least."""
        if not isinstance(rule, Requirements):
            return
        rows = rules.unmet_by_requirement(self.scheme, rule, self.standings())
        for each in sorted(rows.values(), key=len)[: min(rule.at_least, len(rows))]:
            self._meet(each)

    def _floors(self, rule: Rule) -> None:
        """In each requirement the standards that bring most."""
        if not isinstance(rule, Share):
            return
        for each in self.scheme.requirements:
            names = [one.slug for one in each.standards]
            self._fill(names, rule.each_requirement)

    def _number(self, rule: Rule) -> None:
        if not isinstance(rule, NumberOf):
            return
        rows = rules.applying(self.scheme, rule.tiers, self.standings())
        open_ones = sorted(rules.unmet(rows), key=_gain, reverse=True)
        wanted = min(rule.at_least, len(rows)) - (len(rows) - len(open_ones))
        self._meet(open_ones[: max(wanted, 0)])

    def _overall(self, rule: Rule) -> None:
        if isinstance(rule, Share):
            self._fill(list(self.scheme.standards), rule.overall)

    def _fill(self, names: list[str], percent: int) -> None:
        """Raises to the top, those first that are being raised anyway, then those that bring most."""
        while True:
            now = self.standings()
            rows = [now[slug] for slug in names]
            if rules.points_of(rows).reaches(percent):
                return
            room = [each for each in rows if each.points < each.most]
            self._top(max(room, key=lambda each: (each.standard.slug in self.raised, _gain(each))))

    def _strike(self) -> None:
        """Takes back what is not needed, what brings least first; then lowers what stands higher than it must."""
        for slug in sorted(self.raised, key=lambda each: _gain(self.before[each])):
            fewer = {key: step for key, step in self.raised.items() if key != slug}
            if self.reached(fewer):
                self.raised = fewer
        for slug, top in list(self.raised.items()):
            for step in range((self.before[slug].at or 0) + 1, top):
                if self.reached({**self.raised, slug: step}):
                    self.raised[slug] = step
                    break


def _gain(each: Standing) -> int:
    return each.most - each.points
