"""Seal schemes: what a programme is asked for, how it answers, and by which rules a seal is awarded."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from ithaca.catalogue.models.base import Frozen, ItemSlug, Problem, Text, WrittenDocument
from ithaca.catalogue.models.framework import EvidenceKind, KindText, Labelled, Percent
from ithaca.catalogue.models.indicator import ProgrammeFact

FILE = "structure.toml"
MOST_STANDARDS = 400  # in all; the largest scheme that anybody has told us of has 92
Bound = Annotated[int, Field(ge=0, le=10_000)]
Facts = Annotated[tuple["FactTest", ...], Field(max_length=20)]


class FactTest(Frozen):
    """A fact of the programme, with the value it must have where one is asked for; without, it only informs."""

    fact: ProgrammeFact
    at_least: Bound | None = None
    at_most: Bound | None = None

    def holds(self, value: float | None) -> bool:
        """A fact of which there is nothing to count contradicts nobody."""
        if value is None:
            return True
        return (self.at_least is None or value >= self.at_least) and (
            self.at_most is None or value <= self.at_most
        )

    @property
    def asks(self) -> bool:
        return self.at_least is not None or self.at_most is not None


class Step(Frozen):
    """One answer of a scale."""

    slug: ItemSlug
    points: int = Field(ge=0, le=100)


class Scale(Frozen):
    """How standards are answered, from the least to the most; `met` is the step from which one is met."""

    slug: ItemSlug
    met: ItemSlug
    steps: tuple[Step, ...] = Field(min_length=2, max_length=10)

    @cached_property
    def order(self) -> tuple[str, ...]:
        return tuple(step.slug for step in self.steps)

    @property
    def met_at(self) -> int:
        return self.order.index(self.met)

    @property
    def most(self) -> int:
        """The points of the last step."""
        return self.steps[-1].points


class Gate(Frozen):
    """What a programme must bring before it may ask for a seal; without facts, somebody confirms it."""

    slug: ItemSlug
    facts: Facts = ()


class Standard(Frozen):
    """One thing a programme does. Of an optional one it may say that it does not apply."""

    slug: ItemSlug
    tier: ItemSlug
    scale: ItemSlug
    mandatory: bool = False
    minors: bool = False  # applies only where minors take part
    optional: bool = False
    weight: int = Field(default=1, ge=1, le=100)
    evidence: tuple[ItemSlug, ...] = Field(default=(), max_length=20)
    facts: Facts = ()


class Requirement(Frozen):
    """What standards together show; an optional one may be left out as a whole."""

    slug: ItemSlug
    optional: bool = False
    standards: tuple[Standard, ...] = Field(min_length=1, max_length=100)


class AllOf(Frozen):
    """Every standard of some tiers is met."""

    rule: Literal["all_of"]
    tiers: tuple[ItemSlug, ...] = Field(min_length=1, max_length=10)


class NumberOf(Frozen):
    """So many standards of some tiers are met, among them each mandatory one."""

    rule: Literal["n_of"]
    tiers: tuple[ItemSlug, ...] = Field(min_length=1, max_length=10)
    at_least: int = Field(ge=0, le=1000)


class Share(Frozen):
    """So many per cent of all points, and of those of each requirement."""

    rule: Literal["percent"]
    overall: Percent
    each_requirement: Percent = 0


class Requirements(Frozen):
    """So many requirements are fulfilled: every standard of theirs (of some tiers, if named) is met."""

    rule: Literal["requirements"]
    at_least: int = Field(ge=1, le=100)
    tiers: tuple[ItemSlug, ...] = Field(default=(), max_length=10)


class MonthsAt(Frozen):
    """An earlier level has been held for some time."""

    rule: Literal["months"]
    level: ItemSlug
    months: int = Field(ge=1, le=600)


Rule = Annotated[AllOf | NumberOf | Share | Requirements | MonthsAt, Field(discriminator="rule")]


class SealLevel(Frozen):
    """A level of the seal: all its rules hold, and those of the level it comes after."""

    slug: ItemSlug
    after: ItemSlug | None = None
    valid_months: int | None = Field(default=None, ge=1, le=600)
    rules: tuple[Rule, ...] = Field(min_length=1, max_length=10)


class ScaleText(Frozen):
    label: Text
    steps: Mapping[ItemSlug, Labelled]


class StandardText(Frozen):
    label: Text
    guidance: str = ""


class SchemeTexts(Frozen):
    """A scheme in one language."""

    title: Text
    introduction: str = ""
    source: str = ""
    fees: str = ""
    tiers: Mapping[ItemSlug, Labelled]
    scales: Mapping[ItemSlug, ScaleText]
    kinds: Mapping[ItemSlug, KindText]
    gates: Mapping[ItemSlug, Text] = {}
    requirements: Mapping[ItemSlug, Labelled]
    standards: Mapping[ItemSlug, StandardText]
    levels: Mapping[ItemSlug, Labelled]


class Scheme(WrittenDocument[SchemeTexts]):
    """What a seal asks of a programme. The last tier is the furthest; levels stand from the first to the highest."""

    tiers: tuple[ItemSlug, ...] = Field(min_length=1, max_length=10)
    scales: tuple[Scale, ...] = Field(min_length=1, max_length=20)
    kinds: tuple[EvidenceKind, ...] = Field(min_length=1, max_length=50)
    gates: tuple[Gate, ...] = Field(default=(), max_length=30)
    levels: tuple[SealLevel, ...] = Field(min_length=1, max_length=10)
    requirements: tuple[Requirement, ...] = Field(min_length=1, max_length=50)

    @cached_property
    def standards(self) -> Mapping[str, Standard]:
        """Every standard by its slug, in order."""
        return {one.slug: one for each in self.requirements for one in each.standards}

    @cached_property
    def home(self) -> Mapping[str, Requirement]:
        """The requirement of each standard."""
        return {one.slug: each for each in self.requirements for one in each.standards}

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """What people read in place of a slug: "3" of a requirement, "3.2" of a standard."""
        found: dict[str, str] = {}
        for n, each in enumerate(self.requirements, start=1):
            found[f"requirement.{each.slug}"] = str(n)
            found |= {one.slug: f"{n}.{m}" for m, one in enumerate(each.standards, start=1)}
        return found

    @cached_property
    def by_scale(self) -> Mapping[str, Scale]:
        return {scale.slug: scale for scale in self.scales}

    def scale_of(self, standard: Standard) -> Scale:
        return self.by_scale[standard.scale]

    def level(self, slug: str) -> SealLevel:
        """The level of this slug; KeyError where there is none."""
        return {level.slug: level for level in self.levels}[slug]

    def up_to(self, slug: str) -> tuple[SealLevel, ...]:
        """A level with those it comes after, the first of them first."""
        level = self.level(slug)
        return (*(self.up_to(level.after) if level.after else ()), level)

    def in_tiers(self, tiers: Sequence[str]) -> tuple[Standard, ...]:
        """The standards of some tiers; of every tier where none is named."""
        return tuple(one for one in self.standards.values() if not tiers or one.tier in tiers)

    def text_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Each tier, scale, step, kind, gate, requirement, standard and level has its words."""
        return {
            "tiers": self.tiers,
            "scales": tuple(scale.slug for scale in self.scales),
            **{f"scales.{scale.slug}.steps": scale.order for scale in self.scales},
            "kinds": tuple(kind.slug for kind in self.kinds),
            "gates": tuple(gate.slug for gate in self.gates),
            "requirements": tuple(each.slug for each in self.requirements),
            "standards": tuple(self.standards),
            "levels": tuple(level.slug for level in self.levels),
        }

    def problems(self) -> Iterator[Problem]:
        """Names used twice, references that lead nowhere, scales that fall."""
        yield from self._twice()
        yield from self._scale_problems()
        yield from self._standard_problems()
        yield from self._level_problems()

    def _twice(self) -> Iterator[Problem]:
        names: dict[str, list[str]] = {key: list(slugs) for key, slugs in self.text_keys().items()}
        names["standards"] = [one.slug for each in self.requirements for one in each.standards]
        for key, slugs in names.items():
            for slug, times in Counter(slugs).items():
                if times > 1:
                    yield Problem(FILE, f"{key}.{slug}", "used twice", "twice")
        if len(names["standards"]) > MOST_STANDARDS:
            yield Problem(FILE, "requirements", f"more than {MOST_STANDARDS} standards", "many")

    def _scale_problems(self) -> Iterator[Problem]:
        for scale in self.scales:
            if scale.met not in scale.order:
                yield Problem(FILE, f"scales.{scale.slug}.met", "not a step of the scale", "met")
            elif scale.met == scale.order[0]:
                yield Problem(FILE, f"scales.{scale.slug}.met", "the first step is not enough", "met")
            points = [step.points for step in scale.steps]
            if points != sorted(points) or not points[-1]:
                yield Problem(
                    FILE, f"scales.{scale.slug}.steps", "points never fall, and the last has some", "points"
                )

    def _standard_problems(self) -> Iterator[Problem]:
        kinds = {kind.slug for kind in self.kinds}
        for where, tests in self._facts():
            for test in tests:
                if test.at_least is not None and test.at_most is not None and test.at_least > test.at_most:
                    yield Problem(FILE, f"{where}.facts", f"{test.fact}: nothing is between", "bounds")
        for slug, one in self.standards.items():
            if one.tier not in self.tiers:
                yield Problem(FILE, f"standards.{slug}.tier", f"no such tier: {one.tier}")
            if one.scale not in self.by_scale:
                yield Problem(FILE, f"standards.{slug}.scale", f"no such scale: {one.scale}")
            for kind in sorted(set(one.evidence) - kinds):
                yield Problem(FILE, f"standards.{slug}.evidence", f"no such kind: {kind}")

    def _facts(self) -> Iterator[tuple[str, tuple[FactTest, ...]]]:
        for gate in self.gates:
            yield f"gates.{gate.slug}", gate.facts
        for slug, one in self.standards.items():
            yield f"standards.{slug}", one.facts

    def _level_problems(self) -> Iterator[Problem]:
        known: set[str] = set()
        for level in self.levels:
            where = f"levels.{level.slug}"
            if level.after is not None and level.after not in known:
                yield Problem(FILE, f"{where}.after", "no level before it of this name", "before")
            for rule in level.rules:
                if isinstance(rule, MonthsAt):
                    if rule.level not in known:
                        yield Problem(FILE, f"{where}.rules", f"no level before it: {rule.level}", "before")
                elif not isinstance(rule, Share):
                    for tier in sorted(set(rule.tiers) - set(self.tiers)):
                        yield Problem(FILE, f"{where}.rules", f"no such tier: {tier}")
            known.add(level.slug)
