"""What answers are worth: each standard, each requirement, each level, and what exactly a level still lacks. Pure.

Whatever does not apply counts nowhere: standards for minors where none take part, optional requirements that nobody
answered, optional standards left open. Where fewer standards or requirements apply than a rule asks for, it asks for
all that do. A fact that a standard asks for and that says otherwise outweighs the answer.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ithaca.catalogue.models import FactTest, Requirement, Scale, Scheme, Standard
from ithaca.catalogue.models.scheme import AllOf, MonthsAt, NumberOf, Requirements, Rule, Share

NOT_APPLICABLE = "not_applicable"
Facts = Mapping[str, float | None]


@dataclass(frozen=True)
class Case:
    """What is known of a programme that is held against a scheme."""

    answers: Mapping[str, str]  # of each standard: a step of its scale, or NOT_APPLICABLE
    facts: Facts = field(default_factory=dict)
    minors: bool = False
    confirmed: Collection[str] = ()  # the gates that somebody vouches for
    months: Mapping[str, int] = field(default_factory=dict)  # for how long each level has been held
    vouched: Collection[
        str
    ] = ()  # the standards that another network's seal stands for: met, where they apply


class Status(StrEnum):
    MET = "met"
    NOT_MET = "not met"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True)
class Standing:
    """How one standard stands; `at` is the step that counts, `said` the one that was answered."""

    standard: Standard
    scale: Scale
    at: int | None
    said: int | None = None
    against: tuple[FactTest, ...] = ()  # the facts that say otherwise

    @property
    def status(self) -> Status:
        if self.at is None:
            return Status.NOT_APPLICABLE
        return Status.MET if self.at >= self.scale.met_at else Status.NOT_MET

    @property
    def met(self) -> bool:
        return self.status == Status.MET

    @property
    def applies(self) -> bool:
        return self.at is not None

    @property
    def points(self) -> int:
        return 0 if self.at is None else self.scale.steps[self.at].points * self.standard.weight

    @property
    def most(self) -> int:
        return self.scale.most * self.standard.weight if self.applies else 0


Standings = Mapping[str, Standing]


@dataclass(frozen=True)
class Points:
    """Points reached, of so many; of nothing where nothing applies."""

    points: int
    most: int

    @property
    def percent(self) -> int | None:
        """Rounded down: 69.9 is not 70."""
        return self.points * 100 // self.most if self.most else None

    def reaches(self, percent: int) -> bool:
        return self.points * 100 >= percent * self.most


class What(StrEnum):
    """What a level may lack."""

    GATE = "gate"
    ALL_OF = "all of"
    MANDATORY = "mandatory"
    NUMBER_OF = "number of"
    PERCENT = "percent"
    PERCENT_IN_REQUIREMENT = "percent in requirement"
    REQUIREMENTS = "requirements"
    MONTHS = "months"


@dataclass(frozen=True)
class Lack:
    """One thing between a programme and a level: how much there is, how much is wanted, which standards it is about."""

    what: What
    level: str
    has: int
    wants: int
    standards: tuple[str, ...] = ()
    subject: str = ""  # the gate, the requirement or the earlier level


@dataclass(frozen=True)
class Outcome:
    """A level, and what it lacks: awarded where that is nothing."""

    level: str
    lacks: tuple[Lack, ...]

    @property
    def awarded(self) -> bool:
        return not self.lacks


@dataclass(frozen=True)
class Result:
    """A programme held against a scheme."""

    standings: Standings
    shares: Mapping[str, Points]  # by requirement
    overall: Points
    outcomes: tuple[Outcome, ...]

    @property
    def level(self) -> str | None:
        """The highest level awarded."""
        return next((each.level for each in reversed(self.outcomes) if each.awarded), None)


def evaluate(scheme: Scheme, case: Case) -> Result:
    """Everything that a scheme says of a programme."""
    standings = {slug: standing(scheme, slug, case) for slug in scheme.standards}
    return Result(
        standings,
        {each.slug: points_of(of_requirement(each, standings)) for each in scheme.requirements},
        points_of(standings.values()),
        tuple(
            Outcome(
                level.slug,
                (*gate_lacks(scheme, level.slug, case), *lacks(scheme, level.slug, standings, case.months)),
            )
            for level in scheme.levels
        ),
    )


def standing(scheme: Scheme, slug: str, case: Case) -> Standing:
    """How one standard stands: the answer, unless a fact says otherwise; no answer is the first step."""
    standard = scheme.standards[slug]
    scale = scheme.scale_of(standard)
    if not _applies(scheme, standard, case):
        return Standing(standard, scale, None)
    answer = case.answers.get(slug)
    said = scale.order.index(answer) if answer in scale.order else None
    if slug in case.vouched:
        return Standing(standard, scale, max(said or 0, scale.met_at), said)
    against = tuple(test for test in standard.facts if not test.holds(case.facts.get(test.fact)))
    at = said or 0
    return Standing(standard, scale, min(at, scale.met_at - 1) if against else at, said, against)


def _applies(scheme: Scheme, standard: Standard, case: Case) -> bool:
    if standard.minors and not case.minors:
        return False
    if standard.optional and not _is_answered(scheme, standard, case):
        return False
    home = scheme.home[standard.slug]
    return not home.optional or any(_is_answered(scheme, each, case) for each in home.standards)


def _is_answered(scheme: Scheme, standard: Standard, case: Case) -> bool:
    return case.answers.get(standard.slug) in scheme.scale_of(standard).order


def of_requirement(requirement: Requirement, standings: Standings) -> list[Standing]:
    return [standings[each.slug] for each in requirement.standards]


def points_of(standings: Iterable[Standing]) -> Points:
    rows = list(standings)
    return Points(sum(each.points for each in rows), sum(each.most for each in rows))


def gate_lacks(scheme: Scheme, level: str, case: Case) -> Iterator[Lack]:
    """What keeps a programme from asking at all. A gate's fact must be known: nothing to count is not enough."""
    for gate in scheme.gates:
        if gate.facts:
            held = all(
                case.facts.get(each.fact) is not None and each.holds(case.facts[each.fact])
                for each in gate.facts
            )
        else:
            held = gate.slug in case.confirmed
        if not held:
            yield Lack(What.GATE, level, 0, 1, subject=gate.slug)


