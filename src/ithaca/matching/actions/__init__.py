"""Writes of the matching desk: changes of a run by hand, its publication, and the consent of both."""

from ithaca.matching.actions.checks import note_check
from ithaca.matching.actions.consent import (
    accept_match,
    close_matches_of,
    decline_for,
    decline_match,
    lapse_due_matches,
    seat_whoever_joined,
    withdraw_match,
)
from ithaca.matching.actions.objections import answer_objection, object_to_matching
from ithaca.matching.actions.policy import adopt_policy, save_policy
from ithaca.matching.actions.publishing import publish_run
from ithaca.matching.actions.reviewing import lock_pair, move_pairs, undo_change, write_note
from ithaca.matching.actions.runs import Order, discard_run, start_run
from ithaca.matching.actions.solving import solve_waiting

__all__ = [
    "Order",
    "accept_match",
    "adopt_policy",
    "answer_objection",
    "close_matches_of",
    "decline_for",
    "decline_match",
    "discard_run",
    "lapse_due_matches",
    "lock_pair",
    "move_pairs",
    "note_check",
    "object_to_matching",
    "publish_run",
    "save_policy",
    "seat_whoever_joined",
    "solve_waiting",
    "start_run",
    "undo_change",
    "withdraw_match",
    "write_note",
]
