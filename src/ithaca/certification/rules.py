"""Who must not judge whom, what a level asks for, what a renewal asks for, how long steps take. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from ithaca.catalogue.models import Ability, Framework, Level
from ithaca.competences.rules import Evidence, Gap, Status, is_valid, percent, speaks_for, suffices
from ithaca.competences.states import ConsentState

MOST_HOURS = 200  # of one training
ENOUGH_FILES = 5  # from how many on a usual time is told: fewer would tell of single people


class Mark(StrEnum):
    """What an assessor finds shown."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not met"


class Need(StrEnum):
    """What a scheme needs before mentors can apply."""

    ASSESSORS = "assessors"
    REFERENT = "referent"
    DECIDER = "decider"
    KEY = "key"


# --- Conflicts of interest ---


class Conflict(StrEnum):
    """Why somebody must not judge; `DEPENDENT` also hides whether a conflict was declared, as it needs no reason."""

    SELF = "self"
    MENTORSHIP = "mentorship"
    DEPENDENT = "dependent"  # in line with, of the same unit as, or in a declared conflict with the candidate
    TRAINER = "trainer"
    DECLARED = "declared for this file"
    ASSESSED = "assessed"
    DECIDED = "decided"


@dataclass(frozen=True)
class Ties:
    """Everybody whom something binds to a candidate, and who did what in the file so far."""

    candidate: UUID
    mentorships: frozenset[UUID] = frozenset()
    dependent: frozenset[UUID] = frozenset()
    trainers: frozenset[UUID] = frozenset()
    declared: frozenset[UUID] = frozenset()
    assessed: frozenset[UUID] = frozenset()  # ever, in this file
    decided: frozenset[UUID] = frozenset()  # ever, in this file

    def bound(self, person: UUID) -> list[Conflict]:
        """What binds somebody to the candidate, whatever they would do."""
        return [
            conflict
            for conflict, people in (
                (Conflict.SELF, frozenset({self.candidate})),
                (Conflict.MENTORSHIP, self.mentorships),
                (Conflict.DEPENDENT, self.dependent),
                (Conflict.TRAINER, self.trainers),
                (Conflict.DECLARED, self.declared),
            )
            if person in people
        ]


def against_assessing(person: UUID, ties: Ties) -> list[Conflict]:
    """Who has decided does not assess; after an upheld appeal others assess than before."""
    found = ties.bound(person)
    found += [Conflict.ASSESSED] if person in ties.assessed else []
    return found + ([Conflict.DECIDED] if person in ties.decided else [])


def against_deciding(person: UUID, ties: Ties) -> list[Conflict]:
    """Who has assessed does not decide; and nobody decides twice: an appeal goes to others again."""
    return against_assessing(person, ties)


# --- Awards ---


@dataclass(frozen=True)
class Shown:
    """What one ability rests on, as frozen, with what referents have validated since."""

    ability: Ability
    evidence: tuple[Evidence, ...] = ()
    proven: bool = False  # already when it was frozen

    @property
    def suffices(self) -> bool:
        return self.proven or suffices(self.ability, self.evidence)


def in_force(manifest: Mapping[str, Any], consents: Mapping[UUID, str]) -> dict[str, Any]:
    """A frozen portfolio without the items that somebody they speak of no longer lets it show, or that were removed.

    What was handed in with a mentee's consent holds with that consent alone: the mentor can't say since that it
    speaks of nobody.
    """
    gone = [
        each
        for each in manifest["items"]
        if consents.get(UUID(each["id"])) not in (each["consent"], ConsentState.GIVEN)
    ]
    touched = {slug for each in gone for slug in each["abilities"]}
    coverage = {slug: status for slug, status in manifest["coverage"].items() if slug not in touched}
    return {
        **manifest,
        "items": [each for each in manifest["items"] if each not in gone],
        "coverage": coverage,
    }


def shown_in(
    manifest: Mapping[str, Any], framework: Framework, validated: Collection[tuple[UUID, str]]
) -> dict[str, Shown]:
    """{ability: what it rests on} of a frozen portfolio; `validated` names (item, ability)."""
    day = datetime.fromisoformat(manifest["frozen_at"]).date()
    found = {}
    for slug, ability in framework.abilities.items():
        items = [_evidence(each, slug, validated) for each in manifest["items"] if slug in each["abilities"]]
        facts = [
            Evidence("document", day, fact=name)
            for name, n in manifest["facts"].items()
            if n and name in ability.facts
        ]
        fitting = [
            each for each in items if speaks_for(ability, each) and is_valid(each, framework.validity, day)
        ]
        proven = manifest["coverage"].get(slug) == Status.PROVEN
        found[slug] = Shown(ability, tuple(fitting + facts), proven)
    return found


def _evidence(item: Mapping[str, Any], slug: str, validated: Collection[tuple[UUID, str]]) -> Evidence:
    mentorship = uuid5(NAMESPACE_OID, item["file"]) if item["file"] else None
    stands = slug in item["validated"] or (UUID(item["id"]), slug) in validated
    return Evidence(item["kind"], date.fromisoformat(item["made_on"]), mentorship, validated=stands)


def to_rate(shown: Mapping[str, Shown]) -> list[str]:
    """The abilities for which something was handed in; the others are not met without anybody saying so."""
    return [slug for slug, each in shown.items() if each.evidence or each.proven]


def lacking(
    framework: Framework, level: Level, shown: Mapping[str, Shown], marks: Mapping[str, str]
) -> list[Gap]:
    """What stands between a file and a level: an ability counts where it is met and its evidence suffices."""
    counted = {
        slug for slug, mark in marks.items() if mark == Mark.MET and slug in shown and shown[slug].suffices
    }
    found = []
    share = percent(len(counted), len(framework.abilities))
    if share < level.threshold.proven_percent:
        found.append(Gap("proven_percent", share, level.threshold.proven_percent))
    floor = level.threshold.proven_percent_in_each_competence
    for competence in framework.competences:
        part = percent(sum(each.slug in counted for each in competence.abilities), len(competence.abilities))
        if part < floor:
            found.append(Gap("proven_percent_in_competence", part, floor, competence.slug))
    return found


# --- Ratings ---


@dataclass(frozen=True)
class Compared:
    """One ability as each assessor found it, by their ids."""

    ability: str
    marks: Mapping[UUID, str]
    settled: str | None = None
    agreed: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def differs(self) -> bool:
        return len(set(self.marks.values())) > 1

    @property
    def result(self) -> str | None:
        """What holds: what all said, or what all have agreed on since."""
        if not self.differs:
            return next(iter(self.marks.values()), None)
        return self.settled if self.settled and self.agreed >= self.marks.keys() else None


def unsettled(compared: Sequence[Compared]) -> list[str]:
    return [each.ability for each in compared if each.result is None]


# --- Renewal, time ---


def towards_renewal(level: Level, *, training_hours: int, mentorships: int) -> list[Gap]:
    """What has to have happened since the certificate, and how much of it has."""
    pairs = (
        ("training_hours", training_hours, level.renewal.training_hours),
        ("mentorships_completed", mentorships, level.renewal.mentorships),
    )
    return [Gap(what, has, wants) for what, has, wants in pairs if wants]


def appeal_until(decided: datetime, days: int) -> datetime:
    """How long a candidate can appeal."""
    return decided + timedelta(days=days)


def usual(durations: Sequence[timedelta]) -> int | None:
    """How many days a step usually takes; None where too few files say so."""
    if len(durations) < ENOUGH_FILES:
        return None
    return max(round(median(each.total_seconds() for each in durations) / 86400), 1)
