"""From people in words to the engine's problem. Pure: the desk and the command line both stand on it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ithaca.engine import problem as engine
from ithaca.engine import profiles
from ithaca.engine.problem import Problem, Wishes, pairs_of
from ithaca.matching import lines
from ithaca.matching.people import Gathering, Someone
from ithaca.matching.policy import Policy
from ithaca.matching.texts import vectors

BITS = 64 * profiles.WORDS
LANGUAGE_BITS = 64
Sets = list[frozenset[int]]


class TooMany(ValueError):
    """More different values of one kind than a set can hold; `kind` is the criterion."""

    def __init__(self, kind: str, count: int) -> None:
        super().__init__(f"{count} different {kind} on both sides; at most {BITS} can be told apart")
        self.kind, self.count = kind, count


def problem_of(gathering: Gathering, policy: Policy) -> Problem:
    """The engine's problem. Raises TooMany, and the engine's BadProblem."""
    sides = (gathering.mentees, gathering.mentors)
    chairs, seats = ({each.human: number for number, each in enumerate(side)} for side in sides[::-1])
    people = _people(gathering, text=bool(policy.weights.text))
    forest = lines.forest(gathering.line, [each.human for side in sides for each in side])
    if forest is not None:
        people = [
            _stand(people[0], forest, side=sides[0], first=0),
            _stand(people[1], forest, side=sides[1], first=len(sides[0])),
        ]
    barred = [_barred(side) for side in sides]
    return Problem(
        mentees=people[0],
        mentors=people[1],
        policy=engine_policy(policy),
        capacity=np.array([each.capacity for each in sides[1]], np.int64),
        least=np.array([0 if each.barred else each.least for each in sides[1]], np.int64),
        fixed=pairs_of(sorted(gathering.fixed)),
        forbidden=_forbidden(gathering, policy, in_line=forest is None),
        barred_mentees=barred[0],
        barred_mentors=barred[1],
        wishes_of_mentees=_wishes(sides[0], chairs) if policy.weights.wishes_of_mentees else None,
        wishes_of_mentors=_wishes(sides[1], seats) if policy.weights.wishes_of_mentors else None,
        aim=engine.Aim(policy.aim),
        proposer=engine.Proposer(policy.proposer),
    )


def engine_policy(policy: Policy) -> profiles.Policy:
    return profiles.Policy(
        **dict(policy.weights),
        gap_least=policy.seniority.least,
        gap_most=policy.seniority.most,
        common_language=policy.rules.common_language,
        independent_line=policy.rules.independent_line,
        other_unit=policy.rules.other_unit,
    )


@dataclass(frozen=True)
class _Kind:
    name: str
    of: Callable[[Someone], frozenset[str]]
    bits: int = BITS


KINDS = (
    _Kind("topics", lambda each: each.topics),
    _Kind("sectors", lambda each: each.sectors),
    _Kind("roles", lambda each: each.roles),
    _Kind("slots", lambda each: each.slots),
    _Kind("languages", lambda each: each.languages, LANGUAGE_BITS),
)


def _numbered(
    kind: _Kind, left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]
) -> tuple[Sets, Sets]:
    """
    Numbers below `bits`: values known on both sides have one each; those of one side only count in the size of a set
    and need not be told apart.
    """
    both = set().union(*left) & set().union(*right)
    alone = max((len(values - both) for values in left), default=0)
    if len(both) + alone > kind.bits:
        if len(both) > kind.bits:
            raise TooMany(kind.name, len(both))
        alone = kind.bits - len(both)
    number = {value: place for place, value in enumerate(sorted(both))}
    spare = range(len(both), len(both) + alone)
    mentees = [
        frozenset({number[value] for value in values & both} | set(spare[: len(values - both)]))
        for values in left
    ]
    return mentees, [frozenset(number[value] for value in values & both) for values in right]


def _people(gathering: Gathering, *, text: bool) -> list[profiles.People]:
    sides = (gathering.mentees, gathering.mentors)
    known: list[dict[str, object]] = [{}, {}]
    for kind in KINDS:
        found = _numbered(kind, *([kind.of(each) for each in side] for side in sides))
        known[0][kind.name], known[1][kind.name] = found
    for name, key in _CODED.items():
        numbers: dict[str, int] = {}
        for side, one in zip(sides, known, strict=True):
            one[name] = [numbers.setdefault(key(each), len(numbers)) if key(each) else -1 for each in side]
    texts = vectors(*([each.text for each in side] for side in sides)) if text else None
    made: list[profiles.People] = []
    for number, side in enumerate(sides):
        own = known[number]
        own["seniority"] = [profiles.UNKNOWN if each.level is None else each.level for each in side]
        own["zone"] = [profiles.UNKNOWN if each.zone is None else each.zone for each in side]
        if texts is not None:
            own["text"] = texts[number]
        made.append(profiles.people_of(len(side), **own))  # type: ignore[arg-type]
    return made


_CODED: Mapping[str, Callable[[Someone], str]] = {
    "person": lambda each: each.human,
    "unit": lambda each: each.units[0] if each.units else "",
    "place": lambda each: each.place.casefold(),
}


def _stand(
    people: profiles.People, forest: profiles.Line, *, side: list[Someone], first: int
) -> profiles.People:
    """The people with where they stand in the reporting line."""
    own = slice(first, first + len(side))
    return replace(people, enter=forest.enter[own], leave=forest.leave[own])


def _barred(side: list[Someone]) -> dict[str, NDArray[np.bool_]]:
    rules = sorted({rule for each in side for rule in each.barred})
    return {rule: np.array([rule in each.barred for each in side], np.bool_) for rule in rules}


def _wishes(side: list[Someone], others: Mapping[str, int]) -> Wishes:
    """Whoever is wished for and isn't in the run leaves no gap: the next wish moves up."""
    return Wishes.of([[others[wish] for wish in each.wishes if wish in others] for each in side])


def _forbidden(gathering: Gathering, policy: Policy, *, in_line: bool) -> dict[str, NDArray[np.int64]]:
    """Pairs that a rule keeps apart, by rule."""
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for pair, rule in gathering.apart.items():
        found[rule].add(pair)
    if in_line and policy.rules.independent_line:
        found["independent_line"] |= lines.pairs_in_line(gathering)
    if policy.rules.other_unit:
        found["other_unit"] |= lines.pairs_of_further_units(gathering)
    return {rule: pairs_of(sorted(pairs)) for rule, pairs in found.items() if pairs}
