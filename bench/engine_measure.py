"""Takes one figure in a process of its own, so that its peak of memory is its own: `python engine_measure.py KIND ARGUMENT…`."""

import json
import subprocess
import sys
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


def tell(**facts: Any) -> None:
    """What a child prints: its facts and its peak of memory (`getrusage` would tell its parent's where that was more)."""
    status = Path("/proc/self/status").read_text().splitlines()
    peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
    print(json.dumps({**facts, "megabytes": round(peak / 1024)}))


def row(name: str, value: float, limit: float, unit: str) -> dict[str, Any]:
    return {"name": name, "value": round(value, 4), "limit": limit, "unit": unit}
