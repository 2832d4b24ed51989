"""Writes of credentials and of the keys that sign them, one verb each."""

from ithaca.credentials.actions.holding import enlist, erase_holder, hide, show
from ithaca.credentials.actions.issuing import issue, reinstate, revoke, suspend
from ithaca.credentials.actions.keys import become_issuer, make_key, retire_key, revoke_key

__all__ = [
    "become_issuer",
    "enlist",
    "erase_holder",
    "hide",
    "issue",
    "make_key",
    "reinstate",
    "retire_key",
    "revoke",
    "revoke_key",
    "show",
    "suspend",
]
