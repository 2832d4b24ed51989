"""`ithaca match`: pairs and their proof from files, without a database."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np

from ithaca.cli.match import people as of_people
from ithaca.cli.match import scores as of_scores
from ithaca.cli.match.faults import WRONG, BadFiles, Fault
from ithaca.cli.match.triplets import in_file_order
from ithaca.cli.match.warming import warm
from ithaca.cli.match.writing import HEADING, Pairs, drafts, write_pairs, write_report, write_rows
from ithaca.engine import explaining
from ithaca.engine.pool import BadPool
from ithaca.engine.problem import Aim, BadProblem, Problem
from ithaca.engine.result import NOBODY, Result
from ithaca.engine.solving import solve
from ithaca.matching import policy as policies

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
TARGET = click.Path(dir_okay=False, path_type=Path)
MOST_TOLD = 1_000  # people without a mentor whose reasons the report tells


@dataclass(frozen=True)
class Source:
    """A problem from files, and how its pairs are written and its people told."""

    problem: Problem
    write: Callable[[Any, Pairs], None]
    mentee: Callable[[int], str]
    facts: dict[str, Any]


@click.command()
@click.option(
    "--scores", type=FILE, help="CSV: mentee, mentor, score. A pair that is not in it is forbidden."
)
@click.option("--capacity", type=FILE, help="CSV: mentor, capacity. Without it each mentor has one place.")
@click.option("--mentees", type=FILE, help="CSV of people: id, topics, languages … (docs/matching.md).")
@click.option("--mentors", type=FILE, help="CSV of people, with their capacity.")
@click.option("--reporting", type=FILE, help="CSV: person, manager.")
@click.option("--policy", type=FILE, help="TOML: what counts, what excludes, what to aim at.")
@click.option(
    "--aim",
    type=click.Choice([aim.value for aim in Aim]),
    help="With --scores; else the policy says. [default: total]",
)
@click.option("--seed", default=0, show_default=True, type=click.IntRange(0), help="Decides between equals.")
@click.option(
    "--time-limit", type=click.FloatRange(0, min_open=True), help="Seconds; the proven gap is reported."
)
@click.option("--out", type=TARGET, required=True, help="The pairs: CSV with mentee, mentor, score.")
@click.option("--report", type=TARGET, required=True, help="The report: JSON.")
def command(*, out: Path, report: Path, seed: int, time_limit: float | None, **given: Any) -> None:
    """The best pairs from files, with a proof that there are none better."""
    begun = time.perf_counter()
    _check(given, out, report)
    warm()
    warmed = time.perf_counter()
    try:
        source = _of_scores(given) if given["scores"] else _of_people(given)
        read = time.perf_counter()
        result = solve(source.problem, seed=seed, time_limit=time_limit)
    except BadFiles as bad:
        _end_with(bad.faults)
    except (BadPool, BadProblem) as bad:
        _end_with([Fault((given["scores"] or given["policy"]).name, None, "", str(bad))])
    solved = time.perf_counter()
    matched = np.flatnonzero(result.mentor_of != NOBODY).astype(np.int32)
    pairs = (matched, result.mentor_of[matched], result.scores[matched])
    with drafts(out, report) as (pairs_file, report_file):
        source.write(pairs_file, pairs)
        clock = {
            "solve_seconds": solved - read,
            "start_seconds": warmed - begun,
            "read_seconds": read - warmed,
            "write_seconds": time.perf_counter() - solved,
        }
        facts = {**_facts(source, result), **source.facts}
        clock["total_seconds"] = time.perf_counter() - begun
        write_report(report_file, {**facts, **{name: round(value, 6) for name, value in clock.items()}})
    click.echo(f"{result.matched} pairs, total {result.objective}, gap {result.gap}.")


def _check(given: dict[str, Any], out: Path, report: Path) -> None:
    people = [name for name in ("mentees", "mentors", "policy") if given[name]]
    if given["scores"] and (people or given["reporting"]):
        raise click.UsageError("Give either --scores or --mentees, --mentors and --policy.")
    if not given["scores"] and len(people) < 3:
        raise click.UsageError("Give --scores, or all of --mentees, --mentors and --policy.")
    if not given["scores"] and (given["capacity"] or given["aim"]):
        raise click.UsageError(
            "--capacity and --aim go with --scores: the mentors' file and the policy say them."
        )
    for target in (out, report):
        if not target.absolute().parent.is_dir():
            raise click.UsageError(f"There is no folder {target.absolute().parent}.")
    if out.resolve() == report.resolve():
        raise click.UsageError("--out and --report are the same file.")
    read = {path.resolve() for path in given.values() if isinstance(path, Path)}
    if read & {out.resolve(), report.resolve()}:
        raise click.UsageError("--out or --report is one of the files to read: nothing was written.")


def _of_scores(given: dict[str, Any]) -> Source:
    found = of_scores.read(given["scores"], given["capacity"])
    triplets = found.triplets
    return Source(
        problem=Problem.of_scores(found.pool, aim=Aim(given["aim"] or Aim.TOTAL)),
        write=lambda file, pairs: write_pairs(
            file, triplets.mentees, triplets.mentors, in_file_order(triplets, pairs)
        ),
        mentee=triplets.mentees.name,
        facts={"pairs_read": int(found.pool.scores.size)},
    )


def _of_people(given: dict[str, Any]) -> Source:
    found = of_people.read(given["mentees"], given["mentors"], given["reporting"], given["policy"])
    mentees, mentors = (
        [each.human for each in side] for side in (found.gathering.mentees, found.gathering.mentors)
    )

    def write(file: Any, pairs: Pairs) -> None:
        rows = zip(*(column.tolist() for column in pairs), strict=True)
        write_rows(file, HEADING, ((mentees[i], mentors[j], score) for i, j, score in rows))

    facts: dict[str, Any] = {"policy": policies.to_content(found.policy)}
    if found.ignored:
        facts["ignored_columns"] = found.ignored
    return Source(found.problem, write, mentees.__getitem__, facts)


def _facts(source: Source, result: Result) -> dict[str, Any]:
    problem = source.problem
    without = np.flatnonzero(result.mentor_of == NOBODY).tolist()
    told = without[:MOST_TOLD] if problem.pool is None else []
    return {
        "objective": result.objective,
        "bound": result.bound,
        "gap": result.gap,
        "matched": result.matched,
        "mode": problem.aim.value,
        "certificate_checked": result.certificate_checked,
        "least_score": result.least_score,
        "mentees": problem.mentee_count,
        "mentors": problem.mentor_count,
        "places": int(problem.capacity.sum()),
        "without_mentor": len(without),
        **({"unmatched": [_reasons(source, mentee) for mentee in told]} if told else {}),
    }


def _reasons(source: Source, mentee: int) -> dict[str, Any]:
    """How many mentors each rule excludes, and how many none does."""
    out, possible = explaining.excluding(source.problem, mentee)
    return {
        "mentee": source.mentee(mentee),
        "excluded": explaining.counts_of(out),
        "possible": int(possible.size),
    }


def _end_with(faults: list[Fault]) -> None:
    for fault in faults:
        click.echo(fault, err=True)
    click.echo(f"{len(faults)} error{'s' * (len(faults) > 1)}; nothing was written.", err=True)
    sys.exit(WRONG)
