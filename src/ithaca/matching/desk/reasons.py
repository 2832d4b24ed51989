"""Why somebody has no mentor as the board stands now: also whom somebody has parted by hand."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from ithaca.engine.result import NOBODY
from ithaca.matching import why
from ithaca.matching.desk.board import Board, Member
from ithaca.matching.desk.measuring import problem_of_run
from ithaca.matching.desk.standing import parted, standing_of
from ithaca.matching.models import Run
from ithaca.matching.states import RunState

MOST_EXPLAINED = 100  # on one page


def with_reasons(run: Run, board: Board, people: Iterable[Member]) -> list[Member]:
    """
    These mentees without a mentor, with the reason as things stand; once a run is published, with the one from its
    solve. Raises Refusal.
    """
    asked = list(people)
    if run.state != RunState.REVIEW or not asked:
        return asked
    problem, seats = problem_of_run(run)
    standing = standing_of(run, board) if len(asked) <= MOST_EXPLAINED else None
    by_hand = parted(board)

    def reason(one: UUID) -> dict[str, Any]:
        number = seats[one]
        if one in by_hand:
            return {**why.nobody(problem, number), "parted": True}
        if standing is None:
            return why.nobody(problem, number)
        now = int(standing.result.mentor_of[number])
        if now != NOBODY:
            mentor = board.people[standing.mentors[now]]
            return {**why.nobody(problem, number), "possible": 0, "now": mentor.number}
        found = why.nobody_in(standing.problem, standing.result, mentee=number, session=standing.session)
        return {**found, "place": [board.people[standing.mentors[each]].number for each in found["place"]]}

    return [replace(one, unmatched=reason(one.id)) for one in asked]
