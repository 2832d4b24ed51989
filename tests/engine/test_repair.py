"""After every change by hand the rest is the best there is; the frontier holds no row that could be better."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ithaca.engine import scoring
from ithaca.engine.pool import Pool, pool_of
from ithaca.engine.problem import Aim, BadProblem, Problem
from ithaca.engine.repair import Delta, Session, frontier
from ithaca.engine.result import NOBODY
from ithaca.engine.solving import solve
from tests.engine.pools import every_set, pools
from tests.engine.sound import sound

OPERATIONS = (
    "drop_mentee",
    "join_mentee",
    "drop_mentor",
    "places",
    "fix",
    "unfix",
    "forbid",
    "allow",
    "swap",
)
operations = st.lists(
    st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 9), st.integers(0, 9), st.integers(0, 3)),
    max_size=6,
)


def done(session: Session, what: str, one: int, other: int, count: int) -> Delta | None:
    problem = session.problem
    if not problem.mentee_count or not problem.mentor_count:
        return None
    mentee, mentor = one % problem.mentee_count, other % problem.mentor_count
    if what in ("drop_mentee", "join_mentee", "unfix"):
        return getattr(session, what)(mentee)  # type: ignore[no-any-return]
    if what == "drop_mentor":
        return session.drop_mentor(mentor)
    if what == "places":
        return session.places(mentor, count)
    if what == "swap":
        return session.swap(mentee, other % problem.mentee_count)
    return getattr(session, what)(mentee, mentor)  # type: ignore[no-any-return]


@settings(deadline=None, max_examples=60)
@given(sound(), operations)
def test_after_each_change_the_session_is_as_good_as_a_new_solve(
    problem: Problem, drawn: list[tuple[str, int, int, int]]
) -> None:
    session = Session(problem, solve(problem))
    for each in drawn:
        delta = done(session, *each)
        if delta is None:
            return
        anew = solve(session.problem)
        assert session.proven
        assert (session.matched, session.total) == (anew.matched, anew.objective), each
        if problem.aim is Aim.FAIR:
            assert session.least_score == anew.least_score
        if delta.done:
            assert (delta.total_after, delta.matched_after) == (session.total, session.matched)
            assert delta.least_after == session.least_score
        for mentee in np.flatnonzero(session.mentor_of != NOBODY).tolist():
            assert not scoring.exclusions(session.problem, mentee, int(session.mentor_of[mentee]))


def only_first(pool: Pool, mentees: int, mentors: int) -> Pool:
    """The pool as it was before the others were known."""
    kept = pool.only(pool.mentors < mentors)
    pairs = kept.starts[mentees]
    return Pool(
        kept.starts[: mentees + 1], kept.mentors[:pairs], kept.scores[:pairs], kept.capacity[:mentors]
    )


@settings(deadline=None, max_examples=80)
@given(pools(), st.sampled_from(Aim), st.integers(0, 3), st.integers(0, 3), operations)
def test_people_whom_nobody_knew_join_and_all_is_the_best_again(
    pool: Pool, aim: Aim, mentees: int, mentors: int, drawn: list[tuple[str, int, int, int]]
) -> None:
    before = only_first(pool, max(0, pool.mentee_count - mentees), max(0, pool.mentor_count - mentors))
    first = Problem.of_scores(before, aim=aim, least=np.minimum(before.capacity, 1))
    session = Session(first, solve(first))
    for each in drawn[:3]:
        done(session, *each)
    had = session.mentor_of.copy()
    delta = session.join(Problem.of_scores(pool, aim=aim, least=np.minimum(pool.capacity, 1)))
    for then in [None, *drawn[3:]]:
        if then is not None:
            done(session, *then)
        anew = solve(session.problem)
        assert session.proven
        assert (session.matched, session.total) == (anew.matched, anew.objective)
        assert session.problem.mentee_count == pool.mentee_count
    assert delta.matched_after >= delta.matched_before or aim is Aim.TOTAL
    moved = {one.mentee: one.before for one in delta.changed if one.mentee < had.size}
    assert all(had[mentee] == mentor for mentee, mentor in moved.items())


def test_who_joins_stands_after_all_who_were_there() -> None:
    problem = Problem.of_scores(pool_of([0, 1], [0, 0], [1, 2], mentee_count=2, capacity=[1]))
    session = Session(problem, solve(problem))
    with pytest.raises(BadProblem):
        session.join(Problem.of_scores(pool_of([0], [0], [1], mentee_count=1, capacity=[1])))
    assert session.total == 2


@settings(deadline=None, max_examples=60)
@given(sound(), operations)
def test_what_is_tried_on_a_copy_leaves_the_session_alone(
    problem: Problem, drawn: list[tuple[str, int, int, int]]
) -> None:
    session = Session(problem, solve(problem))
    before = (session.mentor_of.tolist(), session.total)
    trial = session.copy()
    for each in drawn:
        done(trial, *each)
    assert (session.mentor_of.tolist(), session.total) == before
    assert session.proven


@settings(deadline=None, max_examples=60)
@given(sound(), st.lists(st.integers(0, 2), max_size=4))
def test_no_result_changes_as_few_pairs_and_is_better(problem: Problem, left: list[int]) -> None:
    assume(problem.aim is not Aim.STABLE)
    before = solve(problem)
    try:
        after = problem.but(
            capacity=np.where(np.isin(np.arange(problem.mentor_count), left), 0, problem.capacity), least=None
        )
    except BadProblem:
        assume(False)
    table = frontier(after, before)
    best = solve(after)
    assert table.rows[-1].objective == best.objective
    pool = scoring.remaining(after)
    was = before.mentor_of
    could = [i for i in range(was.size) if was[i] != NOBODY and possible(after, i, int(was[i]))]
    assert table.lost == sum(was != NOBODY) - len(could)
    reached: dict[int, int] = {}
    for chosen, scores in every_set(pool):
        whole = np.array(chosen, np.int32)
        whole[after.fixed[:, 0]] = after.fixed[:, 1]
        fixed = int(scoring.scores_of(after, after.fixed[:, 0], after.fixed[:, 1]).sum())
        if as_wanted(after.aim, len(scores) + len(after.fixed), scores, best):
            changed = sum(whole[i] != was[i] for i in could)
            reached[changed] = max(reached.get(changed, -1), sum(scores) + fixed)
    for row in table.rows:
        assert row.objective == int(scores_of(after, row.mentor_of))
        assert row.changed == sum(row.mentor_of[i] != was[i] for i in could)
        assert row.objective == max(total for changed, total in reached.items() if changed <= row.changed)
    assert all(a.changed < b.changed and a.objective < b.objective for a, b in pairwise(table.rows))
    assert table.rows[0].changed == min(reached)


def possible(problem: Problem, mentee: int, mentor: int) -> bool:
    fixed = {int(i): int(j) for i, j in problem.fixed}
    if mentee in fixed:
        return fixed[mentee] == mentor
    free = problem.capacity[mentor] - sum(j == mentor for j in fixed.values())
    return free > 0 and not scoring.exclusions(problem, mentee, mentor)


def as_wanted(aim: Aim, matched: int, scores: list[int], best) -> bool:  # type: ignore[no-untyped-def]
    if aim is Aim.TOTAL:
        return True
    return matched == best.matched and (
        aim is Aim.PEOPLE or min(scores, default=best.threshold) >= best.threshold
    )


def scores_of(problem: Problem, mentor_of: np.ndarray) -> int:
    matched = np.flatnonzero(mentor_of != NOBODY)
    return int(scoring.scores_of(problem, matched, mentor_of[matched].astype(np.int64)).sum())
