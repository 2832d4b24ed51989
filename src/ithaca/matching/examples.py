"""What a policy means on real people of the programme: a few mentees, whom it would bring near, and why."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from ithaca.engine import scoring
from ithaca.engine.problem import Problem
from ithaca.kernel import clock
from ithaca.matching import wording
from ithaca.matching.people import Gathering
from ithaca.matching.policy import CRITERIA, POINTS, Policy, Rules, Weights
from ithaca.matching.pool import Scope, gather
from ithaca.matching.problem import TooMany, engine_policy, problem_of
from ithaca.programmes.models import Programme

SHOWN = 3
BEST = 3
KEPT = 4  # problems in this process; a programme's stays for a while, so that each weight moved costs milliseconds
KEPT_SECONDS = 60
EVERY_CRITERION = Weights(**dict.fromkeys(CRITERIA, 1))


@dataclass(frozen=True)
class Fit:
    """A mentor near a mentee: how near, and what each criterion gives of what it could."""

    name: str
    percent: int
    parts: list[tuple[str, int, str]]  # criterion, points, and of what it could give in per cent


@dataclass(frozen=True)
class Example:
    name: str
    headline: str
    allowed: int  # mentors whom no rule keeps away
    fits: list[Fit]


@dataclass(frozen=True)
class Examples:
    shown: list[Example]
    mentees: int
    mentors: int
    longest: int  # points of the weightiest criterion: the length of a full bar
    following: int  # where the next ones begin


_lock = threading.Lock()
_kept: OrderedDict[tuple[UUID, Rules], tuple[float, Gathering, Problem]] = OrderedDict()


def _problem(programme: Programme, policy: Policy) -> tuple[Gathering, Problem]:
    """With every criterion prepared, so that another weight asks for no new one."""
    key = (programme.pk, policy.rules)
    now = clock.now().timestamp()
    with _lock:
        known = _kept.get(key)
    if known is not None and 0 <= now - known[0] < KEPT_SECONDS:
        return known[1], known[2]
    gathering = gather(programme, policy, Scope(with_invited=True))
    problem = problem_of(gathering, policy.model_copy(update={"weights": EVERY_CRITERION}))
    with _lock:
        _kept[key] = (now, gathering, problem)
        _kept.move_to_end(key)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return gathering, problem


def examples(programme: Programme, policy: Policy, *, skip: int = 0) -> Examples | None:
    """Three mentees and their best mentors, before places are shared out; None where there are too many values."""
    try:
        gathering, problem = _problem(programme, policy)
    except TooMany:
        return None
    problem = problem.but(policy=engine_policy(policy))
    count = len(gathering.mentees)
    chosen = [(skip + number) % count for number in range(min(SHOWN, count))]
    return Examples(
        shown=[_example(gathering, problem, policy=policy, mentee=mentee) for mentee in chosen],
        mentees=count,
        mentors=len(gathering.mentors),
        longest=POINTS * max(policy.counting().values()),
        following=(skip + SHOWN) % count if count > SHOWN else 0,
    )


def _example(gathering: Gathering, problem: Problem, *, policy: Policy, mentee: int) -> Example:
    alone, everybody = scoring.every_pair(problem, mentee)
    allowed = everybody[scoring.admissible(problem, alone, everybody)]
    scores = scoring.scores_of(problem, alone[: allowed.size], allowed)
    best = allowed[np.argsort(-scores, kind="stable")[:BEST]]
    one = gathering.mentees[mentee]
    fits = []
    for mentor in best.tolist():
        points = scoring.parts(problem, mentee, mentor)
        parts = [(name, got, f"{100 * got // most} %") for name, got, most in wording.parts(points, policy)]
        fits.append(Fit(gathering.mentors[mentor].name, wording.percent(sum(points.values()), policy), parts))
    return Example(one.name, str(one.facts.get("headline", "")), int(allowed.size), fits)
