"""What a pair that nobody computed would be worth: the run's problem, kept in this process for a while."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from ithaca.engine import scoring, text
from ithaca.engine.problem import Problem
from ithaca.kernel import clock
from ithaca.matching.desk.board import Measure, Measuring, Member
from ithaca.matching.models import Run
from ithaca.matching.pool import problem_again
from ithaca.matching.queries.policy import policy_of

KEPT = 4  # problems in this process
KEPT_SECONDS = 60  # then who reports to whom and who said no to whom is read anew
Seats = dict[UUID, int]


@dataclass(frozen=True)
class Known:
    """The engine's problem of a run's people, where in it each of them stands, and their presentations by side."""

    problem: Problem
    seats: Seats
    texts: dict[str, list[str]]

    @cached_property
    def rarity(self) -> text.Rarity:
        return text.rarity([*self.texts["mentee"], *self.texts["mentor"]])


_lock = threading.Lock()
_kept: OrderedDict[UUID, tuple[float, Known]] = OrderedDict()


def problem_of_run(run: Run, *, fresh: bool = False) -> tuple[Problem, Seats]:
    """The engine's problem of a run's people, and where in it each of them stands. Raises Refusal."""
    found = known_of(run, fresh=fresh)
    return found.problem, found.seats


def words_in_common(run: Run, mentee: Member, mentor: Member) -> tuple[tuple[str, str], ...]:
    """The words that make the presentations of two people near, as each has written them. Raises Refusal."""
    known = known_of(run)
    one = known.texts["mentee"][known.seats[mentee.id]]
    other = known.texts["mentor"][known.seats[mentor.id]]
    return text.words_in_common(one, other, known.rarity) if one and other else ()


def known_of(run: Run, *, fresh: bool = False) -> Known:
    """What is known of a run's people now, for a while; `fresh` reads everything anew. Raises Refusal."""
    now = clock.now().timestamp()
    with _lock:
        known = _kept.get(run.pk)  # a change of the pairs changes nothing of what they are worth
    if not fresh and known is not None and 0 <= now - known[0] < KEPT_SECONDS:
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


def measuring_of(run: Run, *, fresh: bool = False) -> Measuring:
    problem, seats = problem_of_run(run, fresh=fresh)

    def measure(mentee: Member, mentor: Member) -> Measure:
        one, other = seats[mentee.id], seats[mentor.id]
        parts = scoring.parts(problem, one, other)
        return Measure(sum(parts.values()), parts, scoring.exclusions(problem, one, other))

    return measure
