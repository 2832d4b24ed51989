"""The vault's protocol outside the browser: for the demo data, the tests and the offline tool.

The twin of frontend/room/core, on pyrage and joserfc. The server never imports it: whoever holds this
package's objects holds keys.
"""

from ithaca.vault.client.copies import CopySource, OpenedCopy, open_copy, seal_copy
from ithaca.vault.client.destruction import read_destruction, sign_destruction
from ithaca.vault.client.format import Tampered
from ithaca.vault.client.keyring import (
    Card,
    Keyring,
    KitWords,
    open_ledger,
    passkey_secret,
    passkey_way,
    read_card,
)
from ithaca.vault.client.room import Opened, OpenRoom, Place, make_room, next_epoch, open_grant

__all__ = [
    "Card",
    "CopySource",
    "Keyring",
    "KitWords",
    "OpenRoom",
    "Opened",
    "OpenedCopy",
    "Place",
    "Tampered",
    "make_room",
    "next_epoch",
    "open_copy",
    "open_grant",
    "open_ledger",
    "passkey_secret",
    "passkey_way",
    "read_card",
    "read_destruction",
    "seal_copy",
    "sign_destruction",
]
