"""
Where the work is done: on this machine, or on a Dask cluster when one is configured. The result is the same to the bit,
also where a worker dies and its part is done again: parts are pure, and cut the same everywhere.
"""

import hashlib
import importlib
import os
import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, Protocol, TypeVar

import numpy as np

from ithaca.engine.columns import Ground
from ithaca.engine.ground import asked
from ithaca.engine.pool import Ints
from ithaca.engine.rows import Ask, Found

SCHEDULER = "ITHACA_DASK_SCHEDULER"  # the variable that holds a scheduler's address
ROWS = 2_048  # of one task
TRIES = 5
CONNECT = "10s"

T = TypeVar("T")
R = TypeVar("R")


class NoCluster(RuntimeError):
    """A cluster is configured that can't be used; the message says what to do."""


class Machine(Protocol):
    """What does the work."""

    def asked(self, ground: Ground, ask: Ask, rows: Ints, over: Ints, most: int) -> Found:
        """As `ground.asked`."""

    def each(self, work: Callable[[T], R], parts: Sequence[T]) -> list[R]:
        """What pure work makes of each part, in order."""


class Here:
    """This machine, all of its cores."""

    def asked(self, ground: Ground, ask: Ask, rows: Ints, over: Ints, most: int) -> Found:
        return asked(ground, ask, rows, over, most)

    def each(self, work: Callable[[T], R], parts: Sequence[T]) -> list[R]:
        with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
            return list(threads.map(work, parts))


HERE = Here()


class Cluster:
    """The workers of a Dask scheduler. What they need is kept by the scheduler, so that no worker's death loses it."""

    def __init__(self, address: str) -> None:
        try:
            self.dask: Any = importlib.import_module("distributed")
        except ImportError:
            raise NoCluster(
                f"{SCHEDULER} is set, but Dask isn't installed. Install Ithaca with it: pip install 'ithaca[cluster]'."
            )
        try:
            self.client = self.dask.Client(address, timeout=CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise NoCluster(f"There is no Dask scheduler at {address}: {error}.")
        self.sent: tuple[Ground | None, Any] = (None, None)

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.client.close()

    def asked(self, ground: Ground, ask: Ask, rows: Ints, over: Ints, most: int) -> Found:
        known = self._kept(ground)
        tasks = []
        for first in range(0, rows.size, ROWS):
            part = slice(first, first + ROWS)
            mine = (_ask_of(ask, rows[part]), rows[part], over[part], most)
            tasks.append(self.client.submit(_answer, known, mine, pure=False, retries=TRIES))
        parts = self.client.gather(tasks)
        if not parts:
            return asked(ground, ask, rows, over, most)
        return Found(
            np.concatenate([one.values for one in parts]),
            np.concatenate([one.mentors for one in parts]),
            np.concatenate([one.counts for one in parts]),
            np.concatenate([one.last for one in parts]),
        )

    def each(self, work: Callable[[T], R], parts: Sequence[T]) -> list[R]:
        tasks = [self.client.submit(work, part, pure=False, retries=TRIES) for part in parts]
        return list(self.client.gather(tasks))

    def _kept(self, ground: Ground) -> Any:
        """The ground on the cluster: sent once, and made again by a worker from what the scheduler keeps."""
        if self.sent[0] is not ground:
            packed = pickle.dumps(ground)
            name = f"ithaca-ground-{hashlib.sha256(packed).hexdigest()[:32]}"
            self.sent = (ground, self.client.submit(pickle.loads, packed, key=name, retries=TRIES))
        return self.sent[1]


def _ask_of(ask: Ask, rows: Ints) -> Ask:
    """Of the pairs known already, those of these rows (which are in order)."""
    first, last = ask.starts[rows[0]], ask.starts[rows[-1] + 1]
    return ask._replace(starts=np.clip(ask.starts - first, 0, last - first), mentors=ask.mentors[first:last])


def _answer(ground: Ground, mine: tuple[Ask, Ints, Ints, int]) -> Found:
    ask, rows, over, most = mine
    return asked(ground, ask, rows, over, most)


def machine() -> Machine:
    """The cluster that is configured, or else this machine."""
    address = os.environ.get(SCHEDULER, "").strip()
    return Cluster(address) if address else HERE
