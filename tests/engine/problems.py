"""Small problems of profiles that hypothesis makes, with every rule and criterion in play."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from ithaca.engine.problem import Aim, BadProblem, Problem, Proposer, Wishes
from ithaca.engine.profiles import CRITERIA, UNKNOWN, People, Policy, people_of, reporting_line

SEVERAL = 6  # human beings, of whom some stand on both sides


def sets(draw: st.DrawFn, count: int, highest: int) -> list[set[int]]:
    return draw(st.lists(st.sets(st.integers(0, highest), max_size=3), min_size=count, max_size=count))


def numbers(draw: st.DrawFn, count: int, *choices: int) -> list[int]:
    return draw(st.lists(st.sampled_from(choices), min_size=count, max_size=count))


def side(draw: st.DrawFn, count: int) -> People:
    manager = np.array([-1, *(draw(st.integers(-1, p - 1)) for p in range(1, SEVERAL))], np.int32)
    line = reporting_line(manager)
    person = draw(st.permutations(range(SEVERAL)))[:count]
    text = np.zeros((count, 256), np.int8)
    text[:, :3] = np.array(
        draw(st.lists(st.integers(-40, 127), min_size=3 * count, max_size=3 * count))
    ).reshape(count, 3)
    return people_of(
        count,
        person=person,
        enter=line.enter[list(person)],
        leave=line.leave[list(person)],
        topics=sets(draw, count, 3),
        sectors=sets(draw, count, 70),
        roles=sets(draw, count, 2),
        slots=sets(draw, count, 255),
        languages=sets(draw, count, 1),
        unit=numbers(draw, count, -1, 0, 1),
        seniority=numbers(draw, count, 0, 1, 4, UNKNOWN),
        zone=numbers(draw, count, 0, 60, -300, UNKNOWN),
        place=numbers(draw, count, -1, 0, 1),
        text=text,
    )


def policies(draw: st.DrawFn) -> Policy:
    weights = {name: draw(st.sampled_from([0, 1, 3])) for name in CRITERIA}
    rules = {name: draw(st.booleans()) for name in ("common_language", "independent_line", "other_unit")}
    return Policy(**weights, **rules, gap_least=draw(st.integers(0, 1)), gap_most=draw(st.integers(1, 2)))  # type: ignore[arg-type]


def wishes(draw: st.DrawFn, wishers: int, others: int) -> Wishes | None:
    if not others or draw(st.booleans()):
        return None
    one = st.lists(st.integers(0, others - 1), max_size=3, unique=True)
    return Wishes.of(draw(st.lists(one, min_size=wishers, max_size=wishers)))


@st.composite
def problems(draw: st.DrawFn, *, aim: Aim | None = None, most: int = 4) -> Problem:
    left, right = draw(st.integers(0, most)), draw(st.integers(0, most - 1))
    mentees, mentors = side(draw, left), side(draw, right)
    capacity = np.array(numbers(draw, right, 0, 1, 2, 3), np.int64)
    pair = st.tuples(st.integers(0, max(left - 1, 0)), st.integers(0, max(right - 1, 0)))
    banned = draw(st.lists(pair, max_size=2)) if left and right else []
    given: dict[str, Any] = {
        "least": np.minimum(capacity, numbers(draw, right, 0, 0, 1, 2)) if draw(st.booleans()) else None,
        "forbidden": {"refused_before": np.array(banned, np.int64).reshape(-1, 2)},
        "barred_mentees": {"eligible": np.array(numbers(draw, left, 0, 0, 0, 1), np.bool_)},
        "barred_mentors": {"checked_mentors": np.array(numbers(draw, right, 0, 0, 0, 1), np.bool_)},
        "wishes_of_mentees": wishes(draw, left, right),
        "wishes_of_mentors": wishes(draw, right, left),
        "aim": aim or draw(st.sampled_from(Aim)),
        "proposer": draw(st.sampled_from(Proposer)),
    }
    problem = Problem(mentees, mentors, policies(draw), capacity, **given)
    fixed = draw(st.lists(pair, max_size=1)) if left and right else []
    try:
        return problem.but(fixed=np.array(fixed, np.int64).reshape(-1, 2))
    except BadProblem:
        return problem


def crowd(mentees: int, mentors: int, aim: Aim, proposer: Proposer = Proposer.MENTEES) -> Problem:
    random = np.random.default_rng(5)
    sides = [
        people_of(
            count,
            topics=[set(random.integers(0, 90, 4).tolist()) for _person in range(count)],
            slots=[set(random.integers(0, 200, 3).tolist()) for _person in range(count)],
            languages=[set(random.integers(0, 3, 2).tolist()) for _person in range(count)],
            seniority=random.integers(0, 6, count),
            zone=random.integers(0, 9, count) * 60,
            text=random.integers(-12, 20, (count, 256)),
        )
        for count in (mentees, mentors)
    ]
    policy = Policy(topics=7, slots=5, seniority=3, zone=1, text=4)
    return Problem(*sides, policy, random.integers(0, 3, mentors), aim=aim, proposer=proposer)
