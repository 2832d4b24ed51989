"""Every write of the vault: keyrings, rooms, contents, drafts."""

from ithaca.vault.actions.attachments import complete_attachment, receive_part, sweep_attachments
from ithaca.vault.actions.contents import Conflict, destroy_content, write_revision
from ithaca.vault.actions.copies import end_copies, open_copy, release_copy, revoke_copy, withdraw_copies
from ithaca.vault.actions.drafts import discard_draft, save_draft
from ithaca.vault.actions.keyrings import (
    forget_replaced_wraps,
    prove_wrap,
    put_wrap,
    remove_wrap,
    save_ledger,
    set_up_keyring,
)
from ithaca.vault.actions.renewal import renew_keyring
from ithaca.vault.actions.rooms import (
    begin_epoch,
    change_members,
    close_room,
    create_own_room,
    create_room,
    destroy_room_content,
    end_membership,
    leave_room,
    reopen_room,
)

__all__ = [
    "Conflict",
    "begin_epoch",
    "change_members",
    "close_room",
    "complete_attachment",
    "create_own_room",
    "create_room",
    "destroy_content",
    "destroy_room_content",
    "discard_draft",
    "end_copies",
    "end_membership",
    "forget_replaced_wraps",
    "leave_room",
    "open_copy",
    "prove_wrap",
    "put_wrap",
    "receive_part",
    "release_copy",
    "remove_wrap",
    "renew_keyring",
    "reopen_room",
    "revoke_copy",
    "save_draft",
    "save_ledger",
    "set_up_keyring",
    "sweep_attachments",
    "withdraw_copies",
    "write_revision",
]
