"""What is proven, claimed, missing or expired, and what a level still asks for. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from ithaca.catalogue.models import Ability, Framework, Level
from ithaca.kernel.periods import months_later

SOON_DAYS = 90


class Status(StrEnum):
    """How an ability stands."""

    PROVEN = "proven"  # valid evidence, as much as the framework asks for
    CLAIMED = "claimed"  # some evidence but not enough, or the mentor says so alone
    EXPIRED = "expired"  # there was evidence; it has grown too old
    MISSING = "missing"


@dataclass(frozen=True)
class Evidence:
    """One thing that speaks for an ability: an item of a portfolio, or a fact of the product (`fact` names it)."""

    kind: str
    made_on: date
    mentorship: UUID | None = None
    validated: bool = False  # by a referent mentor
    fact: str = ""
    mentorships: frozenset[UUID] = frozenset()  # of a fact, which may speak of several

    @property
    def files(self) -> frozenset[UUID]:
        """The mentorships that it comes from."""
        return self.mentorships | ({self.mentorship} if self.mentorship else frozenset())


@dataclass(frozen=True)
class Coverage:
    """How one ability stands, and why."""

    ability: Ability
    status: Status
    valid: tuple[Evidence, ...]
    expired: tuple[Evidence, ...]
    files: int  # distinct mentorships among the valid evidence
    self_assessed: str | None  # the step of the scale
    claims: bool  # whether that step means practising it
    until: date | None  # from when it would no longer be proven, if nothing is added

    @property
    def lacks_files(self) -> int:
        return max(self.ability.files - self.files, 0) if self.ability.files > 1 else 0

    @property
    def lacks_referent(self) -> bool:
        return self.ability.referent and not any(each.validated for each in self.valid)

    def ends_soon(self, today: date) -> bool:
        return self.until is not None and (self.until - today).days <= SOON_DAYS


def expires_on(kind: str, made_on: date, validity: Mapping[str, int | None]) -> date | None:
    """The first day on which evidence of this kind no longer counts; None where it always does."""
    months = validity.get(kind)
    return None if months is None else months_later(made_on, months)


def is_valid(evidence: Evidence, validity: Mapping[str, int | None], today: date) -> bool:
    end = expires_on(evidence.kind, evidence.made_on, validity)
    return evidence.made_on <= today and (end is None or today < end)


def distinct_files(evidence: Iterable[Evidence]) -> int:
    """From how many mentorships it comes; ten papers of one pair are one file."""
    return len(frozenset().union(*(each.files for each in evidence)))


def speaks_for(ability: Ability, evidence: Evidence) -> bool:
    """A fact shows what the framework lists it for, and nothing else of its kind."""
    if evidence.fact:
        return evidence.fact in ability.facts
    return evidence.kind in ability.evidence


def suffices(ability: Ability, valid: Collection[Evidence]) -> bool:
    """Whether valid evidence is all that the framework asks for."""
    if not valid or (ability.referent and not any(each.validated for each in valid)):
        return False
    return ability.files == 1 or distinct_files(valid) >= ability.files


def cover(
    framework: Framework, ability: Ability, evidence: Collection[Evidence], *, step: str | None, today: date
) -> Coverage:
    """How an ability stands on a day, by all that speaks for it; `step` is the mentor's own of the scale."""
    validity = framework.validity
    fitting = [each for each in evidence if speaks_for(ability, each)]
    valid = [each for each in fitting if is_valid(each, validity, today)]
    expired = [each for each in fitting if each.made_on <= today and each not in valid]
    claims = step in framework.scale and framework.scale.index(step) >= framework.scale.index(
        framework.practising
    )
    if suffices(ability, valid):
        status = Status.PROVEN
    elif valid:
        status = Status.CLAIMED
    elif expired:
        status = Status.EXPIRED
    else:
        status = Status.CLAIMED if claims else Status.MISSING
    until = _proven_until(ability, valid, validity) if status == Status.PROVEN else None
    return Coverage(ability, status, tuple(valid), tuple(expired), distinct_files(valid), step, claims, until)


def _proven_until(
    ability: Ability, valid: Collection[Evidence], validity: Mapping[str, int | None]
) -> date | None:
    """The first day on which what is left no longer suffices."""
    ends = {expires_on(each.kind, each.made_on, validity) for each in valid} - {None}
    for end in sorted(day for day in ends if day):
        if not suffices(ability, [each for each in valid if is_valid(each, validity, end)]):
            return end
    return None


@dataclass(frozen=True)
class Practice:
    """What the product knows of a mentor's practice: the prerequisites of levels read it."""

    mentorships_completed: int = 0
    minutes: int = 0
    contacts: int = 0
    training_minutes: int = 0

    @property
    def hours(self) -> int:
        return self.minutes // 60

    @property
    def training_hours(self) -> int:
        return self.training_minutes // 60


@dataclass(frozen=True)
class Gap:
    """One thing that a level still asks for: what, how much there is, how much is wanted."""

    what: str
    has: int
    wants: int
    subject: str = ""  # the competence, where it is about one


def percent(part: int, whole: int) -> int:
    """Rounded down: 59.9 is not 60."""
    return part * 100 // whole if whole else 0


def proven_share(coverages: Collection[Coverage]) -> int:
    return percent(sum(each.status == Status.PROVEN for each in coverages), len(coverages))


def gaps(
    framework: Framework, level: Level, coverages: Mapping[str, Coverage], practice: Practice
) -> list[Gap]:
    """What stands between a mentor and a level; nothing where it can be asked for. Levels before it are not looked at."""
    wants, found = level.prerequisites, []
    for what in ("mentorships_completed", "hours", "training_hours"):
        has, wanted = getattr(practice, what), getattr(wants, what)
        if has < wanted:
            found.append(Gap(what, has, wanted))
    share = proven_share(list(coverages.values()))
    if share < level.threshold.proven_percent:
        found.append(Gap("proven_percent", share, level.threshold.proven_percent))
    floor = level.threshold.proven_percent_in_each_competence
    for competence in framework.competences:
        part = proven_share([coverages[each.slug] for each in competence.abilities])
        if part < floor:
            found.append(Gap("proven_percent_in_competence", part, floor, competence.slug))
    return found


class Step(StrEnum):
    """What a mentor can do next for one ability, the most pressing first."""

    RENEW = "renew"  # it has expired
    RENEW_SOON = "renew_soon"
    ADD_FILES = "add_files"
    ASK_REFERENT = "ask_referent"
    SHOW = "show"  # claimed without evidence
    BEGIN = "begin"  # nothing yet


def next_steps(coverages: Iterable[Coverage], today: date) -> list[tuple[Step, Coverage]]:
    """For each ability that asks for something, what; the most pressing first, in the framework's order."""
    order = list(Step)
    found = [(step, each) for each in coverages if (step := _next_step(each, today)) is not None]
    return sorted(found, key=lambda pair: order.index(pair[0]))


def _next_step(coverage: Coverage, today: date) -> Step | None:
    if coverage.status == Status.PROVEN:
        return Step.RENEW_SOON if coverage.ends_soon(today) else None
    if coverage.status == Status.EXPIRED:
        return Step.RENEW
    if coverage.valid:
        return Step.ADD_FILES if coverage.lacks_files else Step.ASK_REFERENT
    return Step.SHOW if coverage.status == Status.CLAIMED else Step.BEGIN
