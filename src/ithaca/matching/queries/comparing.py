from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from ithaca.matching import wording
from ithaca.matching.models import Pair, Run, RunPerson
from ithaca.matching.policy import Policy
from ithaca.matching.queries.policy import policy_of


@dataclass(frozen=True)
class Difference:
    """A mentee whose mentor, or how well they fit, is not the same in two runs; in per cent of a full score."""

    name: str
    mentor: str  # empty: nobody
    other_mentor: str
    percent: int | None
    other_percent: int | None


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side; people are the same where their participation or their invitation is."""

    differences: list[Difference]  # those with another mentor first
    same: int  # pairs in both
    only_one: int
    only_other: int
    people_only_one: list[str]
    people_only_other: list[str]
    figures: list[tuple[str, str, str]]
    weights_differ: bool


def compared(one: Run, other: Run) -> Comparison:
    """What differs between two runs as they stand now, mentee by mentee; four queries."""
    policies = policy_of(one.policy), policy_of(other.policy)
    pairs, others = _pairs(one), _pairs(other)
    people, other_people = _people(one), _people(other)
    moved, scored = [], []
    same = 0
    for key, name in sorted({**other_people, **people}.items(), key=lambda each: each[1].casefold()):
        left, right = pairs.get(key), others.get(key)
        if left is None and right is None:
            continue
        here, there = _percent(left, policies[0]), _percent(right, policies[1])
        row = Difference(name, left.mentor if left else "", right.mentor if right else "", here, there)
        if left is None or right is None or left.key != right.key:
            moved.append(row)
        else:
            same += 1
            if here != there:
                scored.append(row)
    return Comparison(
        differences=[*moved, *scored],
        same=same,
        only_one=len(pairs) - same,
        only_other=len(others) - same,
        people_only_one=[name for key, name in people.items() if key not in other_people],
        people_only_other=[name for key, name in other_people.items() if key not in people],
        figures=list(_figures((list(pairs.values()), list(others.values())), policies, (one, other))),
        weights_differ=policies[0].weights != policies[1].weights,
    )


@dataclass(frozen=True)
class _Pair:
    key: UUID  # of the mentor
    mentor: str
    score: int


def _figures(
    pairs: tuple[list[_Pair], list[_Pair]], policies: tuple[Policy, Policy], runs: tuple[Run, Run]
) -> Iterable[tuple[str, str, str]]:
    """Name, and what it is in either run, after what people changed by hand."""
    columns: dict[str, list[str]] = defaultdict(list)
    for found, policy, run in zip(pairs, policies, runs, strict=True):
        scores = [wording.percent(pair.score, policy) for pair in found]
        columns["aim"].append(str(wording.AIMS[policy.aim]))
        columns["matched"].append(f"{len(found)} / {run.result.get('mentees', 0)}")
        columns["mean"].append(f"{round(sum(scores) / len(scores))} %" if scores else "–")
        columns["least"].append(f"{min(scores)} %" if scores else "–")
        columns["mentors"].append(str(len({pair.key for pair in found})))
    for name, (here, there) in columns.items():
        yield str(wording.COMPARED[name]), here, there


def _percent(pair: _Pair | None, policy: Policy) -> int | None:
    return wording.percent(pair.score, policy) if pair else None


def _pairs(run: Run) -> dict[UUID, _Pair]:
    rows = Pair.objects.filter(run=run).select_related("mentee", "mentor")
    return {_key(row.mentee): _Pair(_key(row.mentor), row.mentor.name, row.score) for row in rows}


def _people(run: Run) -> dict[UUID, str]:
    """The mentees of a run by who they are."""
    return {_key(row): row.name for row in RunPerson.objects.filter(run=run, side="mentee")}


def _key(person: RunPerson) -> UUID:
    """Whoever has joined since stands with their participation in the runs from before, too."""
    found = person.participation_id or person.invitation_id
    assert found is not None
    return found
