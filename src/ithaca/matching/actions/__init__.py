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

__all__ = [
    "accept_match",
    "close_matches_of",
    "decline_match",
    "lapse_due_matches",
    "place_of",
    "publish_run",
    "seat_whoever_joined",
    "withdraw_match",
]
