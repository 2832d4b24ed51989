"""What is known of a file that is held against its scheme: live while it is written, as it was once it is handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from ithaca.catalogue.models import Scheme
from ithaca.indicators.definitions import BY_SLUG
from ithaca.indicators.periods import default_days
from ithaca.indicators.queries import measured, tally_of
from ithaca.kernel import clock
from ithaca.kernel.periods import Period
from ithaca.kernel.tallies import Tally
from ithaca.matching.queries.policy import policy_in_force
from ithaca.programmes.models import Programme
from ithaca.schemes import rules
from ithaca.schemes.rules import Case, Result
from ithaca.seals import queries
from ithaca.seals.models import SealFile
from ithaca.seals.states import FileState

Tallies = Mapping[str, Tally]


@dataclass(frozen=True)
class Known:
    """What a programme says and what is counted of it."""

    answers: Mapping[str, str]
    tallies: Tallies
    minors: bool
    first_day: date
    last_day: date

    @property
    def facts(self) -> dict[str, float | None]:
        return {slug: each.value for slug, each in self.tallies.items()}


def is_frozen(row: SealFile) -> bool:
    """Whether what was handed in counts; a file that was sent back is written anew."""
    return row.frozen is not None and row.state != FileState.ASSESSING


def known_of(row: SealFile) -> Known:
    return known_from(row.frozen) if is_frozen(row) and row.frozen else known_today(row)


def case_of(row: SealFile, *, steps: Mapping[str, str] | None = None, known: Known | None = None) -> Case:
    """A file as its scheme's rules see it; `steps` are the auditors', where they found something else."""
    known = known or known_of(row)
    return Case(
        answers={**known.answers, **(steps or {})},
        facts=known.facts,
        minors=known.minors,
        confirmed=frozenset(row.confirmed),
        months=months_of(row),
        vouched=queries.vouched_for(row),
    )


def supposing_confirmed(scheme: Scheme, case: Case) -> Case:
    """The same, once the network has confirmed what no fact shows: what the programme itself can bring about."""
    return replace(case, confirmed=frozenset(gate.slug for gate in scheme.gates))


def result_of(row: SealFile, *, steps: Mapping[str, str] | None = None) -> Result:
    return rules.evaluate(queries.scheme_of(row), case_of(row, steps=steps))


def asked_of(row: SealFile, scheme: Scheme) -> frozenset[str]:
    """
    The standards that wait for an answer: those that apply and are not optional; of a file that rests on another seal
    what is left to show, as it was told before it began.
    """
    minors, rests = minors_take_part(row), row.rests_on is not None
    asked = queries.left_to_show(row) if rests else scheme.standards
    return frozenset(
        slug
        for slug, one in scheme.standards.items()
        if (minors or not one.minors)
        and not one.optional
        and not scheme.home[slug].optional
        and slug in asked
    )


def unanswered(row: SealFile) -> list[str]:
    """The standards that still wait, in the scheme's order."""
    scheme, answers = queries.scheme_of(row), queries.steps_said(queries.answers_of(row))
    asked = asked_of(row, scheme)
    return [slug for slug in scheme.standards if slug in asked and slug not in answers]


def gates_by_facts(row: SealFile, known: Known | None = None) -> list[tuple[str, bool]]:
    """The conditions that facts show, and whether each holds; the others are the network's to confirm."""
    scheme, case = queries.scheme_of(row), case_of(row, known=known)
    level = scheme.levels[0].slug
    lacking = {each.subject for each in rules.gate_lacks(scheme, level, case)}
    return [(gate.slug, gate.slug not in lacking) for gate in scheme.gates if gate.facts]


def to_confirm(row: SealFile) -> list[str]:
    """The conditions that the network has not confirmed yet; without them no level is reached."""
    gates = queries.scheme_of(row).gates
    return [each.slug for each in gates if not each.facts and each.slug not in row.confirmed]


def unconfirmed_alone(row: SealFile, *, steps: Mapping[str, str] | None = None) -> list[str]:
    """The conditions to confirm, where nothing else keeps a file from a level: it is not its fault then."""
    scheme, case = queries.scheme_of(row), case_of(row, steps=steps)
    if rules.evaluate(scheme, case).level:
        return []
    reached = rules.evaluate(scheme, supposing_confirmed(scheme, case)).level
    return to_confirm(row) if reached else []


def named_facts(scheme: Scheme) -> list[str]:
    """The facts that a scheme speaks of, in the order of the facts."""
    tests = [test for one in scheme.standards.values() for test in one.facts]
    tests += [test for gate in scheme.gates for test in gate.facts]
    named = {str(test.fact) for test in tests}
    return [slug for slug in BY_SLUG if slug in named]


def months_of(row: SealFile) -> dict[str, int]:
    """For how many whole months the programme has held each level of the scheme, or one that comes after it."""
    seals, now = queries.seals_in_series(row), clock.now()
    since = {each.slug: queries.held_since(seals, each.slug) for each in queries.scheme_of(row).levels}
    return {slug: _months_between(each, now) for slug, each in since.items() if each}


def _months_between(since: datetime, now: datetime) -> int:
    months = (now.year - since.year) * 12 + now.month - since.month
    return months - ((now.day, now.time()) < (since.day, since.time()))


def known_today(row: SealFile) -> Known:
    """As of today, also of a file that was handed in."""
    known = known_by_facts(row.programme, queries.scheme_of(row))
    answers = queries.steps_said(queries.answers_of(row))
    return replace(known, answers=answers, minors=minors_take_part(row))


def known_by_facts(programme: Programme, scheme: Scheme) -> Known:
    """What is counted of a programme before anybody has said anything: as of today, over the twelve months before."""
    first, last = default_days(clock.today())
    definitions = [BY_SLUG[slug] for slug in named_facts(scheme)]
    found = measured([programme.pk], [Period.of_days(first, last, now=clock.now())], definitions)
    tallies = {str(each.slug): tally_of(found[each.slug], each, programme.pk, 0) for each in definitions}
    return Known({}, tallies, minors=False, first_day=first, last_day=last)


def minors_take_part(row: SealFile) -> bool:
    """As the programme says, or as its matching supposes when it asks every mentor for a check."""
    return row.minors or policy_in_force(row.programme).rules.checked_mentors


def known_from(document: Mapping[str, object]) -> Known:
    """What a document says that was handed in, or kept."""
    told: dict[str, dict[str, dict[str, float | None]]] = document  # type: ignore[assignment]
    answers = {slug: str(each["step"]) for slug, each in told["answers"].items() if each["step"]}
    tallies = {
        slug: Tally(each["value"], _whole(each["part"]), _whole(each["whole"]))
        for slug, each in told["facts"].items()
    }
    first, last = (date.fromisoformat(str(told["period"][key])) for key in ("first_day", "last_day"))
    return Known(answers, tallies, bool(document["minors"]), first, last)


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)
