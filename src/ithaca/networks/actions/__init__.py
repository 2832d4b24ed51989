"""Writes of networks, one verb each."""

from ithaca.networks.actions.founding import NetworkContent, change_network, create_network
from ithaca.networks.actions.memberships import (
    accept_request,
    ask_to_join,
    decline_request,
    exclude,
    found_and_join,
    join_by_letter,
    leave,
    reinstate,
    suspend,
    take_request_back,
)
from ithaca.networks.actions.people import (
    accept_role,
    decline_letter,
    remove_person,
    take_letter_back,
    write_to,
)

__all__ = [
    "NetworkContent",
    "accept_request",
    "accept_role",
    "ask_to_join",
    "change_network",
    "create_network",
    "decline_letter",
    "decline_request",
    "exclude",
    "found_and_join",
    "join_by_letter",
    "leave",
    "reinstate",
    "remove_person",
    "suspend",
    "take_letter_back",
    "take_request_back",
    "write_to",
]
