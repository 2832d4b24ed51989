"""Writes of the matching desk: changes of a run by hand, its publication, and the consent of both."""

from ithaca.matching.actions.consent import (
    accept_match,
    close_matches_of,
    decline_match,
    lapse_due_matches,
    place_of,
    seat_whoever_joined,
    withdraw_match,
)
from ithaca.matching.actions.publishing import publish_run
from ithaca.matching.actions.reviewing import lock_pair, move_pairs, undo_change, write_note

__all__ = [
    "accept_match",
    "close_matches_of",
    "decline_match",
    "lapse_due_matches",
    "lock_pair",
    "move_pairs",
    "place_of",
    "publish_run",
    "seat_whoever_joined",
    "undo_change",
    "withdraw_match",
    "write_note",
]
