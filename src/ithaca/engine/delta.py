"""What a change of a result does to the whole."""

from dataclasses import dataclass

import numpy as np

from ithaca.engine.pool import Ints, Small
from ithaca.engine.result import NOBODY


@dataclass(frozen=True)
class Changed:
    """Somebody whose mentor is another now; NOBODY for none."""

    mentee: int
    before: int
    after: int


@dataclass(frozen=True)
class Delta:
    """What a change does to the whole. Where rules are broken it was not made; the figures say what it would have done."""

    total_before: int
    total_after: int
    matched_before: int
    matched_after: int
    least_before: int  # the smallest score
    least_after: int
    changed: tuple[Changed, ...]
    rules_broken: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        return not self.rules_broken


def least_of(mentor_of: Small, scores: Ints) -> int:
    matched = mentor_of != NOBODY
    return int(scores[matched].min()) if matched.any() else 0


def delta_of(before: tuple[Small, Ints], after: tuple[Small, Ints], broken: tuple[str, ...]) -> Delta:
    moved = np.flatnonzero(before[0] != after[0]).tolist()
    return Delta(
        total_before=int(before[1].sum()),
        total_after=int(after[1].sum()),
        matched_before=int((before[0] != NOBODY).sum()),
        matched_after=int((after[0] != NOBODY).sum()),
        least_before=least_of(*before),
        least_after=least_of(*after),
        changed=tuple(Changed(i, int(before[0][i]), int(after[0][i])) for i in moved),
        rules_broken=broken,
    )
