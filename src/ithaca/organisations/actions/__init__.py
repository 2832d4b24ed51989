"""Writes of organisations, one verb each."""

from ithaca.organisations.actions.chart import Placed, Written, claim_positions, take_in, write_positions
from ithaca.organisations.actions.managing import (
    add_administrator,
    create_network,
    create_organisation,
    declare_conflict,
    end_conflict,
    remove_administrator,
    set_position,
)

__all__ = [
    "Placed",
    "Written",
    "add_administrator",
    "claim_positions",
    "create_network",
    "create_organisation",
    "declare_conflict",
    "end_conflict",
    "remove_administrator",
    "set_position",
    "take_in",
    "write_positions",
]
