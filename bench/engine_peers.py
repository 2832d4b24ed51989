"""
`mentor-match` and `matching` on their own examples and beside us: `engine_peers.py OUT`. Both call their package
`matching`, so the second stands in a folder of its own (`make bench` installs it there).
"""

import json
import operator
import sys
import time
from pathlib import Path

import numpy as np
from engine_measure import median_of, row, tell
from engine_people import POLICY, problem_of

from ithaca.engine import verify
from ithaca.engine.pool import Pool, pool_of
from ithaca.engine.problem import Aim, Problem, Wishes
from ithaca.engine.result import NOBODY
from ithaca.engine.solving import solve

PEERS = Path(__file__).resolve().parents[1] / ".venv" / "peers"
ORGANISATIONS, PROFESSIONS, GRADES = 12, 8, 10
# The examples of the documentation of `matching`: residents and hospitals with places.
RESIDENTS = {"A": "C", "S": "CM", "D": "CMG", "L": "MCG", "J": "CGM"}
HOSPITALS = {"M": "DLSJ", "C": "DASLJ", "G": "DJL"}
PLACES = {"M": 2, "C": 2, "G": 2}


def main(out: Path) -> None:
    rows = []
    for people in (50, 500):
        theirs = median_of("engine_peers.py", "--mentor-match", str(people), times=3 if people < 100 else 1)
        ours = median_of("engine_peers.py", "--ours", str(people))
        name = f"{people} + {people} people as mentor-match's example"
        print(f"{name}: ours {ours['seconds']:.3f} s, mentor-match {theirs['seconds']:.2f} s")
        rows.append(row(f"time: {name}", ours["seconds"] / theirs["seconds"], 1, "of mentor-match's"))
        rows.append(row(f"total: {name}", theirs["total"] / ours["total"], 1, "theirs, of ours"))
    for mentees, mentors in ((3_000, 3_000), (7_000, 3_000)):
        ours = median_of("engine_peers.py", "--proven", str(mentees), str(mentors))
        name = f"{mentees:,} + {mentors:,} people, proven against every pair"
        print(f"{name}: {ours['seconds']:.2f} s, {ours['megabytes']} MB, gap {ours['gap']}")
        rows.append(
            row(f"time: {name}", ours["seconds"] / theirs["seconds"], 0.25, "of mentor-match on 500 + 500")
        )
        rows.append(row(f"gap: {name}", ours["gap"], 0, "points"))
    if PEERS.is_dir():
        theirs, ours = (median_of("engine_peers.py", kind) for kind in ("--matching", "--stable"))
        print(
            f"residents and hospitals of matching: ours {ours['seconds'] * 1e3:.2f} ms, theirs {theirs['seconds'] * 1e3:.2f} ms"
        )
        rows.append(
            row(
                "residents and hospitals of matching's example", theirs["pairs"] != ours["pairs"], 0, "differ"
            )
        )
    else:
        print("`matching` is not there: run this by `make bench`")
    out.write_text(json.dumps(rows))


def _people(count: int) -> tuple[np.ndarray, np.ndarray]:
    """(count, 3) grade, organisation and profession of mentees and of mentors."""
    random = np.random.default_rng(4)
    one, other = (
        np.stack([random.integers(0, most, count) for most in (GRADES, ORGANISATIONS, PROFESSIONS)], axis=1)
        for _side in range(2)
    )
    return one, other


