"""The same result to the bit on a cluster of real processes, also where one of them is killed in mid-run."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest
from distributed import LocalCluster

from ithaca.engine import machines
from ithaca.engine.assignment import best_total, terms_of
from ithaca.engine.components import pieces
from ithaca.engine.machines import HERE, Cluster, NoCluster
from ithaca.engine.pool import Pool
from ithaca.engine.problem import Aim, Problem
from ithaca.engine.profiles import Policy, people_of
from ithaca.engine.result import Result
from ithaca.engine.solving import solve, solve_all


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as found:
        yield found


def profiles(count: int, seed: int = 1) -> Problem:
    random = np.random.default_rng(seed)

    def side(people: int) -> object:
        topics = [set(random.integers(0, 12, 3).tolist()) for _person in range(people)]
        return people_of(
            people,
            topics=topics,
            seniority=random.integers(0, 6, people),
            zone=random.integers(0, 900, people),
        )

    policy = Policy(topics=7, seniority=3, zone=2, common_language=False)
    capacity = random.integers(0, 3, count // 2)
    return Problem(side(count), side(count // 2), policy, capacity, aim=Aim.PEOPLE)  # type: ignore[arg-type]


def islands() -> Pool:
    """Forty pools of the same programme with nobody in common."""
    random = np.random.default_rng(3)
    mentees, mentors, degree = 100, 40, 20
    chosen = [
        island * mentors + np.sort(random.choice(mentors, degree, replace=False))
        for island in range(40)
        for _mentee in range(mentees)
    ]
    scores = random.integers(1, 500, 40 * mentees * degree).astype(np.int32)
    starts = np.arange(0, scores.size + 1, degree)
    return Pool(starts, np.concatenate(chosen).astype(np.int32), scores, random.integers(0, 4, 40 * mentors))


def same(one: Result, other: Result) -> bool:
    pairs = (one.mentor_of == other.mentor_of).all() and (one.prices.price == other.prices.price).all()
    return bool(pairs) and (one.objective, one.bound) == (other.objective, other.bound)


def test_a_worker_killed_in_mid_run_changes_nothing_but_the_time(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machines, "ROWS", 100)
    problem = profiles(1_500)
    alone = solve(problem)
    with Cluster(cluster.scheduler_address) as there:
        victim = next(iter(there.client.run(os.getpid).values()))
        found: list[Result] = []
        run = threading.Thread(target=lambda: found.append(solve(problem, machine=there)))
        run.start()
        time.sleep(0.3)
        assert run.is_alive()
        os.kill(victim, signal.SIGKILL)
        run.join(120)
    assert same(found[0], alone)
    assert found[0].gap == 0


def test_what_falls_apart_is_solved_in_pieces_anywhere(cluster: LocalCluster) -> None:
    pool = islands()
    assert len(pieces(pool, terms_of(pool), seed=0, until=None)) > 1
    problem = Problem.of_scores(pool, aim=Aim.PEOPLE)
    with Cluster(cluster.scheduler_address) as there:
        assert same(solve(problem, machine=there), solve(problem, machine=HERE))


def test_several_programmes_at_once(cluster: LocalCluster) -> None:
    problems = [profiles(80, seed) for seed in range(3)]
    with Cluster(cluster.scheduler_address) as there:
        elsewhere = solve_all(problems, machine=there)
    assert all(same(one, other) for one, other in zip(elsewhere, solve_all(problems), strict=True))


def test_pieces_prove_the_same_optimum_as_the_whole() -> None:
    pool = islands()
    assert solve(Problem.of_scores(pool)).objective == best_total(pool).objective


def test_a_cluster_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machines, "CONNECT", "1s")
    with pytest.raises(NoCluster, match="no Dask scheduler at"):
        Cluster("tcp://127.0.0.1:9")


def test_dask_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_name: str) -> None:
        raise ImportError

    monkeypatch.setattr(machines.importlib, "import_module", missing)
    with pytest.raises(NoCluster, match=r"ithaca\[cluster\]"):
        Cluster("tcp://127.0.0.1:9")


def test_without_a_setting_the_work_stays_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ITHACA_DASK_SCHEDULER", raising=False)
    assert machines.machine() is HERE
