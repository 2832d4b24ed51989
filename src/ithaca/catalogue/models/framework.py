"""Competence frameworks: areas, competences, abilities, what counts as evidence, levels."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ithaca.catalogue.models.base import Frozen, ItemSlug, Problem, Text, WrittenDocument

# What the product itself knows of a mentor's practice: nobody has to be believed.
PracticeFact = Literal[
    "mentorships",  # completed
    "contacts",  # meetings held
    "goals",  # set with a mentee
    "actions",  # agreed on with a mentee
    "goal_reviews",
    "introductions",
    "agreements",  # in effect
    "closings",  # recorded together
    "own_evaluations",  # given by the mentor
    "mentee_evaluations",  # given by their mentees
    "perspectives",  # of mentees and others, gathered and shown by the mentor
    "trainings",  # attended
    "community",  # meetings of mentors attended
]
MOST_ABILITIES = 500  # in all
Uri = Annotated[str, StringConstraints(pattern=r"^https?://[^\s]+$", max_length=400)]
Percent = Annotated[int, Field(ge=0, le=100)]


class EvidenceKind(Frozen):
    """A kind of evidence; without `valid_months` it never grows old."""

    slug: ItemSlug
    valid_months: int | None = Field(default=None, ge=1, le=600)


class Ability(Frozen):
    """What a mentor is able to do, and what shows it."""

    slug: ItemSlug
    evidence: tuple[ItemSlug, ...] = Field(min_length=1, max_length=20)
    files: int = Field(default=1, ge=1, le=20)  # from so many distinct mentorships
    referent: bool = False  # a referent mentor validates it
    facts: tuple[PracticeFact, ...] = Field(
        default=(), max_length=20
    )  # which facts of the product show it as well

    @property
    def code(self) -> str:
        return code_of(self.slug)


class Competence(Frozen):
    """A key competence and its abilities, in order."""

    slug: ItemSlug
    abilities: tuple[Ability, ...] = Field(min_length=1, max_length=50)

    @property
    def code(self) -> str:
        return code_of(self.slug)


class Area(Frozen):
    """An area of competences: a core task of the work."""

    slug: ItemSlug
    competences: tuple[Competence, ...] = Field(min_length=1, max_length=50)


class Prerequisites(Frozen):
    """What somebody must have done before they ask for a level."""

    mentorships_completed: int = Field(default=0, ge=0, le=100_000)
    hours: int = Field(default=0, ge=0, le=100_000)
    training_hours: int = Field(default=0, ge=0, le=100_000)
    months_at_level_before: int = Field(default=0, ge=0, le=100_000)


class Threshold(Frozen):
    """How many abilities must be proven, over all and in each competence, in per cent."""

    proven_percent: Percent
    proven_percent_in_each_competence: Percent = 0


class Renewal(Frozen):
    """What must have been done since the certificate, for it to be renewed."""

    training_hours: int = Field(default=0, ge=0, le=100_000)
    mentorships: int = Field(default=0, ge=0, le=100_000)


class Level(Frozen):
    """A level that can be certified; without `valid_months` for good."""

    slug: ItemSlug
    after: ItemSlug | None = None
    prerequisites: Prerequisites
    threshold: Threshold
    valid_months: int | None = Field(default=None, ge=1, le=600)
    renewal: Renewal


class Alignment(Frozen):
    """An ability or a competence that means the same as a skill elsewhere (ESCO)."""

    ability: ItemSlug
    uri: Uri
    checked: bool = False  # whether somebody has seen the address lead there


class Labelled(Frozen):
    label: Text
    description: str = ""


class KindText(Frozen):
    label: Text
    hint: str = ""


class FrameworkTexts(Frozen):
    """A framework in one language."""

    title: Text
    introduction: str = ""
    source: str = ""
    scale: Mapping[ItemSlug, Labelled]
    kinds: Mapping[ItemSlug, KindText]
    levels: Mapping[ItemSlug, Labelled]
    areas: Mapping[ItemSlug, Labelled]
    competences: Mapping[ItemSlug, Text]
    abilities: Mapping[ItemSlug, Text]
    alignments: Mapping[ItemSlug, Text] = {}


class Framework(WrittenDocument[FrameworkTexts]):
    """What mentors are measured by; `practising` is the step of the scale from which an ability counts as claimed."""

    practising: ItemSlug
    scale: tuple[ItemSlug, ...] = Field(min_length=2, max_length=10)
    kinds: tuple[EvidenceKind, ...] = Field(min_length=1, max_length=50)
    alignments: tuple[Alignment, ...] = Field(default=(), max_length=500)
    levels: tuple[Level, ...] = Field(default=(), max_length=10)
    areas: tuple[Area, ...] = Field(min_length=1, max_length=30)

    @cached_property
    def competences(self) -> tuple[Competence, ...]:
        return tuple(competence for area in self.areas for competence in area.competences)

    @cached_property
    def abilities(self) -> Mapping[str, Ability]:
        """Every ability by its slug, in order."""
        return {ability.slug: ability for each in self.competences for ability in each.abilities}

    @cached_property
    def validity(self) -> Mapping[str, int | None]:
        """For how many months each kind of evidence counts."""
        return {kind.slug: kind.valid_months for kind in self.kinds}

    def level(self, slug: str) -> Level:
        """The level of this slug; KeyError where there is none."""
        return {level.slug: level for level in self.levels}[slug]

    def text_keys(self) -> Mapping[str, tuple[str, ...]]:
        """Each step, kind, level, area, competence, ability and alignment has its words."""
        return {
            "scale": self.scale,
            "kinds": tuple(kind.slug for kind in self.kinds),
            "levels": tuple(level.slug for level in self.levels),
            "areas": tuple(area.slug for area in self.areas),
            "competences": tuple(competence.slug for competence in self.competences),
            "abilities": tuple(self.abilities),
            "alignments": tuple(alignment.ability for alignment in self.alignments),
        }

    def problems(self) -> Iterator[Problem]:
        """Names used twice, and references that lead nowhere."""
        for key, slugs in self._names().items():
            for slug, times in Counter(slugs).items():
                if times > 1:
                    yield Problem("structure.toml", f"{key}.{slug}", "used twice", "twice")
        if len(self._names()["abilities"]) > MOST_ABILITIES:
            yield Problem("structure.toml", "areas", f"more than {MOST_ABILITIES} abilities", "many")
        if self.practising not in self.scale:
            yield Problem("structure.toml", "practising", "not a step of the scale")
        kinds = set(self.validity)
        for slug, ability in self.abilities.items():
            for kind in sorted(set(ability.evidence) - kinds):
                yield Problem("structure.toml", f"abilities.{slug}.evidence", f"no such kind: {kind}")
        known: set[str] = set()
        for level in self.levels:
            if level.after is not None and level.after not in known:
                yield Problem(
                    "structure.toml",
                    f"levels.{level.slug}.after",
                    "no level before it of this name",
                    "before",
                )
            known.add(level.slug)
        aligned = set(self.abilities) | {each.slug for each in self.competences}
        for alignment in self.alignments:
            if alignment.ability not in aligned:
                yield Problem("structure.toml", f"alignments.{alignment.ability}", "no such ability")

    def _names(self) -> Mapping[str, list[str]]:
        return {
            "scale": list(self.scale),
            "kinds": [kind.slug for kind in self.kinds],
            "levels": [level.slug for level in self.levels],
            "areas": [area.slug for area in self.areas],
            "competences": [competence.slug for competence in self.competences],
            "abilities": [ability.slug for each in self.competences for ability in each.abilities],
            "alignments": [alignment.ability for alignment in self.alignments],
        }


def code_of(slug: str) -> str:
    """What people read in place of a slug: "7b" for `c7b`."""
    return slug[1:] if slug[:1] == "c" and slug[1:2].isdigit() else slug.replace("_", ".")
