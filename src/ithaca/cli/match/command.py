"""`ithaca match`: pairs and their proof from files, without a database."""

import sys
import time
from pathlib import Path

import click
import numpy as np

from ithaca.cli.match import scores as of_scores
from ithaca.cli.match.faults import WRONG, BadFiles, Fault
from ithaca.cli.match.writing import drafts, write_pairs, write_report
from ithaca.engine.assignment import best_total
from ithaca.engine.verify import NOBODY

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
TARGET = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option(
    "--scores", type=FILE, help="CSV with mentee, mentor, score; a pair that is not in it is forbidden."
)
@click.option(
    "--capacity", type=FILE, help="CSV with mentor, capacity; without it each mentor has one place."
)
@click.option("--out", type=TARGET, required=True, help="Where the pairs go: CSV with mentee, mentor, score.")
@click.option("--report", type=TARGET, required=True, help="Where the report goes: JSON.")
@click.option("--seed", default=0, show_default=True, help="Decides between equals.")
def command(*, scores: Path | None, capacity: Path | None, out: Path, report: Path, seed: int) -> None:
    """The best pairs from files, with a proof that there are no better ones."""
    begun = time.perf_counter()
    try:
        assert scores is not None
        instance = of_scores.read(scores, capacity)
    except BadFiles as bad:
        end_with(bad.faults)
    pool = instance.pool
    read = time.perf_counter()
    found = best_total(pool.only(pool.scores > 0) if (pool.scores <= 0).any() else pool, seed=seed)
    solved = time.perf_counter()
    matched = np.flatnonzero(found.mentor_of != NOBODY).astype(np.int32)
    right = found.mentor_of[matched]
    worth = pool.scores[np.zeros(matched.size, int)]
    with drafts(out, report) as (pairs, facts):
        write_pairs(pairs, instance.triplets.mentees, instance.triplets.mentors, (matched, right, worth))
        write_report(
            facts,
            {
                "read": read - begun,
                "solve_seconds": solved - read,
                "objective": found.objective,
                "total_seconds": time.perf_counter() - begun,
            },
        )


def end_with(faults: list[Fault]) -> None:
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{len(faults)} errors; nothing was written.", err=True)
    sys.exit(WRONG)
