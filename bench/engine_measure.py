"""Takes figures in processes of their own, so that their peaks of memory are their own."""

import json
import multiprocessing
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).resolve().parent


def median_of(script: str, *arguments: str, times: int = 3) -> dict[str, Any]:
    """Runs a script of this folder so many times; the median of seconds and of megabytes, the rest of the last run."""
    found = [_run(script, *arguments) for _time in range(times)]
    last = dict(found[-1])
    for name in ("seconds", "megabytes"):
        last[name] = median(one[name] for one in found)
    return last


def _run(script: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(HERE / script), *arguments], stdout=subprocess.PIPE, text=True, check=True
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def apart(work: Callable[[], list[float]]) -> tuple[list[float], int]:
    """What some work answers from a process of its own, and the most memory it took, in MB."""
    ours, theirs = multiprocessing.get_context("fork").Pipe()

    def run() -> None:
        theirs.send((work(), _peak()))

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    theirs.close()
    try:
        found: tuple[list[float], int] = ours.recv()
    finally:
        child.join()
    return found


def turns(*works: Callable[[], object], times: int = 3) -> list[float]:
    """The median of the seconds of each, taken by turns so that all share what the machine is busy with."""
    found = [[timed(work) for work in works] for _turn in range(times)]
    return [median(each) for each in zip(*found, strict=True)]


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def tell(**facts: Any) -> None:
    """What a child prints: its facts and its peak of memory."""
    print(json.dumps({**facts, "megabytes": _peak()}))


def _peak() -> int:
    """Of this process, in MB (`getrusage` would tell its parent's where that was more)."""
    status = Path("/proc/self/status").read_text().splitlines()
    return round(next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024)


def row(name: str, value: float, limit: float, unit: str) -> dict[str, Any]:
    return {"name": name, "value": round(value, 4), "limit": limit, "unit": unit}
