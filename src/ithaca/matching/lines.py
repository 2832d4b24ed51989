"""The reporting line as the engine wants it: a forest of intervals, or pairs where it is none. Pure."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from ithaca.engine.profiles import Cycle, reporting_line
from ithaca.engine.profiles import Line as Intervals
from ithaca.matching.people import Gathering, Line


def forest(line: Line, people: Sequence[str]) -> Intervals | None:
    """
    Intervals of these people, in this order, if everybody in the chart has one manager at most and nobody reports to
    themselves by a detour; None where only pairs can say it.
    """
    if any(len(above) > 1 for above in line.managers.values()):
        return None
    number: dict[str, int] = {}
    for human in (*line.managers, *(one for above in line.managers.values() for one in above), *people):
        number.setdefault(human, len(number))
    manager = np.full(len(number), -1, np.int32)
    for human, above in line.managers.items():
        manager[number[human]] = number[next(iter(above))]
    try:
        found = reporting_line(manager)
    except Cycle:
        return None
    own = np.array([number[human] for human in people], np.int64)
    return Intervals(found.enter[own], found.leave[own])


def pairs_in_line(gathering: Gathering) -> set[tuple[int, int]]:
    """(mentee, mentor) of whom one is above the other at any depth, over every organisation."""
    mentees = {each.human: number for number, each in enumerate(gathering.mentees)}
    mentors = {each.human: number for number, each in enumerate(gathering.mentors)}
    found = {
        (number, mentors[above])
        for human, number in mentees.items()
        for above in gathering.line.above(human)
        if above in mentors
    }
    return found | {
        (mentees[above], number)
        for human, number in mentors.items()
        for above in gathering.line.above(human)
        if above in mentees
    }


def pairs_of_further_units(gathering: Gathering) -> set[tuple[int, int]]:
    """Pairs that share a unit which is not the first of both: somebody may stand in several organisations."""
    if all(len(each.units) < 2 for each in (*gathering.mentees, *gathering.mentors)):
        return set()
    mentors = defaultdict(list)
    for number, each in enumerate(gathering.mentors):
        for unit in each.units:
            mentors[unit].append(number)
    return {
        (number, mentor)
        for number, each in enumerate(gathering.mentees)
        for unit in each.units
        for mentor in mentors[unit]
    }
