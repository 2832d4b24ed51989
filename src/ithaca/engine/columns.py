"""
A problem as compiled code reads it: people column by column, so that many are looked at in one instruction; and what all
criteria but texts give to one mentee with many mentors.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ithaca.engine.compiling import bits, kernel
from ithaca.engine.pool import Ints, Small
from ithaca.engine.profiles import MOST_POINTS, UNKNOWN
from ithaca.engine.scoring import GAP_POINTS, ZONE_MINUTES

Masks = NDArray[np.uint64]
BANNED = -1
TILE = 1_024  # mentors looked at together
SHIFT = 24
MOST_APART = MOST_POINTS * ZONE_MINUTES  # further apart makes no difference
SIXTH = 2**18 // ZONE_MINUTES + 1  # times this, shifted by 18: divided by six, exact up to the most


class Columns(NamedTuple):
    """What the cheap criteria read, column by column, so that many people are looked at in one instruction."""

    sets: NDArray[np.uint32]  # (words, people): the sets of the criteria that count, one after the other
    place: Small
    zone: Small
    seniority: Small


class Side(NamedTuple):
    """People as the kernel reads them. What a rule that is off would read has values that exclude nobody."""

    languages: Masks
    person: Small
    unit: Small
    enter: Small
    leave: Small
    columns: Columns
    text: NDArray[np.int8]


class Weights(NamedTuple):
    """What the criteria count."""

    spans: Ints  # (sets + 1,) where each set's words begin
    of_sets: Ints
    place: int
    zone: int
    seniority: int
    gap_least: int
    gap_most: int
    text: int


class Special(NamedTuple):
    """What was said of single pairs, by mentee, sorted by mentor: BANNED, or what wishes give."""

    starts: Ints
    mentors: Small
    extra: Small


class Ground(NamedTuple):
    """All that the kernel knows of a problem."""

    left: Side
    right: Side
    weights: Weights
    special: Special


@kernel
def cheap_points(ground: Ground, one: int, others: Small, points: Small, room: Columns) -> None:
    """What all criteria but texts give to one mentee with each of these mentors; `room` is for as many as there are."""
    columns, width = ground.right.columns, ground.right.person.size
    if others.size < width:
        gather(columns, others, room)
        points_of(ground, one, room, points)
    else:
        points_of(ground, one, columns, points)
    special = ground.special
    for at in range(special.starts[one], special.starts[one + 1]):
        index = np.searchsorted(others, special.mentors[at])
        if index < others.size and others[index] == special.mentors[at]:
            points[index] += special.extra[at]


@kernel
def gather(columns: Columns, others: Small, room: Columns) -> None:
    """Lays the columns of some mentors side by side."""
    for word in range(columns.sets.shape[0]):
        into, of_all = room.sets[word], columns.sets[word]
        for index in range(others.size):
            into[index] = of_all[others[index]]
    for index in range(others.size):
        room.place[index] = columns.place[others[index]]
        room.zone[index] = columns.zone[others[index]]
        room.seniority[index] = columns.seniority[others[index]]


@kernel
def points_of(ground: Ground, one: int, columns: Columns, points: Small) -> None:
    """What sets, place, zone and level give with the first of these columns, as many as there are points."""
    weights = ground.weights
    sets, spans = ground.left.columns.sets[:, one].copy(), weights.spans
    for first in range(0, points.size, TILE):
        part = points[first : first + TILE]
        part[:] = 0
        for at in range(spans.size - 1):
            add_set(
                sets[spans[at] : spans[at + 1]],
                columns.sets[spans[at] : spans[at + 1]],
                weights.of_sets[at],
                first,
                part,
            )
        add_ordinals(ground, one, columns, first, part)


@kernel
def add_set(
    own: NDArray[np.uint32], all_words: NDArray[np.uint32], weight: int, first: int, points: Small
) -> None:
    """Adds the share of what is wanted that each offers; `first` says where the points begin among all."""
    size = np.int64(0)
    for word in range(own.size):
        size += bits(own[word])
    if size == 0:
        return
    # both × 100 // size, by a product and a shift: exact, for `both` times `size` stays below 2²⁴.
    each, worth = np.int32((MOST_POINTS * 2**SHIFT + size - 1) // size), np.int32(weight)
    common = np.zeros(points.size, np.int32)
    for word in range(own.size):
        mine, theirs = own[word], all_words[word][first : first + points.size]
        for index in range(points.size):
            common[index] += np.int32(bits(np.uint32(mine & theirs[index])))
    for index in range(points.size):
        points[index] += np.int32(np.int32(common[index] * each) >> np.int32(SHIFT)) * worth


@kernel
def add_ordinals(ground: Ground, one: int, columns: Columns, first: int, points: Small) -> None:
    """Adds what the same place and a zone and a level near those wanted give."""
    weights, own, end = ground.weights, ground.left.columns, first + points.size
    most, worth = np.int32(MOST_POINTS), np.int32(weights.place * MOST_POINTS)
    place, places = own.place[one], columns.place[first:end]
    if weights.place:
        for index in range(points.size):
            points[index] += worth if places[index] == place else np.int32(0)
    zone, zones, worth = own.zone[one], columns.zone[first:end], np.int32(weights.zone)
    if weights.zone and zone != UNKNOWN:
        for index in range(points.size):
            apart = np.int32(min(abs(zones[index] - zone), MOST_APART))
            near = np.int32(most - np.int32(np.int32(apart * np.int32(SIXTH)) >> np.int32(18)))
            points[index] += np.int32(0) if zones[index] == UNKNOWN else np.int32(near * worth)
    level, levels, worth = own.seniority[one], columns.seniority[first:end], np.int32(weights.seniority)
    if weights.seniority and level != UNKNOWN:
        least, top = np.int32(weights.gap_least), np.int32(weights.gap_most)
        for index in range(points.size):
            gap = np.int32(levels[index] - level)
            outside = np.int32(max(np.int32(0), np.int32(least - gap), np.int32(gap - top)))
            near = np.int32(max(np.int32(0), np.int32(most - np.int32(GAP_POINTS) * min(outside, most))))
            points[index] += np.int32(0) if levels[index] == UNKNOWN else np.int32(near * worth)


@kernel
def room_of(columns: Columns, width: int) -> Columns:
    return Columns(
        np.empty((columns.sets.shape[0], width), np.uint32),
        np.empty(width, np.int32),
        np.empty(width, np.int32),
        np.empty(width, np.int32),
    )
