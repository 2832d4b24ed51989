"""`ithaca match --scores`: from triplets and places to the pairs with the greatest sum."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ithaca.cli.match import triplets as reading
from ithaca.cli.match.faults import BadFiles, Fault
from ithaca.cli.match.triplets import Triplets
from ithaca.engine.ordering import pool_in_order, stands_twice
from ithaca.engine.pool import Ints, Pool


@dataclass(frozen=True)
class Instance:
    """What was read, and the pool of it."""

    triplets: Triplets
    pool: Pool


def read(scores: Path, capacity: Path | None) -> Instance:
    """Raises BadFiles with every fault of both files. Without a file of places every mentor has one."""
    faults: list[Fault] = []
    places: dict[str, int] | None = None
    if capacity:
        try:
            places, faults = reading.capacities(capacity)
        except BadFiles as bad:
            faults = bad.faults
    try:
        found = reading.read(scores)
    except BadFiles as bad:
        raise BadFiles([*bad.faults, *faults])
    if places is not None and capacity:
        faults = [*reading.unknown_mentors(found, places, scores.name, capacity.name), *faults]
    pool = pool_of(found, _in_order(found, places))
    if stands_twice(pool):
        faults = [*_repeats(found, scores.name), *faults]
    if faults:
        raise BadFiles(faults)
    return Instance(found, pool)


def _in_order(found: Triplets, places: dict[str, int] | None) -> Ints:
    if places is None:
        return np.ones(found.mentors.count, np.int64)
    return np.array([places.get(name, 0) for name in found.mentors.known()], np.int64)


def pool_of(found: Triplets, places: Ints) -> Pool:
    return pool_in_order(
        found.left, found.right, found.scores, mentee_count=found.mentees.count, capacity=places
    )


def _repeats(found: Triplets, file: str) -> list[Fault]:
    """Every row whose pair stands in an earlier one."""
    keys = found.left.astype(np.int64) * found.mentors.count + found.right
    _keys, firsts, inverse = np.unique(keys, return_index=True, return_inverse=True)
    again = np.flatnonzero(firsts[inverse] != np.arange(keys.size))
    return [
        Fault(
            file,
            found.line(row),
            "mentor",
            f"{found.mentees.name(found.left[row])!r} and {found.mentors.name(found.right[row])!r} "
            f"stand in row {found.line(first)} already",
        )
        for row, first in zip(again.tolist(), firsts[inverse[again]].tolist(), strict=True)
    ]
