"""Writes of organisations, one verb each."""

from ithaca.organisations.actions.chart import Placed, Written, claim_positions, take_in, write_positions
from ithaca.organisations.actions.inviting import (
    answer_letter,
    invite_administrator,
    take_letter_back,
    write_letter,
)
from ithaca.organisations.actions.managing import (
    Identity,
    change_organisation,
    create_organisation,
    declare_conflict,
    end_conflict,
    found_organisation,
    free_slug,
    remove_administrator,
    set_position,
)

__all__ = [
    "Identity",
    "Placed",
    "Written",
    "answer_letter",
    "change_organisation",
    "claim_positions",
    "create_organisation",
    "declare_conflict",
    "end_conflict",
    "found_organisation",
    "free_slug",
    "invite_administrator",
    "remove_administrator",
    "set_position",
    "take_in",
    "take_letter_back",
    "write_letter",
    "write_positions",
]
