"""People of the engine's benches: profiles with every rule and criterion in play, the same for a seed."""

import numpy as np

from ithaca.engine.problem import Problem
from ithaca.engine.profiles import DIMENSIONS, People, Policy, people_of, reporting_line

LANGUAGES = np.full(
    24, 1 / 24
)  # how many speak each first: a network of many countries, where rules exclude most pairs


def bits(random: np.random.Generator, count: int, among: int, least: int, most: int) -> np.ndarray:
    """(count, 4) masks of so many out of `among`, the first ones more often."""
    masks = np.zeros((count, 4), np.uint64)
    wanted = random.integers(least, most + 1, count)
    for turn in range(most):
        one = np.minimum((random.random(count) ** 1.5 * among).astype(np.int64), among - 1)
        on = turn < wanted
        masks[on, one[on] // 64] |= np.uint64(1) << (one[on] % 64).astype(np.uint64)
    return masks


def texts(random: np.random.Generator, count: int) -> np.ndarray:
    """Like TF-IDF vectors: forty words of a few hundred that are common, the rarer the heavier."""
    found = np.zeros((count, DIMENSIONS), np.float32)
    for _word in range(40):
        word = (random.random(count) ** 2 * 1_500).astype(np.int64)
        sign = np.where((word * 2_654_435_761) >> 16 & 1, 1, -1)
        found[np.arange(count), (word * 40_503) % DIMENSIONS] += sign * np.log(2 + word)
    return np.round(found * (127 / np.linalg.norm(found, axis=1, keepdims=True))).astype(np.int8)


def side(random: np.random.Generator, persons: np.ndarray, enter: np.ndarray, leave: np.ndarray) -> People:
    count = persons.size
    first = random.choice(LANGUAGES.size, count, p=LANGUAGES)
    second = np.where(random.random(count) < 0.3, random.choice(LANGUAGES.size, count, p=LANGUAGES), first)
    return people_of(
        count,
        person=persons,
        enter=enter[persons],
        leave=leave[persons],
        topics=bits(random, count, 80, 2, 6),
        sectors=bits(random, count, 24, 1, 3),
        roles=bits(random, count, 5, 1, 3),
        slots=bits(random, count, 28, 3, 8),
        languages=(np.uint64(1) << first.astype(np.uint64)) | (np.uint64(1) << second.astype(np.uint64)),
        unit=random.integers(0, 60, count),
        seniority=random.integers(0, 8, count),
        zone=random.choice([0, 60, 120, -300], count, p=[0.2, 0.6, 0.1, 0.1]),
        place=random.integers(0, 40, count),
        text=texts(random, count),
    )


POLICY = Policy(
    topics=10, sectors=5, roles=3, slots=2, languages=1, place=2, zone=2, seniority=4, text=4, other_unit=True
)


def problem_of(
    mentees: int, mentors: int, *, places: float = 1.0, seed: int = 1, policy: Policy = POLICY
) -> Problem:
    """`places` a mentee: under one there are too few."""
    random = np.random.default_rng(seed)
    people = mentees + mentors
    manager = np.maximum(np.arange(people) // 8 - 1, 0)
    manager[0] = -1
    manager[1:8] = 0
    line = reporting_line(manager.astype(np.int32))
    persons = random.permutation(people)
    capacity = np.bincount(random.integers(0, mentors, int(mentees * places)), minlength=mentors).astype(
        np.int64
    )
    refused = np.stack(
        [random.integers(0, mentees, mentees // 10), random.integers(0, mentors, mentees // 10)], axis=1
    )
    return Problem(
        side(random, persons[:mentees], line.enter, line.leave),
        side(random, persons[mentees:], line.enter, line.leave),
        policy,
        capacity,
        forbidden={"refused_before": refused},
    )
