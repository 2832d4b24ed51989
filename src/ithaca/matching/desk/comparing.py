"""Two runs side by side, every pair measured by the same weights: those of one of the two, on what is known of its people."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from ithaca.engine import scoring
from ithaca.kernel.errors import Refusal
from ithaca.matching import wording
from ithaca.matching.desk.measuring import problem_of_run
from ithaca.matching.models import Pair, Run, RunPerson
from ithaca.matching.policy import Policy
from ithaca.matching.queries.policy import policy_of


@dataclass(frozen=True)
class Difference:
    """A mentee whose mentor is not the same in two runs; in per cent of a full score, None where it can't be told."""

    name: str
    mentor: str  # empty: nobody
    other_mentor: str
    percent: int | None
    other_percent: int | None

    @property
    def better(self) -> str:
        """In which of the two the mentee is better off: here, there, or not to be told."""
        if not self.mentor or not self.other_mentor:
            return "here" if self.mentor else "there"
        if self.percent is None or self.other_percent is None or self.percent == self.other_percent:
            return ""
        return "here" if self.percent > self.other_percent else "there"

    @property
    def size(self) -> int:
        """How much it is; a mentor or none is the most."""
        if not self.mentor or not self.other_mentor:
            return 1_000
        return abs((self.percent or 0) - (self.other_percent or 0))


@dataclass(frozen=True)
class Comparison:
    """Two runs; people are the same where their participation or their invitation is."""

    differences: list[Difference]  # the greatest first
    same: int  # pairs in both
    only_one: int
    only_other: int
    people_only_one: list[str]
    people_only_other: list[str]
    figures: list[tuple[str, str, str]]
    weights_differ: bool
    unmeasured: int  # pairs of people who are not in the run by whose weights all are measured

    @property
    def better_off(self) -> list[str]:
        """In words: who fits better with the mentor of which run, and who has one in one of them only."""
        count = Counter((each.better, bool(each.mentor and each.other_mentor)) for each in self.differences)
        here, there = ((count[side, True], count[side, False]) for side in ("here", "there"))
        return wording.better_off(here=here, there=there)


def compared(one: Run, other: Run, *, measured_by: Run | None = None) -> Comparison:
    """What differs between two runs as they stand now, mentee by mentee, measured by the weights of `one` or of the other."""
    yardstick = measured_by or one
    pairs, others = _pairs(one), _pairs(other)
    measure = _measure(yardstick, pairs if yardstick.pk == one.pk else others)
    people, other_people = _people(one), _people(other)
    moved, same = [], 0
    for key, name in {**other_people, **people}.items():
        left, right = pairs.get(key), others.get(key)
        if left is None and right is None:
            continue
        if left is not None and right is not None and left.key == right.key:
            same += 1
            continue
        told = (left.mentor if left else "", right.mentor if right else "")
        moved.append(Difference(name, *told, _percent(left, measure), _percent(right, measure)))
    sides = (list(pairs.values()), list(others.values()))
    return Comparison(
        differences=sorted(moved, key=lambda each: (-each.size, each.name.casefold())),
        same=same,
        only_one=len(pairs) - same,
        only_other=len(others) - same,
        people_only_one=[name for key, name in people.items() if key not in other_people],
        people_only_other=[name for key, name in other_people.items() if key not in people],
        figures=list(_figures(sides, (one, other), _best(yardstick), measure)),
        weights_differ=policy_of(one.policy).weights != policy_of(other.policy).weights,
        unmeasured=sum(measure(pair) is None for side in sides for pair in side),
    )


@dataclass(frozen=True)
class _Pair:
    mentee: UUID
    key: UUID  # of the mentor
    mentor: str
    score: int


@dataclass(frozen=True)
class _Share:
    """A score, and what it is of the highest."""

    score: int
    percent: int


Measure = Callable[[_Pair], _Share | None]


def _measure(run: Run, own: dict[UUID, _Pair]) -> Measure:
    """What a pair is worth by the weights of a run: as the run says where the pair is its own; None where it can't be told."""
    policy = policy_of(run.policy)
    try:
        problem, seats = problem_of_run(run)
    except Refusal:  # too many different values by now
        return partial(_as_it_says, own, policy)
    numbers = {(row.side, _key(row)): seats[row.pk] for row in RunPerson.objects.filter(run=run)}

    def measure(pair: _Pair) -> _Share | None:
        known = _as_it_says(own, policy, pair)
        one, other = numbers.get(("mentee", pair.mentee)), numbers.get(("mentor", pair.key))
        if known or one is None or other is None:
            return known
        score = sum(scoring.parts(problem, one, other).values())
        return _Share(score, wording.percent(score, policy))

    return measure


def _as_it_says(own: dict[UUID, _Pair], policy: Policy, pair: _Pair) -> _Share | None:
    known = own.get(pair.mentee)
    if known is None or known.key != pair.key:
        return None
    return _Share(known.score, wording.percent(known.score, policy))


def _figures(
    sides: tuple[list[_Pair], list[_Pair]], runs: tuple[Run, Run], best: int, measure: Measure
) -> Iterator[tuple[str, str, str]]:
    """Name, and what it is in either run, after what people changed by hand."""
    columns: dict[str, list[str]] = {name: [] for name in wording.COMPARED}
    found = [[share for share in map(measure, pairs) if share] for pairs in sides]
    totals = [sum(share.score for share in shares) for shares in found]
    most = max(best, *totals)  # a run that aimed at something else may come past the best of this aim
    for pairs, run, shares, total in zip(sides, runs, found, totals, strict=True):
        per_cents = [share.percent for share in shares]
        columns["aim"].append(str(wording.AIMS[policy_of(run.policy).aim]))
        columns["matched"].append(f"{len(pairs)} / {run.result.get('mentees', 0)}")
        columns["share"].append(wording.of_best(total, most) if most > 0 else "–")
        columns["mean"].append(f"{round(sum(per_cents) / len(per_cents))} %" if per_cents else "–")
        columns["least"].append(f"{min(per_cents)} %" if per_cents else "–")
        columns["mentors"].append(str(len({pair.key for pair in pairs})))
    for name, (here, there) in columns.items():
        yield str(wording.COMPARED[name]), here, there


def _best(run: Run) -> int:
    """The best total that the rules of a run allow, as far as it is known."""
    return max(int(run.result.get("best_total") or 0), int(run.result.get("objective") or 0))


def _percent(pair: _Pair | None, measure: Measure) -> int | None:
    found = measure(pair) if pair else None
    return found.percent if found else None


def _pairs(run: Run) -> dict[UUID, _Pair]:
    rows = Pair.objects.filter(run=run).select_related("mentee", "mentor")
    found = (_Pair(_key(row.mentee), _key(row.mentor), row.mentor.name, row.score) for row in rows)
    return {pair.mentee: pair for pair in found}


def _people(run: Run) -> dict[UUID, str]:
    """The mentees of a run by who they are."""
    return {_key(row): row.name for row in RunPerson.objects.filter(run=run, side="mentee")}


def _key(person: RunPerson) -> UUID:
    """Whoever has joined since stands with their participation in the runs from before, too."""
    found = person.participation_id or person.invitation_id
    assert found is not None
    return found
