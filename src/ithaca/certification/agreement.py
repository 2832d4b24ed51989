"""How far people who rated the same things agree beyond chance. Pure.

Cohen, J. (1960), A coefficient of agreement for nominal scales. Fleiss, J. L. (1971), Measuring nominal scale
agreement among many raters. Both are between -1 and 1; None where chance alone would make everybody agree, because
only one answer was ever given: then there is nothing to measure.
"""

from collections import Counter
from collections.abc import Hashable, Sequence

TOLERANCE = 1e-12


def cohen(one: Sequence[Hashable], other: Sequence[Hashable]) -> float | None:
    """For two raters; both lists are in the order of what was rated."""
    if len(one) != len(other):
        raise ValueError("Both have to have rated the same things.")
    n = len(one)
    if not n:
        return None
    observed = sum(a == b for a, b in zip(one, other, strict=True)) / n
    first, second = Counter(one), Counter(other)
    chance = sum(first[answer] * second[answer] for answer in first) / n**2
    return _beyond(observed, chance)


def fleiss(subjects: Sequence[Sequence[Hashable]]) -> float | None:
    """For any number of raters; each subject carries as many answers as the others, in any order."""
    if not subjects:
        return None
    raters = len(subjects[0])
    if raters < 2 or any(len(each) != raters for each in subjects):
        raise ValueError("Every subject needs the same number of answers, two at least.")
    counts = [Counter(each) for each in subjects]
    same = sum(sum(n * (n - 1) for n in each.values()) for each in counts)
    observed = same / (len(subjects) * raters * (raters - 1))
    every = sum(counts, Counter[Hashable]())
    chance = sum((n / (len(subjects) * raters)) ** 2 for n in every.values())
    return _beyond(observed, chance)


def kappa(ratings: Sequence[Sequence[Hashable]]) -> float | None:
    """One list a rater: Cohen's for two, Fleiss' for more; None for a single one."""
    if len(ratings) < 2:
        return None
    if len(ratings) == 2:
        return cohen(*ratings)
    return fleiss(list(zip(*ratings, strict=True)))


def _beyond(observed: float, chance: float) -> float | None:
    return None if 1 - chance < TOLERANCE else (observed - chance) / (1 - chance)
