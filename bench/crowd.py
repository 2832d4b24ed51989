"""Times the large world: ten times the people take about ten times the time: `crowd.py OUT`."""

import json
import os
import sys
import time
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "ithaca.config.settings"
django.setup()

from django.core.management import call_command  # noqa: E402

from ithaca.cli.demo.crowd import build  # noqa: E402


def main(out: Path) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    build(1_000)  # what the first one costs besides is no part of it
    few, many = timed(10_000), timed(100_000)
    print(f"demo of 10,000 people {few:.1f} s, of 100,000 {many:.1f} s")
    name, unit = "demo of 100,000 people", "times one of 10,000"
    out.write_text(json.dumps([{"name": name, "value": round(many / few, 2), "limit": 15, "unit": unit}]))


def timed(people: int) -> float:
    begun = time.perf_counter()
    build(people)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(Path(sys.argv[1]))
