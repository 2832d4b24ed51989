"""Solving runs: the worker takes a lease on one, computes outside any transaction, and writes the result in one."""

import logging
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_noop

from ithaca.engine import explaining, scoring
from ithaca.engine import problem as engine
from ithaca.engine.machines import Cluster, NoCluster, machine
from ithaca.engine.problem import BadProblem, Problem
from ithaca.engine.repair import Session, frontier
from ithaca.engine.result import Result
from ithaca.engine.solving import solve
from ithaca.journal import actions as journal
from ithaca.kernel import clock
from ithaca.matching import events, results
from ithaca.matching.history import pairs_before
from ithaca.matching.keeping import Again, again
from ithaca.matching.models import GroupFigures, Pair, Run, RunPerson
from ithaca.matching.people import Gathering, Someone
from ithaca.matching.policy import CRITERIA, Aim, Policy, Weights
from ithaca.matching.pool import gather
from ithaca.matching.problem import TooMany, problem_of
from ithaca.matching.queries.bias import figures_of
from ithaca.matching.queries.policy import policy_of
from ithaca.matching.queries.runs import scope_of
from ithaca.matching.states import RUN, RunState
from ithaca.matching.wording import TOO_MANY
from ithaca.programmes.actions.changes import locked_programme

_computing = threading.RLock()  # the engine takes every core: one computation at a time in a process
log = logging.getLogger(__name__)
LEASE = timedelta(minutes=1)  # renewed while a worker computes; one that was killed gives way soon
BEAT = 15.0  # seconds
MOST_ATTEMPTS = 3
TIME_LIMIT = 20 * 60.0  # seconds; then the best so far, with its proven gap
BATCH = 2_000

NOBODY = gettext_noop(
    "There is nobody to match: at least one mentee and one mentor with a free place are needed."
)
GAVE_UP = gettext_noop("The computation stopped several times before its end. Tell whoever runs this server.")
NO_CLUSTER = gettext_noop(
    "The machines that share the computing could not be reached. Tell whoever runs this server."
)
WRONG = gettext_noop("The computation failed. Tell whoever runs this server.")


@dataclass(frozen=True)
class Solved:
    """A problem, its result, and the best total where that was not the aim."""

    problem: Problem
    result: Result
    best: Result | None = None
    again: Again | None = None


def solve_waiting() -> int:
    """Solves one run that waits, if there is one; says how many were solved."""
    run = _take()
    if run is None:
        return 0
    try:
        policy = policy_of(run.policy)
        gathering = gather(run.programme, policy, scope_of(run), based_on=_locks_of(run))
        if not gathering.mentees or not gathering.mentors:
            _fail(run, NOBODY)
            return 1
        with _held(run), _computing:
            problem = _with_possible_locks(problem_of(gathering, policy))
            result = _solved(problem, run.seed)
            best = _best_total(problem, run.seed)
            result, kept = _kept(run, gathering, problem=problem, result=result)
        _finish(run, gathering, Solved(problem, result, best, kept))
    except TooMany:
        _fail(run, TOO_MANY)
    except NoCluster as away:
        log.warning("Run %s: %s", run.pk, away)
        _fail(run, NO_CLUSTER)
    except BadProblem as bad:
        log.warning("Run %s: %s", run.pk, bad)
        _fail(run, WRONG)
    except Exception:
        log.exception("Run %s could not be solved.", run.pk)
        _fail(run, WRONG)
    return 1


def warm_up() -> None:
    """
    Solves a small problem for each aim and asks of the result what the desk asks, so that the compiled engine lies ready
    on disk and in this process.
    """
    one = Someone(
        human="a", name="A", topics=frozenset({"x"}), languages=frozenset({"fr"}), text="mer et port"
    )
    gathering = Gathering(
        mentees=[one, replace(one, human="b", level=0, zone=60)],
        mentors=[replace(one, human="c", least=1), replace(one, human="d", wishes=("a",))],
    )
    for aim in Aim:
        policy = Policy(aim=aim, weights=Weights(**dict.fromkeys(CRITERIA, 1)))
        try:
            with _computing:
                problem = problem_of(gathering, policy)
                _ask(problem, solve(problem, seed=1))
        except Exception:
            log.exception("The engine could not be warmed up.")
            return


def _ask(problem: Problem, result: Result) -> None:
    """Who else, who would go without, and what would stay."""
    session = Session(problem, result)
    for mentee in range(problem.mentee_count):
        explain = explaining.pair if result.mentor_of[mentee] >= 0 else explaining.unmatched
        explain(problem, result, mentee, session=session)
        session.copy().drop_mentee(mentee)
    for mentor in range(problem.mentor_count):
        session.copy().drop_mentor(mentor)
        session.copy().places(mentor, 2)
        session.copy().fix(0, mentor)
    frontier(problem, result)


