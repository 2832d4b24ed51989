"""Several doings at the same moment, each in a thread with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from ithaca.kernel.errors import Refusal


def at_once(*doings: Callable[[], object]) -> list[object]:
    """What came of each, a refusal as itself; anything else breaks the test."""
    gate = Barrier(len(doings))

    def run(doing: Callable[[], object]) -> object:
        gate.wait()
        try:
            return doing()
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(doings)) as pool:
        return list(pool.map(run, doings))
