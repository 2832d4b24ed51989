"""Writes of organisations, one verb each."""

from ithaca.organisations.actions.chart import Placed, Written, claim_positions, take_in, write_positions
from ithaca.organisations.actions.inviting import answer_letter, invite_administrator, take_letter_back
from ithaca.organisations.actions.managing import (
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
    "answer_letter",
    "claim_positions",
    "create_network",
    "create_organisation",
    "declare_conflict",
    "end_conflict",
    "invite_administrator",
    "remove_administrator",
    "set_position",
    "take_in",
    "take_letter_back",
    "write_positions",
]
