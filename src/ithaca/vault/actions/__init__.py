"""Every write of the vault: keyrings, rooms, contents, drafts."""

from ithaca.vault.actions.attachments import complete_attachment, receive_part, sweep_attachments
from ithaca.vault.actions.contents import Conflict, destroy_content, write_revision
from ithaca.vault.actions.drafts import discard_draft, save_draft
from ithaca.vault.actions.keyrings import (
    append_card,
    prove_wrap,
    put_wrap,
    remove_wrap,
    save_ledger,
    set_up_keyring,
)
from ithaca.vault.actions.renewal import renew_keyring
from ithaca.vault.actions.rooms import (
    begin_epoch,
    close_room,
    create_room,
    destroy_room,
    leave_room,
    reopen_room,
)

__all__ = [
    "Conflict",
    "append_card",
    "begin_epoch",
    "close_room",
    "complete_attachment",
    "create_room",
    "destroy_content",
    "destroy_room",
    "discard_draft",
    "leave_room",
    "prove_wrap",
    "put_wrap",
    "receive_part",
    "remove_wrap",
    "renew_keyring",
    "reopen_room",
    "save_draft",
    "save_ledger",
    "set_up_keyring",
    "sweep_attachments",
    "write_revision",
]
