"""What a pair that nobody computed would be worth: the run's problem, kept in this process for a while."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from ithaca.engine import scoring, text
from ithaca.engine.pool import Pool
from ithaca.engine.problem import Problem
from ithaca.engine.wide import every_pair
from ithaca.kernel import clock
from ithaca.matching.desk.board import Measure, Measuring, Member, Moves
from ithaca.matching.models import Run
from ithaca.matching.policy import rules_alone
from ithaca.matching.pool import problem_again
from ithaca.matching.queries.policy import policy_of

KEPT = 4  # problems in this process
KEPT_SECONDS = 60  # for what is looked at; what somebody decides by is read anew (`measuring_now`)
Seats = dict[UUID, int]


@dataclass(frozen=True)
class Known:
    """The engine's problem of a run's people, where in it each of them stands, and their presentations by side."""

    problem: Problem
    seats: Seats
    texts: dict[str, list[str]]

    @cached_property
    def pairs(self) -> Pool:
        """Every pair that no rule excludes, and its score: whatever is changed by hand, these stay the same."""
        return every_pair(self.problem)

    @cached_property
    def rarity(self) -> text.Rarity:
        return text.rarity([*self.texts["mentee"], *self.texts["mentor"]])


_lock = threading.Lock()
_kept: OrderedDict[UUID, tuple[float, Known]] = OrderedDict()


def problem_of_run(run: Run) -> tuple[Problem, Seats]:
    """The engine's problem of a run's people, and where in it each of them stands. Raises Refusal."""
    found = known_of(run)
    return found.problem, found.seats


def words_in_common(run: Run, mentee: Member, mentor: Member) -> tuple[tuple[str, str], ...]:
    """The words that make the presentations of two people near, as each has written them. Raises Refusal."""
    known = known_of(run)
    one = known.texts["mentee"][known.seats[mentee.id]]
    other = known.texts["mentor"][known.seats[mentor.id]]
    return text.words_in_common(one, other, known.rarity) if one and other else ()


def known_of(run: Run) -> Known:
    """What is known of a run's people now, for a while. Raises Refusal."""
    now = clock.now().timestamp()
    with _lock:
        known = _kept.get(run.pk)  # a change of the pairs changes nothing of what they are worth
    if known is not None and 0 <= now - known[0] < KEPT_SECONDS:
        return known[1]
    gathering, problem, seats = problem_again(run, policy_of(run.policy))
    found = Known(
        problem,
        seats,
        {
            "mentee": [each.text for each in gathering.mentees],
            "mentor": [each.text for each in gathering.mentors],
        },
    )
    with _lock:
        _kept[run.pk] = (now, found)
        _kept.move_to_end(run.pk)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def forget() -> None:
    """Asks everything anew."""
    with _lock:
        _kept.clear()


def measuring_of(run: Run) -> Measuring:
    """What pairs are worth and which rules stand against them, as known for a while. Raises Refusal."""
    problem, seats = problem_of_run(run)

    def measure(mentee: Member, mentor: Member) -> Measure:
        one, other = seats[mentee.id], seats[mentor.id]
        parts = scoring.parts(problem, one, other)
        return Measure(sum(parts.values()), parts, scoring.exclusions(problem, one, other))

    return measure


def measuring_now(run: Run, moves: Moves) -> Measuring:
    """
    The same for the people of these moves, with the rules as they stand this moment: what somebody decides by, and what
    is done, is never a minute old. Raises Refusal.
    """
    worth = measuring_of(run)
    people = {one for pair in moves.items() for one in pair if one}
    _gathering, problem, seats = problem_again(run, rules_alone(policy_of(run.policy)), only=people)

    def measure(mentee: Member, mentor: Member) -> Measure:
        found = worth(mentee, mentor)
        return replace(found, against=scoring.exclusions(problem, seats[mentee.id], seats[mentor.id]))

    return measure