def lacks(scheme: Scheme, level: str, standings: Standings, months: Mapping[str, int]) -> Iterator[Lack]:
    """What the rules of a level, and of those it comes after, still ask for."""
    for each in scheme.up_to(level):
        for rule in each.rules:
            yield from _rule_lacks(scheme, each.slug, rule, standings, months)


def _rule_lacks(
    scheme: Scheme, level: str, rule: Rule, standings: Standings, months: Mapping[str, int]
) -> Iterator[Lack]:
    if isinstance(rule, AllOf):
        yield from _all_of(level, applying(scheme, rule.tiers, standings))
    elif isinstance(rule, NumberOf):
        yield from _number_of(level, rule, applying(scheme, rule.tiers, standings))
    elif isinstance(rule, Share):
        yield from _share(scheme, level, rule, standings)
    elif isinstance(rule, Requirements):
        yield from _requirements(scheme, level, rule, standings)
    elif isinstance(rule, MonthsAt):
        has = months.get(rule.level, 0)
        if has < rule.months:
            yield Lack(What.MONTHS, level, has, rule.months, subject=rule.level)


def applying(scheme: Scheme, tiers: tuple[str, ...], standings: Standings) -> list[Standing]:
    """The standards of some tiers that apply."""
    found = [standings[each.slug] for each in scheme.in_tiers(tiers)]
    return [each for each in found if each.applies]


def slugs(standings: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(each.standard.slug for each in standings)


def unmet(standings: Iterable[Standing]) -> list[Standing]:
    return [each for each in standings if each.status == Status.NOT_MET]


def _all_of(level: str, rows: list[Standing]) -> Iterator[Lack]:
    open_ones = unmet(rows)
    if open_ones:
        yield Lack(What.ALL_OF, level, len(rows) - len(open_ones), len(rows), slugs(open_ones))


def _number_of(level: str, rule: NumberOf, rows: list[Standing]) -> Iterator[Lack]:
    mandatory = [each for each in rows if each.standard.mandatory]
    if unmet(mandatory):
        has = len(mandatory) - len(unmet(mandatory))
        yield Lack(What.MANDATORY, level, has, len(mandatory), slugs(unmet(mandatory)))
    has, wants = len(rows) - len(unmet(rows)), min(rule.at_least, len(rows))
    if has < wants:
        yield Lack(What.NUMBER_OF, level, has, wants, slugs(unmet(rows)))


def _share(scheme: Scheme, level: str, rule: Share, standings: Standings) -> Iterator[Lack]:
    overall = points_of(standings.values())
    if not overall.reaches(rule.overall):
        yield Lack(What.PERCENT, level, overall.percent or 0, rule.overall, _with_room(standings.values()))
    for each in scheme.requirements:
        rows = of_requirement(each, standings)
        part = points_of(rows)
        if not part.reaches(rule.each_requirement):
            yield Lack(
                What.PERCENT_IN_REQUIREMENT,
                level,
                part.percent or 0,
                rule.each_requirement,
                _with_room(rows),
                each.slug,
            )


def _with_room(rows: Iterable[Standing]) -> tuple[str, ...]:
    return slugs(each for each in rows if each.points < each.most)


def _requirements(scheme: Scheme, level: str, rule: Requirements, standings: Standings) -> Iterator[Lack]:
    open_by_requirement = unmet_by_requirement(scheme, rule, standings)
    has = sum(not rows for rows in open_by_requirement.values())
    wants = min(rule.at_least, len(open_by_requirement))
    if has < wants:
        rows = [each for rows in open_by_requirement.values() for each in rows]
        yield Lack(What.REQUIREMENTS, level, has, wants, slugs(rows))


def unmet_by_requirement(
    scheme: Scheme, rule: Requirements, standings: Standings
) -> dict[str, list[Standing]]:
    """What is not met in each requirement of which something applies."""
    found: dict[str, list[Standing]] = {}
    for each in scheme.requirements:
        rows = of_requirement(each, standings)
        rows = [one for one in rows if one.applies and (not rule.tiers or one.standard.tier in rule.tiers)]
        if rows:
            found[each.slug] = unmet(rows)
    return found


def by_facts(standard: Standard, facts: Facts) -> bool | None:
    """What facts alone say of a standard: met or not; None where they leave it open."""
    asked = [test for test in standard.facts if test.asks]
    if not asked or any(facts.get(test.fact) is None for test in asked):
        return None
    return all(test.holds(facts[test.fact]) for test in asked)


def answered_by_facts(scheme: Scheme, facts: Facts) -> dict[str, str]:
    """The answers that facts give by themselves: the step from which a standard is met, or the first one."""
    found = {}
    for slug, standard in scheme.standards.items():
        said = by_facts(standard, facts)
        if said is not None:
            scale = scheme.scale_of(standard)
            found[slug] = scale.met if said else scale.order[0]
    return found
