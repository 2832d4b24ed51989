"""Presentations as the small vectors that the engine compares. Pure."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.profiles import DIMENSIONS


def vectors(mentees: Sequence[str], mentors: Sequence[str]) -> list[NDArray[np.int8]]:
    """Of both sides, measured against all of them together."""
    return [np.zeros((len(side), DIMENSIONS), np.int8) for side in (mentees, mentors)]
