"""Writes of organisations, one verb each."""

from ithaca.organisations.actions.chart import claim_positions
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
    "add_administrator",
    "claim_positions",
    "create_network",
    "create_organisation",
    "declare_conflict",
    "end_conflict",
    "remove_administrator",
    "set_position",
]