def _solved(problem: Problem, seed: int) -> Result:
    """On the cluster that is configured, or here."""
    with ExitStack() as stack:
        where = machine()
        if isinstance(where, Cluster):
            stack.enter_context(where)
        return solve(problem, seed=seed, time_limit=TIME_LIMIT, machine=where)


def _best_total(problem: Problem, seed: int) -> Result | None:
    """What could be had where a fair or a stable result is asked for, so that its price can be told."""
    instead = {engine.Aim.STABLE: engine.Aim.TOTAL, engine.Aim.FAIR: engine.Aim.PEOPLE}.get(problem.aim)
    return _solved(problem.but(aim=instead), seed) if instead else None


def _kept(run: Run, gathering: Gathering, *, problem: Problem, result: Result) -> tuple[Result, Again | None]:
    """Where a run is computed again: how many of its pairs need change, and as few as can be where that was asked."""
    base = _locks_of(run)
    if base is None:
        return result, None
    keep = bool(run.scope.get("keep_most"))
    return again(problem, result, pairs_before(base, gathering), keep=keep)


def _with_possible_locks(problem: Problem) -> Problem:
    """A pair that was locked and that a rule excludes by now is let go: rules come first."""
    kept = scoring.admissible(problem, problem.fixed[:, 0], problem.fixed[:, 1])
    return problem if kept.all() else problem.but(fixed=problem.fixed[kept])


@contextmanager
def _held(run: Run) -> Iterator[None]:
    """Renews the lease from another thread as long as the computation takes."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT):
            try:
                mine = Run.objects.filter(pk=run.pk, attempts=run.attempts, state=RunState.WAITING)
                mine.update(lease_until=clock.now() + LEASE)
            except DatabaseError:
                log.exception("The lease on run %s could not be renewed.", run.pk)
            finally:
                connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _locks_of(run: Run) -> Run | None:
    return run.based_on if run.scope.get("keep_locked") else None


@transaction.atomic
def _take() -> Run | None:
    """The oldest run that nobody is on, now ours for a while."""
    now = clock.now()
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    rows = Run.objects.select_for_update(of=("self",), skip_locked=True).filter(free, state=RunState.WAITING)
    run = rows.select_related("programme", "policy", "based_on").order_by("created_at", "id").first()
    if run is None:
        return None
    if run.attempts >= MOST_ATTEMPTS:
        _close(run, GAVE_UP)
        return None
    run.attempts += 1
    run.lease_until = now + LEASE
    run.save(update_fields=["attempts", "lease_until"])
    return run


def _ours(run: Run) -> Run | None:
    """The run again, locked, if it is still the one that this worker took."""
    rows = Run.objects.select_for_update()
    return rows.filter(pk=run.pk, state=RunState.WAITING, attempts=run.attempts).first()


@transaction.atomic
def _fail(run: Run, problem: str) -> None:
    row = _ours(run)
    if row is not None:
        _close(row, problem)


def _close(row: Run, problem: str) -> None:
    row.state = RUN.after("fail", row.state)
    row.problem, row.lease_until = problem, None
    row.save(update_fields=["state", "problem", "lease_until"])
    journal.record(events.RunFailed(actor_id=None, subject_id=row.pk, programme_id=row.programme_id))


@transaction.atomic
def _finish(run: Run, gathering: Gathering, solved: Solved) -> None:
    """Everything of the result, or nothing."""
    problem, result = solved.problem, solved.result
    # One run of a programme after the other: what its figures may show depends on those before.
    locked_programme(run.programme)
    row = _ours(run)
    if row is None:
        return
    people = results.people(row, gathering, problem=problem, result=result)
    RunPerson.objects.bulk_create([*people["mentee"], *people["mentor"]], batch_size=BATCH)
    _forget_whoever_left(row)
    pairs = results.pairs(row, gathering, problem=problem, result=result, people=people)
    Pair.objects.bulk_create(pairs, batch_size=BATCH)
    GroupFigures.objects.bulk_create(figures_of(row))
    row.state = RUN.after("solve", row.state)
    row.result = results.summary(problem, result, solved.best)
    if solved.again:
        row.result["again"] = solved.again.told()
    row.solved_at, row.lease_until = clock.now(), None
    row.save(update_fields=["state", "result", "solved_at", "lease_until"])
    journal.record(
        events.RunSolved(
            actor_id=None,
            subject_id=row.pk,
            programme_id=row.programme_id,
            mentees=len(people["mentee"]),
            mentors=len(people["mentor"]),
            matched=row.result["matched"],
            gap=row.result["gap"],
            seconds=int((row.solved_at - row.created_at).total_seconds()),
        )
    )


def _forget_whoever_left(run: Run) -> None:
    """Of whoever closed their account while the run was computed, no more is kept than of those who did so later."""
    gone = Q(participation__person__is_active=False) | Q(invitation__email="")
    RunPerson.objects.filter(gone, run=run).update(name="", facts={}, unmatched={})