def _scores(mentees: np.ndarray, mentors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rules of mentor-match's own documentation: who may be paired, and what they score."""
    gap = mentors[None, :, 0] - mentees[:, None, 0]
    elsewhere = mentees[:, None, 1] != mentors[None, :, 1]
    same = mentees[:, None, 2] == mentors[None, :, 2]
    return gap > 0, 10 * (gap >= 2) + 6 * elsewhere + 4 * same + 1


def _mentor_match(count: int) -> None:
    from matching.mentee import Mentee  # noqa: PLC0415
    from matching.mentor import Mentor  # noqa: PLC0415
    from matching.rules import rule as rl  # noqa: PLC0415

    from matching import process  # noqa: PLC0415 — another package of that name is loaded elsewhere

    sides = _people(count)
    mentees, mentors = (
        [
            kind(email=f"{kind.__name__}{n}", grade=str(g), organisation=int(o), profession=int(p))
            for n, (g, o, p) in enumerate(side.tolist())
        ]
        for kind, side in ((Mentee, sides[0]), (Mentor, sides[1]))
    )
    rules = [
        rl.Disqualify(lambda match: match.mentor.grade <= match.mentee.grade),
        rl.Grade(2, operator.ge, {True: 10, False: 0}),
        rl.Generic({True: 6, False: 0}, lambda match: match.mentee.organisation != match.mentor.organisation),
        rl.Equivalent("profession", {True: 4, False: 0}),
        rl.Generic({True: 1, False: 1}, lambda _match: True),
    ]
    begun = time.perf_counter()
    _mentors, matched = process.process_data(mentors, mentees, [rules])
    seconds = time.perf_counter() - begun
    allowed, scores = _scores(*sides)
    found = [(n, int(m.mentors[0].email[6:])) for n, m in enumerate(matched) if m.mentors]
    tell(seconds=seconds, total=sum(int(scores[i, j]) for i, j in found if allowed[i, j]))


def _ours(count: int) -> None:
    _warm()
    sides = _people(count)
    begun = time.perf_counter()
    allowed, scores = _scores(*sides)
    i, j = np.nonzero(allowed)
    found = solve(
        Problem.of_scores(pool_of(i, j, scores[i, j], mentee_count=count, capacity=np.ones(count, np.int64)))
    )
    tell(seconds=time.perf_counter() - begun, total=found.objective)


def _proven(mentees: int, mentors: int) -> None:
    solve(problem_of(60, 40, policy=POLICY))
    problem = problem_of(mentees, mentors, places=0.8)
    begun = time.perf_counter()
    found = solve(problem)
    tell(seconds=time.perf_counter() - begun, gap=found.gap + (not found.certificate_checked))


def _matching() -> None:
    sys.path.insert(0, str(PEERS))
    from matching.games import HospitalResident  # noqa: PLC0415

    residents = {name: list(wishes) for name, wishes in RESIDENTS.items()}
    hospitals = {name: [r for r in ranks if name in RESIDENTS[r]] for name, ranks in HOSPITALS.items()}
    begun = time.perf_counter()
    found = HospitalResident.create_from_dictionaries(residents, hospitals, PLACES).solve()
    seconds = time.perf_counter() - begun
    tell(seconds=seconds, pairs=sorted(f"{r}{h}" for h, several in found.items() for r in several))


def _stable() -> None:
    _warm()
    one, other = list(RESIDENTS), list(HOSPITALS)
    pairs = [(one.index(r), other.index(h)) for r, wishes in RESIDENTS.items() for h in wishes]
    i, j = (np.array(column) for column in zip(*pairs, strict=True))
    pool = pool_of(
        i, j, np.ones(i.size, np.int64), mentee_count=len(one), capacity=np.array(list(PLACES.values()))
    )
    problem = Problem.of_scores(
        pool,
        aim=Aim.STABLE,
        wishes_of_mentees=Wishes.of([[other.index(h) for h in wishes] for wishes in RESIDENTS.values()]),
        wishes_of_mentors=Wishes.of(
            [[one.index(r) for r in ranks if name in RESIDENTS[r]] for name, ranks in HOSPITALS.items()]
        ),
    )
    begun = time.perf_counter()
    found = solve(problem)
    seconds = time.perf_counter() - begun
    tell(
        seconds=seconds,
        pairs=sorted(f"{one[i]}{other[j]}" for i, j in enumerate(found.mentor_of) if j != NOBODY),
    )


def _warm() -> None:
    pool = Pool(np.array([0, 1]), np.array([0], np.int32), np.array([1], np.int32), np.array([1]))
    for aim in (Aim.TOTAL, Aim.STABLE):
        problem = Problem.of_scores(pool, aim=aim)
        verify.verify(problem, solve(problem))


if __name__ == "__main__":
    kind, *more = sys.argv[1:]
    if kind == "--mentor-match":
        _mentor_match(int(more[0]))
    elif kind == "--ours":
        _ours(int(more[0]))
    elif kind == "--proven":
        _proven(int(more[0]), int(more[1]))
    elif kind == "--matching":
        _matching()
    elif kind == "--stable":
        _stable()
    else:
        main(Path(kind))
